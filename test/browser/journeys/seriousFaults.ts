import axe from 'axe-core';
import type { FrameLocator, Page } from 'playwright-core';
import type { EditorBrowser } from '../harness/browser.ts';

type Place = Pick<FrameLocator | Page, 'locator'>;

/** What axe finds serious or critical in a webview or a page; one line each. */
export function seriousFaults(frame: Place, browser: EditorBrowser): Promise<string[]> {
  // axe tries styles of its own while it measures, which the page's policy forbids.
  return browser.leavingOut(/inline style/, () => faults(frame));
}

async function faults(frame: Place): Promise<string[]> {
  return frame.locator('body').evaluate(async (body, source) => {
    // The page's policy lets no script in; one that the debugger evaluates is not the page's.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    const made: unknown = new Function(`${source}; return window.axe;`)();
    // SAFETY: axe's source defines this.
    const engine = made as typeof axe;
    const { violations } = await engine.run(body);
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  }, axe.source);
}

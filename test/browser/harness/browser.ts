import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { pause } from './pause.ts';
import { findBrowser } from '../../../scripts/setup/browser.mjs';

export interface EditorBrowser {
  /** The page of a new window; windows of one browser share nothing but the server. */
  newPage(): Promise<Page>;
  /** Requests that would have left this machine. */
  readonly external: readonly string[];
  /** What the pages have thrown, and what their consoles show as errors, webviews included. */
  readonly errors: readonly string[];
  /** Does some work that is known to cause errors of a kind, and leaves those out of `errors`. */
  leavingOut<T>(kind: RegExp, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Two suites share two cores, and each of them has an editor of its own. */
const PATIENCE_MS = 90_000;
const ownAddress = /^(https?|wss?):\/\/(127\.0\.0\.1|localhost)[:/]/;
/** Of the editor's own: its patience with who listens to a save, files of another build, and native parts that are not built without a compiler. */
const knownNoise =
  /Aborted onWillSaveTextDocument-event|vsda|spdlog|watchdog|extensions-web|favicon|workbench\.web\.main\.nls|authentication provider 'github'/;
/** What the editor's own page around a webview throws where the webview goes while it loads. */
const goneWhileLoading = /^Error: Found unexpected null[^]*hookupOnLoadHandlers/;

/** Starts the browser that shows editors. */
export async function openBrowser(viewport = { width: 1400, height: 900 }): Promise<EditorBrowser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('There is no Chromium. Run: npm run setup');
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
      ...['--disable-quic', '--disable-background-networking', '--disable-component-update'],
      '--disable-sync',
    ],
    // Scroll bars are among what is looked at.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
  // In a browser's very first page a webview takes seconds longer to appear.
  const first = await browser.newContext();
  await (await first.newPage()).goto('about:blank');
  const external: string[] = [];
  const errors: string[] = [];
  return {
    external,
    errors,
    async newPage() {
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
      context.setDefaultTimeout(PATIENCE_MS);
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      watch(context, external, errors);
      return context.newPage();
    },
    async leavingOut(kind, work) {
      const before = errors.length;
      try {
        return await work();
      } finally {
        // What a console shows arrives after what was asked of the page.
        await pause(200);
        errors.push(...errors.splice(before).filter((error) => !kind.test(error)));
      }
    },
    close: () => browser.close(),
  };
}

function watch(context: BrowserContext, external: string[], errors: string[]): void {
  context.on('request', (request) => {
    const url = request.url();
    // What a webview asks of the editor has a name of its own, and is answered without network.
    const inner = /^https:\/\/[^/]+\.vscode-resource\.vscode-cdn\.net\//.test(url);
    if (/^(https?|wss?):/.test(url) && !ownAddress.test(url) && !inner) external.push(url);
  });
  context.on('weberror', (error) => {
    const text = error.error().stack ?? error.error().message;
    if (!goneWhileLoading.test(text)) errors.push(text);
  });
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = `${message.text()} (${message.location().url})`;
    if (!knownNoise.test(text)) errors.push(text);
  });
}

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Locator, Page } from 'playwright-core';
import { bundles } from '../../scripts/build/bundles.mjs';
import { findBrowser } from '../../scripts/setup/browser.mjs';
import { root } from '../../scripts/setup/paths.mjs';

/** The workbench over its made-up host. */
export interface WorkbenchPage {
  readonly page: Page;
  /** The cell of a row index and visual column index, if it is drawn. */
  readonly cell: (row: number, column: number) => Locator;
  /** The header of a visual column index, if it is drawn. */
  readonly header: (column: number) => Locator;
  readonly press: (...keys: string[]) => Promise<void>;
  /** The panel that has the focus: `table`, `filters`, … */
  readonly panel: () => Promise<string | null>;
  /** The command that the host was asked for last. */
  readonly command: () => Promise<unknown>;
  /** Faults that axe calls serious or critical. */
  readonly faults: () => Promise<readonly string[]>;
  /** What the page threw, wrote as an error, or was refused by its policy. */
  readonly errors: readonly string[];
}

/** Serves the page and starts a browser, both for one file of tests. */
export interface WorkbenchBrowser {
  readonly open: (
    query?: string,
    viewport?: { width: number; height: number },
  ) => Promise<WorkbenchPage>;
  readonly close: () => Promise<void>;
}

const served =
  /^\/(dist\/webview\/(workbenchPage|charts|codicon)(-\w+)?\.(js|css|ttf)|webview\/workbench\/page\/(index\.html|themes\.css))$/;
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.ttf': 'font/ttf',
};

export async function startWorkbenchBrowser(): Promise<WorkbenchBrowser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('There is no Chromium. Run: npm run setup');
  for (const name of ['workbenchPage', 'charts', 'codicon']) {
    const bundle = bundles().find((one) => one.name === `webview/${name}`);
    if (bundle === undefined) throw new Error(`There is no bundle ${name}.`);
    await build(bundle.options);
  }
  const { address, stop } = await serve();
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox'],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
  return {
    open: async (query = '', viewport = { width: 1440, height: 900 }) => {
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
      const page = await context.newPage();
      const errors: string[] = [];
      const audit = { running: false };
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // axe tries styles of its own, which the page's policy refuses.
        if (message.type() === 'error' && !audit.running) errors.push(message.text());
      });
      await page.goto(`${address}/webview/workbench/page/index.html?${query}`);
      await page.evaluate(atRest);
      return workbenchPage(page, errors, audit);
    },
    close: async () => {
      await browser.close();
      await stop();
    },
  };
}

/** The page has stood still for a moment: a click on what moves under the pointer hits nothing. */
const atRest = `new Promise((resolve) => {
  let timer;
  const watcher = new MutationObserver(() => wait());
  const end = () => {
    watcher.disconnect();
    resolve();
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(end, 100);
  };
  watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  setTimeout(end, 2000);
  wait();
})`;

async function serve(): Promise<{ address: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const type = types[path.extname(pathname)];
    if (!served.test(pathname) || type === undefined) {
      response.writeHead(404).end();
      return;
    }
    readFile(path.join(root, pathname)).then(
      (body) => response.writeHead(200, { 'content-type': type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // SAFETY: a server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function workbenchPage(
  page: Page,
  errors: readonly string[],
  audit: { running: boolean },
): WorkbenchPage {
  return {
    page,
    errors,
    cell: (row, column) =>
      page.locator(`[aria-rowindex="${row + 2}"] [role=gridcell][aria-colindex="${column + 2}"]`),
    header: (column) => page.locator(`[role=columnheader][aria-colindex="${column + 2}"]`),
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    panel: () =>
      page.evaluate<string | null>(
        `document.activeElement?.closest('[data-panel]')?.getAttribute('data-panel') ?? null`,
      ),
    command: () => page.evaluate<unknown>(`JSON.parse(document.body.dataset.command ?? 'null')`),
    faults: async () => {
      audit.running = true;
      await page.evaluate(
        await readFile(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'),
      );
      const faults = await page.evaluate<string[]>(`axe.run(document).then((result) =>
        result.violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 4).map(({ html, failureSummary }) =>
            html.slice(0, 200) + ' ' + failureSummary).join(' | ')))`);
      audit.running = false;
      return faults;
    },
  };
}

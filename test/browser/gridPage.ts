import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { bundles } from '../../scripts/build/bundles.mjs';
import { findBrowser } from '../../scripts/setup/browser.mjs';
import { root } from '../../scripts/setup/paths.mjs';

/** The grid's own page, in a browser of its own. */
export interface GridPage {
  readonly page: Page;
  /** The cell of a row index and visual column index, if it is drawn. */
  readonly cell: (row: number, column: number) => Locator;
  readonly header: (column: number) => Locator;
  /** Goes there by the controls of the page. */
  readonly goTo: (row: number, column: string) => Promise<void>;
  /** Virtual pixels above the view, read off the drawn rows. */
  readonly position: () => Promise<number>;
  readonly clipboard: () => Promise<string>;
  /** The text of what the grid names as active; null for nothing. */
  readonly active: () => Promise<string | null>;
  /** How many of the drawn cells are selected. */
  readonly selected: () => Promise<number>;
  /** Names in the headers of visual columns `[from, to)`. */
  readonly headers: (from: number, to: number) => Promise<(string | null)[]>;
  /** What the page says of the last call of the grid to its owner. */
  readonly said: () => Promise<string | null>;
  readonly focus: () => Promise<void>;
  readonly press: (...keys: string[]) => Promise<void>;
  /** What the page threw, wrote as an error, or was refused by its policy. */
  readonly errors: readonly string[];
}

/** Serves the page and starts a browser, both for one file of tests. */
export interface GridBrowser {
  readonly open: (query?: string, options?: BrowserContextOptions) => Promise<GridPage>;
  readonly close: () => Promise<void>;
}

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'";
const served = /^\/(dist\/webview\/gridPage\.(js|css)|webview\/grid\/page\/index\.html)$/;
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
};

export async function startGridBrowser(): Promise<GridBrowser> {
  const bundle = bundles().find(({ name }) => name === 'webview/gridPage');
  const executablePath = findBrowser();
  if (bundle === undefined) throw new Error('The page of the grid is not among the bundles.');
  if (executablePath === undefined) throw new Error('There is no Chromium. Run: npm run setup');
  await build(bundle.options);
  const { address, stop } = await serve();
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox'],
    // Scroll bars are among what is tested.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
  return {
    open: async (query = '', options = {}) => {
      const viewport = { width: 1400, height: 900 };
      const context = await browser.newContext({ viewport, ...options });
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await page.goto(`${address}/webview/grid/page/index.html?${query}`);
      return gridPage(page, errors);
    },
    close: async () => {
      await browser.close();
      await stop();
    },
  };
}

function gridPage(page: Page, errors: readonly string[]): GridPage {
  const shown = ':not([hidden])';
  return {
    page,
    errors,
    cell: (row, column) =>
      page.locator(
        `.grid-row[aria-rowindex="${row + 2}"]${shown} [aria-colindex="${column + 2}"]${shown}`,
      ),
    header: (column) => page.locator(`.grid-header[data-visual="${column}"]`),
    goTo: async (row, column) => {
      await page.fill('input[name=row]', String(row));
      await page.fill('input[name=column]', column);
      await page.getByRole('button', { name: 'Go' }).click();
    },
    position: () =>
      page.evaluate<number>(`(() => {
        const row = document.querySelector('.grid-row:not([hidden])');
        const body = document.querySelector('.grid-body').getBoundingClientRect();
        const index = Number(row.getAttribute('aria-rowindex')) - 2;
        return index * 25 - (row.getBoundingClientRect().top - body.top);
      })()`),
    clipboard: () => page.evaluate<string>('navigator.clipboard.readText()'),
    active: () =>
      page.evaluate<string | null>(`(() => {
        const id = document.querySelector('.grid-table').getAttribute('aria-activedescendant');
        return document.getElementById(id)?.textContent ?? null;
      })()`),
    selected: () => page.locator(`.grid-row${shown} .grid-cell.is-selected${shown}`).count(),
    headers: (from, to) =>
      Promise.all(
        Array.from({ length: to - from }, (_, at) =>
          page.locator(`.grid-header[data-visual="${from + at}"] .page-name`).textContent(),
        ),
      ),
    said: () => page.locator('output').textContent(),
    focus: () => page.locator('.grid-table').focus(),
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
  };
}

/** A point on the screen in the middle of an element. */
export async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (box === null) throw new Error('It is not drawn.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function serve() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!served.test(pathname)) {
      response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
      return;
    }
    readFile(path.join(root, pathname)).then(
      (body) => {
        const type = types[path.extname(pathname)] ?? 'text/plain';
        response
          .writeHead(200, { 'content-type': type, 'content-security-policy': policy })
          .end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // SAFETY: a server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

import type { Page } from 'playwright-core';

/** Opens an editor's window and waits until its extensions are there. */
export async function openWorkbench(page: Page, url: string, timeout = 60_000): Promise<void> {
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await waitForWorkbench(page, timeout);
}

/** For a page that loads by itself: after a reload. */
export async function waitForWorkbench(page: Page, timeout = 60_000): Promise<void> {
  await page.waitForSelector('.monaco-workbench .part.editor', { timeout });
  await page.waitForSelector('.monaco-workbench .part.statusbar .statusbar-item', { timeout });
  await page.waitForFunction(
    () => performance.getEntriesByName('code/didLoadExtensions').length > 0,
    undefined,
    { timeout, polling: 50 },
  );
  // A file that is opened earlier lands in the text editor about every other time: what chooses
  // its editor is made when the window is idle, some turns after the mark.
  await page.evaluate(
    '(async () => { for (let n = 0; n < 3; n++) await new Promise((r) => requestIdleCallback(r)); })()',
  );
}

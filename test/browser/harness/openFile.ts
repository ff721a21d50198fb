import type { Page } from 'playwright-core';

/** Opens a file by the explorer, as a double click does; folders on its way are opened. */
export async function openFile(page: Page, path: string): Promise<void> {
  const rows = page.locator('.explorer-folders-view .monaco-list-row');
  const parts = path.split('/');
  for (const [index, part] of parts.entries()) {
    const row = rows
      .filter({ has: page.locator(`.monaco-highlighted-label:text-is("${part}")`) })
      .first();
    await row.waitFor({ state: 'visible', timeout: 120_000 });
    if (index === parts.length - 1) await row.dblclick();
    else if ((await row.getAttribute('aria-expanded')) !== 'true') await row.click();
  }
}

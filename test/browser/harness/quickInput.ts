import type { Locator, Page } from 'playwright-core';
import { focusWorkbench } from './keyboard.ts';

const TRIES = 5;

/** The input of the quick pick or input box that is shown. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget input.input');
}

/** The first entry of the quick pick whose label is `text`, or holds it where none is. */
function quickPickRow(page: Page, text: string): Locator {
  const rows = page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
  return rows.filter({ hasText: text }).first();
}

/**
 * Opens a quick pick, types, and takes the entry with a text; tries again where a key was lost or
 * the pick closed, as both happen while the focus moves out of a webview.
 */
export async function pick(
  page: Page,
  open: () => Promise<void>,
  typed: string,
  entry: string,
): Promise<void> {
  for (let left = TRIES; ; left -= 1) {
    try {
      await open();
      await quickInput(page).waitFor({ state: 'visible', timeout: 5000 });
      await quickInput(page).fill(typed, { timeout: 5000 });
      const row = quickPickRow(page, entry);
      await row.waitFor({ state: 'visible', timeout: 15_000 });
      await row.click({ timeout: 5000 });
      return;
    } catch (error) {
      if (left <= 1) throw error;
      await focusWorkbench(page);
    }
  }
}

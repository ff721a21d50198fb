import type { Page } from 'playwright-core';
import { fileDialog } from './fileDialog.ts';
import { press } from './keyboard.ts';
import { quickInput } from './quickInput.ts';

const TRIES = 5;

/** Saves the untitled document of the active tab; `shown` is called when the dialog is there. */
export async function saveAs(page: Page, path: string, shown?: () => Promise<void>): Promise<void> {
  // A key is lost while the focus moves out of a webview that was closed.
  for (let left = TRIES; ; left -= 1) {
    await press(page, 'Control+s');
    try {
      await quickInput(page).waitFor({ state: 'visible', timeout: 4000 });
      break;
    } catch (error) {
      if (left <= 1) throw error;
    }
  }
  await fileDialog(page, path, /\.sluice\.json$/, shown);
}

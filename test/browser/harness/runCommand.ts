import type { Page } from 'playwright-core';
import { pick } from './quickInput.ts';

/** Runs a command of the palette by its whole title: `Sluice: Start a Recipe`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await pick(page, () => page.keyboard.press('F1'), `>${title}`, title);
}

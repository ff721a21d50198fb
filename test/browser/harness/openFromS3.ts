import type { Page } from 'playwright-core';
import { pick } from './quickInput.ts';
import { runCommand } from './runCommand.ts';

/** Opens an address of S3 through its picker, by the entry with a text. */
export async function openFromS3(page: Page, address: string, entry: string): Promise<void> {
  await pick(page, () => openS3Picker(page), address, entry);
}

/** Shows the picker of S3. The palette, whose input looks the same, is gone when it has its title. */
export async function openS3Picker(page: Page): Promise<void> {
  await runCommand(page, 'Sluice: Open from S3…');
  const title = page.locator('.quick-input-widget .quick-input-title');
  await title.filter({ hasText: 'Open from S3' }).waitFor({ timeout: 15_000 });
}

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { press } from './keyboard.ts';
import { quickInput } from './quickInput.ts';

const OPENS_MS = 20_000;

/**
 * Answers the dialog for a file, to save or to open one. It is shown before it has read its
 * folder: until `offered` stands in it, it takes no Enter, and its own name replaces what was typed.
 */
export async function fileDialog(
  page: Page,
  path: string,
  offered: RegExp,
  shown: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const input = quickInput(page);
  await input.waitFor({ state: 'visible', timeout: OPENS_MS });
  await expect.poll(() => input.inputValue(), { timeout: OPENS_MS }).toMatch(offered);
  await shown();
  await press(page, 'Control+a');
  // At once: typed letter by letter, the dialog completes it by files that are there.
  await page.keyboard.insertText(path);
  await expect.poll(() => input.inputValue()).toBe(path);
  await press(page, 'Enter');
  await input.waitFor({ state: 'hidden', timeout: OPENS_MS });
}

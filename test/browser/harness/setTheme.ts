import type { Page } from 'playwright-core';
import { pick, quickInput } from './quickInput.ts';
import { runCommand } from './runCommand.ts';

/** Names in the list of themes, the same in all versions, and the class of a window. */
const themes = {
  light: { name: 'Light Modern', kind: 'vs' },
  dark: { name: 'Dark Modern', kind: 'vs-dark' },
  'hc-light': { name: 'Light High Contrast', kind: 'hc-light' },
  'hc-dark': { name: 'Dark High Contrast', kind: 'hc-black' },
} as const;

export type Theme = keyof typeof themes;

/** Changes the colour theme by its palette command: the editor does not watch its user settings. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  const { name, kind } = themes[theme];
  if ((await themeOf(page)) === theme) return;
  await pick(page, () => runCommand(page, 'Preferences: Color Theme'), name, name);
  await page.locator(`.monaco-workbench.${kind}`).waitFor({ timeout: 60_000 });
  await quickInput(page).waitFor({ state: 'hidden' });
}

/** The theme that a window shows. */
export async function themeOf(page: Page): Promise<Theme> {
  const classes = (await page.locator('.monaco-workbench').first().getAttribute('class')) ?? '';
  const words = classes.split(/\s+/);
  const found = (['hc-dark', 'hc-light', 'dark', 'light'] as const).find((theme) =>
    words.includes(themes[theme].kind),
  );
  if (found === undefined) throw new Error(`The window shows no theme known here: ${classes}`);
  return found;
}

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../../scripts/setup/paths.mjs';
import { pause } from './pause.ts';
import { setTheme, themeOf, type Theme } from './setTheme.ts';

/** Pictures of a journey: `.cache/screenshots/<journey>/<nn>-<name>-<theme>.png`. */
export class Screenshots {
  private readonly folder: string;
  private count = 0;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Begins a journey; pictures of its last run are removed. */
  static async of(journey: string): Promise<Screenshots> {
    const folder = join(root, '.cache', 'screenshots', journey);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    return new Screenshots(folder);
  }

  /** Takes one picture, in the theme that is shown. */
  async take(page: Page, name: string): Promise<string> {
    this.count += 1;
    return this.write(page, name);
  }

  /** Takes the same picture in several themes, and goes back to the one that was shown. */
  async takeAll(
    page: Page,
    name: string,
    themes: readonly Theme[] = ['light', 'dark'],
  ): Promise<void> {
    const shown = await themeOf(page);
    this.count += 1;
    for (const theme of themes) {
      await setTheme(page, theme);
      // Webviews hear of the theme by a message, and paint in the frame after it.
      await pause(250);
      await this.write(page, name);
    }
    await setTheme(page, shown);
  }

  /** Where a picture of something else than the editor goes. */
  path(name: string): string {
    this.count += 1;
    return this.numbered(name);
  }

  private numbered(name: string): string {
    return join(this.folder, `${String(this.count).padStart(2, '0')}-${name}.png`);
  }

  private async write(page: Page, name: string): Promise<string> {
    const path = this.numbered(`${name}-${await themeOf(page)}`);
    await page.screenshot({ path, animations: 'disabled' });
    return path;
  }
}

import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { onTestFailed } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';

/** Called in a test: if it fails, `.cache/screenshots/failed/<name>.png` shows the window. */
export function pictureOfFailure(page: Page, name: string): void {
  onTestFailed(async () => {
    const path = join(root, '.cache', 'screenshots', 'failed', `${name}.png`);
    await page.screenshot({ path, timeout: 10_000 });
  });
}

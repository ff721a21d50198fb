import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../setup/browser.mjs';
import { root } from '../setup/paths.mjs';

// `npm run icon`: draws the extension's icon from the SVG beside this file.
const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('There is no Chromium. Run: npm run setup');
const svg = await readFile(join(import.meta.dirname, 'icon.svg'), 'utf8');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
  await page.setContent(`<body style="margin:0;background:transparent">${svg}</body>`);
  await page.screenshot({ path: join(root, 'media', 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}

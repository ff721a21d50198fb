import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/setup/paths.mjs';
import { framesLine, wheelFrames } from './gridFrames.ts';
import { middleOf, startGridBrowser } from './gridPage.ts';
import type { GridBrowser, GridPage } from './gridPage.ts';

let browser: GridBrowser;
let grid: GridPage;

beforeAll(async () => {
  browser = await startGridBrowser();
});

afterAll(async () => {
  await browser.close();
});

async function open(query = '', options?: BrowserContextOptions): Promise<void> {
  grid = await browser.open(query, options);
  await expect.poll(() => grid.cell(0, 1).textContent()).toBe('787');
}

/** For people to look at: `.cache/screenshots/grid/<name>.png`. */
async function picture(name: string): Promise<void> {
  const folder = path.join(root, '.cache', 'screenshots', 'grid');
  await mkdir(folder, { recursive: true });
  const image = await grid.page.screenshot({ path: path.join(folder, `${name}.png`) });
  expect(image.byteLength).toBeGreaterThan(5000);
}

describe('the look of the grid', () => {
  afterEach(async () => {
    expect(grid.errors).toEqual([]);
    await grid.page.context().close();
  });

  it('shows what is missing as busy, then fills it', async () => {
    grid = await browser.open('delay=600');
    await expect.poll(() => grid.cell(0, 1).getAttribute('aria-busy')).toBe('true');
    expect(await grid.cell(0, 1).textContent()).toBe('');
    await expect.poll(() => grid.cell(0, 1).textContent()).toBe('787');
    expect(await grid.cell(0, 1).getAttribute('aria-busy')).toBeNull();
  });

  it('has its headers without rows', async () => {
    grid = await browser.open('rows=0');
    await expect.poll(() => grid.header(1).isVisible()).toBe(true);
    await grid.focus();
    await grid.press('ArrowRight', 'ArrowDown', 'PageDown');
    await expect.poll(grid.active).toBe('delayint64 · 1');
    expect(await grid.page.locator('.grid-row:not([hidden])').count()).toBe(0);
  });

  it('stands a table without columns', async () => {
    grid = await browser.open('rows=10&columns=0');
    await grid.focus();
    await grid.press('ArrowRight', 'Control+a', 'Control+c', 'Shift+F10');
    expect(await grid.page.locator('.grid-header').count()).toBe(0);
  });

  it.each(['light', 'dark', 'high-contrast', 'high-contrast-light'])(
    'has no serious fault in the eyes of axe: %s',
    async (theme) => {
      await open(`theme=${theme}`);
      await grid.focus();
      await grid.press('ArrowRight', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight');
      await grid.page.evaluate(
        await readFile(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'),
      );
      const faults = await grid.page.evaluate<string[]>(`axe.run('.sluice-grid').then((result) =>
        result.violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html).join(' ')))`);
      expect(faults).toEqual([]);
    },
  );

  it.each([
    ['light', 1100, 600],
    ['dark', 1100, 600],
    ['high-contrast', 1100, 600],
    ['high-contrast-light', 1100, 600],
    ['dark', 320, 500],
  ])('has its picture taken: %s, %d pixels wide', async (theme, width, height) => {
    await open(`theme=${theme}`, { viewport: { width, height } });
    const { x, y } = await middleOf(grid.cell(6, 0));
    await grid.page.mouse.click(x, y);
    await grid.press('ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight');
    await expect.poll(grid.selected).toBeGreaterThanOrEqual(3);
    await picture(`${theme}-${width}`);
  });

  it('tells by lines what it cannot tell by colours', async () => {
    await open('theme=light', { viewport: { width: 1400, height: 500 }, forcedColors: 'active' });
    const { x, y } = await middleOf(grid.cell(6, 0));
    await grid.page.mouse.click(x, y);
    await grid.press('Shift+ArrowDown', 'Shift+ArrowRight');
    const lines = (selector: string) =>
      grid.page.evaluate<string>(`(() => {
        const cell = document.querySelector('.grid-row:not([hidden]) .grid-cell${selector}');
        const { outlineStyle, borderLeftWidth, borderBottomWidth, textDecorationLine } =
          getComputedStyle(cell);
        return [outlineStyle, borderLeftWidth, borderBottomWidth, textDecorationLine].join(' ');
      })()`);
    await expect.poll(() => lines('.is-selected')).toBe('dashed 0px 1px none');
    expect(await lines('.is-cursor')).toBe('solid 0px 1px none');
    expect(await lines('.m-added')).toBe('none 3px 1px none');
    expect(await lines('.m-changed')).toBe('none 0px 3px none');
    expect(await lines('.m-removed')).toBe('none 3px 1px line-through');
    expect(await lines('.m-match')).toBe('none 0px 1px underline');
    await picture('forced-colors');
  });

  it('is found as it was left when its tab was hidden', async () => {
    await open();
    await grid.goTo(60_000_000, 'column 900');
    await expect.poll(() => grid.cell(60_000_000, 900).isVisible()).toBe(true);
    const hide = (display: string) =>
      grid.page.evaluate(`document.querySelector('.page-grid').style.display = '${display}'`);
    const before = await grid.position();
    await hide('none');
    await grid.page.waitForTimeout(60);
    await hide('');
    await expect.poll(() => grid.cell(60_000_000, 900).isVisible()).toBe(true);
    expect(await grid.position()).toBe(before);
    await grid.page.mouse.move(600, 400);
    await grid.page.mouse.wheel(0, 120);
    await expect.poll(() => grid.position()).toBe(before + 120);
  });

  // The browser is driven in pixels of the screen, the page hears of its own.
  it.each([
    [1.25, 96],
    [2, 60],
  ])('scrolls exactly at a scale of %d', async (deviceScaleFactor, pixels) => {
    await open('', { deviceScaleFactor });
    await grid.goTo(33_333_333, 'column 3');
    await expect.poll(() => grid.position()).toBeGreaterThan(800_000_000);
    const before = await grid.position();
    await grid.page.mouse.move(600, 400);
    for (let tick = 1; tick <= 10; tick += 1) {
      await grid.page.mouse.wheel(0, 120);
      await expect.poll(() => grid.position()).toBe(before + tick * pixels);
    }
  });

  it('prints how evenly it scrolls', async () => {
    await open();
    await grid.page.mouse.move(600, 400);
    const down = await wheelFrames(grid.page, 3000, 0, 120);
    console.log(framesLine('wheel down, 100 M rows', down));
    expect(await grid.position()).toBeGreaterThanOrEqual((down.ticks - 1) * 120);
    const across = await wheelFrames(grid.page, 3000, 120, 0);
    console.log(framesLine('wheel across, 2,000 columns', across));
    await expect.poll(() => grid.page.locator('.is-busy:not([hidden])').count()).toBe(0);
  });
});

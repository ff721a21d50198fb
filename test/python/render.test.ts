import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axeCore from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root, useBuild } from '../cli/build.ts';
import { named, useNotebook } from './kernel.ts';
import { themes } from './themes.ts';
import type { Theme } from './themes.ts';

useBuild();
const notebook = useNotebook();
const shots = join(root, '.cache', 'screenshots', 'python');

const cells = {
  load: '%load_ext sluice',
  frame: `
import pandas as pd, numpy as np
rng = np.random.default_rng(1)
n = 4000
flights = pd.DataFrame({
    "date": pd.Timestamp("2001-01-01") + pd.to_timedelta(rng.integers(0, 200 * 1440, n), unit="min"),
    "delay": np.where(rng.random(n) < 0.02, np.nan, np.round(rng.gamma(2, 15, n) - 20)),
    "origin": rng.choice(["ATL", "ORD", "SEA", "JFK", "a name of an airport that is far too long"], n, p=[0.5, 0.2, 0.15, 0.1, 0.05]),
    "late": rng.random(n) < 0.2,
    "big": pd.array([2**53 + 1, None] * (n // 2), dtype="Int64"),
    "x" * 300: rng.random(n),
    "text": ["Lorem ipsum dolor sit amet. " * 40] * n,
    "nothing": [None] * n,
})
%sluice flights`,
  sample: '%sluice flights --sample 500',
};

let browser: Browser;
let full = '';
let sample = '';
beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  const cell = await named(notebook(), cells);
  full = cell.frame.html[0] ?? '';
  sample = cell.sample.html[0] ?? '';
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
});
afterAll(async () => {
  await browser.close();
});

// The page's own words, as no type of a page is known here.
const measure = `(() => {
  const rows = [...document.querySelectorAll('.sluice-profile tbody tr')];
  const style = (selector) => getComputedStyle(document.querySelector(selector));
  return {
    sticksOut: document.documentElement.scrollWidth > innerWidth,
    heights: rows.map((row) => row.getBoundingClientRect().height),
    stripes: new Set(rows.map((row) => getComputedStyle(row).backgroundColor)).size,
    names: style('.sluice-profile tbody th').textAlign,
    figures: style('.sluice-profile tbody td.n').textAlign,
    bars: style('.sluice-profile svg').fill,
  };
})()`;

const measured = z.object({
  sticksOut: z.boolean(),
  heights: z.array(z.number()).min(8),
  stripes: z.number(),
  names: z.string(),
  figures: z.string(),
  bars: z.string(),
});

async function show(theme: Theme, html: string, width = 1100): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 700 } });
  const variables = Object.entries(theme.variables).map(([name, value]) => `${name}: ${value};`);
  await page.setContent(
    `<!doctype html><html lang="en"><title>output</title><style>html { ${variables.join(' ')} } ${theme.css}
    body { background: ${theme.background}; color: ${theme.foreground}; margin: 12px; font: 14px sans-serif }</style>
    <main class="${theme.className}">${html}</main>`,
  );
  return page;
}

describe.each(Object.entries(themes))('in %s', (name, theme) => {
  it('reads well: nothing sticks out, rows are even, text has contrast', async () => {
    const page = await show(theme, full);
    try {
      await page.screenshot({ path: join(shots, `${name.replaceAll(/\W+/g, '-')}.png`) });
      const seen = measured.parse(await page.evaluate(measure));
      expect(seen).toMatchObject({ sticksOut: false, stripes: 1, names: 'left', figures: 'right' });
      expect(Math.max(...seen.heights)).toBeLessThanOrEqual(52);
      expect(Math.min(...seen.heights)).toBeGreaterThanOrEqual(30);
      const blue = theme.variables['--vscode-charts-blue'] ?? theme.variables['--jp-brand-color1'];
      expect(seen.bars).toBe(rgb(blue ?? '#3b82c4'));
      expect(await serious(page)).toEqual([]);
    } finally {
      await page.close();
    }
  });
});

describe('an output', () => {
  it('of a narrow window scrolls by itself', async () => {
    const theme = themes['VS Code, dark'];
    if (!theme) throw new Error('there is no such theme');
    const page = await show(theme, sample, 480);
    try {
      await page.screenshot({ path: join(shots, 'narrow.png') });
      const sizes = z.array(z.number()).parse(
        await page.evaluate(`[document.documentElement.scrollWidth,
          ...['scrollWidth', 'clientWidth'].map((key) => document.querySelector('.wide')[key])]`),
      );
      expect(sizes[0]).toBe(480);
      expect(sizes[1]).toBeGreaterThan(sizes[2] ?? Infinity);
    } finally {
      await page.close();
    }
  });

  it('without its style, as in a notebook that is not trusted, is a table still', async () => {
    const bare = full.replace(/<style>.*?<\/style>/s, '').replaceAll(/ style="[^"]*"/g, '');
    const theme = themes['no notebook that it knows'];
    if (!theme) throw new Error('there is no such theme');
    const page = await show(theme, bare);
    try {
      const rows = await page.locator('tbody tr').allInnerTexts();
      expect(rows).toHaveLength(8);
      expect(rows[3]).toMatch(/^late\tboolean\t0 %\t2\t\s*false\s+\d\d\.\d %\s+true\s+\d\d\.\d %/);
    } finally {
      await page.close();
    }
  });
});

function rgb(hex: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${parts.join(', ')})`;
}

/** What axe finds that matters. */
async function serious(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axeCore.source });
  const found = await page.evaluate(`axe.run('.sluice-profile').then(({ violations }) =>
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`);
  return z.array(z.string()).parse(found);
}

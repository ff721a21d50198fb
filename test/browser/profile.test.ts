import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/setup/paths.mjs';
import { startWorkbenchBrowser } from './workbenchPage.ts';
import type { WorkbenchBrowser, WorkbenchPage } from './workbenchPage.ts';

let browser: WorkbenchBrowser;
let workbench: WorkbenchPage;
/** Asks again until it is so: the machine may be busy with other things. */
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read);
const shots = path.join(root, '.cache', 'screenshots', 'profile');

beforeAll(async () => {
  browser = await startWorkbenchBrowser();
  await mkdir(shots, { recursive: true });
});
afterAll(async () => {
  await browser.close();
});
afterEach(async () => {
  expect(workbench.errors).toEqual([]);
  await workbench.page.context().close();
});

async function open(query: string, viewport?: { width: number; height: number }): Promise<void> {
  workbench = await browser.open(query, viewport);
  await soon(() => workbench.cell(0, 0).textContent()).toMatch(/\S/);
}

const shoot = (name: string) =>
  workbench.page.screenshot({ path: path.join(shots, `${name}.png`) });
const text = (selector: string) => workbench.page.locator(selector).first().textContent();
const button = (name: string | RegExp) => workbench.page.getByRole('button', { name });
const pick = (name: string) => workbench.page.getByRole('menuitemcheckbox', { name }).click();

async function choose(at: number, name: string): Promise<void> {
  // A line above the table may come or go while the button is held: the click is nobody's then.
  await soon(async () => {
    await workbench.header(at).click({ position: { x: 30, y: 70 } });
    return text('.column-title');
  }).toBe(name);
}

/** The figure under a label in the column's panel. */
async function figure(label: string): Promise<string> {
  const row = workbench.page.locator('.column-panel .figures > div', {
    has: workbench.page.getByText(label, { exact: true }),
  });
  return (await row.locator('dd').first().textContent()) ?? '';
}

describe('figures of a column', () => {
  it.each(['dark', 'light', 'high-contrast', 'high-contrast-light'])(
    'stand in groups without a serious fault: %s',
    async (theme) => {
      await open(`kind=data&theme=${theme}`, { width: 1440, height: 1500 });
      for (const [at, name] of [
        [0, 'date'],
        [1, 'delay'],
        [5, 'tail_number'],
      ] as const) {
        await choose(at, name);
        await soon(() => text('.column-head small')).toContain('exact');
        await soon(() => workbench.page.locator('.figure-waiting').count()).toBe(0);
        await soon(() => workbench.page.locator('.chart svg').count()).toBe(1);
        await shoot(`column-${name}-${theme}`);
      }
      expect(await workbench.faults()).toEqual([]);
    },
  );

  it('are estimates first, marked, and become exact in their places', async () => {
    await open('kind=data&delay=200', { width: 1440, height: 1200 });
    await choose(1, 'delay');
    await soon(() => figure('Skewness')).toBe('≈\u202fabout 4.970318');
    expect(await text('.column-head small')).toBe('int32 · estimate');
    expect(await figure('Rows')).toBe('2,999,921');
    const places = () =>
      workbench.page.evaluate<string>(
        `JSON.stringify([...document.querySelectorAll('.column-panel dt, .fold-title, .grid-head')]
          .map((node) => [node.className || node.textContent, node.getBoundingClientRect().y]))`,
      );
    await soon(() => workbench.page.locator('.insight').count()).toBe(1);
    const before = await places();
    await shoot('column-estimate');
    await soon(() => text('.column-head small')).toBe('int32 · exact');
    await soon(() => figure('Skewness')).toBe('4.970318');
    expect(JSON.parse(await places())).toEqual(JSON.parse(before));
  });

  it('filter to the rows of a value or of a count by one click', async () => {
    await open('kind=data', { width: 1440, height: 1200 });
    await choose(3, 'origin');
    await workbench.page.locator('.share-list button', { hasText: 'ORD' }).click();
    await soon(() => text('.view-chip')).toBe('origin = ORD');
    await workbench.page.locator('.share-list button', { hasText: 'ORD' }).click();
    await soon(() => workbench.page.locator('.view-chip').count()).toBe(0);
    await choose(1, 'delay');
    await button(/^Above 37.5/).click();
    await soon(() => text('.view-chip')).toBe('delay > 37.5');
  });

  it('fold by group for all columns, also after a reload, and are copied with their basis', async () => {
    await open('kind=data&keep=folds', { width: 1440, height: 1200 });
    await choose(1, 'delay');
    await soon(() => figure('Kurtosis')).toBe('68.12346');
    await soon(() => text('.column-head small')).toBe('int32 · exact');
    await button('Copy figures').click();
    await soon(async () => JSON.stringify(await workbench.command())).toContain(
      String.raw`Kurtosis\t68.12345678\texact\n`,
    );
    await button('Numbers').click();
    await soon(() => workbench.page.getByText('Kurtosis').count()).toBe(0);
    await choose(2, 'distance');
    expect(await button('Numbers').getAttribute('aria-expanded')).toBe('false');
    await workbench.page.reload();
    await soon(() => button('Numbers').getAttribute('aria-expanded')).toBe('false');
  });

  it('draw dates over time in the header', async () => {
    await open('kind=data&delay=100');
    const bars = workbench.header(0).locator('.mini-bars rect');
    await soon(() => bars.count()).toBe(20);
  });

  it('stand columns that are hard to show', async () => {
    await open('kind=data&data=hard&theme=light', { width: 1900, height: 900 });
    await choose(0, 'amount in the smallest unit, as it came from the ledger');
    await soon(() => figure('Sum')).toContain('98,765,432,109,876,543,210,987,654,321,098,765,432');
    const names = ['amount', 'nothing', 'nothing said', 'one', '', 'crew', 'position'];
    for (const [at] of names.entries()) {
      await workbench.header(at).click({ position: { x: 30, y: 70 } });
      await soon(() => workbench.page.locator('.figure-waiting').count()).toBe(0);
      await soon(() => text('.column-head small')).toContain('exact');
      const isEmpty = at === 1 || at === 2;
      expect(await workbench.page.getByText('No row has a value.').count()).toBe(isEmpty ? 1 : 0);
      await shoot(`hard-${at}`);
      const panel = workbench.page.locator('.details-body');
      expect(await panel.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
    }
    expect(await workbench.faults()).toEqual([]);
  });

  it('that cannot be had say why, leave no empty place, and are asked for again', async () => {
    await open('kind=data&what=figures');
    await choose(1, 'delay');
    await soon(() => text('.figures-problem')).toContain('There is not enough memory');
    expect(await workbench.page.getByText('Skewness').count()).toBe(0);
    expect(await figure('Mean')).toMatch(/\d/);
    expect(await workbench.faults()).toEqual([]);
    await shoot('column-failed');
    await button('Try Again').click();
    await soon(() => text('.figures-problem')).toContain('There is not enough memory');
  });
});

describe('how far figures go', () => {
  it('is chosen on top: estimates only, one time exact, chosen columns', async () => {
    await open('kind=data&keep=mode');
    await soon(() => text('.basis-pill')).toBe('Exact');
    await workbench.page.locator('.basis-pill').click();
    const costs = workbench.page.getByRole('menuitemcheckbox', { name: 'up to 124 MB from S3' });
    expect(await costs.count()).toBe(2);
    await shoot('exact-menu');
    await pick('Estimate only');
    await soon(() => workbench.page.evaluate(`sessionStorage.length`)).toBe(1);
    await workbench.page.reload();
    await soon(() => text('.basis-pill')).toBe('≈ Estimate');
    await soon(() => text('.column-head small')).toContain('estimate');
    await workbench.page.locator('.basis-pill').click();
    await shoot('control-menu');
    await pick('Exact Now');
    await soon(() => text('.basis-pill')).toBe('Exact');
    await workbench.page.reload();
    await soon(() => text('.basis-pill')).toBe('≈ Estimate');
    await workbench.page.locator('.basis-pill').click();
    await pick('Exact for chosen columns…');
    await workbench.page.keyboard.type('delay');
    await workbench.press('Enter');
    await shoot('control-chosen');
    await workbench.press('Escape');
    await soon(() => text('.basis-pill')).toMatch(/^≈ 1 of \d+ exact$/);
    expect(await workbench.faults()).toEqual([]);
  });

  it('is told while it goes on, and stopped by a click', async () => {
    await open('kind=data&delay=700');
    await soon(() => text('.basis-pill')).toMatch(/^≈ Exact \d+ of \d+$/);
    const size = () =>
      workbench.page.evaluate<number>(
        `document.querySelector('.basis-control').getBoundingClientRect().width`,
      );
    const before = await size();
    await shoot('control-working');
    await button('Stop the exact figures; estimates stay').click();
    await soon(() => text('.basis-pill')).toBe('≈ Estimate');
    expect(await size()).toBe(before);
    await workbench.page.waitForTimeout(4000);
    expect(await text('.basis-pill')).toBe('≈ Estimate');
  });
});

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/setup/paths.mjs';
import { startWorkbenchBrowser } from './workbenchPage.ts';
import type { WorkbenchBrowser, WorkbenchPage } from './workbenchPage.ts';

const shots = path.join(root, '.cache/screenshots');
let browser: WorkbenchBrowser;
let workbench: WorkbenchPage;
beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await startWorkbenchBrowser();
}, 120_000);
afterAll(() => browser.close());
afterEach(async () => {
  const errors = workbench.errors;
  await workbench.page.close();
  expect(errors).toEqual([]);
});

const soon = <T>(read: () => Promise<T> | T) => expect.poll(read);
const shoot = (name: string) =>
  workbench.page.screenshot({ path: path.join(shots, `other-${name}.png`) });

async function openReport(query: string, viewport?: { width: number; height: number }) {
  workbench = await browser.open(`kind=recipe&${query}`, viewport);
  const { page } = workbench;
  const show = page.getByRole('button', { name: 'Show Recipe' });
  const other = page.getByRole('button', { name: 'Use other data…' });
  if ((viewport?.width ?? 1440) < 800) await show.click();
  // It is there for a pointer over its row; by keys it comes after the row.
  await other.focus();
  await workbench.press('Enter');
  await page.getByRole('region', { name: 'Other data' }).waitFor();
  await page.getByText('These reach the steps that learned:').waitFor();
}
const status = () => workbench.page.locator('.other-summary').textContent();
const applied = () =>
  workbench.page.evaluate<unknown>(`JSON.parse(document.body.dataset.applied ?? 'null')`);

describe('the report of other data', () => {
  it.each(['dark', 'light', 'high-contrast', 'high-contrast-light'])(
    'shows what differs without a serious fault: %s',
    async (theme) => {
      await openReport(`theme=${theme}`);
      expect(await status()).toBe(
        'The recipe does not fit yet: 2 problems. 1 column that the recipe uses missing, 1 unused column missing, 2 columns of another type, 2 extra columns.',
      );
      expect(await workbench.faults()).toEqual([]);
      await shoot(theme);
    },
  );

  it('with long names, in little room', async () => {
    await openReport('theme=light&names=long', { width: 480, height: 900 });
    const wide = await workbench.page.evaluate<number>(
      `[...document.querySelectorAll('.other, .other-head, .other-body')].filter((box) => box.scrollWidth > box.clientWidth + 1).length`,
    );
    expect(wide).toBe(0);
    expect(await workbench.faults()).toEqual([]);
    await shoot('narrow');
    await workbench.page.setViewportSize({ width: 1000, height: 700 });
    await shoot('long');
  });

  it('maps by keyboard, applies what was chosen, and gives the focus back', async () => {
    await openReport('theme=dark');
    const { page } = workbench;
    expect(await workbench.panel()).toBe('other');
    const delay = page.getByRole('combobox', { name: 'Column for delay' });
    expect(await page.getByRole('combobox', { name: 'Column for tail_number' }).inputValue()).toBe(
      'TailNumber',
    );
    expect(await delay.inputValue()).toBe('');
    await delay.focus();
    await workbench.press('d');
    await soon(() => delay.inputValue()).toBe('delay_minutes');
    await soon(status).toContain('does not fit yet: 1 problem.');
    await page.getByRole('checkbox', { name: 'Change distance back to int32' }).focus();
    await workbench.press('Space');
    await soon(status).toContain('The recipe fits these data.');
    await workbench.press('Control+Enter');
    await soon(applied).toEqual({
      ...{ source: 'main', uri: '/data/exports/july/flights-2002.parquet' },
      mapping: { tail_number: 'TailNumber', delay: 'delay_minutes' },
      casts: ['distance'],
    });
    await soon(() => page.locator('.other').count()).toBe(0);
    await soon(() => page.evaluate<string>('document.activeElement.ariaLabel')).toBe(
      'Use other data…',
    );
  });

  it('moves a column that was mapped elsewhere, and leaves all as it was on Escape', async () => {
    await openReport('theme=light');
    const { page } = workbench;
    const tail = page.getByRole('combobox', { name: 'Column for tail_number' });
    const remark = page.getByRole('combobox', { name: 'Column for remark' });
    await remark.focus();
    await remark.selectOption('TailNumber');
    await soon(() => tail.inputValue()).toBe('');
    await page.getByRole('region', { name: 'Other data' }).focus();
    await workbench.press('Escape');
    await soon(() => page.locator('.other').count()).toBe(0);
    expect(await applied()).toBeNull();
  });

  it('stops looking at values, and looks again when asked', async () => {
    workbench = await browser.open('kind=recipe&theme=dark&delay=400');
    const { page } = workbench;
    await page.getByRole('button', { name: 'Use other data…' }).focus();
    await workbench.press('Enter');
    await page.getByRole('button', { name: 'Stop Looking' }).click();
    await page.getByText('They were not looked at.').waitFor();
    await page.getByRole('button', { name: 'Look at the Values' }).click();
    await page.getByText('These reach the steps that learned:').waitFor();
    await soon(() => page.locator('.other-table').last().textContent()).toContain(
      'F9, B6, NK, G4, SY, MX, 3M, QX, XP, MQ, and 4 more',
    );
  });
});

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
const themes = ['dark', 'light', 'high-contrast', 'high-contrast-light'];

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

async function open(
  query: string,
  tab: 'Insights' | 'Dataset',
  viewport: { width: number; height: number } = { width: 1440, height: 1000 },
): Promise<void> {
  workbench = await browser.open(query, viewport);
  await soon(() => workbench.header(0).isVisible()).toBe(true);
  await workbench.page.getByRole('tab', { name: tab }).click();
}

const shoot = (name: string) =>
  workbench.page.screenshot({ path: path.join(shots, `${name}.png`) });
const text = (selector: string) => workbench.page.locator(selector).first().textContent();
const texts = (selector: string) => workbench.page.locator(selector).allTextContents();
const button = (name: string | RegExp) => workbench.page.getByRole('button', { name });
const cards = () => workbench.page.locator('.insight').count();
const asked = (name: string) =>
  workbench.page.evaluate<unknown>(`JSON.parse(document.body.dataset.${name} ?? 'null')`);

describe('insights', () => {
  it.each(themes)('are listed, the worst first: %s', async (theme) => {
    await open(`kind=data&theme=${theme}`, 'Insights');
    await soon(cards).toBe(5);
    await soon(() => text('.insights-state')).toBe(
      'From all rows. 1 serious, 2 doubtful, 2 minor.',
    );
    await button('Why?').nth(1).click();
    await soon(() => text('.insight-evidence')).toContain('Filled');
    await shoot(`insights-${theme}`);
    expect(await workbench.faults()).toEqual([]);
  });

  it('come from a sample first, then from all rows', async () => {
    await open('kind=data&delay=200', 'Insights');
    await soon(() => text('.insights-state')).toContain('Looking at the values…');
    await shoot('insights-waiting');
    await soon(() => text('.insights-state')).toContain('From a sample of 50,000 rows');
    expect(await text('.insight-basis')).toContain('≈ Estimate');
    await soon(() => text('.insights-state')).toContain('From all rows.');
    expect(await text('.insight-basis')).toContain('Exact');
  });

  it('show their rows, one finding at a time', async () => {
    await open('kind=data', 'Insights');
    await soon(cards).toBe(5);
    await button('Show rows').first().click();
    await soon(() => texts('.view-chip')).toEqual(['isinf("score")']);
    await button('Show rows').first().click();
    await soon(() => texts('.view-chip')).toEqual(['tail_number is null']);
    // The findings are those on the whole table.
    expect(await cards()).toBe(5);
    await shoot('insights-rows');
    await button('Showing rows').click();
    await soon(() => texts('.view-chip')).toEqual([]);
  });

  it('end in a step that is previewed and then applied, without the filter that showed the rows', async () => {
    await open('kind=data&theme=light', 'Insights');
    await soon(cards).toBe(5);
    await button('Show rows').nth(1).click();
    await soon(() => texts('.view-chip')).toEqual(['tail_number is null']);
    const fix = button('Fill with “unknown”').first();
    await fix.click();
    await soon(() => fix.getAttribute('aria-pressed')).toBe('true');
    expect(await texts('.view-chip')).toEqual([]);
    await soon(() => text('.preview-facts')).toContain('Preview of new step 1');
    expect(await text('.insights-state')).toContain('As of before the change that is previewed.');
    await shoot('insights-preview');
    expect(await workbench.faults()).toEqual([]);
    await button('Apply').click();
    await soon(() => asked('applied')).toEqual({
      edit: {
        kind: 'add-step',
        at: 0,
        op: 'fill-missing',
        params: { columns: ['tail_number'], with: 'constant', value: 'unknown' },
      },
      view: { filters: [], sort: [], find: '' },
    });
  });

  it('in a recipe are mended after the step that is shown, and may be adjusted in its form', async () => {
    await open('kind=recipe', 'Insights');
    await soon(cards).toBe(5);
    await button('Make them empty').first().click();
    await soon(() => text('.preview-facts')).toContain('Preview of new step 6');
    await button('Make them empty').first().click();
    await soon(() => workbench.page.locator('.preview-bar').count()).toBe(0);
    await button('Adjust before it is applied: Drop these rows').click();
    await soon(() => text('.recipe-side')).toContain('Filter rows');
    expect(await text('.recipe-side')).toContain('tail_number');
  });

  it('are dismissed for this view, also after a reload, and shown again', async () => {
    await open('kind=data&keep=dismissed', 'Insights');
    await soon(cards).toBe(5);
    await button('Dismiss this insight').nth(1).click();
    await soon(cards).toBe(4);
    expect(await text('.insights-badge')).toBe('Insights: 1 serious1 doubtful2 minor');
    await workbench.page.reload();
    await soon(cards).toBe(4);
    await button('Show again').click();
    await soon(cards).toBe(5);
  });

  it('look at the classes of a target', async () => {
    await open('kind=data', 'Insights');
    await button('Target: Choose the column to predict…').click();
    await workbench.page.keyboard.type('dest');
    await workbench.press('Enter');
    await soon(() => text('.insight-message')).toContain('The rarest class of dest');
    await button('No target column').click();
    await soon(() => text('.insight-message')).toContain('score is infinite');
  });

  it('stand on the header of their column and beside its figures, and are reached by keyboard', async () => {
    await open('kind=data', 'Insights');
    await soon(cards).toBe(5);
    expect(await workbench.header(1).getAttribute('aria-label')).toContain('1 minor insight');
    await workbench.page.getByRole('tab', { name: 'Column' }).click();
    await workbench.header(5).click({ position: { x: 30, y: 70 } });
    await soon(() => text('.column-panel .insight-message')).toContain('tail_number is empty');
    await workbench.header(1).locator('.header-insights').click();
    await soon(cards).toBe(5);
    await workbench.press('F6');
    await workbench.page.getByRole('tab', { name: 'Insights' }).focus();
    const focused = () =>
      workbench.page.evaluate<string | null>(`document.activeElement.getAttribute('data-insight')`);
    await workbench.page.locator('.insight').first().focus();
    await workbench.press('ArrowDown', 'ArrowDown');
    await soon(focused).toBe('duplicate-rows:');
    await workbench.press('End');
    await soon(focused).toBe('skew:distance');
  });

  it.each([
    ['rows=0', 'Nothing found that needs attention.', 'empty'],
    ['what=figures', 'There is not enough memory for these figures.', 'failed'],
  ])('%s: %s', async (query, words, name) => {
    await open(`kind=data&${query}`, 'Insights');
    await soon(() => text('.insights-panel')).toContain(words);
    expect(await workbench.faults()).toEqual([]);
    await shoot(`insights-${name}`);
  });

  it('and 2,000 columns go together, and lie over the table where there is no room', async () => {
    await open('kind=data&columns=2000&findings=200', 'Insights');
    await soon(cards).toBe(60);
    await soon(() => text('.insights-state')).toContain('200 doubtful');
    await workbench.page.getByRole('tab', { name: 'Dataset' }).click();
    await soon(() => text('.dataset-panel')).toContain('Not shown: ');
    expect(await workbench.page.locator('*').count()).toBeLessThan(5000);
    await shoot('dataset-2000');
    await workbench.page.setViewportSize({ width: 640, height: 800 });
    await button('Show Details').click();
    await soon(() => text('.dataset-panel')).toContain('Correlations');
    expect(await workbench.faults()).toEqual([]);
    await shoot('dataset-narrow');
  });
});

describe('the dataset', () => {
  it.each(themes)('is told as a whole: %s', async (theme) => {
    await open(`kind=data&theme=${theme}`, 'Dataset', { width: 1440, height: 1200 });
    await soon(() => workbench.page.locator('.chart svg').count()).toBe(1);
    await workbench.page.locator('.pairs-name').first().click();
    await soon(() => text('.pair')).toContain('where both are filled');
    await shoot(`dataset-${theme}`);
    expect(await workbench.faults()).toEqual([]);
  });

  it('counts duplicate rows exactly on request', async () => {
    await open('kind=data&delay=100', 'Dataset');
    const duplicates = workbench.page.locator('.dataset-panel dd').last();
    await soon(() => duplicates.textContent()).toContain('about 38,999 (1.3');
    await button('Count Duplicates Exactly').click();
    await soon(() => text('.dataset-panel')).toContain('Counting duplicates…');
    await soon(() => duplicates.textContent()).toMatch(/^38,999/);
    expect(await button('Count Duplicates Exactly').count()).toBe(0);
  });

  it('shows the rows that lack the same columns, as a map and as a table', async () => {
    await open('kind=data', 'Dataset');
    await soon(() => workbench.page.locator('.missing-line').count()).toBe(5);
    await workbench.page.locator('.missing-line').first().click();
    await soon(() => text('.view-chip')).toBe(
      'date is null and origin is null and dest is null and position is null',
    );
    await button('As a table').click();
    await soon(() => text('.missing-table')).toContain('date, origin, dest, position');
    await shoot('dataset-table');
    expect(await workbench.faults()).toEqual([]);
  });

  it('shows both columns of a cell of the matrix', async () => {
    await open('kind=data', 'Dataset', { width: 1440, height: 1200 });
    const chart = workbench.page.locator('.dataset-panel .chart path[fill]');
    await soon(() => chart.count()).toBeGreaterThan(20);
    await workbench.page.locator('.chart .mark-rect path').first().click();
    await soon(() => workbench.page.locator('.pair-name').count()).toBe(2);
    const names = await texts('.pair-name');
    await button('Pin Both in the Table').click();
    await soon(() => text('.grid-header .column-label')).toBe(names[0]);
    await workbench.page.locator('.dataset-name').first().click();
    await soon(() => workbench.page.locator('.column-header.is-chosen').textContent()).toContain(
      'fare',
    );
  });
});

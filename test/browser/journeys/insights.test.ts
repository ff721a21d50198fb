import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { fileDialog } from '../harness/fileDialog.ts';
import { openFile } from '../harness/openFile.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { pick } from '../harness/quickInput.ts';
import { runCommand } from '../harness/runCommand.ts';
import { saveAs } from '../harness/saveAs.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { webviewFrame } from '../harness/webviewFrame.ts';
import { seriousFaults } from './seriousFaults.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const SLOW_MS = 120_000;
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: SLOW_MS });

// Counted by hand in the file, with a reader of CSV and nothing else.
const NOTES = 'Notes is empty in 1,086 rows (71 %).';
const WORDS = 'discount % holds “N/A” and “-” in place of nothing in 533 rows (35 %).';
const EMPTIED = 'discount % is empty in 533 rows (35 %).';

/** Enough rows that their exact figures take a moment. */
async function many(path: string): Promise<void> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT range AS id, range % 3 AS third, random() AS a, random() AS b,
      md5(range::VARCHAR)[1:6] AS code, 'v' || (range % 1000) AS word FROM range(4_000_000))
      TO '${path}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  connection.closeSync();
  instance.closeSync();
}

/** Closes the tab with a text in its name, and gives the focus to the one that comes up. */
async function closeTab(page: Page, name: string): Promise<void> {
  const tab = page.locator('.tabs-container .tab', { hasText: name });
  await tab.click();
  await runCommand(page, 'View: Close Editor');
  await tab.waitFor({ state: 'detached' });
}

/** What is found in a messy CSV is shown, mended, reported and compared with what was before. */
describe('insights of a messy CSV', () => {
  let workspace = '';
  let editor: Editor;
  let shots: Screenshots;
  let viewer: WorkbenchPage;

  beforeAll(async () => {
    workspace = await mkdtemp('/tmp/sluice-insights-');
    await copyFile(join(root, 'media/sample/messy.csv'), join(workspace, 'messy.csv'));
    await many(join(workspace, 'many.parquet'));
    editor = await startEditor({ version: 'newest', extension: { folder: root }, workspace });
    shots = await Screenshots.of('insights');
    viewer = new WorkbenchPage(editor.page);
  });
  afterAll(async () => {
    await editor.stop();
    await rm(workspace, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(editor.page, `insights ${task.name}`);
  });

  it('come after figures that are estimated at once, and become exact', async () => {
    const { page } = editor;
    await openFile(page, 'many.parquet');
    await viewer.basis.waitFor({ timeout: SLOW_MS });
    expect(await viewer.basis.textContent()).toMatch(/^≈ Exact \d of \d$/);
    await shots.take(page, 'estimate');
    await soon(() => viewer.basis.textContent()).toBe('Exact');
    await viewer.shape('4,000,000 rows × 6 columns');
    const third = viewer.grid.getByRole('columnheader', {
      name: 'third, int64, 0 % missing, 3 distinct',
    });
    await third.waitFor();
    await viewer.basis.click();
    await viewer.frame.getByRole('menuitemcheckbox', { name: 'Estimate only' }).click();
    await shots.takeAll(page, 'exact');
    await viewer.basis.click();
    await viewer.frame.getByRole('menuitemcheckbox', { name: 'Exact', exact: true }).click();
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
  });

  it('are counted on their tab, the worst first, with what the file holds', async () => {
    await openFile(editor.page, 'messy.csv');
    await runCommand(editor.page, 'Sluice: Open in Sluice');
    await viewer.ready();
    await viewer.shape('1,532 rows × 9 columns');
    await soon(() => viewer.basis.textContent()).toBe('Exact');
    await viewer.showDetails('Insights');
    await viewer.details.getByText('From all rows. 1 serious, 13 doubtful, 2 minor.').waitFor({
      timeout: SLOW_MS,
    });
    const all = await viewer.insights();
    expect(all[0]).toBe(NOTES);
    expect(all).toHaveLength(16);
    expect(all).toEqual(
      expect.arrayContaining([
        WORDS,
        'Amount is text, but holds numbers in 1,304 rows (85 %).',
        'Paid? is text, but says yes or no in 1,267 rows (83 %).',
        'Order Date is empty in 328 rows (21 %).',
        'city holds “unknown” in place of nothing in 181 rows (12 %).',
        'city has spaces too many in 171 rows (11 %), which splits 7 categories.',
        '32 rows (2.1 %) repeat another row.',
      ]),
    );
    await shots.takeAll(editor.page, 'list', ['light', 'dark', 'hc-dark', 'hc-light']);
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
  });

  it('show their rows, and why', async () => {
    const card = viewer.insight(WORDS);
    await card.getByRole('button', { name: 'Why?' }).click();
    await card.getByRole('button', { name: 'Show rows' }).click();
    await viewer.frame.getByText('533 of 1,532 rows').first().waitFor({ timeout: SLOW_MS });
    await viewer.ready();
    await soon(() => viewer.cells('discount %', 6)).toEqual(['-', 'N/A', 'N/A', '-', 'N/A', '-']);
    await shots.takeAll(editor.page, 'rows');
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
  });

  it('offer a step that is previewed', async () => {
    await viewer
      .insight(WORDS)
      .getByRole('button', { name: 'Make them empty', exact: true })
      .click();
    await viewer.preview.getByText('Preview of new step 1').first().waitFor({ timeout: SLOW_MS });
    await shots.takeAll(editor.page, 'preview');
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
  });

  it('are gone when the step is applied, to a new recipe', async () => {
    await viewer.preview.getByRole('button', { name: 'Apply' }).click({ timeout: SLOW_MS });
    const recipe = new WorkbenchPage(editor.page);
    await recipe.steps.getByText('Formula').waitFor({ timeout: SLOW_MS });
    await recipe.ready();
    await recipe.showDetails('Insights');
    await soon(() => recipe.insights()).toContain(EMPTIED);
    expect(await recipe.insights()).not.toContain(WORDS);
    await shots.takeAll(editor.page, 'mended');
    expect(await seriousFaults(recipe.frame, editor.browser)).toEqual([]);
  });

  it('come with the dataset as a whole', async () => {
    const recipe = new WorkbenchPage(editor.page);
    await recipe.showDetails('Dataset');
    await recipe.details.getByText('From all rows.').waitFor({ timeout: SLOW_MS });
    const figures = recipe.details.locator('.figures').first();
    await soon(() => figures.textContent()).toMatch(/Rows1,532Columns9.*Duplicate rows32 \(2\.1/);
    await recipe.details.locator('.chart svg').first().waitFor({ timeout: SLOW_MS });
    await shots.takeAll(editor.page, 'dataset');
    expect(await seriousFaults(recipe.frame, editor.browser)).toEqual([]);
  });

  it('are written to a report', async () => {
    const { page } = editor;
    const path = join(workspace, 'report.html');
    await runCommand(page, 'Sluice: Save Profile Report…');
    await fileDialog(page, path, /-profile\.html$/, async () => {
      await shots.take(page, 'save-report');
    });
    await page.getByText('Wrote report.html.').first().waitFor({ timeout: SLOW_MS });
    await shots.take(page, 'report-written');
    // The editor takes the toast away after a while.
    await page.locator('.notification-toast').getByText('Open', { exact: true }).click();
    await webviewFrame(page)
      .getByRole('heading', { name: /after step 1/ })
      .waitFor();
    await shots.takeAll(page, 'report-shown');
    await closeTab(page, 'report.html');
    const text = await readFile(path, 'utf8');
    expect(text).toContain(EMPTIED);
    expect(text).not.toContain('discount % holds');
    expect(text).toContain(NOTES);
    expect(text).toContain('1,532');
    const report = await editor.browser.newPage();
    await report.setContent(text);
    for (const colorScheme of ['light', 'dark'] as const) {
      await report.emulateMedia({ colorScheme });
      expect(await seriousFaults(report, editor.browser)).toEqual([]);
      await report.screenshot({ path: shots.path(`report-${colorScheme}`), fullPage: true });
    }
    await report.close();
  });

  it('are compared with the source, before the step', async () => {
    const { page } = editor;
    await pick(
      page,
      () => runCommand(page, 'Sluice: Compare With…'),
      '',
      'Its source, before the recipe’s steps',
    );
    await page.locator('.tab', { hasText: 'comparison' }).waitFor({ timeout: SLOW_MS });
    const frame = webviewFrame(page);
    await frame.getByText('Rows before', { exact: true }).waitFor({ timeout: SLOW_MS });
    await shots.takeAll(page, 'compared');
    const row = frame.getByRole('row', { name: /^discount %/ });
    expect(await row.textContent()).toContain('drifted');
    expect(await frame.getByRole('row', { name: /^city/ }).textContent()).toContain('same');
    // No script runs in it, so it is looked at outside of the editor.
    const copy = await editor.browser.newPage();
    await copy.setContent(await frame.locator('html').evaluate((html) => html.outerHTML));
    expect(await seriousFaults(copy, editor.browser)).toEqual([]);
    await copy.screenshot({ path: shots.path('compared-whole'), fullPage: true });
    await copy.close();
    await closeTab(page, 'comparison');
  });

  it('are mended in the recipe that is saved', async () => {
    const { page } = editor;
    await saveAs(page, join(workspace, 'messy.sluice.json'));
    await soon(async () => {
      const text = await readFile(join(workspace, 'messy.sluice.json'), 'utf8').catch(() => '{}');
      // SAFETY: a recipe, or nothing yet.
      const saved = JSON.parse(text) as {
        steps?: { op: string; params: { column?: string } }[];
      };
      return saved.steps?.map(({ op, params }) => [op, params.column]);
    }).toEqual([['formula', 'discount %']]);
    expect(editor.browser.external).toEqual([]);
    expect(editor.browser.errors).toEqual([]);
  });
});

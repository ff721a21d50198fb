import { link, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { tenMillionRows } from '../data/tenMillion.ts';
import { dragFrames, framesLine, wheelFrames } from '../gridFrames.ts';
import { openFile } from '../harness/openFile.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { runCommand } from '../harness/runCommand.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { setTheme } from '../harness/setTheme.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { seriousFaults } from './seriousFaults.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const FILES = 10;

/** Ten million rows, and ten times as many: how even frames are is told, what is shown is tested. */
describe('a table of millions of rows', () => {
  let data = '';
  let editor: Editor;
  let shots: Screenshots;
  let viewer: WorkbenchPage;

  beforeAll(async () => {
    const file = await tenMillionRows();
    // On the same disk as the file, which is linked and not copied.
    data = await mkdtemp(join(root, '.cache', 'data', 'rows-'));
    await link(file, join(data, 'ten.parquet'));
    await mkdir(join(data, 'hundred'));
    for (let part = 0; part < FILES; part += 1) {
      await link(file, join(data, 'hundred', `part-${String(part)}.parquet`));
    }
    editor = await startEditor({ version: 'newest', extension: { folder: root }, workspace: data });
    shots = await Screenshots.of('scrolling');
    viewer = new WorkbenchPage(editor.page);
  });
  afterAll(async () => {
    await editor.stop();
    await rm(data, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(editor.page, `scrolling ${task.name}`);
  });

  it('is there by a double click', async () => {
    const from = performance.now();
    await openFile(editor.page, 'ten.parquet');
    await viewer.ready();
    console.log(`click to grid: ${(performance.now() - from).toFixed(0)} ms`);
    await viewer.shape('10,000,000 rows × 20 columns');
    const [first, second] = await viewer.rows(2);
    expect([first?.[0], second?.[0]]).toEqual(['0', '1']);
  });

  it('scrolls by wheel, thumb and sideways', async () => {
    const { page } = editor;
    const box = await viewer.grid.boundingBox();
    if (box === null) throw new Error('The grid has no box.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    console.log(framesLine('wheel', await wheelFrames(page, 5000, 0, 120, viewer.grid)));
    await expect.poll(() => rowsInOrder()).toBe(true);
    expect(await topRow()).toBeGreaterThan(10);
    console.log(framesLine('wheel sideways', await wheelFrames(page, 3000, 60, 0, viewer.grid)));
    await viewer.grid.getByRole('columnheader', { name: /^tier,/ }).waitFor();
    await viewer.grid.focus();
    await page.keyboard.press('Control+Home');
    const bar = box.x + box.width - 7;
    const thumb = { x: bar, from: box.y + 131, to: box.y + box.height - 60, ms: 3000 };
    const frames = await dragFrames(page, thumb, viewer.grid);
    console.log(framesLine('thumb', frames));
    await expect.poll(topRow).toBeGreaterThan(1_000_000);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(-100_000, 0);
    await viewer.grid.getByRole('columnheader', { name: /^id,/ }).waitFor();
    await expect.poll(() => rowsInOrder(), { timeout: 120_000 }).toBe(true);
  });

  it('shows its very last row by Ctrl+End', async () => {
    await viewer.grid.focus();
    const from = performance.now();
    await editor.page.keyboard.press('Control+End');
    await viewer.grid.getByRole('rowheader', { name: '10,000,000', exact: true }).waitFor();
    await editor.page.keyboard.press('Home');
    await expect.poll(() => idOf('10,000,000'), { timeout: 120_000 }).toBe('9999999');
    console.log(`Ctrl+End, Home: ${(performance.now() - from).toFixed(0)} ms`);
    await shots.takeAll(editor.page, 'last-row');
  });

  it('is sorted by a column, the other way by the same', async () => {
    await viewer.grid.focus();
    await editor.page.keyboard.press('Control+Home');
    await expect.poll(() => idOf('1')).toBe('0');
    const header = viewer.grid.getByRole('columnheader', { name: /^id,/ });
    const from = performance.now();
    await sortBy(header);
    await expect.poll(() => idOf('1'), { timeout: 120_000 }).toBe('0');
    await sortBy(header);
    await expect.poll(() => idOf('1'), { timeout: 120_000 }).toBe('9999999');
    expect(await idOf('3')).toBe('9999997');
    console.log(`sorted twice: ${(performance.now() - from).toFixed(0)} ms`);
    await shots.takeAll(editor.page, 'sorted');
    await sortBy(header);
    await expect.poll(() => idOf('1'), { timeout: 120_000 }).toBe('0');
  });

  it('has no fault that axe calls serious, in any theme', async () => {
    for (const theme of ['light', 'dark', 'hc-dark', 'hc-light'] as const) {
      await setTheme(editor.page, theme);
      const faults = await seriousFaults(viewer.frame, editor.browser);
      console.log(`axe, ${theme}: ${String(faults.length)} serious`);
      expect(faults).toEqual([]);
    }
    await setTheme(editor.page, 'light');
  });

  it('reaches row 100,000,000 of a folder exactly', async () => {
    const { page } = editor;
    const folder = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'hundred' });
    await folder.first().click({ button: 'right' });
    const item = page.locator('.monaco-menu .action-item', { hasText: 'Open in Sluice' });
    // A menu takes no click in its first moments.
    await expect
      .poll(
        async () => {
          await item.click({ timeout: 1000 }).catch(() => undefined);
          return item.count();
        },
        { timeout: 120_000 },
      )
      .toBe(0);
    await viewer.shape('100,000,000 rows × 20 columns');
    await viewer.ready();
    await goToRow('100000000');
    await expect.poll(() => idOf('100,000,000'), { timeout: 120_000 }).toBe('9999999');
    expect(await idOf('99,999,999')).toBe('9999998');
    // The first row of the last of the ten files.
    await goToRow('90000001');
    await expect.poll(() => idOf('90,000,001'), { timeout: 120_000 }).toBe('0');
    await shots.takeAll(page, 'hundred-million');
    expect(editor.browser.errors).toEqual([]);
  });

  async function goToRow(row: string): Promise<void> {
    await runCommand(editor.page, 'Sluice: Go to Row…');
    const box = viewer.frame.getByRole('textbox', { name: 'Go to row' });
    await box.fill(row);
    await box.press('Enter');
  }

  function rowOf(number: string): Locator {
    const header = viewer.frame.getByRole('rowheader', { name: number, exact: true });
    return viewer.grid.getByRole('row').filter({ has: header });
  }

  /** The text of the first cell of a row that is drawn; undefined while it is not there. */
  async function idOf(number: string): Promise<string | undefined> {
    const cells = rowOf(number).locator('[role="gridcell"][aria-colindex="2"]');
    const [text] = await cells.filter({ visible: true }).allTextContents();
    return text;
  }

  /** Index of the topmost row that is drawn. */
  async function topRow(): Promise<number> {
    const numbers = await drawn();
    return Math.min(...numbers.map(([row]) => row));
  }

  /** Each row that is drawn has its own number in its `id`. */
  async function rowsInOrder(): Promise<boolean> {
    const rows = await drawn();
    return rows.length > 10 && rows.every(([row, id]) => String(row) === id);
  }

  function drawn(): Promise<[number, string | null][]> {
    return viewer.grid.evaluate((grid) =>
      [...grid.querySelectorAll('.grid-row:not([hidden])')].map((row) => [
        Number(row.getAttribute('aria-rowindex')) - 2,
        row.querySelector('[aria-colindex="2"]')?.textContent ?? null,
      ]),
    );
  }

  async function sortBy(header: Locator): Promise<void> {
    await header.getByText('id', { exact: true }).click();
  }
});

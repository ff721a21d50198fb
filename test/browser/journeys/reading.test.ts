import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { openFile } from '../harness/openFile.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { runCommand } from '../harness/runCommand.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { setTheme } from '../harness/setTheme.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { seriousFaults } from './seriousFaults.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const SLOW_MS = 120_000;
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: SLOW_MS });

const CITIES = ['Zürich', 'Genève', 'São Paulo', 'Málaga'];
const order = (number: number): string =>
  `${String(number)};${CITIES[number % 4] ?? ''};${String(number)},${String(25 * (number % 4)).padStart(2, '0')};2025-01-${String(1 + (number % 28)).padStart(2, '0')}`;

/** 300 orders as a spreadsheet in Europe writes them, and two lines that are none. */
function orders(): Buffer {
  const lines = ['id;city;amount;day'];
  for (let number = 1; number <= 300; number += 1) {
    if (number === 50) lines.push('bad;Zürich');
    if (number === 120) lines.push('bad;Genève;1,5;2025-01-01;extra;more');
    lines.push(order(number));
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}

const WIDE = `
import numpy as np, pyarrow as pa, pyarrow.parquet as pq, sys
rows, columns = 10_000, 2_000
at = np.arange(rows)
table = pa.table({
    f"c{n:04}": pa.array(((at * (n + 1)) % 1000).astype("int32")) if n % 3 else
    pa.array([f"v{(i * (n + 1)) % 50}" for i in range(rows)]).dictionary_encode()
    for n in range(columns)
})
pq.write_table(table, sys.argv[1], compression="zstd", row_group_size=5_000)
`;

/** Texts that are read in a way of their own, searched, and read anew when they change. */
describe('reading', () => {
  let workspace = '';
  let editor: Editor;
  let shots: Screenshots;
  let viewer: WorkbenchPage;
  const file = (name: string): string => join(workspace, name);

  beforeAll(async () => {
    workspace = await mkdtemp('/tmp/sluice-reading-');
    await writeFile(file('orders.csv'), orders());
    const python = join(root, '.venv', 'bin', 'python');
    execFileSync(python, ['-c', WIDE, file('wide.parquet')], { timeout: 120_000 });
    editor = await startEditor({ version: 'newest', extension: { folder: root }, workspace });
    shots = await Screenshots.of('reading');
    viewer = new WorkbenchPage(editor.page);
  });
  afterAll(async () => {
    await editor.stop();
    await rm(workspace, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(editor.page, `reading ${task.name}`);
  });

  it('stops at a bad line by its number, and offers other ways to read', async () => {
    await openFile(editor.page, 'orders.csv');
    await runCommand(editor.page, 'Sluice: Open in Sluice');
    await viewer.frame
      .getByText('Line 51 of the CSV has 2 columns where 4 are expected (orders.csv).')
      .waitFor({ timeout: SLOW_MS });
    await shots.takeAll(editor.page, 'stopped');
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
    await viewer.frame.getByRole('alert').getByText('Read Options…').click();
    await viewer.reading.waitFor();
  });

  it('is tried with other options, and each shows at once what it gives', async () => {
    const { reading } = viewer;
    const facts = reading.locator('.reading-facts');
    await reading.getByRole('radio', { name: 'Leave Out' }).click();
    await soon(() => facts.textContent()).toBe(
      '4 columns, first 50 rows of the file · 2 bad lines',
    );
    await reading.getByText('Line 51: too few values (from column amount on)').waitFor();
    await reading.getByText('Line 122: too many values').waitFor();
    const cities = reading.locator('tbody tr').first().locator('td').nth(1);
    await soon(() => cities.textContent()).toBe('Genève');
    await shots.takeAll(editor.page, 'left-out', ['light', 'dark', 'hc-dark', 'hc-light']);
    await setTheme(editor.page, 'hc-light');
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
    await setTheme(editor.page, 'light');
    await reading.getByRole('combobox', { name: 'Delimiter' }).fill(',');
    await soon(() => facts.textContent()).not.toContain('4 columns');
    await shots.take(editor.page, 'other-delimiter');
    await reading.getByRole('combobox', { name: 'Delimiter' }).fill(';');
    await soon(() => facts.textContent()).toContain('4 columns');
    const type = reading.getByRole('combobox', { name: 'Type of amount' });
    await reading.getByRole('radio', { name: '1.5', exact: true }).click();
    await soon(() => type.locator('option').first().textContent()).toBe('text (found)');
    await reading.getByRole('radio', { name: '1,5', exact: true }).click();
    await soon(() => type.locator('option').first().textContent()).toBe('float64 (found)');
    await shots.takeAll(editor.page, 'decimal-comma');
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
  });

  it('counts and lists the lines that are left out', async () => {
    await viewer.reading.getByText('Apply', { exact: true }).click();
    await viewer.shape('300 rows × 4 columns');
    await viewer.ready();
    await soon(() => viewer.rows(2)).toEqual([
      ['1', 'Genève', '1.25', '2025-01-02'],
      ['2', 'São Paulo', '2.5', '2025-01-03'],
    ]);
    await viewer.frame.getByRole('button', { name: '2 lines left out' }).click();
    const list = viewer.frame.getByRole('dialog', { name: '2 lines left out' });
    expect(await list.locator('code').allTextContents()).toEqual([
      'bad;Zürich',
      'bad;Genève;1,5;2025-01-01;extra;more',
    ]);
    await shots.takeAll(editor.page, 'applied');
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
    await editor.page.keyboard.press('Escape');
  });

  it('finds a text, tells which of how many it is, and goes on with F3', async () => {
    const { frame } = viewer;
    await frame.getByRole('textbox', { name: 'Find in all columns' }).fill('genève');
    const words = frame.locator('.find-words');
    await soon(() => words.textContent()).toBe('1 of 75');
    await editor.page.keyboard.press('F3');
    await soon(() => words.textContent()).toBe('2 of 75');
    await soon(() => viewer.chosenCell()).toEqual(['5', 'Genève']);
    await shots.takeAll(editor.page, 'found');
    await editor.page.keyboard.press('Shift+F3');
    await soon(() => words.textContent()).toBe('1 of 75');
    await editor.page.keyboard.press('Shift+F3');
    await soon(() => words.textContent()).toBe('75 of 75');
    await soon(() => viewer.chosenCell()).toEqual(['297', 'Genève']);
    expect(await seriousFaults(frame, editor.browser)).toEqual([]);
  });

  it('tells that the file changed, and reads it anew under the same filter', async () => {
    const { frame } = viewer;
    await frame.getByRole('button', { name: 'Only rows that match' }).click();
    await frame.getByText('75 of 300 rows').waitFor({ timeout: SLOW_MS });
    const added = [301, 302, 303, 304].map((number) => `${order(number)}\r\n`).join('');
    await appendFile(file('orders.csv'), Buffer.from(added, 'latin1'));
    await frame
      .getByText('orders.csv changed since the data were opened.')
      .waitFor({ timeout: SLOW_MS });
    await shots.takeAll(editor.page, 'changed');
    expect(await seriousFaults(frame, editor.browser)).toEqual([]);
    await frame.getByText('Reload', { exact: true }).click();
    await frame.getByText('76 of 304 rows').waitFor({ timeout: SLOW_MS });
    await frame.getByText('changed since').waitFor({ state: 'detached' });
    await viewer.grid.focus();
    await editor.page.keyboard.press('Control+Home');
    await soon(() => viewer.rows(1)).toEqual([['1', 'Genève', '1.25', '2025-01-02']]);
    await editor.page.keyboard.press('Control+End');
    await viewer.grid.getByRole('gridcell', { name: '301', exact: true }).waitFor();
    await shots.takeAll(editor.page, 'reloaded');
  });

  it('opens 2,000 columns, and takes figures of those on screen', async () => {
    const { page } = editor;
    await openFile(page, 'wide.parquet');
    await viewer.ready();
    await viewer.shape('10,000 rows × 2,000 columns');
    const { grid } = viewer;
    const header = (name: string, figures: string) =>
      grid.getByRole('columnheader', { name: `${name}, ${figures}` });
    await header('c0000', 'text, 0 % missing, 50 distinct').waitFor({ timeout: SLOW_MS });
    await header('c0001', 'int32, 0 % missing, 500 distinct').waitFor({ timeout: SLOW_MS });
    await shots.takeAll(page, 'wide');
    const box = await grid.boundingBox();
    if (box === null) throw new Error('The grid has no box.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(140_000, 0);
    const far = grid.getByRole('columnheader', { name: /^c1\d{3}, .*, 0 % missing, \d/ });
    await far.first().waitFor({ timeout: SLOW_MS });
    await shots.take(page, 'wide-middle');
    await grid.focus();
    await page.keyboard.press('Control+End');
    await header('c1999', 'int32, 0 % missing, 1 distinct').waitFor({ timeout: SLOW_MS });
    await soon(() => viewer.basis.textContent()).toBe('Exact');
    // The column that has the cursor is looked at, whatever else goes on over the others.
    await viewer.details.getByText('int32 · exact').waitFor({ timeout: SLOW_MS });
    await shots.takeAll(page, 'wide-end');
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
    expect(editor.browser.external).toEqual([]);
    expect(editor.browser.errors).toEqual([]);
  });
});

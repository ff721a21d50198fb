import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { fileDialog } from '../harness/fileDialog.ts';
import { press } from '../harness/keyboard.ts';
import { openFile } from '../harness/openFile.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { pick } from '../harness/quickInput.ts';
import { runCommand } from '../harness/runCommand.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { seriousFaults } from './seriousFaults.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const SLOW_MS = 120_000;
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: SLOW_MS });

/** It learned the cities of January. */
const RECIPE = `{
  "sluice": 1,
  "name": "sales",
  "sources": {
    "main": {
      "uri": "january.csv",
      "format": "csv",
      "options": { "header": true, "delimiter": "," },
      "schema": [
        { "name": "id", "type": "int64" },
        { "name": "city", "type": "text" },
        { "name": "price", "type": "float64" }
      ]
    }
  },
  "steps": [
    {
      "id": "a1",
      "op": "one-hot-encode",
      "version": 1,
      "params": { "columns": ["city"] },
      "enabled": true,
      "note": ""
    }
  ],
  "fitted": {
    "a1": { "values": { "city": ["Oslo", "Rome"] }, "on": "all", "snapshot": "sha256:0", "prefix": "sha256:0" }
  }
}
`;

/** A recipe is pointed to the data of another month, whose columns have other names. */
describe('other data', () => {
  let workspace = '';
  let editor: Editor;
  let shots: Screenshots;
  let viewer: WorkbenchPage;
  const recipe = (): Promise<string> => readFile(join(workspace, 'sales.sluice.json'), 'utf8');

  beforeAll(async () => {
    workspace = await mkdtemp('/tmp/sluice-other-');
    await writeFile(join(workspace, 'january.csv'), 'id,city,price\n1,Rome,10.5\n2,Oslo,20\n');
    await writeFile(
      join(workspace, 'july.csv'),
      'ID,Place,price,seen\n3,Lima,7,x\n4,Rome,8,y\n5,Lima,9,z\n',
    );
    await writeFile(join(workspace, 'sales.sluice.json'), RECIPE);
    editor = await startEditor({ version: 'newest', extension: { folder: root }, workspace });
    shots = await Screenshots.of('other-data');
    viewer = new WorkbenchPage(editor.page);
  });
  afterAll(async () => {
    await editor.stop();
    await rm(workspace, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(editor.page, `other data ${task.name}`);
  });

  it('are told of before anything is changed', async () => {
    const { page } = editor;
    await openFile(page, 'sales.sluice.json');
    await viewer.shape('2 rows × 4 columns');
    await pick(
      page,
      () => runCommand(page, 'Sluice: Use Other Data…'),
      '',
      'A file on this machine…',
    );
    await fileDialog(page, join(workspace, 'july.csv'), /\/$/, async () => {
      // It takes no text until it lists the folder.
      const listed = page.locator('.quick-input-list .monaco-list-row');
      await listed.filter({ hasText: 'july.csv' }).waitFor({ timeout: SLOW_MS });
    });
    const report = viewer.frame.getByRole('region', { name: 'Other data' });
    await report.waitFor({ timeout: SLOW_MS });
    const summary = report.locator('.other-summary');
    await soon(() => summary.textContent()).toBe(
      'The recipe does not fit yet: 1 problem. 1 column that the recipe uses missing, 2 extra columns.',
    );
    const choice = (name: string) => report.getByRole('combobox', { name: `Column for ${name}` });
    expect(await choice('id').inputValue()).toBe('ID');
    await choice('city').focus();
    await choice('city').selectOption('Place');
    await soon(() => summary.textContent()).toBe('The recipe fits these data. 1 extra column.');
    // Two of three rows, both of them Lima.
    await report.getByText('66.7 %').waitFor({ timeout: SLOW_MS });
    await report.getByText('give zeros').waitFor();
    await shots.takeAll(page, 'report', ['light', 'dark', 'hc-dark', 'hc-light']);
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
    expect(await recipe()).toBe(RECIPE);
  });

  it('become the source by one change, which is undone as one', async () => {
    const { page } = editor;
    await viewer.frame.getByText('Apply Mapping', { exact: true }).click();
    await viewer.shape('3 rows × 5 columns');
    await soon(() => viewer.cells('id', 3)).toEqual(['3', '4', '5']);
    expect(await viewer.cells('price', 3)).toEqual(['7', '8', '9']);
    await viewer.steps.getByText('Rename several columns').waitFor();
    await shots.take(page, 'applied');
    // An undo in the middle of the editor's own saving is taken for no change, and never saved.
    await soon(async () => (await recipe()).includes('july.csv')).toBe(true);
    await viewer.grid.focus();
    await press(page, 'Control+z');
    await viewer.shape('2 rows × 4 columns');
    await soon(() => viewer.steps.getByText('Rename several columns').count()).toBe(0);
    // The editor saves by itself, a moment later.
    await soon(recipe).toBe(RECIPE);
  });
});

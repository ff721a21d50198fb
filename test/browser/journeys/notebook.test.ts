import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { press } from '../harness/keyboard.ts';
import { openFile } from '../harness/openFile.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { runCommand } from '../harness/runCommand.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { webviewFrame } from '../harness/webviewFrame.ts';
import { helperExtension } from '../helperExtension/build.ts';
import { seriousFaults } from './seriousFaults.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const SLOW_MS = 120_000;

const cells = [
  [
    'import pandas as pd',
    'import polars as pl',
    '',
    'trips = pd.DataFrame({',
    '    "id": pd.array([9007199254740993, None, 3, 4], dtype="Int64"),',
    '    "km": [1.5, 2.5, 40.0, 0.25],',
    '    "city": ["Lagos", "Lima", "Łódź", "Lagos"],',
    '})',
    'fares = pl.DataFrame({"fare": [12.5, 7.25]})',
    'len(trips), fares.height',
  ],
  ['%load_ext sluice', '%sluice trips'],
];

/** From a data frame in a notebook to a recipe, and back into the notebook as a cell. */
describe('a notebook', () => {
  let folder = '';
  let editor: Editor;
  let shots: Screenshots;

  beforeAll(async () => {
    folder = await mkdtemp('/tmp/sluice-notebook-');
    const site = await installWheel(join(folder, 'site'));
    const workspace = join(folder, 'workspace');
    await mkdir(workspace);
    await writeFile(join(workspace, 'trips.ipynb'), notebookOf(cells));
    editor = await startEditor({
      version: 'newest',
      extension: { folder: root },
      alsoLink: [await helperExtension()],
      env: { PYTHONPATH: site },
      workspace,
    });
    shots = await Screenshots.of('notebook');
  });
  afterAll(async () => {
    await editor.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(editor.page, `notebook ${task.name}`);
  });

  /** The nth cell of code, and the text and tables below the cells. */
  const cell = (index: number): Locator =>
    editor.page.locator(`.notebook-editor .monaco-list-row[data-index="${String(index)}"]`);
  const outputs = (): Locator => webviewFrame(editor.page).locator('.output_container');
  const run = async (index: number): Promise<void> => {
    // A cell that was just put in scrolls, and the first key may go by.
    const asked = cell(index).locator('[class*="codicon-notebook-state-"]').first();
    await expect
      .poll(
        async () => {
          await cell(index).locator('.monaco-editor').first().click();
          await press(editor.page, 'Meta+Enter');
          return asked.waitFor({ timeout: 10_000 }).then(
            () => true,
            () => false,
          );
        },
        { timeout: SLOW_MS },
      )
      .toBe(true);
    await cell(index)
      .locator('.codicon-notebook-state-success')
      .first()
      .waitFor({ timeout: SLOW_MS });
  };

  /** Takes an entry of the list that comes, by its label. */
  const take = async (label: string): Promise<void> => {
    const list = editor.page.locator('.quick-input-list .monaco-list-row');
    const entry = list.filter({ has: editor.page.getByText(label, { exact: true }) });
    await entry.click({ timeout: SLOW_MS });
  };

  it('runs its cell in a real kernel', async () => {
    const { page } = editor;
    await openFile(page, 'trips.ipynb');
    await cell(0).waitFor({ timeout: SLOW_MS });
    const kernel = page.locator('.notebook-toolbar-container').getByText('Python under test');
    await kernel.waitFor({ timeout: SLOW_MS });
    await run(0);
    await outputs().getByText('(4, 2)').waitFor({ timeout: SLOW_MS });
  });

  it('shows what is in a data frame under the cell, light and dark', async () => {
    await run(1);
    const profile = outputs().locator('.sluice-profile');
    await profile.waitFor({ timeout: SLOW_MS });
    expect(await profile.locator('.head').innerText()).toMatch(/trips.*4 rows/);
    expect(await profile.locator('tbody th').allInnerTexts()).toEqual(['id', 'km', 'city']);
    await shots.takeAll(editor.page, 'profile', ['light', 'dark', 'hc-dark', 'hc-light']);
  });

  it('opens a data frame beside it, with every digit', async () => {
    const { page } = editor;
    await runCommand(page, 'Sluice: Open in Sluice');
    await take('trips');
    const viewer = new WorkbenchPage(page, 1);
    await viewer.ready();
    expect(await viewer.rows(4)).toEqual([
      ['9007199254740993', '1.5', 'Lagos'],
      ['null', '2.5', 'Lima'],
      ['3', '40', 'Łódź'],
      ['4', '0.25', 'Lagos'],
    ]);
    await shots.takeAll(page, 'data-frame');
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
  });

  it('becomes a recipe with a step that filters', async () => {
    const { page } = editor;
    await runCommand(page, 'Sluice: Start a Recipe');
    const recipe = new WorkbenchPage(page, 1);
    await page
      .getByRole('tab', { name: /^Untitled-1/ })
      .first()
      .waitFor({ timeout: SLOW_MS });
    await recipe.ready();
    // Beside a notebook it is narrow, and the panel of the recipe lies over the table.
    await runCommand(page, 'Sluice: Add Step…');
    await recipe.frame.getByRole('combobox', { name: /^Add step/ }).fill('Filter rows');
    await recipe.frame.getByRole('option', { name: 'Filter rows' }).first().click();
    const form = recipe.frame.getByRole('form', { name: 'Filter rows' });
    await form.waitFor({ timeout: SLOW_MS });
    await shots.take(page, 'form');
    await form.getByRole('combobox').first().fill('city');
    await recipe.frame.getByRole('option', { name: /city/ }).first().click();
    await form.getByRole('textbox').last().fill('Lagos');
    await recipe.preview.getByText(/row/).first().waitFor({ timeout: SLOW_MS });
    await shots.takeAll(page, 'preview');
    await recipe.apply();
    await recipe.steps.getByText('Filter rows').waitFor();
    await expect
      .poll(() => recipe.grid.getAttribute('aria-rowcount'), { timeout: SLOW_MS })
      .toBe('3');
    await shots.takeAll(page, 'recipe');
  });

  it('gets the code of the recipe as a cell, which runs', async () => {
    const { page } = editor;
    await runCommand(page, 'Sluice: Insert as Cell…');
    await take('pandas');
    await expect.poll(() => cell(2).count(), { timeout: SLOW_MS }).toBe(1);
    await shots.take(page, 'inserted');
    await run(2);
    const shown = outputs().last();
    await expect.poll(() => shown.innerText(), { timeout: SLOW_MS }).toMatch(/9007199254740993/);
    const text = await shown.innerText();
    expect(text).toMatch(/0\.25/);
    expect(text).not.toMatch(/Lima|Łódź/);
    await shots.takeAll(page, 'filtered');
  });

  it('asked nothing of the network, and met no error', () => {
    expect(editor.browser.external).toEqual([]);
    expect(editor.browser.errors).toEqual([]);
  });
});

/** Installs the wheel that travels in the extension into a folder, and gives the folder. */
async function installWheel(site: string): Promise<string> {
  const built = join(root, 'dist', 'python');
  const wheel = (await readdir(built)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error('There is no wheel. Run: npm run build');
  await promisify(execFile)(join(root, '.venv', 'bin', 'python'), [
    ...['-m', 'pip', 'install', '--no-index', '--no-deps', '--quiet'],
    ...['--disable-pip-version-check', '--target', site, join(built, wheel)],
  ]);
  return site;
}

/** A notebook's file, with cells of code that have not run. */
function notebookOf(sources: readonly (readonly string[])[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { language_info: { name: 'python' } },
    cells: sources.map((lines, index) => ({
      id: `cell-${String(index)}`,
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [],
      source: lines.map((line, at) => (at < lines.length - 1 ? `${line}\n` : line)),
    })),
  });
}

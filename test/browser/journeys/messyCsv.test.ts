import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { openFile } from '../harness/openFile.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { runCommand } from '../harness/runCommand.ts';
import { saveAs } from '../harness/saveAs.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { seriousFaults } from './seriousFaults.ts';
import { WorkbenchPage } from './workbenchPage.ts';

/** A messy CSV is opened, filtered, and turned into a recipe, by mouse. */
describe('a messy CSV', () => {
  let workspace = '';
  let editor: Editor;
  let shots: Screenshots;
  let viewer: WorkbenchPage;

  beforeAll(async () => {
    workspace = await mkdtemp('/tmp/sluice-csv-');
    await copyFile(join(root, 'media/sample/messy.csv'), join(workspace, 'messy.csv'));
    editor = await startEditor({ version: 'newest', extension: { folder: root }, workspace });
    shots = await Screenshots.of('messy-csv');
    viewer = new WorkbenchPage(editor.page);
  });
  afterAll(async () => {
    await editor.stop();
    await rm(workspace, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(editor.page, `messy-csv ${task.name}`);
  });

  it('is text by a double click, and opens in the viewer by command', async () => {
    const { page } = editor;
    await openFile(page, 'messy.csv');
    await page.locator('.monaco-editor').first().waitFor();
    await runCommand(page, 'Sluice: Open in Sluice');
    await viewer.ready();
    await viewer.shape('1,532 rows × 9 columns');
    await shots.takeAll(page, 'viewer', ['light', 'dark', 'hc-dark', 'hc-light']);
  });

  it('shows what is in it: types, missing shares, quoted line breaks, the renamed column', async () => {
    const { grid, frame } = viewer;
    await grid.getByRole('columnheader', { name: /^Order ID, text/ }).waitFor();
    const [first] = await viewer.rows(1);
    expect(first?.[0]).toBe('A-10001');
    expect(await seriousFaults(frame, editor.browser)).toEqual([]);
  });

  it('is filtered by a typed condition', async () => {
    const { frame } = viewer;
    await frame.getByRole('button', { name: 'Filter', exact: true }).click();
    await frame.getByRole('combobox', { name: 'Filter by column' }).fill('city');
    await frame.getByRole('option', { name: /city/ }).first().click();
    await shots.take(editor.page, 'filter');
    const editing = frame.getByRole('dialog', { name: 'Filter on city' });
    await editing.getByRole('textbox', { name: 'Value' }).fill('Lagos');
    await editing.getByRole('button', { name: 'Add Filter' }).click();
    await frame.getByText(/of 1,532 rows/).waitFor();
    await shots.takeAll(editor.page, 'filtered');
  });

  it('becomes a recipe with the filter as its first step', async () => {
    await viewer.frame.getByRole('button', { name: 'Start a Recipe' }).click();
    const recipe = new WorkbenchPage(editor.page);
    await recipe.steps.getByText('Filter rows').waitFor({ timeout: 120_000 });
    await recipe.ready();
    await shots.takeAll(editor.page, 'recipe');
  });

  it('shows a change before it is made', async () => {
    const recipe = new WorkbenchPage(editor.page);
    const form = await recipe.addStep('Rename column');
    await form.getByRole('combobox').first().fill('Customer');
    await recipe.frame.getByRole('option', { name: /Customer Name/ }).click();
    await form.getByRole('textbox').last().fill('customer');
    await recipe.preview
      .getByText(/column/)
      .first()
      .waitFor({ timeout: 120_000 });
    await shots.takeAll(editor.page, 'preview');
    await recipe.apply();
    await recipe.grid.getByRole('columnheader', { name: /^customer,/ }).waitFor();
    await shots.takeAll(editor.page, 'applied');
    expect(await seriousFaults(recipe.frame, editor.browser)).toEqual([]);
  });

  it('is undone and redone by the keys of the editor', async () => {
    const recipe = new WorkbenchPage(editor.page);
    await recipe.grid.focus();
    await editor.page.keyboard.press('Control+z');
    await recipe.grid.getByRole('columnheader', { name: /^Customer Name,/ }).waitFor();
    await editor.page.keyboard.press('Control+y');
    await recipe.grid.getByRole('columnheader', { name: /^customer,/ }).waitFor();
  });

  it('is saved where the person says, with an address relative to it', async () => {
    const { page } = editor;
    await saveAs(page, join(workspace, 'messy.sluice.json'));
    await expect
      .poll(async () => {
        const text = await readFile(join(workspace, 'messy.sluice.json'), 'utf8').catch(() => '{}');
        // SAFETY: a recipe, or nothing yet.
        const saved = JSON.parse(text) as {
          sources?: { main: { uri: string } };
          steps?: { op: string }[];
        };
        return [saved.sources?.main.uri, saved.steps?.map(({ op }) => op)];
      })
      .toEqual(['messy.csv', ['filter-rows', 'rename-column']]);
    await shots.takeAll(page, 'saved');
    expect(editor.browser.external).toEqual([]);
    expect(editor.browser.errors).toEqual([]);
  });
});

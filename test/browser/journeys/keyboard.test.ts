import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { focused, press, pressUntil } from '../harness/keyboard.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { quickInput } from '../harness/quickInput.ts';
import { saveAs } from '../harness/saveAs.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const SLOW_MS = 120_000;

/** A messy CSV is opened, filtered, turned into a recipe and saved, without a mouse. */
describe('a messy CSV by keyboard alone', () => {
  let workspace = '';
  let editor: Editor;
  let shots: Screenshots;
  let page: Page;
  let viewer: WorkbenchPage;

  beforeAll(async () => {
    workspace = await mkdtemp('/tmp/sluice-keys-');
    await copyFile(join(root, 'media/sample/messy.csv'), join(workspace, 'messy.csv'));
    editor = await startEditor({ version: 'newest', extension: { folder: root }, workspace });
    shots = await Screenshots.of('keyboard');
    ({ page } = editor);
    viewer = new WorkbenchPage(page);
  });
  afterAll(async () => {
    await editor.stop();
    await rm(workspace, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(page, `keyboard ${task.name}`);
  });

  /** Waits until the focus is there: role and name. */
  const focusIs = (where: RegExp): Promise<void> =>
    expect.poll(() => focused(page), { timeout: SLOW_MS }).toMatch(where);
  const type = (text: string): Promise<void> => page.keyboard.type(text, { delay: 5 });
  const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: SLOW_MS });

  /** Opens a quick input by a key, types, and takes what it then stands on. */
  const choose = async (key: string, text: string, entry: string): Promise<void> => {
    const input = quickInput(page);
    await press(page, key);
    await input.waitFor({ state: 'visible', timeout: SLOW_MS });
    await focusIs(/^(combobox|input|textbox)/);
    await press(page, 'Control+a');
    await type(text);
    const first = page.locator('.quick-input-list .monaco-list-row.focused');
    await soon(() => first.innerText()).toContain(entry);
    await press(page, 'Enter');
    await input.waitFor({ state: 'hidden', timeout: SLOW_MS });
  };
  const command = (title: string): Promise<void> => choose('F1', `>${title}`, title);

  /** The cell that the grid's cursor is on. */
  const cursor = (): Promise<string> =>
    viewer.grid.evaluate((grid) => {
      const id = grid.getAttribute('aria-activedescendant');
      const cell = id === null ? null : document.getElementById(id);
      return cell?.getAttribute('aria-label') ?? cell?.textContent ?? '';
    });

  it('opens by name, and in the viewer by command, with the focus in its grid', async () => {
    await choose('Control+p', 'messy.csv', 'messy.csv');
    await page.locator('.monaco-editor').first().waitFor({ timeout: SLOW_MS });
    await command('Sluice: Open in Sluice');
    await viewer.ready();
    await viewer.shape('1,532 rows × 9 columns');
    await focusIs(/^grid Rows/);
  });

  it('moves in the grid with the arrows', async () => {
    await soon(cursor).toBe('A-10001');
    await press(page, 'ArrowDown', 'ArrowRight', 'ArrowRight');
    await soon(cursor).toBe('Ni 55');
    await press(page, 'Home', 'ArrowDown');
    await soon(cursor).toBe('A-10003');
    await focusIs(/^grid Rows/);
    await shots.take(page, 'grid');
  });

  it('goes around its panels with F6, and back', async () => {
    const around: string[] = [];
    for (let step = 0; step < 3; step += 1) {
      const before = await focused(page);
      await press(page, 'F6');
      await soon(async () => ['', before].includes(await focused(page))).toBe(false);
      around.push(await focused(page));
    }
    expect(around).toEqual([
      expect.stringMatching(/^tab Column/),
      expect.stringMatching(/^button Filter/),
      expect.stringMatching(/^grid Rows/),
    ]);
    await press(page, 'Shift+F6');
    await focusIs(/^button Filter/);
    await press(page, 'F6');
    await focusIs(/^grid Rows/);
  });

  it('finds with Ctrl+F, and Escape ends that', async () => {
    await press(page, 'Control+f');
    await focusIs(/Find in all columns/);
    await type('Lagos');
    const found = viewer.frame.getByText(/^[\d,]+ of [\d,]+$/);
    await found.waitFor({ timeout: SLOW_MS });
    await shots.take(page, 'found');
    await press(page, 'Escape');
    await found.waitFor({ state: 'detached', timeout: SLOW_MS });
    await focusIs(/Find in all columns/);
    await press(page, 'F6');
    await focusIs(/^grid Rows/);
  });

  it('filters by command and keys', async () => {
    await command('Sluice: Filter Rows…');
    await focusIs(/^combobox Filter by column/);
    await type('city');
    await viewer.frame.getByRole('option', { name: /city/ }).first().waitFor();
    await press(page, 'Enter');
    await focusIs(/Value/);
    await type('Lagos');
    await press(page, 'Enter');
    await viewer.frame.getByText(/of 1,532 rows/).waitFor({ timeout: SLOW_MS });
    await focusIs(/^(grid Rows|button)/);
    await shots.take(page, 'filtered');
  });

  it('starts a recipe with the filter as its first step', async () => {
    await command('Sluice: Start a Recipe');
    await viewer.steps.getByText('Filter rows').waitFor({ timeout: SLOW_MS });
    await viewer.ready();
    await focusIs(/^grid Rows/);
    await shots.take(page, 'recipe');
  });

  it('adds a step with Ctrl+K, a form by typing and Tab, and Ctrl+Enter', async () => {
    await press(page, 'Control+k');
    await focusIs(/^combobox Add step 2/);
    await type('Rename column');
    await viewer.frame.getByRole('option', { name: 'Rename column' }).first().waitFor();
    await press(page, 'Enter');
    await viewer.frame.getByRole('form', { name: 'Rename column' }).waitFor();
    await focusIs(/^combobox/);
    await type('Customer');
    await viewer.frame.getByRole('option', { name: /Customer Name/ }).waitFor();
    await press(page, 'Enter', 'Tab');
    await focusIs(/^input|^textbox/);
    await type('customer');
    await soon(() => viewer.preview.innerText()).toMatch(/column/);
    await shots.take(page, 'preview');
    await press(page, 'Control+Enter');
    await viewer.preview.waitFor({ state: 'detached', timeout: SLOW_MS });
    await viewer.grid
      .getByRole('columnheader', { name: /^customer,/ })
      .waitFor({ timeout: SLOW_MS });
    await focusIs(/./);
    await shots.take(page, 'applied');
  });

  it('discards another draft with Escape', async () => {
    await press(page, 'Control+k');
    await focusIs(/^combobox Add step 3/);
    await type('Sort rows');
    await viewer.frame.getByRole('option', { name: 'Sort rows' }).first().waitFor();
    await press(page, 'Enter');
    const form = viewer.frame.getByRole('form', { name: 'Sort rows' });
    await form.waitFor();
    await type('city');
    await viewer.frame.getByRole('option', { name: /city/ }).first().waitFor();
    await press(page, 'Enter');
    // The first Escape is the list's, where it is still open.
    await pressUntil(page, 'Escape', async () => (await form.count()) === 0, 3);
    await viewer.preview.waitFor({ state: 'detached', timeout: SLOW_MS });
    await viewer.grid.getByRole('columnheader', { name: /^customer,/ }).waitFor();
    await focusIs(/./);
    expect(await viewer.steps.getByRole('listitem').count()).toBe(3);
  });

  it('deletes a step with Delete, and Ctrl+Z brings it back', async () => {
    const inRecipe = (): Promise<boolean> =>
      viewer.recipe.evaluate((panel) => panel.contains(document.activeElement));
    for (let panel = 0; panel < 5 && !(await inRecipe()); panel += 1) {
      const before = await focused(page);
      await press(page, 'F6');
      await soon(() => focused(page)).not.toBe(before);
    }
    for (
      let keys = 0;
      keys < 8 && !/Filter rows|Rename column|Source/.test(await focused(page));
      keys += 1
    ) {
      const before = await focused(page);
      await press(page, 'Tab');
      await soon(() => focused(page)).not.toBe(before);
    }
    await press(page, 'End');
    await focusIs(/Rename column/);
    await press(page, 'Delete');
    await viewer.grid
      .getByRole('columnheader', { name: /^Customer Name,/ })
      .waitFor({ timeout: SLOW_MS });
    await focusIs(/Filter rows/);
    await press(page, 'Control+z');
    await viewer.grid
      .getByRole('columnheader', { name: /^customer,/ })
      .waitFor({ timeout: SLOW_MS });
    await focusIs(/./);
    await shots.take(page, 'brought-back');
  });

  it('saves with Ctrl+S, and stays where it was', async () => {
    await saveAs(page, join(workspace, 'messy.sluice.json'), () =>
      focusIs(/^(combobox|input|textbox)/),
    );
    await soon(async () => {
      const text = await readFile(join(workspace, 'messy.sluice.json'), 'utf8').catch(() => '{}');
      // SAFETY: a recipe, or nothing yet.
      const saved = JSON.parse(text) as { steps?: { op: string }[] };
      return saved.steps?.map(({ op }) => op);
    }).toEqual(['filter-rows', 'rename-column']);
    await viewer.ready();
    await focusIs(/./);
    await shots.take(page, 'saved');
    expect(editor.browser.external).toEqual([]);
    expect(editor.browser.errors).toEqual([]);
  });
});

import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BUCKET, seedLake } from '../../../scripts/demo/seedLake.ts';
import { root } from '../../../scripts/setup/paths.mjs';
import { startStandIn } from '../../aws/standIn.ts';
import type { StandIn } from '../../aws/standIn.ts';
import { helperExtension } from '../helperExtension/build.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { openFromS3, openS3Picker } from '../harness/openFromS3.ts';
import { saveAs } from '../harness/saveAs.ts';
import { runCommand } from '../harness/runCommand.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { webviewFrame } from '../harness/webviewFrame.ts';
import { seriousFaults } from './seriousFaults.ts';
import { WorkbenchPage } from './workbenchPage.ts';

/** Three million flights on S3: opened, turned into a recipe, run here and there, and trained on. */
describe('flights on S3', { timeout: 600_000 }, () => {
  let folder = '';
  /** Where the helper extension writes how late the extension host's timers are. */
  let delays = '';
  let workspace = '';
  let standIn: StandIn;
  let role = '';
  let editor: Editor;
  let shots: Screenshots;

  beforeAll(async () => {
    folder = await mkdtemp('/tmp/sluice-s3-');
    workspace = join(folder, 'workspace');
    await mkdir(join(workspace, '.sluice'), { recursive: true });
    standIn = await startStandIn({ root });
    await seedLake(root, folder, standIn);
    role = await standIn.createRole('SageMakerRole');
    shots = await Screenshots.of('flights');
    delays = join(folder, 'delays.json');
    editor = await startEditor({
      ...{ version: 'newest', extension: { folder: root }, workspace },
      alsoLink: [await helperExtension()],
      env: {
        ...standIn.env,
        SLUICE_PYTHON: join(root, '.venv/bin/python'),
        SLUICE_TEST_DELAYS: delays,
      },
    });
  });
  afterAll(async () => {
    await editor.stop();
    await standIn.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(editor.page, `flights ${task.name}`);
  });

  /** The line of a run in the Runs view, by what it says. */
  const runs = (text: RegExp): Locator =>
    editor.page.locator('.pane-body .monaco-list-row').filter({ hasText: text }).first();

  it('open as one dataset from the picker', async () => {
    const { page } = editor;
    await openS3Picker(page);
    await page.locator('.quick-input-list').getByText(BUCKET).first().waitFor();
    await shots.take(page, 'picker');
    await openFromS3(page, `s3://${BUCKET}/flights/`, 'the folder as one dataset');
    const started = performance.now();
    const viewer = new WorkbenchPage(page);
    await viewer.ready();
    console.log(`click to grid, from S3: ${(performance.now() - started).toFixed(0)} ms`);
    await viewer.shape('3,000,000 rows × 6 columns');
    await viewer.grid.getByRole('columnheader', { name: /^delay, int64, 0 % missing/ }).waitFor();
    await shots.takeAll(page, 'viewer');
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
  });

  it('become a recipe of three recorded steps, one of which is undone', async () => {
    const { page } = editor;
    await new WorkbenchPage(page).frame.getByRole('button', { name: 'Start a Recipe' }).click();
    const recipe = new WorkbenchPage(page);
    await recipe.recipe.getByRole('button', { name: /^Source s3/ }).waitFor();
    await recipe.ready();

    const formula = await recipe.addStep('Formula');
    await formula
      .getByRole('textbox', { name: /column/i })
      .first()
      .fill('late');
    await formula.getByRole('combobox', { name: /expression/i }).fill('delay >= 15');
    await recipe.preview.getByText('+ 1 column').waitFor({ timeout: 120_000 });
    await shots.takeAll(page, 'formula');
    await recipe.apply();

    const select = await recipe.addStep('Select columns');
    const columns = select.getByRole('combobox', { name: /add a column/ });
    for (const name of ['late', 'distance', 'month']) {
      await columns.fill(name);
      await recipe.frame
        .getByRole('option', { name: new RegExp(`^${name}\\b`) })
        .first()
        .click();
    }
    await recipe.preview
      .getByText(/column/)
      .first()
      .waitFor({ timeout: 120_000 });
    await recipe.apply();

    const renaming = await recipe.addStep('Rename column');
    await renaming.getByRole('combobox').first().fill('month');
    await recipe.frame
      .getByRole('option', { name: /^month/ })
      .first()
      .click();
    await renaming.getByRole('textbox').last().fill('mistake');
    await recipe.apply();
    await recipe.grid.getByRole('columnheader', { name: /^mistake/ }).waitFor();
    await recipe.grid.focus();
    await page.keyboard.press('Control+z');
    await recipe.grid.getByRole('columnheader', { name: /^month/ }).waitFor({ timeout: 120_000 });

    await recipe.addStep('Split dataset');
    await shots.takeAll(page, 'split');
    await recipe.apply();
    await recipe.grid.getByRole('columnheader', { name: /^part/ }).waitFor({ timeout: 120_000 });
    await shots.takeAll(page, 'recipe');
    expect(await seriousFaults(recipe.frame, editor.browser)).toEqual([]);
  });

  it('get outputs, and are saved', async () => {
    const { page } = editor;
    const recipe = new WorkbenchPage(page);
    for (const part of ['train', 'validation']) {
      await recipe.recipe.getByRole('button', { name: 'Add output' }).click();
      const form = recipe.frame.getByRole('form', { name: /output/i });
      await form.getByRole('textbox', { name: 'Name' }).fill(part);
      await form.getByRole('combobox', { name: 'Part of the split' }).click();
      await recipe.frame.getByRole('option', { name: part }).first().click();
      await form.getByRole('radio', { name: 'CSV' }).click();
      await form.getByRole('textbox', { name: 'Folder' }).fill(`s3://${BUCKET}/late/${part}/`);
      await form.getByRole('combobox', { name: /Label/ }).fill('late');
      await recipe.frame.getByRole('option', { name: /^late/ }).first().click();
      await shots.take(page, `output-${part}`);
      await form.getByRole('button', { name: 'Save' }).click();
      await form.waitFor({ state: 'detached' });
    }
    await saveAs(page, join(workspace, 'late.sluice.json'));
    await expect
      .poll(() => readFile(join(workspace, 'late.sluice.json'), 'utf8').catch(() => ''), {
        timeout: 120_000,
      })
      .toContain('"validation"');
    await shots.takeAll(page, 'saved');
  });

  it('run here', async () => {
    const { page } = editor;
    await runCommand(page, 'Sluice: Run Recipe Locally');
    await runCommand(page, 'Sluice: Focus on Runs View');
    await runs(/ s · here/).waitFor({ timeout: 120_000 });
    await shots.takeAll(page, 'run-here');
  });

  it('run on SageMaker, after the confirmation only', async () => {
    const { page } = editor;
    await runCommand(page, 'Sluice: Run Recipe on SageMaker…');
    const panel = webviewFrame(page);
    await panel.getByRole('heading', { name: /Run “/ }).waitFor();
    await panel.getByLabel('Execution role').fill(role);
    await panel.getByLabel('Staging folder').fill(`s3://${BUCKET}/staging/`);
    await panel.getByText(/Signed in as 123456789012/).waitFor();
    const folder = panel.getByLabel('Output validation to');
    const right = await folder.inputValue();
    await folder.fill(`s3://${BUCKET}/late/train/`);
    await panel.getByText('Another output is written there').waitFor();
    await folder.fill(right);
    const submit = panel.locator('vscode-button', { hasText: 'Run in us-east-1' });
    await expect
      .poll(() => submit.evaluate((button) => 'disabled' in button && button.disabled), {
        timeout: 120_000,
      })
      .toBe(false);
    await shots.takeAll(page, 'run-panel');
    expect(await seriousFaults(panel, editor.browser)).toEqual([]);
    await submit.click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await shots.take(page, 'confirmation');
    expect(standIn.control.created('processing')).toBe(0);
    await dialog.getByRole('button', { name: 'Run in us-east-1' }).click();
    await expect.poll(() => standIn.control.created('processing'), { timeout: 120_000 }).toBe(1);
    await runs(/ s · SageMaker/).waitFor({ timeout: 120_000 });
    await shots.takeAll(page, 'run-there');
  });

  it('are trained on, and the metric is seen', async () => {
    const { page } = editor;
    await runCommand(page, 'Sluice: Train…');
    const form = webviewFrame(page);
    await form.getByRole('heading', { name: /^Train “/ }).waitFor();
    await form.getByLabel('Model to').fill(`s3://${BUCKET}/models/`);
    await form.getByLabel('Model to').press('Tab');
    await form.locator('vscode-button', { hasText: 'Train here' }).click();
    const metric = form.locator('.metric-value');
    await metric.waitFor({ timeout: 240_000 });
    console.log(`validation AUC, trained here: ${(await metric.textContent()) ?? ''}`);
    expect(Number(await metric.textContent())).toBeGreaterThan(0.5);
    await shots.takeAll(page, 'trained-here');
    expect(await seriousFaults(form, editor.browser)).toEqual([]);
    await form.locator('vscode-button', { hasText: 'Train on SageMaker…' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor({ timeout: 120_000 });
    await dialog.getByRole('button', { name: /^(Train|Run) in us-east-1/ }).click();
    await form.getByText(/completed, on SageMaker/).waitFor({ timeout: 240_000 });
    await shots.takeAll(page, 'trained-there');
    expect(standIn.control.created('training')).toBe(1);
    console.log(`event loop of the extension host, ms: ${await readFile(delays, 'utf8')}`);
    expect(editor.browser.external).toEqual([]);
    expect(editor.browser.errors).toEqual([]);
    // Two trainings of up to four minutes, and what is asked before the second one.
  }, 720_000);
});

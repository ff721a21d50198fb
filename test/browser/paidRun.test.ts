import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/setup/paths.mjs';
import { startStandIn } from '../aws/standIn.ts';
import type { StandIn } from '../aws/standIn.ts';
import { useBuild } from '../cli/build.ts';
import { trips, tripsRecipe } from '../session/runs/runBench.ts';
import { openFile } from './harness/openFile.ts';
import { pause } from './harness/pause.ts';
import { openS3Picker } from './harness/openFromS3.ts';
import { runCommand } from './harness/runCommand.ts';
import { Screenshots } from './harness/screenshots.ts';
import { startEditor } from './harness/startEditor.ts';
import type { Editor } from './harness/startEditor.ts';
import { webviewFrame } from './harness/webviewFrame.ts';

useBuild();

let standIn: StandIn;
let editor: Editor;
let folder: string;
let role: string;
let shots: Screenshots;

beforeAll(async () => {
  standIn = await startStandIn({ root });
  await standIn.createBucket('lake');
  role = await standIn.createRole('SageMakerRole');
  await standIn.putObject('lake', 'in/trips.csv', trips);
  folder = await mkdtemp('/tmp/sluice-paid-');
  await mkdir(join(folder, '.sluice'));
  const recipe = tripsRecipe().replace('"trips.csv"', '"s3://lake/in/trips.csv"');
  await writeFile(join(folder, 'trips.sluice.json'), recipe);
  shots = await Screenshots.of('paidRun');
  editor = await startEditor({
    ...{ version: 'newest', extension: { folder: root }, workspace: folder },
    env: { ...standIn.env, SLUICE_PYTHON: join(root, '.venv/bin/python') },
  });
});
afterAll(async () => {
  await editor.stop();
  await standIn.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a paid run from the editor', () => {
  it('is confirmed in a dialog, runs once, and ends in the list with its output', async () => {
    const { page } = editor;
    await openFile(page, 'trips.sluice.json');
    await pause(1500);
    await runCommand(page, 'Sluice: Run Recipe on SageMaker…');
    const panel = webviewFrame(page);
    await panel.getByRole('heading', { name: /Run “trips”/ }).waitFor();
    await panel.getByText('A job needs a role.').waitFor();
    await shots.takeAll(page, 'empty-panel');
    await panel.getByLabel('Execution role').fill(role);
    await panel.getByLabel('Staging folder').fill('s3://lake/staging/');
    await panel.getByRole('radio', { name: /Learn again/ }).click();
    await panel.getByText(/Signed in as 123456789012/).waitFor();
    const submit = panel.locator('vscode-button', { hasText: 'Run in us-east-1' });
    await expect
      .poll(() => submit.evaluate((button) => 'disabled' in button && button.disabled))
      .toBe(false);
    await shots.takeAll(page, 'ready');
    await submit.click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const text = (await dialog.textContent()) ?? '';
    for (const word of [
      '123456789012',
      'us-east-1',
      role,
      'ml.m5.xlarge',
      's3://lake/trips/train/',
    ])
      expect(text).toContain(word);
    await shots.take(page, 'confirmation');
    expect(standIn.control.created('processing')).toBe(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect
      .poll(() => submit.evaluate((button) => 'disabled' in button && button.disabled))
      .toBe(false);
    expect(standIn.control.created('processing')).toBe(0);
    await submit.click();
    await dialog.getByRole('button', { name: 'Run in us-east-1' }).click();
    await expect.poll(() => standIn.control.created('processing'), { timeout: 120_000 }).toBe(1);
    await runCommand(page, 'Sluice: Focus on Runs View');
    const row = page.locator('.pane-body .monaco-list-row').filter({ hasText: 'SageMaker' });
    await row.first().waitFor({ timeout: 120_000 });
    await page
      .getByText(/completed on SageMaker/)
      .first()
      .waitFor({ timeout: 120_000 });
    await row.first().click();
    await page.keyboard.press('ArrowRight');
    await page.locator('.monaco-list-row').filter({ hasText: 'train' }).first().waitFor();
    await shots.takeAll(page, 'runs');
    expect(standIn.control.created('processing')).toBe(1);
  });

  it('comes back with its settings after the window is reloaded', async () => {
    const { page } = editor;
    await page.reload();
    const panel = webviewFrame(page);
    await panel.getByLabel('Execution role').waitFor({ timeout: 120_000 });
    expect(await panel.getByLabel('Execution role').inputValue()).toBe(role);
    await panel.getByText(/Signed in as 123456789012/).waitFor({ timeout: 120_000 });
  });

  it('lists S3 in the tree, and account and region in the status bar', async () => {
    const { page } = editor;
    await runCommand(page, 'Sluice: Focus on S3 View');
    const rows = page.locator('.pane-body .monaco-list-row');
    await rows.filter({ hasText: 'lake' }).first().click();
    await rows.filter({ hasText: /^in/ }).first().waitFor({ timeout: 120_000 });
    await page.locator('.statusbar').getByText('AWS: 123456789012 · us-east-1').waitFor();
    await shots.takeAll(page, 's3');
    await openS3Picker(page);
    await page.locator('.quick-input-list').getByText('lake').first().waitFor();
    await page.keyboard.type('s3://lake/in/');
    await page.getByText('the folder as one dataset').first().waitFor();
    await shots.takeAll(page, 'picker');
    await page.keyboard.press('Escape');
  });
});

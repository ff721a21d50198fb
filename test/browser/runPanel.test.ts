import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/setup/paths.mjs';
import { runPanelMethods } from '../../src/shared/contracts/runPanel.ts';
import { trainFormMethods } from '../../src/shared/contracts/trainForm.ts';
import { useBuild } from '../cli/build.ts';
import { openForm } from './forms/formPage.ts';
import { runForm, runState, trainSample } from './forms/samples.ts';
import { openBrowser } from './harness/browser.ts';
import type { EditorBrowser } from './harness/browser.ts';

useBuild();

let browser: EditorBrowser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser({ width: 1180, height: 900 });
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
});

const shots = join(root, '.cache', 'screenshots');
mkdirSync(shots, { recursive: true });
const shoot = (name: string): Promise<unknown> =>
  page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });

const panel = (answers: object = {}, theme: 'dark' | 'light' | 'high-contrast' = 'dark') =>
  openForm(page, {
    name: 'runPanel',
    methods: runPanelMethods,
    theme,
    answers: { ready: { form: runForm, state: runState, recipe: 'file:///a' }, ...answers },
  });
const calls = () => page.evaluate(() => window.sluiceCalls);
const lastForm = async (method: string): Promise<unknown> =>
  (await calls()).findLast((call) => call.method === method)?.params;

describe('the run panel', () => {
  it('names what would fail at its field, and does not offer the paid run', async () => {
    await panel();
    const volume = page.getByLabel('Volume');
    expect(await volume.getAttribute('aria-invalid')).toBe('true');
    const said = await volume.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${said ?? ''}"]`).textContent()).toContain('too small');
    const submit = page.locator('vscode-button', { hasText: 'Run in eu-west-1' });
    expect(await submit.evaluate((button) => 'disabled' in button && button.disabled)).toBe(true);
    await submit.click({ force: true });
    expect((await calls()).map(({ method }) => method)).toEqual(['ready']);
    expect(await page.getByRole('status').allTextContents()).toContain('1 check would fail.');
    await shoot('runPanel-dark');
  });

  it('puts the value of a remedy into its field', async () => {
    await panel();
    await page.getByRole('button', { name: 'Use 6 GB' }).click();
    expect(await page.getByLabel('Volume').inputValue()).toBe('6');
    expect(await lastForm('change')).toEqual({ form: { ...runForm, volumeGb: '6' } });
  });

  it('sends the form as it stands once nothing would fail', async () => {
    const sound = { ...runState, checks: runState.checks.slice(0, 3), blocked: undefined };
    await panel({ ready: { form: runForm, state: sound, recipe: 'file:///a' } }, 'light');
    await page.getByLabel('since').fill('2002-02-02');
    await page.getByRole('radio', { name: /Learn again/ }).click();
    await page.locator('vscode-button', { hasText: 'Run in eu-west-1' }).click();
    const form = { ...runForm, parameters: { since: '2002-02-02' }, refit: true };
    expect(await lastForm('submit')).toEqual({ form });
    await shoot('runPanel-light');
  });

  it('offers known roles and instances by the keyboard, and takes any other', async () => {
    await panel();
    await page.getByLabel('Instance').fill('r5.2x');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('Instance').inputValue()).toBe('ml.r5.2xlarge');
    await page.getByLabel('Instance').fill('ml.z1.large');
    await page.keyboard.press('Tab');
    expect(await lastForm('change')).toEqual({ form: { ...runForm, instance: 'ml.z1.large' } });
    await page.getByLabel('Execution role').click();
    await page.keyboard.press('ArrowDown');
    await shoot('runPanel-roles');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('Execution role').inputValue()).toContain('role/other');
  });

  it('keeps its shape in a narrow editor and in high contrast', async () => {
    await page.setViewportSize({ width: 420, height: 900 });
    await panel({}, 'high-contrast');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(420);
    await shoot('runPanel-narrow');
    await page.setViewportSize({ width: 1180, height: 900 });
    await panel({}, 'high-contrast');
    await shoot('runPanel-hc');
  });
});

const train = (state: object, theme: 'dark' | 'light' | 'high-contrast' = 'dark') =>
  openForm(page, {
    name: 'trainForm',
    methods: trainFormMethods,
    theme,
    answers: { ready: state },
  });

describe('the training form', () => {
  it('shows the metric, and what is wrong with a hyperparameter beside it', async () => {
    await train(trainSample());
    expect(await page.locator('.metric').textContent()).toBe('0.8731validation-auc');
    const eta = page.getByLabel('eta', { exact: true });
    expect(await eta.getAttribute('aria-invalid')).toBe('true');
    await shoot('train-dark');
    await eta.fill('0.3');
    await page.keyboard.press('Tab');
    expect(await lastForm('edit')).toEqual({
      edit: { kind: 'hyperparameter', name: 'eta', value: '0.3' },
    });
  });

  it('adds and removes hyperparameters', async () => {
    await train(trainSample(), 'light');
    await page.getByRole('button', { name: 'Remove max_depth' }).click();
    expect(await lastForm('edit')).toEqual({
      edit: { kind: 'hyperparameter', name: 'max_depth' },
    });
    await page.locator('vscode-button', { hasText: 'Add hyperparameter' }).click();
    await page.keyboard.type('tree_m');
    await shoot('train-light-add');
    await page.keyboard.press('Enter');
    expect(await lastForm('edit')).toEqual({
      edit: { kind: 'hyperparameter', name: 'tree_method', value: 'auto' },
    });
  });

  it('shows where the text is broken, with a way back to it', async () => {
    await train(trainSample('{\n  "sluiceTrain": 1,\n  "input": \n}'));
    expect(await page.getByRole('alert').textContent()).toMatch(/line [34]/);
    await page.locator('vscode-button', { hasText: 'Reopen as text' }).click();
    expect(await lastForm('command')).toEqual({ command: 'openAsText' });
    await shoot('train-broken');
  });

  it('keeps its shape in a narrow editor', async () => {
    await page.setViewportSize({ width: 420, height: 900 });
    await train(trainSample(), 'high-contrast');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      420,
    );
    await shoot('train-narrow');
    await page.setViewportSize({ width: 1180, height: 900 });
  });

  it('leaves no errors in the console', () => {
    expect(browser.errors).toEqual([]);
    expect(browser.external).toEqual([]);
  });
});

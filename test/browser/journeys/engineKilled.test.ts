import { link, mkdtemp, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { tenMillionRows } from '../data/tenMillion.ts';
import { openFile } from '../harness/openFile.ts';
import { pause } from '../harness/pause.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { childProcesses } from '../harness/processTree.ts';
import { runCommand } from '../harness/runCommand.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { WorkbenchPage } from './workbenchPage.ts';

/** The engine is killed at work; the view is hidden and closed at work. */
describe('work that is cut short', () => {
  let data = '';
  let editor: Editor;
  let shots: Screenshots;
  let viewer: WorkbenchPage;

  beforeAll(async () => {
    const rows = await tenMillionRows();
    // Beside it: a hard link cannot lead to another disk.
    data = await mkdtemp(join(dirname(rows), 'killed-'));
    await link(rows, join(data, 'ten.parquet'));
    await link(join(root, 'media/sample/messy.csv'), join(data, 'messy.csv'));
    editor = await startEditor({ version: 'newest', extension: { folder: root }, workspace: data });
    shots = await Screenshots.of('engine-killed');
    viewer = new WorkbenchPage(editor.page);
  });
  afterAll(async () => {
    await editor.stop();
    await rm(data, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(editor.page, `engine-killed ${task.name}`);
  });

  it('says so once where the engine is killed, and goes on by one button', async () => {
    const { page } = editor;
    await openFile(page, 'ten.parquet');
    await viewer.ready();
    await working().waitFor({ timeout: 120_000 });
    const killed = await killAtWork();
    const alerts = viewer.frame.getByRole('alert');
    await alerts.first().waitFor();
    expect(await alerts.count()).toBe(1);
    expect(await alerts.textContent()).toContain('The engine stopped while it worked on this.');
    // The table is there still, and nothing says it a second time.
    expect((await viewer.rows(1))[0]?.[0]).toBe('0');
    expect(await page.locator('.notification-toast').count()).toBe(0);
    await shots.takeAll(page, 'killed');
    await alerts.getByRole('button', { name: 'Retry' }).click();
    await alerts.waitFor({ state: 'detached' });
    await figures();
    expect(enginePid()).not.toBe(killed);
    await shots.takeAll(page, 'again');
  });

  it('goes on after a kill during a sort', async () => {
    await viewer.grid
      .getByRole('columnheader', { name: /^user_id,/ })
      .getByText('user_id', { exact: true })
      .click();
    await working().waitFor();
    const killed = await killAtWork();
    const alerts = viewer.frame.getByRole('alert');
    await alerts.first().waitFor();
    expect(await alerts.count()).toBe(1);
    await alerts.getByRole('button', { name: 'Retry' }).click();
    await alerts.waitFor({ state: 'detached' });
    await expect.poll(async () => (await viewer.rows(1))[0]?.[1], { timeout: 120_000 }).toBe('0');
    expect(enginePid()).not.toBe(killed);
    await viewer.frame.getByRole('button', { name: 'Remove sort' }).click();
    await expect.poll(async () => (await viewer.rows(1))[0]?.[0]).toBe('0');
  });

  it('is as it was left when it is shown again, and works for nobody meanwhile', async () => {
    const { page } = editor;
    await viewer.frame.getByRole('button', { name: 'Filter', exact: true }).click();
    await viewer.frame.getByRole('combobox', { name: 'Filter by column' }).fill('user_id');
    await viewer.frame
      .getByRole('option', { name: /user_id/ })
      .first()
      .click();
    const editing = viewer.frame.getByRole('dialog', { name: 'Filter on user_id' });
    await editing.getByRole('textbox', { name: 'Value' }).first().fill('192146');
    await editing.getByRole('button', { name: 'Add Filter' }).click();
    const matching = viewer.frame.getByText(/^\d+ of 10,000,000 rows$/);
    await matching.waitFor({ timeout: 120_000 });
    // As Polars counts them.
    expect(await matching.textContent()).toBe('21 of 10,000,000 rows');
    await viewer.frame.getByRole('button', { name: 'Remove filter on user_id' }).click();
    await viewer.frame.getByText(/ of 10,000,000 rows$/).waitFor({ state: 'detached' });
    await goToRow('7654321');
    await viewer.frame.getByRole('rowheader', { name: '7,654,321', exact: true }).waitFor();
    // Figures of columns that were not in sight are asked for now.
    await viewer.grid.focus();
    await page.keyboard.press('End');
    await viewer.grid.getByRole('columnheader', { name: /^tier,/ }).waitFor();
    await working().waitFor({ timeout: 120_000 });
    const before = await place();
    await openFile(page, 'messy.csv');
    await page.locator('.monaco-editor').first().waitFor();
    await idle();
    await page.locator('.tab', { hasText: 'ten.parquet' }).click();
    await viewer.shape('10,000,000 rows × 20 columns');
    await viewer.ready();
    await expect.poll(place, { timeout: 120_000 }).toEqual(before);
    await shots.takeAll(page, 'shown-again');
  });

  it('leaves the engine idle when it is closed at work', async () => {
    const { page } = editor;
    await viewer.grid
      .getByRole('columnheader', { name: /^reference,/ })
      .getByText('reference', { exact: true })
      .click();
    await working().waitFor();
    await runCommand(page, 'View: Close Editor');
    await page.locator('.tab', { hasText: 'ten.parquet' }).waitFor({ state: 'detached' });
    await idle();
    expect(editor.browser.errors).toEqual([]);
  });

  /** The first row and the columns that are drawn, and where they are. */
  async function place(): Promise<readonly (string | null)[]> {
    return viewer.grid.evaluate((grid) => {
      const rows = [...grid.querySelectorAll('.grid-row:not([hidden])')];
      const at = rows.map((row) => Number(row.getAttribute('aria-rowindex'))).sort((a, b) => a - b);
      const headers = [...grid.querySelectorAll('[role="columnheader"]')];
      const names = headers.map(
        (header) =>
          `${header.querySelector('.column-label')?.textContent ?? ''} ${String(Math.round(header.getBoundingClientRect().left))}`,
      );
      return [String(at[0]), ...names.sort()];
    });
  }

  function working(): Locator {
    return viewer.frame.getByRole('button', { name: /^Cancel/ });
  }

  async function goToRow(row: string): Promise<void> {
    await runCommand(editor.page, 'Sluice: Go to Row…');
    const box = viewer.frame.getByRole('textbox', { name: 'Go to row' });
    await box.fill(row);
    await box.press('Enter');
  }

  /**
   * Kills the engine while it owes an answer: it is held first, as between the figures of two columns
   * it owes none, and nothing is lost then and nothing told.
   */
  async function killAtWork(): Promise<number> {
    const pid = enginePid();
    process.kill(pid, 'SIGSTOP');
    await pause(1000);
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  /** The engine's process takes no processor time to speak of, within ten seconds. */
  async function idle(): Promise<void> {
    const pid = enginePid();
    const share = async (): Promise<number> => {
      const from = await ticks(pid);
      await pause(1000);
      return (await ticks(pid)) - from;
    };
    await expect.poll(share, { timeout: 120_000 }).toBeLessThan(10);
  }

  /** Hundredths of seconds that a process has worked. */
  async function ticks(pid: number): Promise<number> {
    const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  }

  /** The exact figures of the columns in sight are there. */
  async function figures(): Promise<void> {
    await viewer.grid.focus();
    await editor.page.keyboard.press('Home');
    await editor.page.keyboard.press('ArrowRight');
    await viewer.frame.getByText('int64 · exact').waitFor({ timeout: 120_000 });
    await working().waitFor({ state: 'hidden', timeout: 120_000 });
  }

  function enginePid(): number {
    const [engine, ...others] = childProcesses(editor.server.pid, 'engine');
    if (!engine || others.length > 0) throw new Error('There is not one engine.');
    return engine.pid;
  }
});

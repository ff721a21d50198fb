import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { startFaultProxy } from '../../s3/faultProxy.ts';
import type { FaultProxy } from '../../s3/faultProxy.ts';
import { startVersityGw } from '../../s3/versityGw.ts';
import type { VersityGw } from '../../s3/versityGw.ts';
import { openFile } from '../harness/openFile.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { runCommand } from '../harness/runCommand.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { setTheme, themeOf } from '../harness/setTheme.ts';
import type { Theme } from '../harness/setTheme.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { seriousFaults } from './seriousFaults.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const SLOW_MS = 45_000;
const THEMES: readonly Theme[] = ['light', 'dark', 'hc-dark', 'hc-light'];
const KEY = /\.parquet$/;

// Values without a pattern do not shrink: 2.4 MB for each of the two wide columns of a file.
const TRIPS = `
import numpy as np, pyarrow as pa, pyarrow.parquet as pq, sys
for part in (1, 2):
    rng = np.random.default_rng(part)
    rows = 300_000
    pq.write_table(pa.table({
        'id': pa.array(np.arange(rows) + rows * (part - 1)),
        'fare': pa.array(rng.integers(0, 2**62, rows)),
        'tip': pa.array(rng.integers(0, 2**62, rows)),
    }), f'{sys.argv[1]}/{part}.parquet', row_group_size=50_000, use_dictionary=False)
`;

/** Bytes from S3: a question before many of them, the line while they come, and what is kept of it. */
describe('data on S3', () => {
  let workspace = '';
  let server: VersityGw;
  let proxy: FaultProxy;
  let editor: Editor;
  let shots: Screenshots;
  let viewer: WorkbenchPage;

  const question = (): Locator => viewer.frame.getByRole('group', { name: 'Fetch from S3?' });
  const sort = async (column: string): Promise<void> => {
    const header = viewer.grid.getByRole('columnheader', { name: `${column},` });
    await header.locator('.column-name').click();
  };

  beforeAll(async () => {
    workspace = await mkdtemp('/tmp/sluice-transfers-');
    server = await startVersityGw();
    proxy = await startFaultProxy(server);
    const python = join(root, '.venv', 'bin', 'python');
    execFileSync(python, ['-c', TRIPS, workspace], { timeout: 120_000 });
    for (const name of ['1.parquet', '2.parquet']) {
      await server.seedObject('lake', `trips/${name}`, join(workspace, name));
    }
    const main = { uri: 's3://lake/trips/', format: 'parquet', options: {} };
    const recipe = {
      ...{ sluice: 1, name: 'trips', parameters: [], sources: { main } },
      ...{ steps: [], fitted: {}, checks: [], outputs: [] },
    };
    await writeFile(join(workspace, 'trips.sluice.json'), JSON.stringify(recipe, undefined, 2));
    editor = await startEditor({
      ...{ version: 'newest', extension: { folder: root }, workspace },
      settings: { 'sluice.s3.askAbove': 1.2, 'sluice.profile.mode': 'estimate' },
      env: {
        AWS_ENDPOINT_URL_S3: proxy.endpoint,
        AWS_ACCESS_KEY_ID: server.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: server.credentials.secretAccessKey,
        AWS_REGION: 'us-east-1',
      },
    });
    shots = await Screenshots.of('transfers');
    viewer = new WorkbenchPage(editor.page);
  });
  afterAll(async () => {
    await editor.stop();
    await proxy.stop();
    await server.stop();
    await rm(workspace, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(editor.page, `transfers ${task.name}`);
  });

  it('show their first rows without a question, and ask before a sort fetches a column', async () => {
    await openFile(editor.page, 'trips.sluice.json');
    await viewer.ready();
    await viewer.shape('600,000 rows × 3 columns');
    expect(await viewer.cells('id', 2)).toEqual(['0', '1']);
    expect(await question().count()).toBe(0);
    await sort('fare');
    await question().waitFor({ timeout: SLOW_MS });
    expect((await question().innerText()).replaceAll('\u00a0', ' ')).toMatch(
      /^\s*Sorting by fare would fetch [3-9](\.\d)? MB of 2 objects in \d+ requests from S3\.\s/,
    );
    // What was on its way for the first figures comes to its end.
    await editor.page.waitForTimeout(1000);
    const before = proxy.bytes({ method: 'GET', key: KEY });
    await shots.takeAll(editor.page, 'question', THEMES);
    expect(proxy.bytes({ method: 'GET', key: KEY })).toBe(before);
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
    await editor.page.setViewportSize({ width: 820, height: 900 });
    await shots.takeAll(editor.page, 'narrow', ['light', 'hc-dark']);
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
    await editor.page.setViewportSize({ width: 1400, height: 900 });
  });

  it('stay as they are after “Not now”, which is said quietly', async () => {
    await question().focus();
    await editor.page.keyboard.press('Escape');
    await question().waitFor({ state: 'detached' });
    await viewer.frame
      .getByText(/^Sorting by fare would fetch .* from S3\. The table stays as it was\.$/)
      .waitFor();
    expect(await viewer.cells('id', 2)).toEqual(['0', '1']);
    expect(await viewer.frame.getByRole('alert').count()).toBe(0);
    await shots.takeAll(editor.page, 'not-now');
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
  });

  it('tell bytes, objects and rate while they come', async () => {
    proxy.fault({
      fault: { kind: 'throttle', bytesPerSecond: 120_000 },
      ...{ method: 'GET', key: KEY, times: Infinity },
    });
    await viewer.frame.locator('.transfer-bar').getByText('Fetch…', { exact: true }).click();
    await question().waitFor();
    await question().focus();
    await editor.page.waitForTimeout(500);
    await editor.page.keyboard.press('Enter');
    const line = viewer.frame.locator('.activity-words');
    await viewer.frame
      .locator('.activity.is-transfer .activity-rate')
      .waitFor({ state: 'attached', timeout: SLOW_MS });
    expect(((await line.getAttribute('title')) ?? '').replaceAll('\u00a0', ' ')).toMatch(
      /^Sorting by fare: fetching [\d.]+ [KM]B of [\d.]+ MB, [0-2] of 2 objects, [\d.]+ [KM]B\/s/,
    );
    await shots.takeAll(editor.page, 'line', ['light', 'dark']);
    proxy.clear();
    await expect
      .poll(async () => (await viewer.cells('id', 2)).join(), { timeout: SLOW_MS })
      .not.toBe('0,1');
  });

  it('have a total, which the keyboard opens', async () => {
    const pill = viewer.frame.getByRole('button', { name: /what came from S3$/ });
    await pill.focus();
    await editor.page.keyboard.press('Enter');
    const totals = viewer.frame.getByRole('dialog', { name: 'From S3' });
    await totals.waitFor();
    const words = (await totals.innerText()).replaceAll('\u00a0', ' ');
    expect(words).toMatch(/Requests made\s+\d+ reads, 1 listing/);
    expect(words).toContain('No price is known for this endpoint or region.');
    const shown = await themeOf(editor.page);
    for (const theme of THEMES) {
      // A theme is chosen elsewhere, which closes the box.
      await setTheme(editor.page, theme);
      await pill.focus();
      await editor.page.keyboard.press('Enter');
      await totals.waitFor();
      await shots.take(editor.page, 'totals');
    }
    await setTheme(editor.page, shown);
    await pill.focus();
    await editor.page.keyboard.press('Enter');
    await totals.waitFor();
    expect(await seriousFaults(viewer.frame, editor.browser)).toEqual([]);
    await editor.page.keyboard.press('Escape');
    await totals.waitFor({ state: 'detached' });
  });

  it('leave a line of each transfer in the log', async () => {
    await runCommand(editor.page, 'Sluice: Show Log');
    const lines = editor.page.locator('.output-view .view-lines');
    await expect
      .poll(async () => ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' '), {
        timeout: SLOW_MS,
      })
      .toMatch(
        /Sorting by fare: [\d.]+ MB from s3:\/\/lake\/trips\/, \d+ requests, 2 of 2 objects, [\d.]+ s, [\d.]+ [KM]B\/s/,
      );
    await shots.take(editor.page, 'log');
    expect(editor.browser.errors).toEqual([]);
  });
});

import { statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { startProxyProcess } from '../../s3/proxyProcess.ts';
import type { ProxyProcess } from '../../s3/proxyProcess.ts';
import { tenMillionRows } from '../data/tenMillion.ts';
import { helperExtension } from '../helperExtension/build.ts';
import { openFromS3 } from '../harness/openFromS3.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { WorkbenchPage } from './workbenchPage.ts';

/** Half a gigabyte on S3: opened by its first rows, then brought here while one goes on to work. */
describe('an object of 500 MB', { timeout: 300_000 }, () => {
  let folder = '';
  let delays = '';
  let size = 0;
  let s3: ProxyProcess;
  let editor: Editor;
  let shots: Screenshots;

  beforeAll(async () => {
    folder = await mkdtemp('/tmp/sluice-large-');
    delays = join(folder, 'delays.json');
    const workspace = join(folder, 'workspace');
    await mkdir(workspace);
    const path = await tenMillionRows();
    ({ size } = statSync(path));
    s3 = await startProxyProcess();
    await s3.tell({ do: 'seed', bucket: 'lake', keys: ['ten.parquet'], path, etag: 'ten' });
    shots = await Screenshots.of('large-transfer');
    editor = await startEditor({
      ...{ version: 'newest', extension: { folder: root }, workspace },
      alsoLink: [await helperExtension()],
      env: { ...s3.env, SLUICE_TEST_DELAYS: delays },
    });
  }, 600_000);
  afterAll(async () => {
    await editor.stop();
    await s3.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(editor.page, `large transfer ${task.name}`);
  });

  it('shows its first rows after a fiftieth of its bytes, and says how many it has', async () => {
    const { page } = editor;
    await openFromS3(page, 's3://lake/ten.parquet', 'Open s3://lake/ten.parquet');
    const viewer = new WorkbenchPage(page);
    await viewer.ready();
    await viewer.shape('10,000,000 rows × 20 columns');
  });

  it('comes whole while the window stays at hand', async () => {
    const { page } = editor;
    const viewer = new WorkbenchPage(page);
    // Estimates may still be on their way, and are not what is measured here.
    await viewer.basis.filter({ hasText: 'Estimate' }).waitFor({ timeout: 120_000 });
    await rm(delays, { force: true });
    await viewer.basis.click();
    await viewer.frame
      .getByRole('menuitemcheckbox', { name: /^Exact (?!for)|^Exact$/ })
      .first()
      .click();
    await shots.take(page, 'on-its-way');
    await expect
      .poll(async () => (await s3.counts()).bytes, { timeout: 120_000, interval: 500 })
      .toBeGreaterThan(0.5 * size);
    await viewer.basis.filter({ hasText: /^Exact/ }).waitFor({ timeout: 120_000 });
    await shots.take(page, 'exact');
    const { bytes } = await s3.counts();
    // Not a byte of the object twice; the answers of a listing are a few hundred more.
    expect(bytes).toBeLessThanOrEqual(size + 5000);
    const told = await readFile(delays, 'utf8');
    console.log(
      `${(bytes / 1e6).toFixed(0)} MB came; event loop of the extension host, ms: ${told}`,
    );
    expect(editor.browser.errors).toEqual([]);
  });
});

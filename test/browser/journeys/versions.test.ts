import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { startVersityGw } from '../../s3/versityGw.ts';
import type { VersityGw } from '../../s3/versityGw.ts';
import { focusWorkbench } from '../harness/keyboard.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { openS3Picker } from '../harness/openFromS3.ts';
import { quickInput } from '../harness/quickInput.ts';
import { runCommand } from '../harness/runCommand.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { setTheme } from '../harness/setTheme.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { webviewFrame } from '../harness/webviewFrame.ts';
import { seriousFaults } from './seriousFaults.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const SLOW_MS = 45_000;

/** Fares that rise, and a city that is new, from the first version to the second. */
const VERSION = `
import sys, pyarrow as pa, pyarrow.parquet as pq
path, more = sys.argv[1], int(sys.argv[2])
rows = 2000 + 500 * more
cities = ["Rome", "Oslo", "Lima", "Bern"] if more else ["Rome", "Oslo", "Lima"]
pq.write_table(pa.table({
    "id": list(range(rows)),
    "city": [cities[i % len(cities)] for i in range(rows)],
    "fare": [10 + (i % 40) * 0.5 + 8 * more for i in range(rows)],
}), path)
`;

/** What people need around S3: large folders, older versions, and the room on their disk. */
describe('around S3', { timeout: 180_000 }, () => {
  let folder = '';
  let server: VersityGw;
  let direct: S3Client;
  let editor: Editor;
  let shots: Screenshots;
  const ids: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp('/tmp/sluice-versions-');
    server = await startVersityGw();
    const { endpoint, credentials } = server;
    direct = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
    await direct.send(new CreateBucketCommand({ Bucket: 'lake' }));
    for (let day = 1; day <= 26; day += 1) {
      for (let part = 0; part < 15; part += 1) {
        const name = [2026, day, part].map((number) => String(number).padStart(2, '0')).join('-');
        const text = Buffer.from(`n\n${String(part)}\n`);
        await server.seedObject('lake', `events/${name}.csv`, text, { etag: name });
      }
    }
    await direct.send(
      new PutBucketVersioningCommand({
        Bucket: 'lake',
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );
    const python = join(root, '.venv', 'bin', 'python');
    for (const more of ['0', '1']) {
      const path = join(folder, `${more}.parquet`);
      execFileSync(python, ['-c', VERSION, path, more], { timeout: 60_000 });
      const { VersionId } = await direct.send(
        new PutObjectCommand({
          ...{ Bucket: 'lake', Key: 'trips/fares.parquet', Body: await readFile(path) },
        }),
      );
      ids.push(VersionId ?? '');
    }
    shots = await Screenshots.of('versions');
    editor = await startEditor({
      ...{ version: 'newest', extension: { folder: root }, workspace: folder },
      env: {
        AWS_ENDPOINT_URL_S3: endpoint,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_REGION: 'us-east-1',
      },
    });
  });
  afterAll(async () => {
    await editor.stop();
    direct.destroy();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(editor.page, `versions ${task.name}`);
  });

  const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: SLOW_MS });
  const rows = (): Locator => editor.page.locator('.pane-body .monaco-list-row');
  const row = (name: string): Locator =>
    rows()
      .filter({
        has: editor.page.locator('.label-name').getByText(name, { exact: true }),
      })
      .first();
  const list = (): Locator => editor.page.locator('.quick-input-list .monaco-list-row');

  /** Scrolls the tree: its rows are there only while they are in sight. */
  const scroll = async (to: 'Home' | 'End'): Promise<void> => {
    await runCommand(editor.page, 'Sluice: Focus on S3 View');
    await editor.page.keyboard.press(to);
  };

  /** A picture in both themes of what closes when the theme changes. */
  const takeOpened = async (name: string, open: () => Promise<void>): Promise<void> => {
    const { page } = editor;
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(page, theme);
      // A theme that settles late closes it once more.
      await open().catch(async () => {
        await focusWorkbench(page);
        await open();
      });
      await shots.take(page, name);
      if (theme === 'dark') await page.keyboard.press('Escape');
    }
  };

  it('the tree shows a large folder by pages, and by how names start', async () => {
    const { page } = editor;
    await runCommand(page, 'Sluice: Focus on S3 View');
    await row('lake').click();
    await row('events').click();
    await row('2026-01-00.csv').waitFor({ timeout: SLOW_MS });
    await scroll('End');
    await row('Load more…').waitFor({ timeout: SLOW_MS });
    await shots.takeAll(page, 'tree-first-page');
    await row('Load more…').click();
    await row('Load more…').waitFor({ state: 'detached', timeout: SLOW_MS });
    await scroll('End');
    await row('2026-26-14.csv').waitFor({ timeout: SLOW_MS });
    await takeOpened('tree-filter-asked', async () => {
      await scroll('Home');
      await row('events').hover();
      await row('events').getByRole('button', { name: 'Filter…' }).click();
      await quickInput(page).fill('2026-2');
    });
    await quickInput(page).press('Enter');
    await row('2026-20-00.csv').waitFor({ timeout: SLOW_MS });
    expect(await row('2026-01-00.csv').count()).toBe(0);
    await row('events').getByText('“2026-2…”').waitFor();
    await shots.takeAll(page, 'tree-filtered');
    await row('events').hover();
    await row('events').getByRole('button', { name: 'Clear Filter' }).click();
    await row('2026-01-00.csv').waitFor({ timeout: SLOW_MS });
    await row('events').getByText('“2026-2…”').waitFor({ state: 'detached' });
  });

  it('the picker reaches beyond its first page by a typed beginning', async () => {
    const { page } = editor;
    const open = async (): Promise<void> => {
      await openS3Picker(page);
      await list().getByText('lake').first().click();
      await list().getByText('events/').first().click();
      await list().getByText('2026-01-00.csv').first().waitFor({ timeout: SLOW_MS });
    };
    await takeOpened('picker-first-page', open);
    await page.keyboard.press('Escape');
    await takeOpened('picker-narrowed', async () => {
      await open();
      await quickInput(page).fill('2026-26-1');
      await list().getByText('2026-26-14.csv').first().waitFor({ timeout: SLOW_MS });
    });
    const shown = await list().allTextContents();
    expect(shown.filter((text) => text.includes('2026-26-')).length).toBe(5);
    await quickInput(page).fill('nobody');
    await list()
      .getByText('No name here starts with “nobody”')
      .first()
      .waitFor({ timeout: SLOW_MS });
    await shots.take(page, 'picker-none');
    await page.keyboard.press('Escape');
  });

  it('an object’s versions are listed, and an older one opens under its time', async () => {
    const { page } = editor;
    await scroll('Home');
    await row('events').click();
    await row('trips').click();
    await row('fares.parquet').click();
    const today = new WorkbenchPage(page);
    await today.shape('2,500 rows × 3 columns');
    await today.ready();
    await takeOpened('versions', async () => {
      await runCommand(page, 'Sluice: Show Versions…');
      await list()
        .getByText(ids[0] ?? '')
        .first()
        .waitFor({ timeout: SLOW_MS });
    });
    expect((await list().allTextContents()).map((text) => text.includes('current'))).toEqual([
      true,
      false,
    ]);
    await list()
      .getByText(ids[0] ?? '')
      .first()
      .click();
    const older = new WorkbenchPage(page);
    await older.shape('2,000 rows × 3 columns');
    await older.ready();
    const tab = page.locator('.tabs-container .tab.active');
    await soon(() => tab.getAttribute('aria-label')).toMatch(
      /^fares\.parquet \(20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\)/,
    );
    await shots.takeAll(page, 'older');
    expect(await seriousFaults(older.frame, editor.browser)).toEqual([]);
  });

  it('the older version stands beside today’s', async () => {
    const { page } = editor;
    await runCommand(page, 'Sluice: Compare with Today’s Version');
    const report = webviewFrame(page);
    await report.getByRole('heading', { name: /^fares\.parquet of 20.* against today’s/ }).waitFor({
      timeout: SLOW_MS,
    });
    await report.getByText('Bern').first().waitFor();
    const facts = await report.locator('.facts').textContent();
    expect(facts?.replace(/\s+/g, ' ')).toMatch(/Rows before 2,000 Rows after 2,500/);
    await shots.takeAll(page, 'beside-today');
  });

  it('the cache is shown by dataset, and cleared of all that is not open', async () => {
    const { page } = editor;
    const header = page.locator('.pane-header').filter({ hasText: 'S3' }).first();
    await header.getByText(/kept here/).waitFor({ timeout: SLOW_MS });
    // The tabs of the comparison and of the older version: nobody has that open any more.
    await runCommand(page, 'View: Close Editor');
    await runCommand(page, 'View: Close Editor');
    await takeOpened('cache', async () => {
      await runCommand(page, 'Sluice: Show S3 Cache…');
      await list().getByText('Clear All…').first().waitFor({ timeout: SLOW_MS });
      await list().getByText('s3://lake/trips/fares.parquet').first().waitFor();
    });
    await list().getByText('Clear All…').first().click();
    await page
      .getByRole('dialog')
      .getByText(/^Remove .* of copies/)
      .first()
      .waitFor();
    await shots.take(page, 'cache-confirm');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page
      .getByText(
        /^Removed 1\d\.\d KB in 1 object\. Open, and left: s3:\/\/lake\/trips\/fares\.parquet \(/,
      )
      .first()
      .waitFor();
    await shots.takeAll(page, 'cache-cleared');
    expect(editor.browser.external).toEqual([]);
    expect(editor.browser.errors).toEqual([]);
  });
});

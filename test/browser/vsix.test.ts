import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagePrograms, root } from '../../scripts/setup/paths.mjs';
import { openFile } from './harness/openFile.ts';
import { childProcesses } from './harness/processTree.ts';
import { runCommand } from './harness/runCommand.ts';
import { Screenshots } from './harness/screenshots.ts';
import { startEditor, type Editor } from './harness/startEditor.ts';
import { webviewFrame } from './harness/webviewFrame.ts';

let folder = '';
let vsix = '';
let workspace = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-vsix-'));
  vsix = join(folder, 'sluice.vsix');
  workspace = join(folder, 'workspace');
  const { status, stderr } = spawnSync(
    join(packagePrograms, 'node'),
    ['scripts/package.mjs', '--no-build', '--out', vsix],
    { cwd: root, encoding: 'utf8' },
  );
  expect(status, stderr).toBe(0);
  await mkdir(workspace);
  const sample = join(root, 'media/sample/flights-sample.parquet');
  await copyFile(sample, join(workspace, 'flights.parquet'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe.each(['newest', 'minimum'] as const)(
  'the packed extension, in the %s VS Code',
  (version) => {
    let editor: Editor;
    let shots: Screenshots;
    beforeAll(async () => {
      editor = await startEditor({ version, extension: { vsix }, workspace });
      shots = await Screenshots.of(`vsix-${version}`);
    });
    afterAll(() => editor.stop());

    it('does nothing before it is wanted', () => {
      expect(childProcesses(editor.server.pid, 'engine')).toEqual([]);
      expect(childProcesses(editor.server.pid, 'aws')).toEqual([]);
    });

    it('shows a Parquet file by a double click, with the DuckDB that it brings', async () => {
      const { page, server } = editor;
      const started = performance.now();
      await openFile(page, 'flights.parquet');
      const workbench = webviewFrame(page);
      await workbench.getByText('origin', { exact: true }).first().waitFor({ timeout: 120_000 });
      await workbench.getByText('LAS', { exact: true }).first().waitFor({ timeout: 120_000 });
      console.log(`click to grid: ${(performance.now() - started).toFixed(0)} ms (${version})`);
      const [engine, ...more] = childProcesses(server.pid, 'engine');
      expect(engine?.command).toContain(join(server.folder, 'extensions', 'sluice.sluice-'));
      expect(more).toEqual([]);
      expect(childProcesses(server.pid, 'aws')).toEqual([]);
      await shots.takeAll(page, 'parquet');
    });

    it('leads a newcomer through its walkthrough to the sample', async () => {
      const { page } = editor;
      await runCommand(page, 'View: Close All Editors');
      await runCommand(page, 'Sluice: Get Started');
      await page.getByText('Get started with Sluice').first().waitFor();
      await shots.takeAll(page, 'walkthrough');
      await page.getByRole('button', { name: 'Open Sample Dataset' }).first().click();
      await webviewFrame(page)
        .getByText('origin', { exact: true })
        .first()
        .waitFor({ timeout: 120_000 });
      await shots.take(page, 'sample');
    });

    it('sends nothing out of the machine, and no page of it fails', () => {
      expect(editor.browser.external).toEqual([]);
      expect(editor.browser.errors).toEqual([]);
    });
  },
);

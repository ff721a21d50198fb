/// <reference types="mocha" />
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { WorkbenchState } from '../../../src/shared/contracts/workbenchState.ts';
import type { OpenWorkbench } from '../../../src/host/editors/activeWorkbench.ts';
import { eventually } from './eventually.ts';
import { sluice } from './sluice.ts';

const call = { signal: new AbortController().signal, progress: () => undefined };

suite('Data that change on disk', () => {
  let folder = '';
  let file = '';

  setup(async () => {
    // Outside of the workspace.
    folder = await mkdtemp(join(tmpdir(), 'sluice-watch-'));
    file = join(folder, 'trips [1].csv');
    await writeFile(file, 'id,km\n1,1.5\n');
  });
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  test('are told of, and shown after a reload', async () => {
    const workbench = await open(file);
    assert.equal((await state(workbench)).changed, undefined);
    // Some ways of watching take a moment until they hear.
    await eventually(async () => {
      await writeFile(file, 'id,km\n1,1.5\n2,2.5\n');
      await new Promise((resolve) => setTimeout(resolve, 800));
      assert.equal((await state(workbench)).changed?.what, 'changed');
    });
    const after = await workbench.session.handlers.reload({}, call);
    assert.equal(after.changed, undefined);
    await rm(file);
    await eventually(async () => {
      assert.equal((await state(workbench)).changed?.what, 'removed');
    });
  });

  test('are read in another way by the command’s panel', async () => {
    await open(file);
    const all = await vscode.commands.getCommands(true);
    assert.ok(all.includes('sluice.readOptions'));
    await vscode.commands.executeCommand('sluice.readOptions');
  });
});

function state(workbench: OpenWorkbench): Promise<WorkbenchState> {
  return workbench.session.handlers.ready({}, call);
}

async function open(path: string): Promise<OpenWorkbench> {
  const app = await sluice();
  const uri = vscode.Uri.file(path);
  await vscode.commands.executeCommand('vscode.openWith', uri, 'sluice.text-data');
  const workbench = await eventually(() => {
    const [found] = app.workbenches.of(uri);
    assert.ok(found);
    return found;
  });
  await eventually(async () => assert.ok((await state(workbench)).table));
  return workbench;
}

/// <reference types="mocha" />
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { OpenWorkbench } from '../../../src/host/editors/activeWorkbench.ts';
import { eventually } from './eventually.ts';
import { startPythonKernel } from './pythonKernel.ts';
import { sluice } from './sluice.ts';

const call = { signal: new AbortController().signal, progress: () => undefined };
const view = { filters: [], sort: [], find: '' };

const makesFrames = [
  'import pandas as pd, polars as pl',
  'trips = pd.DataFrame({"id": pd.array([9007199254740993, None, 3], dtype="Int64"), "km": [1.5, 2.5, 40.0]})',
  'lazy = pl.LazyFrame({"a": [1, 2]})',
  'not_a_frame = 1',
].join('\n');

suite('Notebooks', function () {
  this.timeout(60_000);
  let kernel: vscode.Disposable;
  let folder = '';
  let notebook: vscode.NotebookDocument;

  suiteSetup(async () => {
    const extension = vscode.extensions.getExtension('sluice.sluice');
    assert.ok(extension);
    kernel = await startPythonKernel(extension.extensionPath);
    folder = await mkdtemp(join(tmpdir(), 'sluice-nb-'));
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, makesFrames, 'python');
    notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([cell]),
    );
    await vscode.window.showNotebookDocument(notebook);
    await run(0);
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    kernel.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(index: number): Promise<void> {
    await vscode.commands.executeCommand('notebook.cell.execute', {
      ranges: [{ start: index, end: index + 1 }],
      document: notebook.uri,
    });
    await eventually(() => {
      assert.equal(notebook.cellAt(index).executionSummary?.success, true);
    });
  }

  test('a data frame opens in the viewer, with every digit, from a file of this user alone', async () => {
    await vscode.commands.executeCommand('sluice.openDataFrame', { variableName: 'trips' });
    const viewer = await openViewer('trips.parquet');
    const { mode } = await stat(viewer.uri.fsPath);
    assert.equal(mode & 0o077, 0);
    assert.equal((await stat(dirname(viewer.uri.fsPath))).mode & 0o077, 0);
    const state = await eventually(async () => {
      const found = await viewer.session.handlers.ready({}, call);
      assert.ok(found.table);
      return { ...found, table: found.table };
    });
    const cell = await viewer.session.handlers.cell(
      { table: { key: state.table.key, view }, row: 0, column: 'id' },
      call,
    );
    assert.equal(cell.text, '9007199254740993');
    assert.equal(notebook.cellCount, 1, 'the cell that asked the kernel is gone');
  });

  test('a name that is no data frame is one sentence, and the notebook is as it was', async () => {
    const before = notebook.cellCount;
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).length;
    await vscode.commands.executeCommand('sluice.openDataFrame', { variableName: 'not_a_frame' });
    assert.equal(notebook.cellCount, before);
    assert.equal(vscode.window.tabGroups.all.flatMap((group) => group.tabs).length, tabs);
  });

  test('the code of a recipe goes in as a cell that uses the frame, and runs', async () => {
    await vscode.commands.executeCommand('sluice.openDataFrame', { variableName: 'trips' });
    const viewer = await openViewer('trips.parquet');
    await eventually(async () => {
      assert.ok((await viewer.session.handlers.ready({}, call)).table);
    });
    const at = {
      filters: [{ column: 'km', is: 'greater', value: 2 }],
      sort: [],
      find: '',
    } as const;
    await viewer.session.handlers.command({ id: 'startRecipe', view: at }, call);
    const recipe = await eventually(async () => {
      const found = (await sluice()).workbenches.current;
      assert.equal(found?.uri.scheme, 'untitled');
      assert.ok((await found.session.handlers.ready({}, call)).table);
      return found;
    });
    await vscode.commands.executeCommand('sluice.insertAsCell', recipe.uri, 'pandas');
    await eventually(() => {
      assert.equal(notebook.cellCount, 2);
    });
    const code = notebook.cellAt(1).document.getText();
    assert.ok(code.includes('trips'), code);
    assert.ok(!code.includes('.parquet'), code);
    await run(1);
    const shown = notebook
      .cellAt(1)
      .outputs.flatMap(({ items }) => items)
      .find(({ mime }) => mime === 'text/plain');
    const text = new TextDecoder().decode(shown?.data);
    assert.match(text, /2\.5/);
    assert.match(text, /40\.0/);
    assert.doesNotMatch(text, /9007199254740993/);
  });

  test('%sluice is added by a cell that installs the wheel, and works', async () => {
    const before = notebook.cellCount;
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('sluice.addMagics');
    await eventually(() => {
      assert.equal(notebook.cellCount, before + 1);
    });
    const text = notebook.cellAt(0).document.getText();
    const [, wheel = ''] = /"(.+\.whl)"/.exec(text) ?? [];
    assert.ok((await stat(wheel)).isFile());
    assert.match(text, /%load_ext sluice$/);
    // The package on the path of the kernel is as good as an installed one, and leaves .venv alone.
    const data = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Code,
      `import sys\nsys.path.insert(0, ${JSON.stringify(wheel)})\n%load_ext sluice\n%sluice trips`,
      'python',
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(notebook.cellCount, [data])]);
    assert.ok(await vscode.workspace.applyEdit(edit));
    const last = notebook.cellCount - 1;
    await run(last);
    const mimes = notebook.cellAt(last).outputs.flatMap(({ items }) => items.map((i) => i.mime));
    assert.ok(mimes.includes('text/html') && mimes.includes('text/plain'), mimes.join());
  });

  test('kernels find the command line', async () => {
    const cache = process.env['SLUICE_CACHE_DIR'];
    assert.ok(cache, 'the tests run with a cache folder of their own');
    const text = await eventually(() => readFile(join(cache, 'command.json'), 'utf8'));
    // SAFETY: what is compared is all that is read.
    const command = JSON.parse(text) as { cli: string; node: string };
    assert.ok((await stat(command.cli)).isFile());
    assert.ok((await stat(command.node)).isFile());
  });
});

function openViewer(name: string): Promise<OpenWorkbench> {
  return eventually(async () => {
    const found = (await sluice()).workbenches.current;
    if (found?.uri.path.endsWith(`/${name}`) !== true) throw new Error(String(found?.uri));
    return found;
  });
}

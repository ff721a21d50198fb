/// <reference types="mocha" />
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord } from '../../../src/jobs/runRecord.ts';
import type { RunNode } from '../../../src/host/runs/runsTree.ts';
import { eventually } from './eventually.ts';
import { sluice } from './sluice.ts';

const schema = [
  { name: 'id', type: 'int64' },
  { name: 'late', type: 'boolean' },
];
const main = { uri: 'trips.csv', format: 'csv', options: { header: true }, schema };
const output = {
  ...{ name: 'train', format: 'csv', uri: 's3://lake/train/' },
  options: { header: false, label: 'late' },
};
const recipe = {
  ...{ sluice: 1, name: 'trips', parameters: [], sources: { main }, steps: [], fitted: {} },
  ...{ checks: [], outputs: [output] },
};
const training = {
  ...{ sluiceTrain: 1, input: { run: 'latest' }, algorithm: 'xgboost', version: '3.2-0' },
  hyperparameters: { objective: 'binary:logistic', num_round: 3, eval_metric: 'logloss' },
};

suite('Runs and trainings', () => {
  let folder = '';
  const path = (name: string): string => join(folder, name);
  const uri = (name: string): vscode.Uri => vscode.Uri.file(path(name));

  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-run-'));
    await mkdir(path('.git'));
    const rows = Array.from({ length: 40 }, (_, at) => `${at},${at % 3 === 0}`);
    await writeFile(path('trips.csv'), `id,late\n${rows.join('\n')}\n`);
    await writeFile(path('trips.sluice.json'), JSON.stringify(recipe, null, 2));
    await writeFile(path('trips.train.json'), JSON.stringify(training, null, 2));
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  test('a recipe runs here as it stands in the editor: what is not saved is saved first', async () => {
    const document = await vscode.workspace.openTextDocument(uri('trips.sluice.json'));
    const at = document.getText().indexOf('"steps": []') + '"steps": ['.length;
    const edit = new vscode.WorkspaceEdit();
    const step = {
      ...{ id: 'few', op: 'filter-rows', version: 1 },
      params: { where: { column: 'id', is: 'less', value: 30 } },
    };
    edit.insert(document.uri, document.positionAt(at), JSON.stringify(step));
    await vscode.workspace.applyEdit(edit);
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand('sluice.runLocally', document.uri);
    assert.ok(!document.isDirty);
    const node = await newest('run');
    assert.equal(node.record.state, 'completed');
    assert.deepEqual(
      node.record.outputs?.map(({ name, rows }) => [name, rows]),
      [['train', 30]],
    );
  }).timeout(60_000);

  test('the list shows it with its output, its logs and its recipe', async () => {
    const { tree } = (await sluice()).runs;
    const node = await newest('run');
    const item = tree.getTreeItem(node);
    assert.equal(item.contextValue, 'sluice.run.ended');
    assert.match(String(item.description), /s · here$/);
    const children = await tree.getChildren(node);
    assert.deepEqual(
      children.map(({ kind }) => kind),
      ['output', 'logs', 'document'],
    );
    const [first] = children;
    assert.ok(first);
    assert.equal(tree.getTreeItem(first).contextValue, 'sluice.run.output');
    await vscode.commands.executeCommand('sluice.openRunOutput', first);
    await eventually(() => {
      const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      assert.ok(input instanceof vscode.TabInputCustom);
      assert.equal(input.viewType, 'sluice.data');
      assert.match(input.uri.path, /\/output\/train/);
    });
  });

  test('its log opens in the output, to the end', async () => {
    await vscode.commands.executeCommand('sluice.openRunLogs', await newest('run'));
    await eventually(() => {
      const logs = vscode.workspace.textDocuments.filter(
        ({ uri: { scheme } }) => scheme === 'output',
      );
      assert.ok(logs.some((log) => log.getText().includes('Completed.')));
    });
  });

  test('the run panel opens once for a recipe', async () => {
    const open = (): Thenable<unknown> =>
      vscode.commands.executeCommand('sluice.runOnSagemaker', uri('trips.sluice.json'));
    await open();
    await open();
    await eventually(() => {
      const panels = vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview);
      assert.deepEqual(
        panels.map(({ label }) => label),
        ['Run trips'],
      );
    });
  });

  test('“Train…” makes a document beside the recipe, unsaved and prefilled', async () => {
    await vscode.commands.executeCommand('sluice.train', uri('trips.sluice.json'));
    const { input } = await eventually(() => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      assert.ok(tab?.input instanceof vscode.TabInputCustom);
      assert.equal(tab.input.viewType, 'sluice.train');
      assert.ok(tab.isDirty);
      return { input: tab.input };
    });
    // That name is taken on disk.
    assert.match(input.uri.path, /\/trips-2\.train\.json$/);
    const document = await vscode.workspace.openTextDocument(input.uri);
    assert.deepEqual(JSON.parse(document.getText()), {
      ...training,
      ...{ hyperparameters: { objective: 'binary:logistic', num_round: 100, eval_metric: 'auc' } },
      ...{ instance: 'ml.m5.xlarge', volumeGb: 30, maxSeconds: 3600 },
    });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('a training here leaves its metric in the list', async () => {
    await vscode.commands.executeCommand(
      'vscode.openWith',
      uri('trips.train.json'),
      'sluice.train',
    );
    await vscode.commands.executeCommand('sluice.trainHere', uri('trips.train.json'));
    const node = await newest('train');
    assert.equal(node.record.state, 'completed');
    assert.equal(node.record.metric?.name, 'train-logloss');
    assert.ok(node.record.metric.value < 0.7);
    const { tree } = (await sluice()).runs;
    assert.match(String(tree.getTreeItem(node).description), /^train-logloss 0\.\d+ · /);
  }).timeout(60_000);

  test('what ran before is there when the list is made anew', async () => {
    const { host } = (await sluice()).runs;
    const { model } = await host.make();
    await model.refresh();
    const file = join((await newest('run')).record.directory, 'record.json');
    assert.match(await readFile(file, 'utf8'), /"state": "completed"/);
    assert.equal(
      model.list.filter((entry) => 'record' in entry && entry.record.document?.startsWith(folder))
        .length,
      2,
    );
  });

  async function newest(kind: RunRecord['kind']): Promise<Extract<RunNode, { kind: 'run' }>> {
    const { tree, host } = (await sluice()).runs;
    await (await host.make()).model.refresh();
    const nodes = await tree.getChildren();
    const found = nodes.find(
      (node) =>
        node.kind === 'run' &&
        node.record.kind === kind &&
        node.record.document?.startsWith(folder) === true,
    );
    assert.ok(found?.kind === 'run', JSON.stringify(nodes));
    return found;
  }
});

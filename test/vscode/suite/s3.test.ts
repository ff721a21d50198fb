/// <reference types="mocha" />
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { S3Node } from '../../../src/host/s3/s3Tree.ts';
import { toResource, toS3Uri } from '../../../src/host/s3/s3Resource.ts';
import { eventually } from './eventually.ts';
import { sluice } from './sluice.ts';
import { startHostStandIn } from './standIn.ts';
import type { HostStandIn } from './standIn.ts';

suite('S3', () => {
  let standIn: HostStandIn | undefined;
  suiteSetup(async function () {
    this.timeout(60_000);
    standIn = await startHostStandIn();
    await standIn.put('lake', 'in/trips.csv', 'id,km\n1,1.5\n2,2.5\n');
    await standIn.put('lake', 'in/more.csv', 'id,km\n3,40\n');
    await standIn.put('lake', 'in/notes.txt', 'none');
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await standIn?.stop();
  });

  test('addresses survive as resources, as a reloaded window reads them', () => {
    for (const uri of [
      's3://lake/in/trips.csv',
      's3://lake/in/',
      's3://lake/',
      's3://lake/a b/ü#?%2F.csv',
      's3://lake/year=2025/part-*.parquet',
      's3://lake/a//b.csv',
      's3://lake/a/../b.csv',
      's3://lake//',
      's3://lake/in/trips.csv?versionId=3sL4kqtJlcpXroDTDmJ.rmSpXd_dIbrHY',
      's3://lake/a//b.csv?versionId=null',
      's3://arn:aws:s3:eu-west-1:123456789012:accesspoint:trips/in/trips.csv',
    ]) {
      const resource = toResource(uri);
      assert.equal(toS3Uri(resource), uri);
      assert.equal(toS3Uri(vscode.Uri.parse(resource.toString(), true)), uri);
    }
    assert.equal(toResource('s3://lake/in/').path, '/in');
    // A version's tab says when it was written; the address is the version's all the same.
    const version = 's3://lake/a b/ü#?%2F.csv?versionId=null';
    const dated = toResource(version, '2026-11-29 10:12:05');
    assert.equal(dated.path, '/a b/ü#?%2F.csv (2026-11-29 10:12:05)');
    assert.equal(toS3Uri(vscode.Uri.parse(dated.toString(), true)), version);
    assert.equal(toResource('s3://lake/in/trips.csv?versionId=null').path, '/in/trips.csv');
  });

  test('the tree goes from buckets to objects, and tells data from other files', async () => {
    const { tree } = (await sluice()).s3;
    const buckets = await tree.getChildren();
    const lake = buckets.find((node) => 'uri' in node && node.uri === 's3://lake/');
    assert.ok(lake);
    assert.equal(tree.getTreeItem(lake).contextValue, 'sluice.s3.bucket');
    const [folder] = await tree.getChildren(lake);
    assert.ok(folder);
    assert.equal(tree.getTreeItem(folder).contextValue, 'sluice.s3.folder');
    const items = (await tree.getChildren(folder)).map((node) => tree.getTreeItem(node));
    assert.deepEqual(
      items.map(({ label, contextValue }) => [label, contextValue]),
      [
        ['more.csv', 'sluice.s3.object'],
        ['notes.txt', 'sluice.s3.file'],
        ['trips.csv', 'sluice.s3.object'],
      ],
    );
  });

  test('an object opens in the viewer, and so does a folder as one dataset', async () => {
    await vscode.commands.executeCommand('sluice.openFromS3', 's3://lake/in/trips.csv');
    await tabOf('sluice-s3://lake/in/trips.csv', 'trips.csv');
    assert.deepEqual(await columnsOf('sluice-s3://lake/in/trips.csv'), ['id', 'km']);
    const { tree } = (await sluice()).s3;
    const [lake] = await tree.getChildren();
    const [folder] = await tree.getChildren(lake);
    await vscode.commands.executeCommand('sluice.openS3Object', folder);
    await tabOf('sluice-s3://lake/in?folder', 'in');
  });

  test('resources are read-only files', async () => {
    const resource = toResource('s3://lake/in/trips.csv');
    assert.equal((await vscode.workspace.fs.stat(resource)).size, 18);
    const bytes = await vscode.workspace.fs.readFile(resource);
    assert.equal(Buffer.from(bytes).toString(), 'id,km\n1,1.5\n2,2.5\n');
    await assert.rejects(async () => vscode.workspace.fs.writeFile(resource, Buffer.from('x')));
    await assert.rejects(async () => vscode.workspace.fs.stat(toResource('s3://lake/none.csv')), {
      code: 'FileNotFound',
    });
  });

  test('a region that is chosen starts AWS anew under it', async () => {
    const { aws } = (await sluice()).s3;
    assert.equal((await aws.identity()).region, 'us-east-1');
    await vscode.commands.executeCommand('sluice.selectRegion', 'eu-west-1');
    try {
      await eventually(async () => {
        assert.equal((await aws.identity()).region, 'eu-west-1');
      });
    } finally {
      await vscode.commands.executeCommand('sluice.selectRegion', '');
    }
  });

  test('without credentials the tree is empty and says so by its welcome', async () => {
    const { tree, aws } = (await sluice()).s3;
    const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
    const kept = keys.map((name) => [name, process.env[name]] as const);
    for (const name of keys) Reflect.deleteProperty(process.env, name);
    aws.restart();
    try {
      const none: S3Node[] = await tree.getChildren();
      assert.deepEqual(none, []);
    } finally {
      for (const [name, value] of kept) process.env[name] = value;
      aws.restart();
    }
    assert.ok((await tree.getChildren()).length > 0);
  });
});

async function tabOf(resource: string, label: string): Promise<void> {
  const wanted = vscode.Uri.parse(resource).toString();
  await eventually(() => {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const found = tabs.find(
      ({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === wanted,
    );
    assert.ok(found, `no tab of ${wanted}`);
    assert.equal(found.label, label);
  });
}

async function columnsOf(resource: string): Promise<readonly string[]> {
  const { workbenches } = await sluice();
  return eventually(async () => {
    const [workbench] = workbenches.of(vscode.Uri.parse(resource));
    assert.ok(workbench);
    const call = { signal: new AbortController().signal, progress: () => undefined };
    const state = await workbench.session.handlers.ready({}, call);
    assert.ok(state.table, JSON.stringify(state.problem));
    return state.table.schema.map(({ name }) => name);
  });
}

/// <reference types="mocha" />
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { WorkbenchState } from '../../../src/shared/contracts/workbenchState.ts';
import type { RecipeEdit } from '../../../src/shared/recipeEdit.ts';
import type { OpenWorkbench } from '../../../src/host/editors/activeWorkbench.ts';
import { sluice } from './sluice.ts';
import { eventually } from './eventually.ts';

const call = { signal: new AbortController().signal, progress: () => undefined };

/** A recipe as a person would have written it: its own indentation, one step. */
const recipe = `{
    "sluice": 1,
    "name": "trips",
    "parameters": [],
    "sources": {
        "main": { "uri": "trips.csv", "format": "csv", "options": {} }
    },
    "steps": [
        { "id": "a1", "op": "sort-rows", "version": 1, "params": { "by": [{ "column": "id" }] }, "enabled": true, "note": "" }
    ],
    "fitted": {},
    "checks": [],
    "outputs": []
}
`;
const filter: RecipeEdit = {
  kind: 'add-step',
  at: 1,
  op: 'filter-rows',
  params: { where: { column: 'km', is: 'greater', value: 2 } },
};

suite('Recipe documents', () => {
  let folder = '';
  let file = '';

  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-doc-'));
    await writeFile(join(folder, 'trips.csv'), 'id,km\n1,1.5\n2,2.5\n3,40\n');
    file = join(folder, 'trips.sluice.json');
    await writeFile(file, recipe);
  });
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  test('one action is one change of the text, undone and redone by one key each', async () => {
    const { workbench, document } = await open(file);
    await workbench.session.handlers.apply({ edit: filter }, call);
    const changed = document.getText();
    assert.equal(stepsOf(changed).length, 2);
    assert.ok(document.isDirty);
    // Every line that was there is there still, with the indentation that it had.
    for (const line of recipe.split('\n').filter((text) => text.includes('"sort-rows"'))) {
      assert.ok(changed.includes(line.trimEnd()));
    }
    await vscode.commands.executeCommand('undo');
    await eventually(() => assert.equal(document.getText(), recipe));
    assert.ok(!document.isDirty);
    await vscode.commands.executeCommand('redo');
    await eventually(() => assert.equal(document.getText(), changed));
  });

  test('the table follows the text, whoever changes it', async () => {
    const { workbench, document } = await open(file);
    const state = await shown(workbench, (each) => each.table !== undefined);
    assert.deepEqual(
      state.table?.schema.map(({ name }) => name),
      ['id', 'km'],
    );
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf('"sort-rows"');
    const range = new vscode.Range(document.positionAt(at), document.positionAt(at + 11));
    edit.replace(document.uri, range, '"no-such-step"');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const broken = await shown(workbench, (each) => each.recipe?.steps[0]?.problem !== undefined);
    assert.match(broken.recipe?.steps[0]?.problem?.message ?? '', /no-such-step/);
    assert.notEqual(broken.table, undefined);
  });

  test('text that is no JSON shows its place, and the document keeps it', async () => {
    const { workbench, document } = await open(file);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 4), '}{');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const state = await shown(workbench, (each) => each.textProblem !== undefined);
    assert.equal(state.textProblem?.line, 3);
    assert.ok(document.getText().includes('}{'));
    await vscode.commands.executeCommand('undo');
    await shown(workbench, (each) => each.textProblem === undefined);
  });

  test('saving writes the text; reverting brings back what is on disk', async () => {
    const { workbench, document } = await open(file);
    await workbench.session.handlers.apply({ edit: filter }, call);
    await vscode.commands.executeCommand('workbench.action.files.save');
    assert.equal(await readFile(file, 'utf8'), document.getText());
    await workbench.session.handlers.apply(
      { edit: { kind: 'set-enabled', id: 'a1', enabled: false } },
      call,
    );
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually(() => assert.ok(!document.isDirty));
    assert.equal(document.getText(), await readFile(file, 'utf8'));
    const [first] = stepsOf(document.getText());
    assert.equal(first?.enabled, true);
  });

  test('two editors of one recipe show the same text', async () => {
    const { workbench, document } = await open(file);
    await vscode.commands.executeCommand('workbench.action.splitEditor');
    const second = await eventually(async () => {
      const all = (await sluice()).workbenches.of(document.uri);
      assert.equal(all.length, 2);
      const other = all.find((each) => each.session !== workbench.session);
      assert.ok(other);
      return other;
    });
    await workbench.session.handlers.apply({ edit: filter }, call);
    const state = await shown(second, (each) => each.recipe?.steps.length === 2);
    assert.equal(state.recipe?.steps[1]?.op, 'filter-rows');
    await second.session.handlers.apply({ edit: { kind: 'delete-step', id: 'a1' } }, call);
    await shown(workbench, (each) => each.recipe?.steps.length === 1);
  });

  test('it can be opened as text and back, with its changes', async () => {
    const { workbench, document } = await open(file);
    await workbench.session.handlers.apply({ edit: filter }, call);
    await vscode.commands.executeCommand('sluice.openAsText');
    const editor = await eventually(() => {
      const active = vscode.window.activeTextEditor;
      assert.equal(active?.document.uri.fsPath, file);
      return active;
    });
    assert.equal(stepsOf(editor.document.getText()).length, 2);
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand('sluice.openAsWorkbench', vscode.Uri.file(file));
    const again = await current(file);
    await shown(again, (each) => each.recipe?.steps.length === 2);
  });

  test('a recipe that was started from data is untitled, dirty, and edited like any other', async () => {
    const data = vscode.Uri.file(join(folder, 'trips.csv'));
    await vscode.commands.executeCommand('vscode.openWith', data, 'sluice.text-data');
    const viewer = await current(data.fsPath);
    await shown(viewer, (each) => each.table !== undefined);
    await viewer.session.handlers.command(
      {
        id: 'startRecipe',
        view: {
          filters: [{ column: 'km', is: 'at-least', value: 2 }],
          sort: [{ column: 'km', descending: true }],
          find: '',
        },
      },
      call,
    );
    const started = await eventually(async () => {
      const found = (await sluice()).workbenches.current;
      assert.equal(found?.uri.scheme, 'untitled');
      return found;
    });
    const document = vscode.workspace.textDocuments.find(
      (each) => each.uri.toString() === started.uri.toString(),
    );
    assert.ok(document?.isDirty);
    assert.deepEqual(
      stepsOf(document.getText()).map(({ op }) => op),
      ['filter-rows', 'sort-rows'],
    );
    await shown(started, (each) => each.table !== undefined);
    const before = document.getText();
    await started.session.handlers.apply({ edit: { ...filter, at: 2 } }, call);
    assert.equal(stepsOf(document.getText()).length, 3);
    await vscode.commands.executeCommand('undo');
    await eventually(() => assert.equal(document.getText(), before));
  });

  test('its text is checked and completed by the schema', async function () {
    // The editor starts its JSON server for this, which takes its time on a busy machine.
    this.timeout(150_000);
    const uri = vscode.Uri.file(file);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    assert.equal(document.languageId, 'sluice-recipe');
    const at = document.positionAt(document.getText().indexOf('"sort-rows"') + 1);
    await eventually(async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        at,
      );
      const labels = items.map(({ label }) => JSON.stringify(label));
      assert.ok(
        labels.some((label) => label.includes('one-hot-encode')),
        labels.join(),
      );
    }, 120_000);
    // Between the steps a whole one is offered, with the first example's params.
    const between = document.positionAt(document.getText().indexOf('"steps": [') + 10);
    const { items: steps } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      between,
    );
    const fill = steps.find(({ label }) => JSON.stringify(label).includes('Fill missing values'));
    assert.ok(fill, steps.map(({ label }) => JSON.stringify(label)).join());
    const text = fill.insertText instanceof vscode.SnippetString ? fill.insertText.value : '';
    assert.match(text, /"id": ?"\$\{1:id\}"/);
    assert.match(text, /"op": ?"fill-missing"/);
    const told = vscode.languages.getDiagnostics(uri).map(({ message }) => message);
    assert.deepEqual(told, []);
  });

  for (const [kind, older] of [
    ['two files', (path: string) => vscode.Uri.file(path)],
    // What Git shows: a version of the past on the left.
    ['a version of the past', (path: string) => vscode.Uri.from({ scheme: 'gitlens', path })],
  ] as const) {
    test(`a diff of ${kind} shows text and starts no session`, async () => {
      const before = join(folder, 'before.sluice.json');
      const text = recipe.replace('"trips"', '"older"');
      await writeFile(before, text);
      const provider = vscode.workspace.registerTextDocumentContentProvider('gitlens', {
        provideTextDocumentContent: () => text,
      });
      try {
        const right = vscode.Uri.file(file);
        await vscode.commands.executeCommand('vscode.diff', older(before), right, 'recipes');
        await eventually(() => {
          const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
          assert.ok(input instanceof vscode.TabInputTextDiff, String(input));
        });
        const { workbenches } = await sluice();
        assert.deepEqual(workbenches.of(right), []);
        assert.deepEqual(workbenches.of(older(before)), []);
      } finally {
        provider.dispose();
      }
    });
  }
});

async function open(
  path: string,
): Promise<{ workbench: OpenWorkbench; document: vscode.TextDocument }> {
  const uri = vscode.Uri.file(path);
  await vscode.commands.executeCommand('vscode.openWith', uri, 'sluice.recipe');
  const workbench = await current(path);
  return { workbench, document: await vscode.workspace.openTextDocument(uri) };
}

function current(path: string): Promise<OpenWorkbench> {
  return eventually(async () => {
    const found = (await sluice()).workbenches.current;
    assert.equal(found?.uri.fsPath, path);
    return found;
  });
}

/** The session's state, as soon as it is as wanted. */
function shown(
  workbench: OpenWorkbench,
  wanted: (state: WorkbenchState) => boolean,
): Promise<WorkbenchState> {
  return eventually(async () => {
    const state = await workbench.session.handlers.ready({}, call);
    assert.ok(wanted(state), JSON.stringify(state.problem ?? state.recipe?.steps));
    return state;
  });
}

function stepsOf(text: string): readonly { op: string; enabled: boolean }[] {
  // SAFETY: the recipes of this file have these.
  return (JSON.parse(text) as { steps: { op: string; enabled: boolean }[] }).steps;
}

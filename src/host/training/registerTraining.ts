import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { HostServices } from '../hostServices.ts';
import { historyNear } from '../runs/historyNear.ts';
import type { RunsRegistration } from '../runs/registerRuns.ts';
import { commandTarget } from '../runs/savedDocument.ts';
import { requireTrust } from '../runs/trust.ts';
import { register } from '../ui/registerCommand.ts';
import { TrainEditor } from './trainEditor.ts';
import { trainHere, trainThere } from './train.ts';

const TRAIN = /\.train\.json$/;

/** The form of training documents, and “Train…”. */
export function registerTraining(
  services: HostServices,
  runs: RunsRegistration,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider('sluice.train', new TrainEditor(services, runs), {
      supportsMultipleEditorsPerDocument: true,
    }),
    register(services, 'train', (given) => openTraining(given)),
    register(services, 'trainHere', async (given) => {
      const uri = commandTarget(given, TRAIN, 'sluice.train');
      if (uri) await trainHere(services, runs.host, uri);
    }),
    register(services, 'trainOnSagemaker', async (given) => {
      const uri = commandTarget(given, TRAIN, 'sluice.train');
      if (uri) await trainThere(services, runs.host, uri);
    }),
  );
}

/** Opens the training document that was meant, or a new one beside the recipe. */
async function openTraining(given: unknown): Promise<void> {
  if (!requireTrust()) return;
  const known = commandTarget(given, TRAIN, 'sluice.train');
  if (known && TRAIN.test(known.path)) {
    await vscode.commands.executeCommand('vscode.openWith', known, 'sluice.train');
    return;
  }
  const recipe = commandTarget(given, /\.sluice\.json$/, 'sluice.recipe');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const place = recipe?.scheme === 'file' ? recipe.fsPath : folder;
  const { newTraining } = await import('../../session/runs/newTraining.ts');
  const records =
    place === undefined
      ? []
      : (await (await historyNear(place)).list()).flatMap((entry) =>
          'record' in entry ? [entry.record] : [],
        );
  const content = newTraining(records);
  const uri = await freeName(recipe, folder);
  if (!uri) {
    const document = await vscode.workspace.openTextDocument({ language: 'json', content });
    await vscode.commands.executeCommand('vscode.openWith', document.uri, 'sluice.train');
    return;
  }
  // The document is made first and filled by an edit, so that it counts as changed from the start.
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), content);
  await vscode.workspace.applyEdit(edit);
  await vscode.commands.executeCommand('vscode.openWith', document.uri, 'sluice.train');
}

/** `untitled:…/<name>.train.json` beside the recipe, with a number where that name is taken. */
async function freeName(
  recipe: vscode.Uri | undefined,
  folder: string | undefined,
): Promise<vscode.Uri | undefined> {
  const isFile = recipe?.scheme === 'file';
  const place = isFile ? dirname(recipe.fsPath) : folder;
  if (place === undefined) return undefined;
  const name = isFile ? basename(recipe.fsPath).replace(/(\.sluice)?\.json$/, '') : 'model';
  for (let count = 1; ; count += 1) {
    const file = `${name}${count === 1 ? '' : `-${String(count)}`}.train.json`;
    const uri = vscode.Uri.joinPath(vscode.Uri.file(place), file);
    const taken = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    const open = vscode.workspace.textDocuments.some(
      (document) => document.uri.path === uri.path && document.isUntitled,
    );
    if (!taken && !open) return uri.with({ scheme: 'untitled' });
  }
}

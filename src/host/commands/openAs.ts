import * as vscode from 'vscode';
import { AppError } from '../../shared/errors.ts';
import type { ActiveWorkbench } from '../editors/activeWorkbench.ts';
import { folderResource } from '../editors/dataAddress.ts';

/** Shows the text of the recipe that is open, in the place of its workbench. */
export async function openAsText(active: ActiveWorkbench): Promise<void> {
  const { current } = active;
  if (current) await vscode.commands.executeCommand('vscode.openWith', current.uri, 'default');
}

/** Opens a recipe, a data file or a folder in Sluice: the one given, or the active editor's. */
export async function openAsWorkbench(given: unknown): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : activeResource();
  if (!uri) {
    throw new AppError('usage', 'There is no file to open.', {
      hint: 'Select a file in the Explorer, or run “Sluice: Open Data File…”.',
    });
  }
  if (uri.path.endsWith('.sluice.json') || uri.scheme === 'untitled') {
    await vscode.commands.executeCommand('vscode.openWith', uri, 'sluice.recipe');
    return;
  }
  const resource = (await isFolder(uri)) ? folderResource(uri) : uri;
  await vscode.commands.executeCommand('vscode.openWith', resource, viewerOf(resource));
}

/** CSV and JSON belong to the text editor by default, so their viewer is a type of its own. */
function viewerOf(uri: vscode.Uri): string {
  return /\.(csv|tsv|json|jsonl|ndjson)$/i.test(uri.path) ? 'sluice.text-data' : 'sluice.data';
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== 'file') return false;
  const { type } = await vscode.workspace.fs.stat(uri);
  return (type & vscode.FileType.Directory) !== 0;
}

function activeResource(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) {
    return input.uri;
  }
  return undefined;
}

import { join } from 'node:path';
import * as vscode from 'vscode';
import { startPythonKernel } from '../../vscode/suite/pythonKernel.ts';
import { measureDelays } from './measureDelays.ts';

const root = join(import.meta.dirname, '../../..');

/** Called by the editor: starts the kernel with the first notebook. */
export function activate({ subscriptions }: vscode.ExtensionContext): void {
  const { SLUICE_TEST_DELAYS: delays } = process.env;
  if (delays !== undefined) subscriptions.push(measureDelays(delays));
  let started = false;
  const start = async (notebook: vscode.NotebookDocument): Promise<void> => {
    if (started || notebook.notebookType !== 'jupyter-notebook') return;
    started = true;
    subscriptions.push(await startPythonKernel(root));
  };
  subscriptions.push(vscode.workspace.onDidOpenNotebookDocument(start));
  for (const notebook of vscode.workspace.notebookDocuments) void start(notebook);
}

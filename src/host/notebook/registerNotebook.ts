import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ActiveWorkbench } from '../editors/activeWorkbench.ts';
import type { HostServices } from '../hostServices.ts';
import { register } from '../ui/registerCommand.ts';
import type { DataFrames } from './dataFrames.ts';

/** Registers what Sluice does in notebooks, and tells their kernels where its command line is. */
export function registerNotebook(
  services: HostServices,
  active: ActiveWorkbench,
): vscode.Disposable {
  const { environmentVariableCollection } = services.context;
  environmentVariableCollection.description = 'Lets `%sluice` and terminals find Sluice.';
  environmentVariableCollection.replace('SLUICE_CLI', join(services.distDirectory, 'cli.js'));
  environmentVariableCollection.replace('SLUICE_NODE', process.execPath);
  let told = false;
  const tellKernels = async (notebook: vscode.NotebookDocument): Promise<void> => {
    if (told || notebook.notebookType !== 'jupyter-notebook') return;
    told = true;
    try {
      const { writeCommandFile } = await import('./commandFile.ts');
      await writeCommandFile(services);
    } catch (error) {
      // `%sluice` says for itself that it finds no command; opening a notebook is no time for it.
      services.log.warn(`The notebooks' command file could not be written: ${String(error)}`);
    }
  };
  for (const notebook of vscode.workspace.notebookDocuments) void tellKernels(notebook);
  let made: DataFrames | undefined;
  const frames = async (): Promise<DataFrames> => {
    const { DataFrames } = await import('./dataFrames.ts');
    return (made ??= new DataFrames(services));
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenNotebookDocument(tellKernels),
    register(services, 'openDataFrame', async (given) => {
      const { openDataFrame } = await import('./openDataFrame.ts');
      await openDataFrame(await frames(), given);
    }),
    register(services, 'addMagics', async () => {
      const { addMagics } = await import('./addMagics.ts');
      await addMagics(services);
    }),
    register(services, 'insertAsCell', async (_uri, target) => {
      const { insertAsCell } = await import('./insertAsCell.ts');
      await insertAsCell(active, await frames(), target);
    }),
  );
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { AppError } from '../../shared/errors.ts';
import type { HostServices } from '../hostServices.ts';
import { activeNotebookEditor } from './openDataFrame.ts';

/** Puts a cell on top of the notebook that installs the wheel of this extension and loads `%sluice`. */
export async function addMagics(services: HostServices): Promise<void> {
  const editor = activeNotebookEditor();
  if (!editor) {
    throw new AppError('usage', 'There is no notebook to add %sluice to.', {
      hint: 'Open a notebook, then try again.',
    });
  }
  const folder = join(services.distDirectory, 'python');
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) {
    throw new AppError('not-found', 'The Python package is missing from the extension.', {
      hint: 'Install the extension again.',
    });
  }
  const code = [
    `%pip install --quiet --no-index --no-deps "${join(folder, wheel)}"`,
    '%load_ext sluice',
  ].join('\n');
  const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, code, 'python');
  const edit = new vscode.WorkspaceEdit();
  edit.set(editor.notebook.uri, [vscode.NotebookEdit.insertCells(0, [cell])]);
  if (await vscode.workspace.applyEdit(edit)) return;
  throw new AppError('forbidden', 'The notebook could not be changed.', {
    hint: 'Check that its file is not read-only, then try again.',
  });
}

import * as vscode from 'vscode';
import { AppError } from '../../shared/errors.ts';
import type { DataFrames, NotebookFrame } from './dataFrames.ts';

/** “Open in Sluice” on a data frame of the active notebook: asks which, where it was not said. */
export async function openDataFrame(frames: DataFrames, given: unknown): Promise<void> {
  const notebook = activeNotebook();
  if (!notebook) {
    throw new AppError('usage', 'There is no notebook to take a data frame from.', {
      hint: 'Open a notebook, run the cell that makes the data frame, then try again.',
    });
  }
  const name = variableName(given) ?? (await chooseFrame(frames, notebook));
  if (name === undefined) return;
  const { path, limited, rows, notes } = await withProgress(`Reading ${name}`, (token) =>
    frames.export(notebook, name, token),
  );
  await vscode.commands.executeCommand(
    'vscode.openWith',
    vscode.Uri.file(path),
    'sluice.data',
    vscode.ViewColumn.Beside,
  );
  const told = [
    ...(limited
      ? [`${name} is lazy: its first ${(rows ?? 0).toLocaleString('en')} rows are shown.`]
      : []),
    ...notes,
  ];
  if (told.length > 0) void vscode.window.showInformationMessage(told.join(' '));
}

/** The Variables view of Jupyter gives the variable that was clicked. */
function variableName(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  if ('variableName' in given && typeof given.variableName === 'string') return given.variableName;
  return 'name' in given && typeof given.name === 'string' ? given.name : undefined;
}

async function chooseFrame(
  frames: DataFrames,
  notebook: vscode.NotebookDocument,
): Promise<string | undefined> {
  const found = await withProgress('Looking for data frames', (token) =>
    frames.list(notebook, token),
  );
  if (found.length === 0) {
    throw new AppError('not-found', 'The notebook has no data frame yet.', {
      hint: 'Run the cell that makes one, then try again.',
    });
  }
  const chosen = await vscode.window.showQuickPick(
    found.map((frame) => ({ label: frame.name, description: describe(frame) })),
    { title: 'Open in Sluice', placeHolder: 'A data frame of the notebook' },
  );
  return chosen?.label;
}

function describe({ kind, rows, columns }: NotebookFrame): string {
  const shape = rows === null ? '' : ` · ${rows.toLocaleString('en')} × ${String(columns ?? '?')}`;
  return `${kind}${shape}`;
}

/** The notebook that is active, or in sight beside what is. */
function activeNotebook(): vscode.NotebookDocument | undefined {
  return activeNotebookEditor()?.notebook;
}

/** The editor of that notebook. */
export function activeNotebookEditor(): vscode.NotebookEditor | undefined {
  return vscode.window.activeNotebookEditor ?? vscode.window.visibleNotebookEditors[0];
}

function withProgress<T>(
  title: string,
  work: (token: vscode.CancellationToken) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (_, token) => work(token));
}

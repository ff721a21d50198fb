import * as vscode from 'vscode';
import { AppError } from '../../shared/errors.ts';
import { failed } from './kernelError.ts';

const decoder = new TextDecoder();
/** No kernel answers within so long: most likely none is chosen, or it is busy. */
const LIMIT_MS = 120_000;
const MARK = 'sluiceTemporary';

/** Runs code in a cell at the end of the notebook, and takes the cell away again. */
export async function runTemporaryCell(
  notebook: vscode.NotebookDocument,
  code: string,
  token: vscode.CancellationToken,
): Promise<string> {
  const cell = await insert(notebook, code);
  try {
    const ended = executionOf(cell, token);
    await vscode.commands.executeCommand('notebook.cell.execute', {
      ranges: [{ start: cell.index, end: cell.index + 1 }],
      document: notebook.uri,
    });
    await ended;
    return textOf(cell);
  } finally {
    await remove(cell);
  }
}

async function insert(
  notebook: vscode.NotebookDocument,
  code: string,
): Promise<vscode.NotebookCell> {
  const data = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, code, 'python');
  data.metadata = { [MARK]: true };
  const at = notebook.cellCount;
  await change(notebook, vscode.NotebookEdit.insertCells(at, [data]));
  return notebook.cellAt(at);
}

async function remove(cell: vscode.NotebookCell): Promise<void> {
  if (cell.index < 0 || cell.notebook.isClosed) return;
  const range = new vscode.NotebookRange(cell.index, cell.index + 1);
  await change(cell.notebook, vscode.NotebookEdit.deleteCells(range));
}

async function change(notebook: vscode.NotebookDocument, edit: vscode.NotebookEdit): Promise<void> {
  const edits = new vscode.WorkspaceEdit();
  edits.set(notebook.uri, [edit]);
  if (await vscode.workspace.applyEdit(edits)) return;
  throw new AppError('forbidden', 'The notebook could not be changed.', {
    hint: 'Check that its file is not read-only, then try again.',
  });
}

/** Resolves when the cell has run; rejects on a cancel, or when no kernel runs it. */
function executionOf(cell: vscode.NotebookCell, token: vscode.CancellationToken): Promise<void> {
  return new Promise((resolve, reject) => {
    const disposables: vscode.Disposable[] = [];
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      for (const disposable of disposables) disposable.dispose();
      act();
    };
    const timer = setTimeout(() => {
      settle(() => {
        reject(
          new AppError('python', 'The notebook’s kernel does not answer.', {
            hint: 'Select a kernel and run a cell, then try again.',
          }),
        );
      });
    }, LIMIT_MS);
    disposables.push(
      vscode.workspace.onDidChangeNotebookDocument(() => {
        if (cell.executionSummary?.success !== undefined) settle(resolve);
      }),
      token.onCancellationRequested(() => {
        void vscode.commands.executeCommand('notebook.cell.cancelExecution', {
          ranges: [{ start: cell.index, end: cell.index + 1 }],
          document: cell.notebook.uri,
        });
        settle(() => {
          reject(new AppError('cancelled', 'Cancelled.'));
        });
      }),
    );
  });
}

function textOf(cell: vscode.NotebookCell): string {
  let text = '';
  for (const { items } of cell.outputs) {
    for (const { mime, data } of items) {
      if (mime === 'application/vnd.code.notebook.error') throw failed(decoder.decode(data));
      if (mime.includes('stdout') || mime === 'text/plain') text += decoder.decode(data);
    }
  }
  return text;
}

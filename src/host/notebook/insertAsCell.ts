import * as vscode from 'vscode';
import { AppError } from '../../shared/errors.ts';
import type { Target } from '../../shared/json.ts';
import type { ActiveWorkbench, OpenWorkbench } from '../editors/activeWorkbench.ts';
import { unwatched } from '../ui/unwatched.ts';
import type { DataFrames } from './dataFrames.ts';
import { activeNotebookEditor } from './openDataFrame.ts';

type PythonTarget = Exclude<Target, 'duckdb'>;

const targets: readonly { readonly label: string; readonly target: PythonTarget }[] = [
  { label: 'Polars', target: 'polars' },
  { label: 'pandas', target: 'pandas' },
  { label: 'PySpark', target: 'pyspark' },
];

/** Puts the recipe's code under the current cell of the notebook, and shows it. */
export async function insertAsCell(
  active: ActiveWorkbench,
  frames: DataFrames,
  given: unknown,
): Promise<void> {
  const { current } = active;
  if (!current) {
    throw new AppError('usage', 'There is no recipe open.', {
      hint: 'Open a recipe, then insert its code into the notebook beside it.',
    });
  }
  const target = targets.find((each) => each.target === given)?.target ?? (await chooseTarget());
  if (target === undefined) return;
  const editor = activeNotebookEditor() ?? (await openedNotebook());
  if (!editor) {
    throw new AppError('usage', 'There is no notebook open to insert the code into.', {
      hint: 'Open a notebook, then try again.',
    });
  }
  await insert(editor, await codeOf(current, target, frames, editor.notebook));
}

async function codeOf(
  { session }: OpenWorkbench,
  target: PythonTarget,
  frames: DataFrames,
  notebook: vscode.NotebookDocument,
): Promise<string> {
  const call = unwatched();
  const state = await session.handlers.ready({}, call);
  const given: Record<string, string> = {};
  for (const [name, source] of Object.entries(state.recipe?.recipe.sources ?? {})) {
    const origin = frames.originOf(source.uri);
    if (origin?.notebook === notebook.uri.toString()) given[name] = origin.name;
  }
  const { text } = await session.handlers.code({ target, form: 'cell', frames: given }, call);
  return text.trimEnd();
}

async function insert(editor: vscode.NotebookEditor, code: string): Promise<void> {
  const at = Math.min(editor.selection.end, editor.notebook.cellCount);
  const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, code, 'python');
  const edit = new vscode.WorkspaceEdit();
  edit.set(editor.notebook.uri, [vscode.NotebookEdit.insertCells(at, [cell])]);
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new AppError('forbidden', 'The notebook could not be changed.', {
      hint: 'Check that its file is not read-only, then try again.',
    });
  }
  const range = new vscode.NotebookRange(at, at + 1);
  const shown = await vscode.window.showNotebookDocument(editor.notebook, {
    selections: [range],
    ...(editor.viewColumn === undefined ? {} : { viewColumn: editor.viewColumn }),
  });
  shown.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
}

async function chooseTarget(): Promise<PythonTarget | undefined> {
  const chosen = await vscode.window.showQuickPick(targets, {
    title: 'Insert as Cell',
    placeHolder: 'The language of the cell',
  });
  return chosen?.target;
}

/** A notebook in a tab that is not in sight. */
async function openedNotebook(): Promise<vscode.NotebookEditor | undefined> {
  const [notebook] = vscode.workspace.notebookDocuments.filter(({ isClosed }) => !isClosed);
  return notebook && vscode.window.showNotebookDocument(notebook);
}

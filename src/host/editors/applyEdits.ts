import * as vscode from 'vscode';
import { AppError } from '../../shared/errors.ts';
import type { TextEdit } from '../../shared/recipeEdit.ts';

/** One action of a person is one edit of the workspace, so one undo takes it back. */
export async function applyEdits(
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
): Promise<void> {
  if (edits.length === 0) return;
  const change = new vscode.WorkspaceEdit();
  for (const { offset, length, text } of edits) {
    const range = new vscode.Range(
      document.positionAt(offset),
      document.positionAt(offset + length),
    );
    change.replace(document.uri, range, text);
  }
  if (await vscode.workspace.applyEdit(change)) return;
  throw new AppError('forbidden', 'The document could not be changed.', {
    hint: 'Check that its file is not read-only, then try again.',
  });
}

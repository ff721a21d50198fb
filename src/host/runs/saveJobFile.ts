import { basename, dirname, relative } from 'node:path';
import * as vscode from 'vscode';
import type { JobDocument } from '../../jobs/documents.ts';
import { AppError } from '../../shared/errors.ts';

/** Asks for a place and writes the settings there as a `*.job.json`, then shows it. */
export async function saveJobFile(
  recipe: vscode.Uri,
  settings: (recipe: string) => JobDocument | undefined,
): Promise<void> {
  const name = basename(recipe.fsPath).replace(/(\.sluice)?\.json$/, '');
  const place = await vscode.window.showSaveDialog({
    title: 'Save as Job File',
    defaultUri: vscode.Uri.joinPath(recipe, '..', `${name}.job.json`),
    filters: { 'Job settings': ['job.json'] },
  });
  if (!place) return;
  const path = relative(dirname(place.fsPath), recipe.fsPath).replaceAll('\\', '/');
  const document = settings(path);
  if (!document) {
    throw new AppError('usage', 'The form is not complete yet.', {
      hint: 'Correct the fields that are marked, then save.',
    });
  }
  const text = `${JSON.stringify(document, null, 2)}\n`;
  await vscode.workspace.fs.writeFile(place, Buffer.from(text, 'utf8'));
  await vscode.commands.executeCommand('vscode.open', place, { preview: false });
}

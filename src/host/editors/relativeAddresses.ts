import * as vscode from 'vscode';
import { applyEdits } from './applyEdits.ts';
import { relativePath } from './relativePath.ts';

/**
 * An untitled recipe holds absolute paths. When it is saved for the first time, those below its
 * folder, or not far from it, become relative, so that the folder can move.
 */
export function keepAddressesRelative(): vscode.Disposable {
  const untitled = new Map<string, string>();
  const remember = (document: vscode.TextDocument): void => {
    if (document.uri.scheme === 'untitled' && isRecipe(document)) {
      untitled.set(document.uri.toString(), document.getText());
    }
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(remember),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      remember(document);
    }),
    vscode.workspace.onDidSaveTextDocument(async (document) => {
      if (document.uri.scheme !== 'file' || !isRecipe(document)) return;
      const text = document.getText();
      const [key] = [...untitled].find(([, kept]) => kept === text) ?? [];
      if (key === undefined) return;
      untitled.delete(key);
      const { relativeSources } = await import('../../core/recipe/relativeSources.ts');
      const changed = relativeSources(text, (path) => relativePath(path, document.uri.fsPath));
      if (changed === text) return;
      const { textEdits } = await import('../../core/recipe/textEdits.ts');
      await applyEdits(document, textEdits(text, changed));
      await document.save();
    }),
  );
}

function isRecipe(document: vscode.TextDocument): boolean {
  return document.languageId === 'sluice-recipe' || document.uri.path.endsWith('.sluice.json');
}

import * as vscode from 'vscode';

/**
 * Starts the editor's JSON server when the text of a recipe is shown: editors of the oldest version that
 * is served start it for files of JSON only, so a recipe that is opened first would not be completed.
 */
export function serveRecipeLanguage(): vscode.Disposable {
  const start = (editor: vscode.TextEditor | undefined): void => {
    if (editor?.document.languageId !== 'sluice-recipe') return;
    // An editor without its JSON extension has no completion to offer.
    void vscode.extensions.getExtension('vscode.json-language-features')?.activate();
  };
  start(vscode.window.activeTextEditor);
  return vscode.window.onDidChangeActiveTextEditor(start);
}

import * as vscode from 'vscode';

/**
 * Opens a new recipe in a tab beside the active one. The document is made first and then opened: edits of
 * an `untitled:` URI that was opened directly leave it clean, and closing it would lose them.
 */
export async function openUntitledRecipe(text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: 'sluice-recipe',
    content: text,
  });
  await vscode.commands.executeCommand(
    'vscode.openWith',
    document.uri,
    'sluice.recipe',
    vscode.ViewColumn.Active,
  );
}

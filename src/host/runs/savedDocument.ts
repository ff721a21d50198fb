import * as vscode from 'vscode';

/** The document that a command is about: the one given, else that of the active tab. */
export function commandTarget(
  given: unknown,
  names: RegExp,
  viewType: string,
): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  if (input instanceof vscode.TabInputCustom && input.viewType === viewType) return input.uri;
  if (input instanceof vscode.TabInputText && names.test(input.uri.path)) return input.uri;
  const active = vscode.window.activeTextEditor?.document.uri;
  return active && names.test(active.path) ? active : undefined;
}

/**
 * The document as it lies on disk: a changed one is saved, an untitled one asks for its place. What
 * runs is what the file holds. Undefined if the person does not save it.
 */
export async function savedDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (!document.isUntitled) {
    if (document.isDirty) await document.save();
    return document.isDirty ? undefined : document;
  }
  void vscode.window.setStatusBarMessage('Save it first: what runs is the file.', 15_000);
  const saved = await vscode.workspace.save(uri);
  return saved ? vscode.workspace.openTextDocument(saved) : undefined;
}

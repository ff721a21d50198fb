import * as vscode from 'vscode';

/** True in a trusted workspace; else says so, with the way to change it. */
export function requireTrust(): boolean {
  if (vscode.workspace.isTrusted) return true;
  const message = 'Sluice runs nothing in a workspace that is not trusted.';
  void vscode.window.showWarningMessage(message, 'Manage Trust').then((chosen) => {
    if (chosen !== undefined) void vscode.commands.executeCommand('workbench.trust.manage');
  });
  return false;
}

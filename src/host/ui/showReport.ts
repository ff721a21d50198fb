import * as vscode from 'vscode';

/** Shows a report in a tab of its own. It is one page without scripts. */
export function showReport(title: string, html: string): void {
  const panel = vscode.window.createWebviewPanel(
    'sluice.report',
    title,
    { viewColumn: vscode.ViewColumn.Active },
    { enableFindWidget: true, enableScripts: false, localResourceRoots: [] },
  );
  panel.webview.html = html;
}

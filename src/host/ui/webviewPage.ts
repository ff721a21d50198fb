import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** A page of `dist/webview`: its script, its stylesheet and nothing else. */
export interface WebviewPage {
  /** The bundle's name: `workbench`, `runPanel`, `trainForm`. */
  readonly name: string;
  readonly title: string;
}

/** What a webview may load, and where from. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    enableForms: false,
    localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist', 'webview')],
  };
}

/** The page's HTML under a policy that allows our own script, stylesheet and font only. */
export function webviewHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: WebviewPage,
): string {
  const nonce = randomBytes(16).toString('base64');
  const uri = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', file)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<link rel="stylesheet" href="${uri('codicon.css')}" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="${uri(`${page.name}.css`)}">
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${uri(`${page.name}.js`)}"></script>
</body>
</html>`;
}

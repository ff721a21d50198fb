import type * as vscode from 'vscode';

/** What VS Code gives to `activate`. */
export type ExtensionContext = vscode.ExtensionContext;

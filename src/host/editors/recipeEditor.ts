import { dirname } from 'node:path';
import * as vscode from 'vscode';

import { applyEdits } from './applyEdits.ts';
import type { HostServices } from '../hostServices.ts';
import type { ActiveWorkbench } from './activeWorkbench.ts';
import type { TextDiff } from './textDiff.ts';
import { openWorkbenchPanel } from './workbenchPanel.ts';

/** The workbench over a recipe's text: VS Code keeps the document, its undo and its backups. */
export class RecipeEditor implements vscode.CustomTextEditorProvider {
  private readonly services: HostServices;
  private readonly active: ActiveWorkbench;

  private readonly diffs: TextDiff;

  constructor(services: HostServices, active: ActiveWorkbench, diffs: TextDiff) {
    this.services = services;
    this.active = active;
    this.diffs = diffs;
  }

  async resolveCustomTextEditor(
    document: vscode.TextDocument,
    panel: vscode.WebviewPanel,
  ): Promise<void> {
    const { uri } = document;
    if (this.diffs.takes(document)) return;
    if (uri.scheme !== 'file' && uri.scheme !== 'untitled') {
      // One side of a diff, or a version of the past: its text is what one wants to see.
      panel.dispose();
      void vscode.commands.executeCommand('vscode.openWith', uri, 'default');
      return;
    }
    const session = await openWorkbenchPanel({
      services: this.services,
      active: this.active,
      panel,
      uri,
      input: { kind: 'recipe', text: document.getText(), title: titleOf(uri) },
      folder: folderOf(uri),
      ...(uri.scheme === 'file' ? { fittedFolder: dirname(uri.fsPath) } : {}),
      edit: async (edits) => {
        await applyEdits(document, edits);
        session.setText(document.getText());
      },
    });
    // The text may have changed while the session was made.
    session.setText(document.getText());
    const following = vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document === document) session.setText(document.getText());
    });
    panel.onDidDispose(() => {
      following.dispose();
    });
  }
}

function titleOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** A recipe that was never saved holds absolute addresses; the workspace is as good as any folder. */
function folderOf(uri: vscode.Uri): string {
  if (uri.scheme === 'file') return dirname(uri.fsPath);
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '/';
}

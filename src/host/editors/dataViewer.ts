import { dirname } from 'node:path';
import type * as vscode from 'vscode';
import { AppError } from '../../shared/errors.ts';
import type { HostServices } from '../hostServices.ts';
import type { ActiveWorkbench } from './activeWorkbench.ts';
import { dataAddress } from './dataAddress.ts';
import { openWorkbenchPanel } from './workbenchPanel.ts';

/** The read-only viewer: Parquet by default, CSV and JSON by choice, folders and S3 by command. */
export class DataViewer implements vscode.CustomReadonlyEditorProvider {
  private readonly services: HostServices;
  private readonly active: ActiveWorkbench;

  constructor(services: HostServices, active: ActiveWorkbench) {
    this.services = services;
    this.active = active;
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor(
    document: vscode.CustomDocument,
    panel: vscode.WebviewPanel,
  ): Promise<void> {
    const { uri } = document;
    const { address, title } = dataAddress(uri);
    await openWorkbenchPanel({
      services: this.services,
      active: this.active,
      panel,
      uri,
      input: { kind: 'data', uri: address, title },
      folder: uri.scheme === 'file' ? dirname(uri.fsPath) : '/',
      edit: () => Promise.reject(new AppError('internal', 'A data file is never edited.')),
    });
  }
}

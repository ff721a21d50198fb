import * as vscode from 'vscode';
import type { HostServices } from '../hostServices.ts';

/** Opens the sample dataset that comes with the extension. */
export async function openSample(services: HostServices): Promise<void> {
  const { extensionUri } = services.context;
  const sample = vscode.Uri.joinPath(extensionUri, 'media', 'sample', 'flights-sample.parquet');
  await vscode.commands.executeCommand('vscode.openWith', sample, 'sluice.data');
}

import * as vscode from 'vscode';
import type { App } from '../../../src/app.ts';

/** The extension under test, activated. */
export async function sluice(): Promise<App> {
  const extension = vscode.extensions.getExtension<App>('sluice.sluice');
  if (!extension) throw new Error('The extension is not there.');
  return extension.activate();
}

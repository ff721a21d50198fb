import * as vscode from 'vscode';
import type { ProfileMode } from '../../shared/contracts/workbenchState.ts';

/** How far figures of columns go by themselves, as `sluice.profile.mode` says. */
export function profileMode(uri: vscode.Uri): ProfileMode {
  const mode = vscode.workspace.getConfiguration('sluice.profile', uri).get<string>('mode');
  return mode === 'estimate' || mode === 'chosen' ? mode : 'exact';
}

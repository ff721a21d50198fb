import * as vscode from 'vscode';
import type { RunTransfer } from '../../session/runs/runGate.ts';

const FETCH = 'Fetch';

/** Asks before a run fetches much; whoever closes the dialog wants nothing fetched. */
export async function askTransfer({ message, detail }: RunTransfer): Promise<boolean> {
  const options = { modal: true, ...(detail === undefined ? {} : { detail }) };
  return (await vscode.window.showWarningMessage(message, options, FETCH)) === FETCH;
}

import * as vscode from 'vscode';
import type { Confirm } from '../../jobs/confirmation.ts';
import { confirmationText } from '../../session/runs/confirmationText.ts';

/** Names what will be paid for, in a dialog that has to be answered. */
export const confirmJob: Confirm = async (confirmation) => {
  const { question, detail, yes } = confirmationText(confirmation);
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, yes);
  return chosen === yes;
};

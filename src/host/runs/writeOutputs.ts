import type * as vscode from 'vscode';
import type { RunForm } from '../../shared/contracts/runPanel.ts';
import { applyEdits } from '../editors/applyEdits.ts';

/**
 * Writes changed addresses of outputs into the recipe, as one undoable change, and saves it: what
 * runs is the file. False if it could not be saved.
 */
export async function writeOutputs(document: vscode.TextDocument, form: RunForm): Promise<boolean> {
  const { outputEdits } = await import('../../session/runs/outputEdits.ts');
  const edits = outputEdits(document.getText(), form.outputs);
  await applyEdits(document, edits);
  return document.isDirty ? document.save() : true;
}

import * as vscode from 'vscode';
import { isCancelled, toAppError } from '../../shared/errors.ts';

/** Shows an error as one message: the sentence and the next step; the engine's words on request. */
export function showError(log: vscode.LogOutputChannel, error: unknown, retry?: () => void): void {
  if (isCancelled(error)) return;
  const known = toAppError(error);
  const sentence = known.hint === undefined ? known.message : `${known.message} ${known.hint}`;
  log.error(`${known.code}: ${sentence}${known.detail === undefined ? '' : `\n${known.detail}`}`);
  const again = retry ? ['Try Again'] : [];
  const details = known.detail === undefined ? [] : ['Show Details'];
  void vscode.window.showErrorMessage(sentence, ...again, ...details).then((chosen) => {
    if (chosen === 'Try Again') retry?.();
    if (chosen === 'Show Details') log.show();
  });
}

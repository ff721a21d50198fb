import * as vscode from 'vscode';
import type { CallOptions } from '../../shared/rpc/contract.ts';

/** Shows work as a notification that can cancel it. */
export async function withProgress<T>(
  title: string,
  work: (call: CallOptions, stop: () => void) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const controller = new AbortController();
    const stop = (): void => {
      controller.abort();
    };
    token.onCancellationRequested(stop);
    let shown = 0;
    let what = '';
    const call: CallOptions = {
      signal: controller.signal,
      onProgress: (step) => {
        if (step.what !== what) shown = 0;
        what = step.what;
        if (step.total === undefined || step.total === 0) {
          const many = step.unit === 'objects' && step.done > 0;
          const count = many ? ` ${step.done.toLocaleString('en')} objects` : '';
          progress.report({ message: `${step.what}${count}` });
          return;
        }
        const done = Math.min(100, (100 * step.done) / step.total);
        const message = `${step.what} (${String(Math.round(done))} %)`;
        progress.report({ message, increment: Math.max(0, done - shown) });
        shown = Math.max(shown, done);
      },
    };
    return work(call, stop);
  });
}

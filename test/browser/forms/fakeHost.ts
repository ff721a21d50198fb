import type { Message } from 'vscode-jsonrpc';
import { serve } from '../../../src/shared/rpc/connect.ts';
import { postMessageConnection } from '../../../src/shared/rpc/postMessage.ts';
import 'vscode-jsonrpc/browser';

// The other end of a form's page, in the page itself: it answers with what the test has put there,
// and keeps what it was asked.

declare global {
  interface Window {
    /** Answers by method; what is absent is null. */
    sluiceAnswers: Record<string, unknown>;
    /** Every request, in order. */
    sluiceCalls: { method: string; params: unknown }[];
    /** Tells the page of something. */
    sluiceTell: (event: string, value: unknown) => void;
    sluiceMethods: string[];
  }
}

type Receive = (message: Message) => void;
let toHost: Receive | undefined;

const connection = postMessageConnection({
  post: (message) => {
    window.postMessage(message, '*');
  },
  listen: (receive) => {
    toHost = receive;
    return { dispose: () => undefined };
  },
});
window.sluiceCalls = [];
serve(
  connection,
  Object.fromEntries(
    window.sluiceMethods.map((method) => [
      method,
      (params: object) => {
        window.sluiceCalls.push({ method, params });
        return Promise.resolve(window.sluiceAnswers[method] ?? null);
      },
    ]),
  ),
);
connection.listen();
window.sluiceTell = (event, value) => {
  connection.sendNotification(event, { value }).catch(() => undefined);
};
Object.assign(window, {
  acquireVsCodeApi: () => ({
    // A page hears its own messages; those to the host take their own way.
    postMessage: (message: Message) => toHost?.(message),
    getState: () => undefined,
    setState: () => undefined,
  }),
});

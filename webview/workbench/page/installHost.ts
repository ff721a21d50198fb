import 'vscode-jsonrpc/browser';
import type { Message } from 'vscode-jsonrpc';
import type { WorkbenchContract } from '../../../src/shared/contracts/workbench.ts';
import { serve } from '../../../src/shared/rpc/connect.ts';
import { postMessageConnection } from '../../../src/shared/rpc/postMessage.ts';
import { fakeHandlers } from './fakeHandlers.ts';
import { keyCommands } from './keyCommands.ts';
import { readMode } from './mode.ts';

const mode = readMode(new URLSearchParams(location.search));
document.body.className = mode.theme;
document.documentElement.className = mode.theme;

type Receive = (message: Message) => void;
const toHost = new Set<Receive>();
const connection = postMessageConnection({
  // As VS Code does it: a message is a copy, and comes later.
  post: (message) => {
    window.postMessage(message, '*');
  },
  listen: (receive) => {
    toHost.add(receive);
    return { dispose: () => toHost.delete(receive) };
  },
});

Object.assign(globalThis, {
  acquireVsCodeApi: () => ({
    postMessage: (message: Message) => {
      const copy = structuredClone(message);
      setTimeout(() => {
        for (const receive of toHost) receive(copy);
      });
    },
    getState: (): unknown => JSON.parse(sessionStorage.getItem(mode.key) ?? 'null'),
    setState: (state: unknown) => {
      sessionStorage.setItem(mode.key, JSON.stringify(state));
    },
  }),
});
serve<WorkbenchContract>(connection, fakeHandlers(mode, connection));
connection.listen();
keyCommands(connection);

import 'vscode-jsonrpc/browser';
import type { Message, MessageConnection } from 'vscode-jsonrpc';
import { AppError } from '../../src/shared/errors.ts';
import { remote } from '../../src/shared/rpc/connect.ts';
import type { Contract, Remote } from '../../src/shared/rpc/contract.ts';
import { postMessageConnection } from '../../src/shared/rpc/postMessage.ts';

/** The host as a webview sees it. */
export interface HostLink<C extends Contract<C>> {
  readonly host: Remote<C>;
  /** For `onEvent`. */
  readonly connection: MessageConnection;
  /** What `save` kept before the webview was hidden or reloaded; of unknown shape. */
  readonly saved: unknown;
  readonly save: (state: unknown) => void;
}

/** Connects a webview to its host. To be called once: VS Code gives its api only once. */
export function connectHost<C extends Contract<C>>(
  methods: readonly (keyof C & string)[],
): HostLink<C> {
  const api = acquireVsCodeApi();
  const connection = postMessageConnection({
    post: (message) => {
      api.postMessage(message);
    },
    listen: (receive) => {
      const hear = ({ data }: MessageEvent<Message | null>): void => {
        if (data !== null) receive(data);
      };
      window.addEventListener('message', hear);
      return {
        dispose: () => {
          window.removeEventListener('message', hear);
        },
      };
    },
  });
  connection.listen();
  const host = remote<C>(
    connection,
    methods,
    () => new AppError('internal', 'The editor closed the connection to this view.'),
  );
  return {
    host,
    connection,
    saved: api.getState(),
    save: (state) => {
      api.setState(state);
    },
  };
}

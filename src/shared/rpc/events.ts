import type { Disposable, MessageConnection } from 'vscode-jsonrpc';
import { toAppError } from '../errors.ts';

/** Tells the peer of something; nobody answers. A peer that is gone misses it. */
export function sendEvent<E, K extends keyof E & string>(
  connection: MessageConnection,
  name: K,
  value: E[K],
): void {
  // By name and one object: an array would be spread over positional parameters.
  connection.sendNotification(name, { value }).catch(toAppError);
}

/** Hears of an event of the peer. */
export function onEvent<E, K extends keyof E & string>(
  connection: MessageConnection,
  name: K,
  listener: (value: E[K]) => void,
): Disposable {
  return connection.onNotification(name, ({ value }: { readonly value: E[K] }) => {
    listener(value);
  });
}

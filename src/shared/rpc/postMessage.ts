import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
} from 'vscode-jsonrpc';
import type { DataCallback, Disposable, Message, MessageConnection } from 'vscode-jsonrpc';
import { toAppError } from '../errors.ts';

/** One end of a channel that carries whole messages: a webview's window, or a host's webview. */
export interface MessagePort {
  readonly post: (message: Message) => unknown;
  /** Gives every message that comes; the result stops it. */
  readonly listen: (receive: (message: Message) => void) => Disposable;
}

/** A connection over `postMessage`, not listening yet. Disposing it stops hearing. */
export function postMessageConnection(port: MessagePort): MessageConnection {
  return createMessageConnection(new PortReader(port), new PortWriter(port));
}

class PortReader extends AbstractMessageReader {
  private readonly port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.port = port;
  }

  listen(callback: DataCallback): Disposable {
    return this.port.listen((message) => {
      // Other scripts of a page post messages, too.
      if (typeof message === 'object' && 'jsonrpc' in message) callback(message);
    });
  }
}

class PortWriter extends AbstractMessageWriter {
  private readonly port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.port = port;
  }

  write(message: Message): Promise<void> {
    try {
      this.port.post(message);
      return Promise.resolve();
    } catch (error) {
      this.fireError(error, message);
      return Promise.reject(toAppError(error));
    }
  }

  end(): void {
    // A port has no end of its own.
  }
}

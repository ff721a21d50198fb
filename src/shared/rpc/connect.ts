import { CancellationTokenSource, ProgressType, ResponseError } from 'vscode-jsonrpc';
import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc';
import { AppError, throwIfCancelled, toAppError } from '../errors.ts';
import type { WireError } from '../errors.ts';
import type { CallOptions, Contract, Handlers, Progress, Remote } from './contract.ts';

const APP_ERROR = -32001;
const progressType = new ProgressType<Progress>();

interface Envelope {
  readonly params: object;
  readonly progress?: string;
}

/**
 * Calls of a contract over a connection that is already listening.
 *
 * Every call settles: it rejects with `engine-crashed` (made by `closed`) once the peer is gone, with
 * `cancelled` when the signal fires, and with the handler's own `AppError` otherwise.
 */
export function remote<C extends Contract<C>>(
  connection: MessageConnection,
  methods: readonly (keyof C & string)[],
  closed: () => AppError,
): Remote<C> {
  let gone = false;
  // The library keeps requests of a dead peer pending until it is disposed.
  connection.onClose(() => {
    gone = true;
    connection.dispose();
  });
  connection.onDispose(() => {
    gone = true;
  });
  let calls = 0;

  const call = async (
    method: string,
    params: object,
    options: CallOptions = {},
  ): Promise<unknown> => {
    throwIfCancelled(options.signal);
    if (gone) throw closed();
    const source = new CancellationTokenSource();
    const cancel = (): void => {
      source.cancel();
    };
    options.signal?.addEventListener('abort', cancel, { once: true });
    const token = options.onProgress ? `p${String(++calls)}` : undefined;
    const listening = token
      ? connection.onProgress(progressType, token, (value) => options.onProgress?.(value))
      : undefined;
    const envelope: Envelope = token ? { params, progress: token } : { params };
    try {
      return await connection.sendRequest<unknown>(method, envelope, source.token);
    } catch (error) {
      // What the peer itself said counts even after a cancel: “it is not known whether the job exists”.
      const said = error instanceof ResponseError && error.code === APP_ERROR;
      if (options.signal?.aborted && !said) throw new AppError('cancelled', 'Cancelled.');
      throw fromPeer(error, () => gone, closed);
    } finally {
      listening?.dispose();
      options.signal?.removeEventListener('abort', cancel);
      source.dispose();
    }
  };

  // SAFETY: one function per listed method; the contract types are erased at run time.
  return Object.fromEntries(
    methods.map((method) => [
      method,
      (params: object, options?: CallOptions) => call(method, params, options),
    ]),
  ) as unknown as Remote<C>;
}

/** Serves a contract: each handler gets a signal that fires when the caller cancels or goes away. */
export function serve<C extends Contract<C>>(
  connection: MessageConnection,
  handlers: Handlers<C>,
): void {
  for (const method of Object.keys(handlers)) {
    // SAFETY: `method` is one of the keys of `handlers`.
    const handler = handlers[method as keyof C];
    connection.onRequest(method, async (envelope: Envelope, token: CancellationToken) => {
      const controller = new AbortController();
      const closing = connection.onClose(() => {
        controller.abort();
      });
      // A cancel that overtakes its request gives a token whose event never fires.
      if (token.isCancellationRequested) controller.abort();
      const cancelling = token.onCancellationRequested(() => {
        controller.abort();
      });
      const name = envelope.progress;
      const progress = (value: Progress): void => {
        if (name === undefined || controller.signal.aborted) return;
        // A peer that went away is told by `onClose`; a lost progress note is no failure.
        connection.sendProgress(progressType, name, value).catch(toAppError);
      };
      try {
        throwIfCancelled(controller.signal);
        return await handler(envelope.params, { signal: controller.signal, progress });
      } catch (error) {
        const known = toAppError(error);
        return new ResponseError(APP_ERROR, known.message, known.toWire());
      } finally {
        closing.dispose();
        cancelling.dispose();
      }
    });
  }
}

function fromPeer(error: unknown, gone: () => boolean, closed: () => AppError): AppError {
  if (error instanceof ResponseError && error.code === APP_ERROR) {
    // SAFETY: `serve` is the one place that sends this code, always with a `WireError`.
    return AppError.fromWire(error.data as WireError);
  }
  // Library errors of a dying connection: pending rejected, or the write failed.
  if (gone() || (error instanceof ResponseError && error.code === -32097)) return closed();
  return toAppError(error);
}

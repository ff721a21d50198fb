/** Every way in which Sluice can fail, as a person would tell them apart. */
export type ErrorCode =
  | 'cancelled'
  | 'usage'
  | 'not-found'
  | 'forbidden'
  | 'credentials'
  | 'network'
  | 'changed'
  | 'not-here'
  | 'bad-data'
  | 'bad-recipe'
  | 'bad-expression'
  | 'bad-sql'
  | 'unsupported'
  | 'stale'
  | 'check-failed'
  | 'engine-crashed'
  | 'out-of-memory'
  | 'disk-full'
  | 'python'
  | 'preflight'
  | 'declined'
  | 'name-taken'
  | 'throttled'
  | 'quota'
  | 'job-failed'
  | 'internal';

/** What may go with an error besides its sentence. */
export interface AppErrorOptions {
  /** What to do next, one sentence. */
  readonly hint?: string;
  /** The engine's or service's own words, for the fold. */
  readonly detail?: string;
  /** Where in a step's params it is wrong. */
  readonly path?: readonly (string | number)[];
  readonly cause?: unknown;
}

/** An error as it crosses a process boundary or is printed by `--json`. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly detail?: string;
  /** For a form: leads from the params of the step that was sent to the place that is wrong. */
  readonly path?: readonly (string | number)[];
}

const BRAND = Symbol.for('sluice.AppError');

/** An error that a person can read: one sentence, the next step, and the engine's words in `detail`. */
export class AppError extends Error {
  /** The editor's side is two bundles, each with this class in it: an error of either is one here. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== AppError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly detail: string | undefined;
  readonly path: readonly (string | number)[] | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.hint = options.hint;
    this.detail = options.detail;
    this.path = options.path;
  }

  /** The plain object that crosses a boundary. */
  toWire(): WireError {
    return {
      code: this.code,
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...(this.path === undefined ? {} : { path: this.path }),
    };
  }

  /** Rebuilds an error that came over a boundary. */
  static fromWire(wire: WireError): AppError {
    return new AppError(wire.code, wire.message, {
      ...(wire.hint === undefined ? {} : { hint: wire.hint }),
      ...(wire.detail === undefined ? {} : { detail: wire.detail }),
      ...(wire.path === undefined ? {} : { path: wire.path }),
    });
  }
}

/** True for an error that means "the user cancelled", or said no; such an error is never shown. */
export function isCancelled(error: unknown): boolean {
  return error instanceof AppError
    ? error.code === 'cancelled' || error.code === 'declined'
    : error instanceof Error && error.name === 'AbortError';
}

/** True where a person said no: it is not shown as an error, and not tried again by itself. */
export function isDeclined(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'declined';
}

/** The error itself if it is ours, else an `internal` one that keeps its words in `detail`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isCancelled(error)) return new AppError('cancelled', 'Cancelled.');
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AppError('internal', 'Something went wrong inside Sluice.', {
    hint: 'Run the command again; if it happens again, report it with the details.',
    detail,
    cause: error,
  });
}

/** Throws `cancelled` if the signal is aborted. */
export function throwIfCancelled(signal?: AbortSignal): void {
  if (signal?.aborted) throw new AppError('cancelled', 'Cancelled.');
}

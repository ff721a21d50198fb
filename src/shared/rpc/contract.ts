/** One method of a contract: an object goes in, a structured-clonable value comes out. */
export interface Method<P extends object, R> {
  readonly params: P;
  readonly result: R;
}

/** A boundary's contract: method names and their types. It exists at compile time only. */
export type Contract<C> = { [K in keyof C]: Method<object, unknown> };

/** Progress of one request; `total` is absent while it is unknown. */
export interface Progress {
  readonly what: string;
  readonly done: number;
  readonly total?: number;
  readonly unit: 'bytes' | 'rows' | 'objects' | 'steps';
  /** Set while bytes come from S3: `done` and `total` are those bytes. */
  readonly transfer?: TransferProgress;
}

/** How far a transfer from S3 is, besides its bytes. */
export interface TransferProgress {
  /** Objects of which all that is wanted is here. */
  readonly objects: number;
  /** Objects of which something is wanted. */
  readonly of: number;
  /** Requests for bytes that were sent so far, repeated ones too. */
  readonly requests: number;
}

/** What a caller may add to any request. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What a handler is given besides its parameters. */
export interface HandlerContext {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** The caller's view of a contract. Every call settles: it resolves or rejects with an `AppError`. */
export type Remote<C extends Contract<C>> = {
  [K in keyof C]: (params: C[K]['params'], options?: CallOptions) => Promise<C[K]['result']>;
};

/** The implementer's view of a contract; every method must be there. */
export type Handlers<C extends Contract<C>> = {
  [K in keyof C]: (params: C[K]['params'], context: HandlerContext) => Promise<C[K]['result']>;
};

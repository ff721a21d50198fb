/** What work under way is for, and how it may fetch from S3. */
export interface Purpose {
  /** “Sorting by fare”. */
  readonly what: string;
  /**
   * Above the limit: `ask` the person, who wants it; `refuse`, as nobody asked for it. `free` brings
   * little by its nature: first rows, and estimates.
   */
  readonly transfers: 'ask' | 'refuse' | 'free';
  /** Requests with the same key are one action of the person, and share its answer. */
  readonly key?: string;
  /** What the question calls it, where many pieces of work are one action. */
  readonly asking?: string;
  /** More of the kind may follow: the question names all that could. */
  readonly follows?: boolean;
}

/** Work that a person wants. */
export function asked(what: string): Purpose {
  return { what, transfers: 'ask' };
}

/** Work that goes on by itself. */
export function unasked(what: string): Purpose {
  return { what, transfers: 'refuse' };
}

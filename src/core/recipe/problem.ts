import type { ErrorCode } from '../../shared/errors.ts';

/** One thing that is wrong with a recipe, at its place in the document. */
export interface Problem {
  /** The step's id, or null for what belongs to no step. */
  readonly step: string | null;
  /** JSON Pointer (RFC 6901) into the document: `/steps/2/params/columns/0`. */
  readonly path: string;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** A JSON Pointer from its parts, with `~` and `/` escaped. */
export function pointer(parts: readonly (string | number)[]): string {
  return parts
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

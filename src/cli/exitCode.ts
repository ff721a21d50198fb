import type { ErrorCode } from '../shared/errors.ts';

/** Exit codes of the command line (FORMATS: Command line). */
export const EXIT = { done: 0, failed: 1, usage: 2, check: 3, cancelled: 130 } as const;

/** The exit code of an error. */
export function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'usage':
      return EXIT.usage;
    case 'check-failed':
      return EXIT.check;
    case 'cancelled':
    case 'declined':
      return EXIT.cancelled;
    default:
      return EXIT.failed;
  }
}

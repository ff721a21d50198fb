import { AppError, toAppError } from '../../shared/errors.ts';

/** The next step in the editor, where the one that came names flags or commands of a terminal. */
const hints: Readonly<Record<string, string>> = {
  stale: 'Learn them again, then run.',
  usage: 'Correct the settings, then try again.',
  python: 'Choose another interpreter in the setting “sluice.python”, or leave it empty.',
  'job-failed': 'Open its logs in the Runs view.',
  'out-of-memory': 'Close other programs, or run it on SageMaker on a larger instance.',
  credentials: 'Choose another profile with “Sluice: Select AWS Profile…”, or sign in again.',
  'not-found': 'Refresh the Runs view.',
  unsupported: 'Change that setting, or run it on SageMaker.',
  'bad-data': 'Learn the values again, or put the file back.',
  'wrong-region': 'Choose another region with “Sluice: Select AWS Region…”.',
};

const ofTerminal = /(^|\s)--[a-z]|“sluice |sluice jobs|AWS_[A-Z]|SLUICE_[A-Z]/;

/** An error as the editor tells it: no flag and no variable of a terminal is its next step. */
export function editorError(error: unknown): AppError {
  const known = toAppError(error);
  const { code, message, hint, detail } = known;
  if (hint === undefined || !ofTerminal.test(hint)) return known;
  return new AppError(code, message, {
    hint: editorHint(code, hint),
    ...(detail === undefined ? {} : { detail }),
    cause: known,
  });
}

/** The same for a next step alone; commands to sign in (`aws sso login`) stay. */
export function editorHint(code: string, hint: string): string {
  if (!ofTerminal.test(hint)) return hint;
  const login = /`aws [^`]+`/.exec(hint)?.[0];
  if (code === 'credentials' && login !== undefined && login.includes('login')) {
    return `Run ${login} in a terminal and try again.`;
  }
  return hints[code] ?? 'Look at the details.';
}

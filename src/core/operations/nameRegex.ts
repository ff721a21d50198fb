import { commonRegex } from '../expression/regex.ts';
import { StepError } from './define.ts';

/**
 * A regular expression on names of columns, in the language's own syntax, for JavaScript. Throws
 * `ExpressionError` for what that syntax does not have, `StepError` for what is none.
 */
export function nameRegex(pattern: string, flags: string): RegExp {
  const source = commonRegex(pattern, { start: 0, end: 0 }).replaceAll(
    /\\(.)/gsu,
    (escape, character: string) => {
      if (character === 'A') return '^';
      if (character === 'z') return '$';
      // These two need no escape here, and may have none.
      return character === '&' || character === '~' ? character : escape;
    },
  );
  try {
    return new RegExp(source, flags);
  } catch {
    throw new StepError(
      [],
      `“${pattern}” is no regular expression.`,
      'Look for ranges and repeats whose ends are the wrong way round.',
    );
  }
}

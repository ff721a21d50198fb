import { StepError } from '../operations/define.ts';

/** “at least 3”, “at most 5”, “from 3 to 5”. */
export function bounds(min: number | string | undefined, max: number | string | undefined): string {
  if (min === undefined) return `at most ${String(max)}`;
  return max === undefined ? `at least ${String(min)}` : `from ${String(min)} to ${String(max)}`;
}

/** Throws `StepError` for a range without any bound, or one of numbers that holds none. */
export function requireBound(check: {
  readonly rule: string;
  readonly min?: number | string;
  readonly max?: number | string;
}): void {
  const { min, max } = check;
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    throw new StepError(
      ['min'],
      `The check ${check.rule} is from ${String(min)} to ${String(max)}, where nothing lies.`,
      'Turn the bounds round.',
    );
  }
  if (min !== undefined || max !== undefined) return;
  throw new StepError(
    ['rule'],
    `The check ${check.rule} has neither min nor max.`,
    'Give at least one of them.',
  );
}

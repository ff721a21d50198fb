import { AppError } from '../../shared/errors.ts';

/** The most that a step can be told to keep. */
const MOST = 10_000;

/** A column that holds more values than a step may keep. */
interface TooMany {
  readonly column: string;
  /** How many there are, nulls left out where the step does. */
  readonly count: number;
  readonly most: number;
  /** The param that says `most`. */
  readonly param: string;
  /** What they are called. */
  readonly what: 'categories' | 'values';
  /** What the step does with each of them: “each of which would be a column”. */
  readonly each?: string;
}

/** Throws `bad-data`, with the numbers and the way out, where a column holds too many values. */
export function requireFewValues({ column, count, most, param, what, each }: TooMany): void {
  if (count <= most) return;
  const numbers = [count, most].map((number) => number.toLocaleString('en-US'));
  const [there, allowed] = numbers;
  const because = each === undefined ? '' : `, ${each}`;
  const raise = count <= MOST ? `, or raise ${param} to ${String(count)}` : '';
  throw new AppError(
    'bad-data',
    `“${column}” holds ${String(there)} ${what}${because}; this step takes at most ${String(allowed)}.`,
    {
      hint: `Group rare values first (Group rare categories)${raise === '' ? ', or choose' : ', choose'} another column${raise}.`,
      path: [param],
    },
  );
}

import { describe, expect, it } from 'vitest';
import { StepError } from '../../../src/core/operations/define.ts';
import type { FittedValues, Json, SqlContext } from '../../../src/core/operations/define.ts';
import { operationById } from '../../../src/core/operations/registry.ts';
import { ident, sql } from '../../../src/core/sql/sql.ts';
import type { Schema } from '../../../src/shared/columnType.ts';

const input: Schema = [
  { name: 'town', type: { kind: 'text' } },
  { name: 'n', type: { kind: 'int8' } },
  { name: 'x', type: { kind: 'float64' } },
  { name: 'd', type: { kind: 'decimal', precision: 5, scale: 1 } },
  { name: 'x_new', type: { kind: 'float64' } },
];

function contextOf(id: string, params: Json, fitted?: FittedValues): SqlContext<unknown> {
  return {
    id: 's',
    params: operationById(id)?.params.parse(params),
    input,
    output: input,
    parameters: {},
    fitted,
    hidden: [],
    source: () => [],
    from: ident('main'),
    param: () => sql`NULL`,
    relation: ident,
  };
}

function refusal(id: string, params: Json, fitted?: FittedValues): unknown {
  try {
    operationById(id)?.outputSchema(contextOf(id, params, fitted));
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    return [error.path.join('.'), error.message];
  }
  return 'accepted';
}

const refused: readonly (readonly [string, Json, string, string])[] = [
  [
    'absolute-value',
    { columns: ['town'] },
    'columns.0',
    '“town” is text, but this needs a number.',
  ],
  [
    'absolute-value',
    { columns: ['x'], suffix: '_new' },
    'suffix',
    'There is a column “x_new” already.',
  ],
  [
    'round-numbers',
    { columns: ['x'], digits: 1, multiple: 5 },
    'multiple',
    'Numbers are rounded to digits or to a multiple, not to both.',
  ],
  [
    'round-numbers',
    { columns: ['n'], multiple: 2.5 },
    'multiple',
    '“n” holds whole numbers, so it cannot hold multiples of 2.5.',
  ],
  ['clip-values', { columns: ['x'] }, 'lower', 'There is no bound.'],
  ['clip-values', { columns: ['n'], lower: 0.5 }, 'lower', '0.5 is not a value of type int8.'],
  ['math-function', { columns: ['x'], function: 'power' }, 'exponent', 'There is no exponent.'],
  [
    'math-function',
    { columns: ['x'], function: 'ln', exponent: 2 },
    'exponent',
    'An exponent is for a power only, not for ln.',
  ],
  [
    'scale-numbers',
    { columns: ['x'], method: 'min-max', from: 1, to: 1 },
    'to',
    'The range is empty.',
  ],
  ['bin-numbers', { columns: ['x'], method: 'edges' }, 'edges', 'There are no edges.'],
  [
    'bin-numbers',
    { columns: ['x'], method: 'edges', edges: [0, 2, 2] },
    'edges.2',
    'The edges do not ascend.',
  ],
  [
    'bin-numbers',
    { columns: ['x'], bins: 3, labels: 'names', names: ['low', 'high'] },
    'names',
    'There are 2 names for 3 bins.',
  ],
  [
    'winsorize',
    { columns: ['x'], lower: 0.9, upper: 0.1 },
    'lower',
    'The lower quantile is greater than the upper one.',
  ],
  [
    'flag-outliers',
    { columns: ['x'], lower: 1 },
    'lower',
    'Limits are given for quantiles and a range only.',
  ],
  [
    'remove-outliers',
    { columns: ['x'], method: 'quantiles', upper: 99 },
    'upper',
    '99 is no quantile.',
  ],
  ['remove-outliers', { columns: ['x'], method: 'range' }, 'lower', 'There is no limit.'],
  [
    'replace-outliers',
    { columns: ['x'], method: 'range', lower: 2, upper: 1 },
    'lower',
    'The lower limit is greater than the upper one.',
  ],
];

describe('operations on numbers', () => {
  it.each(refused)('%s refuses %j', (id, params, path, message) => {
    expect(refusal(id, params)).toEqual([path, message]);
  });

  it('refuse fitted values of another form', () => {
    const params = { columns: ['x'] };
    expect(refusal('scale-numbers', params, { x: { mean: 1 } })).toEqual([
      'columns',
      'The fitted values of “x” are not centre and width.',
    ]);
    expect(refusal('bin-numbers', params, { x: 'wide' })).toEqual([
      'columns',
      'The fitted values of “x” are not edges.',
    ]);
    expect(refusal('winsorize', params, { x: [1, 2] })).toEqual([
      'columns',
      'The fitted values of “x” are not lower and upper.',
    ]);
    expect(refusal('winsorize', params)).toBe('accepted');
  });

  it('learn nothing from a column without values, and refuse what is too large', () => {
    const fit = operationById('scale-numbers')?.fit?.(
      contextOf('scale-numbers', { columns: ['n', 'x'] }),
    );
    expect(fit?.decode([['1.5', '0.0', null, null]])).toEqual({
      n: { centre: 1.5, width: 0 },
      x: null,
    });
    expect(() => fit?.decode([['1.5', 'inf', null, null]])).toThrow(
      'The values of “n” are too large to learn from.',
    );
  });
});

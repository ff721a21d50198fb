import { describe, expect, it } from 'vitest';
import { StepError } from '../../../src/core/operations/define.ts';
import type { FittedValues, Json } from '../../../src/core/operations/define.ts';
import { operationById } from '../../../src/core/operations/registry.ts';
import type { Schema } from '../../../src/shared/columnType.ts';

const input: Schema = [
  { name: 'town', type: { kind: 'text' } },
  { name: 'age', type: { kind: 'int32' } },
  { name: 'x', type: { kind: 'float64' } },
  { name: 'day', type: { kind: 'date' } },
  { name: 'tags', type: { kind: 'list', item: { kind: 'text' } } },
];
const other: Schema = [
  { name: 'id', type: { kind: 'text' } },
  { name: 'age', type: { kind: 'int64' } },
  { name: 'age_right', type: { kind: 'text' } },
  { name: 'x', type: { kind: 'float32' } },
];

/** Checks a step's params as the column flow does; gives the error's place, sentence and hint. */
function refusal(id: string, params: Json, fitted?: FittedValues): unknown {
  const operation = operationById(id);
  if (!operation) throw new Error(`no operation ${id}`);
  try {
    operation.outputSchema({
      params: operation.params.parse(params),
      input,
      parameters: { since: { kind: 'date' } },
      source: () => other,
      fitted,
    });
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    return [error.path.join('.'), error.message, error.hint];
  }
  return 'accepted';
}

/** Operation, params, place of the error, its sentence, its hint. */
type Refused = [id: string, params: Json, path: string, message: string | RegExp, hint?: RegExp];

const refused: Refused[] = [
  [
    'select-columns',
    { columns: ['towm'] },
    'columns.0',
    'There is no column “towm” here.',
    /“town”/,
  ],
  [
    'select-columns',
    { columns: ['zzz'] },
    'columns.0',
    'There is no column “zzz” here.',
    /“town”, “age”/,
  ],
  ['select-columns', { columns: ['age', 'age'] }, 'columns.1', '“age” is named twice.'],
  ['rename-column', { from: 'Town', to: 'a' }, 'from', 'There is no column “Town” here.', /“town”/],
  ['rename-column', { from: 'town', to: 'age' }, 'to', 'There is a column “age” already.'],
  [
    'rename-column',
    { from: 'town', to: 'AGE' },
    'to',
    /differs from the column “age” only in case/,
  ],
  ['rename-column', { from: 'town', to: '__sluice_row' }, 'to', /cannot be a column's name/],
  [
    'sort-rows',
    { by: [{ column: 'tags' }] },
    'by.0.column',
    '“tags” is list<text>, but this needs a type with an order.',
  ],
  [
    'sort-rows',
    { by: [{ column: 'age' }, { column: 'age' }] },
    'by.1.column',
    '“age” is named twice.',
  ],
  ['filter-rows', { where: { column: 'agee', is: 'less', value: 1 } }, 'where.column', /“agee”/],
  ['filter-rows', { where: { expression: 'age +' } }, 'where.expression', /./],
  ['formula', { column: 'c', expression: 'nothing + 1' }, 'expression', /“nothing”/],
  ['formula', { column: 'Age', expression: '1' }, 'column', /only in case/],
  [
    'change-type',
    { columns: ['day'], to: 'int32' },
    'columns.0',
    '“day” is date, which cannot become int32.',
  ],
  ['change-type', { columns: ['day'], to: 'number' }, 'to', /“number” is not a column type/],
  ['change-type', { columns: ['town'], to: 'date', format: '%d.%m' }, 'format', /no year/],
  ['change-type', { columns: ['town'], to: 'date', format: '%Y %q' }, 'format', /“%q”/],
  ['change-type', { columns: ['town'], to: 'date', format: '%Y %I' }, 'format', /%I and %p/],
  ['change-type', { columns: ['age'], to: 'date', format: '%Y' }, 'format', /reading text/],
  [
    'fill-missing',
    { columns: ['town'], with: 'mean' },
    'columns.0',
    '“town” is text, but this needs a number.',
  ],
  [
    'fill-missing',
    { columns: ['age'], with: 'constant' },
    'value',
    'There is no value to fill with.',
  ],
  ['fill-missing', { columns: ['age'], with: 'mode', value: 1 }, 'value', /constant only/],
  [
    'fill-missing',
    { columns: ['age'], with: 'constant', value: 'a' },
    'value',
    /“age”: "a" is not a value of type int32/,
  ],
  ['fill-missing', { columns: ['age'], with: 'constant', value: 3000000000 }, 'value', /int32/],
  [
    'fill-missing',
    { columns: ['age'], with: 'constant', value: { param: 'none' } },
    'value.param',
    /no parameter “none”/,
  ],
  [
    'fill-missing',
    { columns: ['age'], with: 'constant', value: { param: 'since' } },
    'value.param',
    /“since” is date, but “age” is int32/,
  ],
  [
    'extract-date-parts',
    { column: 'town', parts: ['year'] },
    'column',
    '“town” is text, but this needs a date or a timestamp.',
  ],
  [
    'extract-date-parts',
    { column: 'day', parts: ['year', 'hour'] },
    'parts.1',
    '“day” is a date, so it has no hour.',
  ],
  [
    'extract-date-parts',
    { column: 'day', parts: ['year', 'year'] },
    'parts.1',
    'There is a column “day_year” already.',
  ],
  [
    'extract-date-parts',
    { column: 'day', parts: ['iso_year', 'iso_year'] },
    'parts.1',
    'There is a column “day_iso_year” already.',
  ],
  [
    'parse-json',
    { column: 'age', fields: [{ path: '$.a', as: 'a' }] },
    'column',
    '“age” is int32, but this needs text.',
  ],
  [
    'parse-json',
    { column: 'town', fields: [{ path: '$.a', as: 'x' }] },
    'fields.0.as',
    'There is a column “x” already.',
  ],
  [
    'parse-json',
    { column: 'town', fields: [{ path: '$.a', as: 'a', type: 'list<text>' }] },
    'fields.0.type',
    'A text cannot become list<text>.',
  ],
  [
    'parse-json',
    {
      column: 'town',
      fields: [
        { path: '$.a', as: 'a' },
        { path: 'b', as: 'b' },
      ],
    },
    'fields.1.path',
    /“b” is no path into JSON/,
  ],
  ['format-number', { columns: ['town'] }, 'columns.0', '“town” is text, but this needs a number.'],
  [
    'format-number',
    { columns: ['x'], thousands: '.' },
    'thousands',
    '“.” cannot part both thousands and decimals.',
  ],
  ['one-hot-encode', { columns: ['x'] }, 'columns.0', /“x” is float64/],
  [
    'join',
    { with: { source: 'o' }, how: 'left', on: [['town', 'age']] },
    'on.0',
    '“town” is text, but “age” is int64.',
  ],
  [
    'join',
    { with: { source: 'o' }, how: 'left', on: [['town', 'nr']] },
    'on.0.1',
    'There is no column “nr” here.',
  ],
  [
    'join',
    { with: { source: 'o' }, how: 'left', on: [['town', 'id']] },
    'suffix',
    'There is a column “age_right” already.',
  ],
  [
    'join',
    {
      with: { source: 'o' },
      how: 'left',
      on: [
        ['town', 'id'],
        ['town', 'age_right'],
      ],
    },
    'on.1.0',
    /twice on the same side/,
  ],
  [
    'group-aggregate',
    { by: ['tags'], aggregates: [{ function: 'count', as: 'n' }] },
    'by.0',
    /“tags” is list<text>/,
  ],
  [
    'group-aggregate',
    { by: ['town'], aggregates: [{ function: 'sum', as: 's' }] },
    'aggregates.0.column',
    'The sum has no column.',
  ],
  [
    'group-aggregate',
    { by: ['town'], aggregates: [{ column: 'day', function: 'mean', as: 's' }] },
    'aggregates.0.column',
    /needs a number/,
  ],
  [
    'group-aggregate',
    { by: ['town'], aggregates: [{ function: 'count', as: 'town' }] },
    'aggregates.0.as',
    'There is a column “town” already.',
  ],
  [
    'split-dataset',
    { parts: { a: 0.5, b: 0.4 }, key: ['age'], seed: 1 },
    'parts',
    'The shares of the parts come to 0.9, not to 1.',
  ],
  ['split-dataset', { parts: {}, key: ['age'], seed: 1 }, 'parts', 'The split has no parts.'],
  [
    'split-dataset',
    { parts: { 2: 0.5, 1: 0.5 }, key: ['age'] },
    'parts.1',
    /cannot be a part's name/,
  ],
  [
    'split-dataset',
    { parts: { a: 1 }, key: ['x'] },
    'key.0',
    /“x” is float64, but this needs whole numbers/,
  ],
  ['split-dataset', { parts: { a: 1 }, as: 'age' }, 'as', 'There is a column “age” already.'],
  ['sql-query', { query: "SELECT * FROM 'f.csv'" }, 'query', 'A query reads no files.', /input/],
  ['sql-query', { query: 'SELECT 1) AS a, (SELECT 2' }, 'query', /closes a bracket/],
  [
    'fill-missing-by-group',
    { columns: ['town'], statistic: 'mean', group: ['age'] },
    'columns.0',
    '“town” is text, but this needs a whole number or a float.',
  ],
  [
    'fill-missing-by-group',
    { columns: ['age'], group: ['age'] },
    'columns.0',
    /“age” is a group column/,
  ],
  ['target-encode', { columns: ['town'], target: 'day' }, 'target', /a number or a boolean/],
  [
    'target-encode',
    { columns: ['age'], target: 'age' },
    'columns.0',
    '“age” is the target itself.',
  ],
  ['multi-label-binarize', { column: 'town' }, 'separator', 'There is no separator.'],
  [
    'multi-label-binarize',
    { column: 'tags', separator: ',' },
    'separator',
    '“tags” is a list, which has no separator.',
  ],
  ['multi-label-binarize', { column: 'age' }, 'column', /a list or a text/],
  [
    'business-days',
    { from: 'day', until: { column: 'day' }, with: { source: 'o' }, day: 'id', as: 'n' },
    'day',
    '“id” is text, but this needs a date.',
  ],
  [
    'business-days',
    { from: 'day', until: { column: 'day' }, with: { source: 'o' }, as: 'n' },
    'day',
    'The table of holidays has no column of days.',
    /Choose the column/,
  ],
  [
    'business-days',
    { from: 'day', until: { column: 'day' }, day: 'id', as: 'n' },
    'with',
    'The column of days has no table.',
    /Choose the table/,
  ],
  [
    'holidays',
    { column: 'day', with: { source: 'o' }, day: 'id', as: 'h' },
    'day',
    '“id” is text, but this needs a date.',
  ],
  [
    'join-asof',
    { with: { source: 'o' }, key: ['town', 'id'] },
    'key.0',
    /a whole number, a float, a date or a timestamp/,
  ],
  [
    'join-asof',
    { with: { source: 'o' }, key: ['day', 'age'] },
    'key',
    '“day” is date, but “age” is int64.',
  ],
  [
    'join-asof',
    { with: { source: 'o' }, key: ['age', 'age'], tolerance: 1, unit: 'day', suffix: '_o' },
    'unit',
    '“age” is a number, without a unit.',
  ],
  [
    'join-asof',
    { with: { source: 'o' }, key: ['age', 'age'] },
    'suffix',
    'There is a column “age_right” already.',
  ],
  [
    'rolling-by-time',
    { time: 'town', column: 'age', last: 1, as: 'y' },
    'time',
    /a date or a timestamp/,
  ],
  [
    'rolling-by-time',
    { time: 'day', column: 'age', last: 0.0000001, unit: 'second', as: 'y' },
    'last',
    'The window is no whole number of microseconds.',
  ],
  [
    'rolling-by-time',
    { time: 'day', column: 'age', last: 0.000001, unit: 'second', ends: 'none', as: 'y' },
    'last',
    'The window is empty.',
  ],
  [
    'fill-missing',
    { columns: ['x'], with: 'constant', value: 'nan' },
    'value',
    'NaN is no value to fill with.',
  ],
];

describe('params that do not fit the columns', () => {
  it.each(refused)('%s %j', (...[id, params, path, message, hint = /./]: Refused) => {
    const sentence: unknown =
      typeof message === 'string' ? message : expect.stringMatching(message);
    const next: unknown = expect.stringMatching(hint);
    expect(refusal(id, params)).toEqual([path, sentence, next]);
  });

  it('one-hot-encode refuses indicator names that are taken, once categories are known', () => {
    expect(
      refusal(
        'one-hot-encode',
        { columns: ['town'], keep: true, nulls: 'column' },
        { town: ['null'] },
      ),
    ).toEqual(['columns.0', 'There is a column “town_null” already.', 'Choose another name.']);
    expect(refusal('one-hot-encode', { columns: ['town'] }, { town: ['a', 'A'] })).toEqual([
      'columns.0',
      '“town_A” differs from the column “town_a” only in case.',
      'Choose another name.',
    ]);
    expect(refusal('one-hot-encode', { columns: ['town'] }, { town: 5 })).toEqual([
      'columns.0',
      'The fitted values of “town” are not a list of texts.',
      'Run with --refit to learn them anew.',
    ]);
    expect(refusal('one-hot-encode', { columns: ['town'] })).toBe('accepted');
  });
});

import type { Condition } from '../../../shared/condition.ts';
import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly where: Condition;
  readonly keep: boolean;
}

const people: ExampleTable = {
  columns: [
    ['id', 'int64'],
    ['town', 'text'],
    ['x', 'float64'],
    ['day', 'date'],
  ],
  rows: [
    [1, 'Köln', 1.5, '2026-01-31'],
    [2, '', 'nan', '2025-12-31'],
    [3, null, null, null],
    [4, 'köln', '-inf', '2026-02-01'],
    ['9223372036854775807', 'a%b', 'inf', '0001-01-01'],
  ],
};
const [first, second, third, fourth, fifth] = people.rows;
type Row = ExampleTable['rows'][number];
const picked = (...rows: (Row | undefined)[]): ExampleTable => ({
  columns: people.columns,
  rows: rows.filter((row): row is Row => row !== undefined),
});

/** Worked examples of filter-rows. */
export const filterRowsExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'NaN is greater than every number, null does not match',
    input: people,
    params: { where: { column: 'x', is: 'greater', value: 1 }, keep: true },
    output: picked(first, second, fifth),
  },
  {
    name: 'dropping what matches keeps the unknown',
    input: people,
    params: { where: { column: 'x', is: 'greater', value: 1 }, keep: false },
    output: picked(third, fourth),
  },
  {
    name: 'a date against a parameter of the recipe',
    input: people,
    parameters: { since: ['date', '2026-01-31'] },
    params: { where: { column: 'day', is: 'on-or-after', value: { param: 'since' } }, keep: true },
    output: picked(first, fourth),
  },
  {
    name: 'all, any and not',
    input: people,
    params: {
      where: {
        all: [
          {
            any: [
              { column: 'town', is: 'is-empty' },
              { column: 'id', is: 'at-least', value: 4 },
            ],
          },
          { not: { column: 'x', is: 'is-nan' } },
        ],
      },
      keep: true,
    },
    output: picked(fourth, fifth),
  },
  {
    name: 'text is compared as it is, a percent sign is a percent sign',
    input: people,
    params: { where: { column: 'town', is: 'contains', value: '%' }, keep: true },
    output: picked(fifth),
  },
  {
    name: 'an expression',
    input: people,
    params: { where: { expression: 'id % 2 = 0 and town is not null' }, keep: true },
    output: picked(second, fourth),
  },
  {
    name: 'one of a list; null is not among them',
    input: people,
    params: {
      where: { column: 'town', is: 'not-in', value: ['Köln', ''] },
      keep: true,
    },
    output: picked(fourth, fifth),
  },
  {
    name: 'nothing matches',
    input: people,
    params: { where: { column: 'id', is: 'less', value: 0 }, keep: true },
    output: picked(),
  },
  {
    name: 'an empty table',
    input: { columns: people.columns, rows: [] },
    params: { where: { column: 'town', is: 'is-null' }, keep: true },
    output: picked(),
  },
];

import { describe, expect, it } from 'vitest';
import { operations } from '../../../src/core/operations/registry.ts';
import { stepDetail } from '../../../src/core/recipe/stepDetail.ts';
import type { DetailContext } from '../../../src/core/recipe/stepDetail.ts';
import type { Json } from '../../../src/shared/json.ts';

function detail(op: string, params: Json, context: DetailContext = {}): string {
  return stepDetail({ id: 'a', op, version: 1, params, enabled: true, note: '' }, context);
}

describe('the one line about a step', () => {
  it.each<[Json, string]>([
    [
      {
        all: [
          { column: 'distance', is: 'greater', value: 0 },
          { column: 'date', is: 'is-not-null' },
        ],
      },
      'distance > 0 and date is not null',
    ],
    [{ column: 'city', is: 'equals', value: 'Rome' }, 'city = “Rome”'],
    [{ column: 'date', is: 'before', value: { param: 'until' } }, 'date before :until'],
    [{ column: 'date', is: 'on-or-after', value: '2026-01-01' }, 'date on or after 2026-01-01'],
    [{ column: 'a', is: 'between', value: [1, 2] }, 'a between 1 and 2'],
    [{ column: 'a', is: 'in', value: ['x', 'y'] }, 'a in (“x”, “y”)'],
    [{ column: 'a', is: 'less', value: { column: 'b' } }, 'a < b'],
    [{ expression: 'a > 1 or b' }, 'a > 1 or b'],
    [{ not: { column: 'a', is: 'is-nan' } }, 'not a is NaN'],
    [
      {
        all: [
          {
            any: [
              { column: 'a', is: 'is-null' },
              { column: 'b', is: 'is-empty' },
            ],
          },
          { expression: 'c' },
        ],
      },
      '(a is null or b is empty) and (c)',
    ],
    [{ all: [] }, 'every row'],
  ])('of filter-rows: %j', (where, text) => {
    expect(detail('filter-rows', { where })).toBe(text);
  });

  it.each<[string, Json, string, DetailContext]>([
    [
      'filter-rows',
      { where: { column: 'a', is: 'is-null' }, keep: false },
      'drop where a is null',
      {},
    ],
    [
      'sort-rows',
      { by: [{ column: 'a' }, { column: 'b', descending: true, nulls: 'first' }] },
      'a ↑, b ↓, nulls first',
      {},
    ],
    ['select-columns', { columns: ['a', 'b'] }, 'a, b', {}],
    ['select-columns', { columns: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'a, b, c, d and 2 more', {}],
    ['rename-column', { from: 'a', to: 'b' }, 'a → b', {}],
    ['change-type', { columns: ['a', 'b'], to: 'int64' }, 'a, b → int64', {}],
    ['formula', { column: 'late', expression: 'delay >= :m' }, 'late = delay >= :m', {}],
    ['fill-missing', { columns: ['a'], with: 'constant', value: 0 }, 'a ← 0', {}],
    ['fill-missing', { columns: ['a'], with: 'median' }, 'a ← median', {}],
    [
      'fill-missing',
      { columns: ['tail_number'], with: 'mode' },
      'tail_number ← mode “N510MQ”',
      { fitted: { tail_number: 'N510MQ' } },
    ],
    ['fill-missing', { columns: ['a'], with: 'mean' }, 'a ← mean 1.5', { fitted: { a: 1.5 } }],
    [
      'fill-missing',
      { columns: ['a', 'b'], with: 'mean' },
      'a, b ← mean',
      { fitted: { a: 1.5, b: 2 } },
    ],
    ['extract-date-parts', { column: 'date', parts: ['year', 'month'] }, 'date → year, month', {}],
    ['one-hot-encode', { columns: ['carrier'] }, 'carrier', {}],
    [
      'one-hot-encode',
      { columns: ['carrier'] },
      'carrier → 14 columns',
      { fitted: { carrier: ['AA'] }, added: 14 },
    ],
    [
      'join',
      {
        with: { source: 'airports' },
        how: 'left',
        on: [
          ['origin', 'iata'],
          ['day', 'day'],
        ],
      },
      'left airports on origin = iata and day',
      {},
    ],
    [
      'group-aggregate',
      {
        by: ['origin', 'day'],
        aggregates: [
          { column: 'delay', function: 'mean', as: 'm' },
          { function: 'count', as: 'n' },
        ],
      },
      'mean of delay, count by origin, day',
      {},
    ],
    [
      'split-dataset',
      { parts: { train: 0.8, validation: 0.2 }, key: ['day'], seed: 7 },
      '80 / 20 by day, seed 7',
      {},
    ],
    ['split-dataset', { parts: { a: 0.7, b: 0.3 } }, '70 / 30, seed 0', {}],
    ['from-the-future', { columns: ['a'], n: 3 }, 'columns a, n 3', {}],
    ['from-the-future', null, '', {}],
  ])('of %s %j', (op, params, text, context) => {
    expect(detail(op, params, context)).toBe(text);
  });

  it('is one line of bounded length, with something to say for every example', () => {
    expect(detail('formula', { column: 'x', expression: `a\n+ ${'b + '.repeat(99)}c` })).toMatch(
      /^x = a \+ b .{140,150}…$/,
    );
    for (const operation of operations) {
      for (const { params } of operation.examples) {
        // SAFETY: the params of an example are what a document holds.
        const text = detail(operation.id, params as Json);
        expect(text, operation.id).not.toMatch(/^$|\n|undefined|\[object/);
      }
    }
  });
});

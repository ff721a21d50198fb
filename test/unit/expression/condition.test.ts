import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conditionExpression, conditionSchema } from '../../../src/core/expression/condition.ts';
import type { Condition } from '../../../src/shared/condition.ts';
import { emitDuckdb } from '../../../src/core/expression/emitDuckdb.ts';
import { StepError } from '../../../src/core/operations/define.ts';
import { sql } from '../../../src/core/sql/sql.ts';
import { parseType } from '../../../src/core/sql/types.ts';

const schema = [
  ['i', 'int64'],
  ['s', 'text'],
  ['x', 'float64'],
  ['d', 'date'],
  ['m', 'decimal(10,2)'],
  ['j', 'int64'],
].map(([name = '', type = '']) => ({ name, type: parseType(type) }));
const scope = { schema, parameters: { since: parseType('date') } };

let instance: DuckDBInstance;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
});
afterAll(() => {
  instance.closeSync();
});

/** Numbers of the rows that match. */
async function matching(condition: Condition): Promise<number[]> {
  const where = emitDuckdb(conditionExpression(condition, scope), {
    param: () => sql`DATE '2026-01-01'`,
  });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `SELECT n FROM (VALUES
      (1, 9007199254740993::BIGINT, 'abc', 1.5::DOUBLE, DATE '2026-01-01', 1.50::DECIMAL(10,2), 1::BIGINT),
      (2, 5, '', 'NaN'::DOUBLE, DATE '2025-12-31', -2.25, 5),
      (3, NULL, NULL, NULL, NULL, NULL, NULL),
      (4, -1, 'it''s', -1, DATE '2026-02-01', 0, 0)) t(n, i, s, x, d, m, j)
     WHERE ${where} ORDER BY n`,
  );
  connection.closeSync();
  return reader.getRows().map((row) => Number(row[0]));
}

const cases: readonly (readonly [Condition, readonly number[]])[] = [
  [{ column: 'i', is: 'equals', value: '9007199254740993' }, [1]],
  [{ column: 'i', is: 'not-equals', value: 5 }, [1, 4]],
  [{ column: 'i', is: 'greater', value: 4.5 }, [1, 2]],
  [{ column: 'i', is: 'equals', value: { column: 'j' } }, [2]],
  [{ column: 'i', is: 'between', value: [-1, 5] }, [2, 4]],
  [{ column: 'i', is: 'in', value: [5, -1] }, [2, 4]],
  [{ column: 'i', is: 'not-in', value: [5] }, [1, 4]],
  [{ column: 'i', is: 'not-in', value: [5, null] }, []],
  [{ column: 'i', is: 'in', value: [] }, []],
  [{ column: 'i', is: 'not-in', value: [] }, [1, 2, 3, 4]],
  [{ column: 's', is: 'contains', value: "'" }, [4]],
  [{ column: 's', is: 'starts-with', value: 'a' }, [1]],
  [{ column: 's', is: 'ends-with', value: 's' }, [4]],
  [{ column: 's', is: 'matches', value: '^[a-c]+$' }, [1]],
  [{ column: 's', is: 'is-empty' }, [2]],
  [{ column: 's', is: 'is-null' }, [3]],
  [{ column: 's', is: 'is-not-null' }, [1, 2, 4]],
  [{ column: 'x', is: 'is-nan' }, [2]],
  [{ column: 'x', is: 'greater', value: 1 }, [1, 2]],
  [{ column: 'd', is: 'on-or-after', value: { param: 'since' } }, [1, 4]],
  [{ column: 'd', is: 'before', value: '2026-01-01' }, [2]],
  [{ column: 'm', is: 'less', value: '-2.00' }, [2]],
  [{ column: 'm', is: 'at-most', value: 0 }, [2, 4]],
  [{ all: [] }, [1, 2, 3, 4]],
  [{ any: [] }, []],
  [{ not: { column: 'i', is: 'equals', value: 5 } }, [1, 4]],
  [
    {
      any: [
        { column: 'i', is: 'is-null' },
        { all: [{ expression: 'x < 2' }, { column: 'i', is: 'less', value: 0 }] },
      ],
    },
    [3, 4],
  ],
];

test.each(cases)('%j', async (condition, rows) => {
  expect(conditionSchema.parse(condition)).toEqual(condition);
  expect(await matching(condition)).toEqual(rows);
});

const wrong: readonly (readonly [Condition, readonly (string | number)[], RegExp])[] = [
  [{ column: 'z', is: 'is-null' }, ['column'], /no column “z”/],
  [{ column: 'i', is: 'equals' }, ['value'], /needs a value/],
  [{ column: 'i', is: 'equals', value: null }, ['value'], /null matches nothing/],
  [{ column: 'i', is: 'equals', value: 'abc' }, ['value'], /not a value of type int64/],
  [{ column: 'i', is: 'equals', value: 2 ** 53 }, ['value'], /not a value of type int64/],
  [{ column: 'd', is: 'after', value: '2026-02-30' }, ['value'], /not a value of type date/],
  [{ column: 'i', is: 'after', value: 1 }, ['is'], /needs a date or timestamp/],
  [{ column: 'i', is: 'contains', value: 'a' }, ['is'], /needs text/],
  [{ column: 's', is: 'is-nan' }, ['is'], /needs a float/],
  [{ column: 'i', is: 'between', value: [1] }, ['value'], /list of 2/],
  [{ column: 'i', is: 'in', value: 1 }, ['value'], /list of values/],
  [{ all: [{ column: 'i', is: 'in', value: [1, 'x'] }] }, ['all', 0, 'value', 1], /not a value/],
  [{ not: { expression: 'i +' } }, ['not', 'expression'], /ends too early/],
  [{ any: [{ expression: 'i + 1' }] }, ['any', 0, 'expression'], /not a boolean/],
  [{ column: 'd', is: 'after', value: { param: 'sinse' } }, ['value', 'param'], /no parameter/],
  [{ column: 's', is: 'matches', value: '(?=a)' }, [], /uses/],
];

test.each(wrong)('refuses %j', (condition, path, message) => {
  let error: unknown;
  try {
    conditionExpression(condition, scope);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(StepError);
  if (!(error instanceof StepError)) return;
  expect(error.path).toEqual(path);
  expect(error.message).toMatch(message);
});

test('the schema refuses unknown words and keys', () => {
  expect(conditionSchema.safeParse({ column: 'a', is: 'same', value: 1 }).success).toBe(false);
  expect(conditionSchema.safeParse({ all: [], any: [] }).success).toBe(false);
});

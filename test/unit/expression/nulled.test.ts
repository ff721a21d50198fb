import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { checkExpression } from '../../../src/core/expression/check.ts';
import { nulledCount } from '../../../src/core/expression/nulled.ts';
import { emitDuckdb } from '../../../src/core/expression/emitDuckdb.ts';
import { parseExpression } from '../../../src/core/expression/parse.ts';
import { lit } from '../../../src/core/sql/sql.ts';
import { parseType } from '../../../src/core/sql/types.ts';

const schema = [
  { name: 'a', type: parseType('int64') },
  { name: 'b', type: parseType('int64') },
  { name: 's', type: parseType('text') },
];
const rows = `(VALUES (1::BIGINT, 0::BIGINT, '1'), (9223372036854775807, 1, 'x'), (NULL, 0, NULL), (-4, 2, '')) t(a, b, s)`;

async function ask(expression: string): Promise<number | undefined> {
  const typed = checkExpression(parseExpression(expression), { schema, parameters: {} });
  const count = nulledCount(typed, { param: () => lit(0) });
  if (count === undefined) return undefined;
  return Number((await query(`SELECT ${count} FROM ${rows}`))[0]?.[0]);
}

async function query(text: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(text)).getRows();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

test.each([
  ['a + 1', 1],
  ['a / b', 1],
  ['a / 2', undefined],
  ['try_cast(s as int64)', 2],
  ['try_cast(s as int64) + a / b', 3],
  ['coalesce(a + 1, 0)', 1],
  ['sqrt(a)', 1],
  ['ln(b)', 2],
  ['-a', 0],
  ['lower(s)', undefined],
  ['case when b = 0 then 0 else a // b end', 0],
  ['case when b = 0 then a // b else 0 end', 1],
  ['if(b > 0, a + 1, a // b)', 2],
  ['a + 1 > 5 or b = 0', 1],
  ['make_date(b, 1, 31)', 2],
] as const)('%s', async (expression, count) => {
  expect(await ask(expression)).toBe(count);
});

test('a cast that fails stops the query, also inside arithmetic that gives null where it fails', async () => {
  for (const expression of [
    'cast(s as int64)',
    'cast(s as int64) + 1',
    'cast(s as decimal(5,2)) * 2',
    'abs(-cast(s as int64))',
  ]) {
    const typed = checkExpression(parseExpression(expression), { schema, parameters: {} });
    const text = `SELECT ${emitDuckdb(typed, { param: () => lit(0) })} FROM ${rows}`;
    await expect(query(text)).rejects.toThrow(/“x?” cannot become/);
  }
  const guarded = checkExpression(
    parseExpression("case when s = '1' then cast(s as int64) + 1 end"),
    { schema, parameters: {} },
  );
  const found = await query(`SELECT ${emitDuckdb(guarded, { param: () => lit(0) })} FROM ${rows}`);
  expect(found.map(([cell]) => cell)).toEqual([2n, null, null, null]);
});

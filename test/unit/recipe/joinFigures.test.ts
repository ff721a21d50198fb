import { describe, expect, it } from 'vitest';
import type { ColumnType } from '../../../src/shared/columnType.ts';
import { joinKinds } from '../../../src/shared/joinFigures.ts';
import type { JoinFigures } from '../../../src/shared/joinFigures.ts';
import { decodeJoinFigures } from '../../../src/core/recipe/decodeJoinFigures.ts';
import { joinFiguresQuery } from '../../../src/core/recipe/joinFiguresQuery.ts';
import { joinSql, sql, trusted } from '../../../src/core/sql/sql.ts';
import type { Sql } from '../../../src/core/sql/sql.ts';
import { useDuckdb } from '../../engine/useDuckdb.ts';

const duckdb = useDuckdb();

/** Rows `(a, b)` of SQL literals, with the types of both columns. */
function table(
  rows: readonly (readonly [string, string])[],
  types: readonly [string, string],
): Sql {
  const values = rows.map(([a, b]) => trusted(`(${a}::${types[0]}, ${b}::${types[1]})`));
  const none = trusted(`SELECT NULL::${types[0]} AS a, NULL::${types[1]} AS b WHERE false`);
  return values.length === 0 ? none : sql`SELECT * FROM (VALUES ${joinSql(values)}) t(a, b)`;
}

const types = {
  text: { kind: 'text' },
  double: { kind: 'float64' },
  int64: { kind: 'int64' },
} as const;
const on = (...keys: readonly (readonly [string, ColumnType])[]) =>
  keys.map(([name, type]) => ({ left: name, right: name, type }));

async function figures(
  left: Sql,
  right: Sql,
  keys: ReturnType<typeof on>,
): Promise<Omit<JoinFigures, 'how' | 'result'> & { readonly results: readonly number[] }> {
  const reader = await duckdb().runAndReadAll(joinFiguresQuery(left, right, keys));
  const row = (reader.getRows()[0] ?? []).map(Number);
  const all = joinKinds.map((how) => decodeJoinFigures(row, how));
  const { how: _how, result: _result, ...rest } = decodeJoinFigures(row, 'inner');
  return { ...rest, results: all.map(({ result }) => result) };
}

describe('the figures of a join', () => {
  it('count duplicate keys on both sides, and nulls meet nothing', async () => {
    const left = table(
      [
        ["'x'", '1'],
        ["'x'", '2'],
        ["'y'", '3'],
        ["'z'", '4'],
        ['NULL', '5'],
      ],
      ['VARCHAR', 'INTEGER'],
    );
    const right = table(
      [
        ["'x'", '1'],
        ["'x'", '2'],
        ["'x'", '3'],
        ["'y'", '4'],
        ["'w'", '5'],
        ["'w'", '6'],
        ['NULL', '7'],
        ['NULL', '8'],
      ],
      ['VARCHAR', 'INTEGER'],
    );
    expect(await figures(left, right, on(['a', types.text]))).toEqual({
      ...{ left: 5, right: 8, matchedLeft: 3, matchedRight: 4, leftOnly: 2, rightOnly: 4 },
      ...{ leftWithoutKey: 1, rightWithoutKey: 2, pairs: 7, mostRight: 3, repeatedKeys: 1 },
      // inner, left, right, full, semi, anti, cross (which has no keys: asked for below)
      results: [7, 9, 11, 13, 3, 2, 7],
    });
  });

  it('take several keys together: a null in one of them is enough to meet nothing', async () => {
    const left = table(
      [
        ["'x'", '1'],
        ["'x'", '2'],
        ["'x'", 'NULL'],
        ['NULL', '1'],
      ],
      ['VARCHAR', 'INTEGER'],
    );
    const right = table(
      [
        ["'x'", '1'],
        ["'x'", 'NULL'],
        ["'y'", '2'],
      ],
      ['VARCHAR', 'BIGINT'],
    );
    expect(await figures(left, right, on(['a', types.text], ['b', types.int64]))).toEqual({
      ...{ left: 4, right: 3, matchedLeft: 1, matchedRight: 1, leftOnly: 3, rightOnly: 2 },
      ...{ leftWithoutKey: 2, rightWithoutKey: 1, pairs: 1, mostRight: 1, repeatedKeys: 0 },
      results: [1, 4, 3, 6, 1, 3, 1],
    });
  });

  it('take NaN for one value, and -0 for 0', async () => {
    const left = table(
      [
        ["'NaN'", '1'],
        ['-0.0', '2'],
        ['0.0', '3'],
        ["'Infinity'", '4'],
      ],
      ['DOUBLE', 'INTEGER'],
    );
    const right = table(
      [
        ["'NaN'", '1'],
        ["'NaN'", '2'],
        ['0.0', '3'],
        ["'-0.0'", '4'],
        ["'-Infinity'", '5'],
      ],
      ['DOUBLE', 'INTEGER'],
    );
    expect(await figures(left, right, on(['a', types.double]))).toEqual({
      ...{ left: 4, right: 5, matchedLeft: 3, matchedRight: 4, leftOnly: 1, rightOnly: 1 },
      ...{ leftWithoutKey: 0, rightWithoutKey: 0, pairs: 6, mostRight: 2, repeatedKeys: 2 },
      results: [6, 7, 7, 8, 3, 1, 6],
    });
  });

  it('of empty sides are zero, not missing', async () => {
    const none = table([], ['VARCHAR', 'INTEGER']);
    const one = table([["'x'", '1']], ['VARCHAR', 'INTEGER']);
    const zero = { matchedLeft: 0, matchedRight: 0, pairs: 0, mostRight: 0, repeatedKeys: 0 };
    const keys = on(['a', types.text]);
    const keyless = { leftWithoutKey: 0, rightWithoutKey: 0 };
    expect(await figures(none, none, keys)).toEqual({
      ...{ ...zero, ...keyless, left: 0, right: 0, leftOnly: 0, rightOnly: 0 },
      results: [0, 0, 0, 0, 0, 0, 0],
    });
    expect(await figures(one, none, keys)).toEqual({
      ...{ ...zero, ...keyless, left: 1, right: 0, leftOnly: 1, rightOnly: 0 },
      results: [0, 1, 0, 1, 0, 1, 0],
    });
    expect(await figures(none, one, [])).toEqual({
      ...{ ...zero, ...keyless, left: 0, right: 1, leftOnly: 0, rightOnly: 1 },
      results: [0, 0, 1, 1, 0, 0, 0],
    });
  });

  it('of a cross join are all pairs, however many, and none is made', async () => {
    const many = sql`SELECT i AS a, 0 AS b FROM range(3000000) r(i)`;
    const two = table(
      [
        ["'x'", '1'],
        ["'y'", '2'],
      ],
      ['VARCHAR', 'INTEGER'],
    );
    expect(await figures(many, many, [])).toMatchObject({
      ...{ left: 3e6, right: 3e6, matchedLeft: 3e6, leftOnly: 0, pairs: 9e12, mostRight: 3e6 },
    });
    expect((await figures(many, many, [])).results.at(-1)).toBe(9e12);
    expect(await figures(two, many, [])).toMatchObject({ matchedLeft: 2, pairs: 6e6 });
  });

  it('of one key in all rows are told in a moment', async () => {
    const same = sql`SELECT 1 AS a, i AS b FROM range(2000000) r(i)`;
    const found = await figures(same, same, on(['a', types.int64]));
    expect(found).toMatchObject({ matchedLeft: 2e6, pairs: 4e12, mostRight: 2e6, repeatedKeys: 1 });
  });
});

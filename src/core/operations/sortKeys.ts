import { z } from 'zod';
import type { Schema } from '../../shared/columnType.ts';
import { ident, joinSql, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { isOrdered, requireColumn, requireType } from './columns.ts';
import { StepError } from './define.ts';
import { column } from './params.ts';
import { polarsName, sparkColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';

/** One key of an order, as params hold it. */
export const sortKey = z.strictObject({
  column: column().meta({ about: 'The column whose values are compared.' }),
  descending: z.boolean().default(false).meta({ about: 'Whether the largest value comes first.' }),
  nulls: z
    .enum(['first', 'last'])
    .default('last')
    .meta({ about: 'Whether rows without a value stand first or last.' }),
});
/** One key of an order. */
export type SortKey = z.infer<typeof sortKey>;

/** Checks that keys name columns with an order, each once. Throws `StepError`. */
export function checkSortKeys(
  keys: readonly SortKey[],
  input: Schema,
  path: readonly (string | number)[],
): void {
  keys.forEach((key, index) => {
    const place = [...path, index, 'column'];
    if (keys.findIndex((other) => other.column === key.column) !== index) {
      throw new StepError(place, `“${key.column}” is named twice.`, 'Sort by each column once.');
    }
    requireType(requireColumn(input, key.column, place), isOrdered, 'a type with an order', place);
  });
}

/** A column as a key: ascending, nulls last. */
export function ascending(column: string): SortKey {
  return { column, descending: false, nulls: 'last' };
}

/**
 * Keys that leave no row's place open: those given, then the row's identity. Where it is lost, every
 * other column with an order in turn, so that only rows that look alike may change places. `groups`
 * are columns that are equal in the rows compared.
 */
export function decidedKeys(
  by: readonly SortKey[],
  { input, hidden }: { readonly input: Schema; readonly hidden: readonly string[] },
  groups: readonly string[] = [],
): readonly SortKey[] {
  if (hidden.length > 0) return [...by, ...hidden.map(ascending)];
  const named = new Set([...by.map(({ column }) => column), ...groups]);
  const rest = input.filter(({ name, type }) => isOrdered(type) && !named.has(name));
  return [...by, ...rest.map(({ name }) => ascending(name))];
}

/** The same keys, last row first. */
export function reversedKeys(keys: readonly SortKey[]): readonly SortKey[] {
  return keys.map((key) => ({
    column: key.column,
    descending: !key.descending,
    nulls: key.nulls === 'last' ? 'first' : 'last',
  }));
}

/** The keys that the user named, then the row's identity, which decides ties. */
export function withIdentity(
  keys: readonly SortKey[],
  hidden: readonly string[],
): readonly SortKey[] {
  return [...keys, ...hidden.map(ascending)];
}

/** A key as an item of ORDER BY. */
export function duckdbKey({ column: name, descending, nulls }: SortKey): Sql {
  return sql`${ident(name)}${trusted(descending ? ' DESC' : '')}${trusted(nulls === 'first' ? ' NULLS FIRST' : ' NULLS LAST')}`;
}

/** `"n" DESC NULLS LAST, …`. */
export function duckdbOrder(keys: readonly SortKey[]): Sql {
  return joinSql(keys.map(duckdbKey));
}

/** `F.col("n").desc_nulls_last()`, as Spark's `orderBy` takes it. */
export function sparkKey({ column: name, descending, nulls }: SortKey): Py {
  return py`${sparkColumn(name)}.${trustedPy(descending ? 'desc' : 'asc')}_nulls_${trustedPy(nulls)}()`;
}

/** `sparkKey` for each key. */
export function sparkOrder(keys: readonly SortKey[]): readonly Py[] {
  return keys.map(sparkKey);
}

/** The arguments of polars' `sort`. */
export function polarsKeys(keys: readonly SortKey[]): readonly Py[] {
  return [
    ...keys.map((key) => polarsName(key.column)),
    ...flags(
      'descending',
      keys.map((key) => key.descending),
    ),
    ...flags(
      'nulls_last',
      keys.map((key) => key.nulls === 'last'),
    ),
    py`maintain_order=True`,
  ];
}

/** A keyword argument with a flag for each key, or one for all; none where all are false. */
function flags(name: string, values: readonly boolean[]): readonly Py[] {
  if (!values.includes(true)) return [];
  return [py`${trustedPy(name)}=${values.includes(false) ? pyLit(values) : pyLit(true)}`];
}

/** Sorts the frame in polars; the script imports polars as pl. */
export function polarsSort(keys: readonly SortKey[], frame: Py): readonly Py[] {
  return pythonLines(py`${frame} = ${frame}.sort(`, polarsKeys(keys), py`)`);
}

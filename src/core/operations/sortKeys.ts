import { z } from 'zod';
import { trusted, ident, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Schema } from '../../shared/columnType.ts';
import { isOrdered, requireColumn, requireType } from './columns.ts';
import { StepError } from './define.ts';
import { column } from './params.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';

/** One key of an order. */
export const sortKey = z.strictObject({
  column: column(),
  descending: z.boolean().default(false),
  nulls: z.enum(['first', 'last']).default('last'),
});
/** One key of an order: descending turns values and NaN round, nulls stand where `nulls` says. */
export type SortKey = z.infer<typeof sortKey>;

/** Throws `StepError` for a key whose column is gone, has no order or is named twice. */
export function checkSortKeys(keys: readonly SortKey[], input: Schema, param: string): void {
  keys.forEach((key, index) => {
    const path = [param, index, 'column'];
    if (keys.findIndex((other) => other.column === key.column) !== index) {
      throw new StepError(path, `“${key.column}” is named twice.`, 'Sort by each column once.');
    }
    requireType(requireColumn(input, key.column, path), isOrdered, 'a type with an order', path);
  });
}

/** The keys that the user named, then the row's identity, which decides ties. */
export function withIdentity(
  keys: readonly SortKey[],
  hidden: readonly string[],
): readonly SortKey[] {
  return [
    ...keys,
    ...hidden.map((name) => ({ column: name, descending: false, nulls: 'last' as const })),
  ];
}

/** A key as an item of ORDER BY. */
export function duckdbKey({ column: name, descending, nulls }: SortKey): Sql {
  return sql`${ident(name)}${trusted(descending ? ' DESC' : '')}${trusted(nulls === 'first' ? ' NULLS FIRST' : ' NULLS LAST')}`;
}

/** The arguments of polars' `sort`. */
export function polarsKeys(keys: readonly SortKey[]): readonly Py[] {
  return [
    ...keys.map((key) => polarsColumn(key.column)),
    py`descending=${pyLit(keys.map((key) => key.descending))}`,
    py`nulls_last=${pyLit(keys.map((key) => key.nulls === 'last'))}`,
    py`maintain_order=True`,
  ];
}

/** A key as Spark's `orderBy` takes it. */
export function sparkKey({ column: name, descending, nulls }: SortKey): Py {
  return py`${sparkColumn(name)}.${trustedPy(descending ? 'desc' : 'asc')}_nulls_${trustedPy(nulls)}()`;
}

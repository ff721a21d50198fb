import { joinSql, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { formatType } from '../../sql/types.ts';
import type { ProfiledColumn } from '../column.ts';
import { SAMPLE, sampled } from './sampleTable.ts';

type Row = readonly (string | null)[];

/**
 * For columns of the sample: a checksum over their values and the places where they stand. DuckDB joins
 * the hashes of two values by an exclusive or, which the outer one would take apart again; so the pair
 * is hashed once more.
 */
export function checksumQuery(indexes: readonly number[]): Sql {
  const list = indexes.map((i) => sql`CAST(bit_xor(hash(hash(rowid, ${sampled(i)}))) AS VARCHAR)`);
  return sql`SELECT ${joinSql(list)} FROM ${SAMPLE}`;
}

/** Columns of one type with one checksum: they may be equal. Groups of two and more. */
export function equalCandidates(
  columns: readonly ProfiledColumn[],
  checksums: Row,
): ProfiledColumn[][] {
  const groups = new Map<string, ProfiledColumn[]>();
  for (const [i, column] of columns.entries()) {
    const key = `${formatType(column.type)} ${checksums[i] ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), column]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Rows where the first of a group differs from each of the others; null is like null. */
export function differencesQuery(relation: Sql, group: readonly ProfiledColumn[]): Sql {
  const [first, ...others] = group.map((column) => column.sql);
  const counts = others.map(
    (other) =>
      sql`CAST(count(*) FILTER (WHERE ${first ?? other} IS DISTINCT FROM ${other}) AS VARCHAR)`,
  );
  return sql`SELECT ${joinSql(counts)} FROM ${relation}`;
}

/** Reads the one row of `differencesQuery`: those that equal the first, and the rest. */
export function splitByDifferences(
  row: Row,
  group: readonly ProfiledColumn[],
): { readonly equal: ProfiledColumn[]; readonly rest: ProfiledColumn[] } {
  const [first, ...others] = group;
  const same = others.filter((_, i) => row[i] === '0');
  const rest = others.filter((_, i) => row[i] !== '0');
  return { equal: first && same.length > 0 ? [first, ...same] : [], rest };
}

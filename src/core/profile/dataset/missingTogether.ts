import type { DatasetDetails } from '../../../shared/profile/datasetDetails.ts';
import { joinSql, sql, trusted } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';

type Rows = readonly (readonly (string | null)[])[];
type Missing = DatasetDetails['missing'];

/** The columns of a map: those with the most nulls. Their bits fit into one integer. */
export const MISSING_COLUMNS = 60;

/** So many patterns are looked through for pairs; where there are more, a sample stands for all. */
export const MOST_PATTERNS = 200_000;

const SHOWN_PATTERNS = 50;

/** Rows by the set of columns that are null in them. */
const PATTERNS = sql`__sluice_missing`;

/** A column that is null somewhere, under its name in the dataset. */
export interface NullColumn {
  readonly name: string;
  readonly sql: Sql;
  readonly nulls: number;
}

/** Rows, and filled values of each column. */
export function filledQuery(relation: Sql, columns: readonly { readonly sql: Sql }[]): Sql {
  const counts = columns.map((column) => sql`CAST(count(${column.sql}) AS VARCHAR)`);
  return sql`SELECT ${joinSql([sql`CAST(count(*) AS VARCHAR)`, ...counts])} FROM ${relation}`;
}

/** Groups the rows by which of the columns (at most 60) are null; bit `i` is column `i`. */
export function patternTableQuery(relation: Sql, columns: readonly NullColumn[]): Sql {
  const bits = columns.map(
    (column, i) => sql`(CAST(${column.sql} IS NULL AS BIGINT) << ${trusted(String(i))})`,
  );
  return sql`CREATE OR REPLACE TEMP TABLE ${PATTERNS} AS SELECT m, count(*) AS n FROM (SELECT ${joinSql(bits, ' | ')} AS m FROM ${relation}) WHERE m <> 0 GROUP BY m`;
}

/** How many patterns there are. */
export function patternCountQuery(): Sql {
  return sql`SELECT CAST(count(*) AS VARCHAR) FROM ${PATTERNS}`;
}

/** The commonest patterns. */
export function patternsQuery(): Sql {
  return sql`SELECT CAST(m AS VARCHAR), CAST(n AS VARCHAR) FROM ${PATTERNS} ORDER BY n DESC, m LIMIT ${trusted(String(SHOWN_PATTERNS))}`;
}

/** Reads the rows of `patternsQuery`; `factor` scales a sample up. */
export function readPatterns(
  rows: Rows,
  columns: readonly NullColumn[],
  factor: number,
): Missing['patterns'] {
  return rows.map(([bits, count]) => {
    const mask = BigInt(bits ?? '0');
    return {
      columns: columns.filter((_, i) => (mask >> BigInt(i)) & 1n).map(({ name }) => name),
      rows: Math.round(Number(count) * factor),
    };
  });
}

/** For each column after the given one: in how many rows both are null. */
export function togetherQuery(columns: readonly NullColumn[], index: number): Sql {
  const first = 1n << BigInt(index);
  const sums = columns.slice(index + 1).map((_, i) => {
    const both = trusted(String(first | (1n << BigInt(index + 1 + i))));
    return sql`CAST(coalesce(sum(n) FILTER (WHERE m & ${both} = ${both}), 0) AS VARCHAR)`;
  });
  return sql`SELECT ${joinSql(sums)} FROM ${PATTERNS}`;
}

/** Reads the one row of `togetherQuery`: the pairs that are null together at least once. */
export function readTogether(
  row: readonly (string | null)[],
  columns: readonly NullColumn[],
  index: number,
  factor: number,
): Missing['pairs'] {
  const a = columns[index];
  if (!a) return [];
  return columns.slice(index + 1).flatMap((b, i) => {
    const both = Math.round(Number(row[i] ?? 0) * factor);
    if (both === 0) return [];
    return [{ a: a.name, b: b.name, both, either: a.nulls + b.nulls - both }];
  });
}

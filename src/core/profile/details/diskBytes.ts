import { joinSql, lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { TextRow } from './textRow.ts';

/** Compressed bytes of every leaf column of Parquet files, in the order of the leaves. */
export function leafBytesQuery(files: readonly string[]): Sql {
  return sql`SELECT file_name, column_id, CAST(sum(total_compressed_size) AS VARCHAR) FROM parquet_metadata(${list(files)}) GROUP BY file_name, column_id ORDER BY file_name, column_id`;
}

/** The schema of Parquet files as they write it: a tree in depth-first order, the root first. */
export function parquetTreeQuery(files: readonly string[]): Sql {
  return sql`SELECT file_name, name, CAST(num_children AS VARCHAR) FROM parquet_schema(${list(files)})`;
}

/**
 * Compressed bytes by top-level column, summed over files. Leaves are told by their place: a path such
 * as `a, b` may be a field of `a` or a column of that name.
 */
export function readDiskBytes(
  leaves: readonly TextRow[],
  tree: readonly TextRow[],
): ReadonlyMap<string, number> {
  const tops = new Map<string, string[]>();
  for (const [file, rows] of byFile(tree)) tops.set(file, leafTops(rows));
  const bytes = new Map<string, number>();
  for (const [file, leaf, size] of leaves) {
    const name = tops.get(file ?? '')?.[Number(leaf)];
    if (name !== undefined) bytes.set(name, (bytes.get(name) ?? 0) + Number(size));
  }
  return bytes;
}

/** The top-level column of each leaf, in their order. */
function leafTops(rows: readonly TextRow[]): string[] {
  const tops: string[] = [];
  let at = 1;
  /** Walks one element and what is below it. */
  const walk = (top: string | undefined): void => {
    const [, name, children] = rows[at] ?? [];
    at += 1;
    const own = top ?? name ?? '';
    const below = Number(children ?? 0);
    if (below === 0) tops.push(own);
    for (let i = 0; i < below; i++) walk(own);
  };
  while (at < rows.length) walk(undefined);
  return tops;
}

function byFile(rows: readonly TextRow[]): Map<string, TextRow[]> {
  const files = new Map<string, TextRow[]>();
  for (const row of rows) {
    const own = files.get(row[0] ?? '');
    if (own) own.push(row);
    else files.set(row[0] ?? '', [row]);
  }
  return files;
}

function list(files: readonly string[]): Sql {
  return sql`[${joinSql(files.map(lit))}]`;
}

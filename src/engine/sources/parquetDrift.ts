import { relative, sep } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Schema } from '../../shared/columnType.ts';
import type { FileDrift } from '../../shared/source.ts';
import { formatType } from '../../shared/formatType.ts';
import { resultColumns } from '../arrow/fetchPage.ts';

/** Files that are told of. */
const MOST_FILES = 50;

/**
 * The files of a Parquet source whose columns differ from the whole of it. Footers are compared as a
 * whole first, so that a thousand files alike are described once.
 */
export async function parquetDrift(
  connection: DuckDBConnection,
  files: readonly string[],
  base: string,
  schema: Schema,
): Promise<{ readonly drift: readonly FileDrift[]; readonly total: number }> {
  const kinds = files.length > 1 ? await kindsOf(connection, files) : new Map<string, string>();
  const named = new Map<string, Schema>();
  const drift: FileDrift[] = [];
  let total = 0;
  if (new Set(kinds.values()).size <= 1) return { drift, total };
  let first: Schema | undefined;
  for (const file of files) {
    const kind = kinds.get(file) ?? '';
    let own = named.get(kind);
    if (!own) {
      const reader = sql`read_parquet(${lit(file)}, hive_partitioning = false)`;
      own = await resultColumns(connection, reader);
      named.set(kind, own);
    }
    first ??= own;
    const found = compare(own, first, schema);
    if (!found) continue;
    total += 1;
    if (drift.length === MOST_FILES) continue;
    drift.push({ file: relative(base, file).split(sep).join('/'), ...found });
  }
  return { drift, total };
}

/** One sentence on files that differ. */
export function driftNote(drift: readonly FileDrift[], total: number, files: number): string[] {
  const [first] = drift;
  if (!first) return [];
  const [retyped] = first.retyped;
  const parts = [
    ...(first.missing.length > 0 ? [`lacks ${quoted(first.missing)}`] : []),
    ...(first.extra.length > 0 ? [`also has ${quoted(first.extra)}`] : []),
    ...(retyped ? [`has “${retyped.column}” as ${retyped.type}, read as ${retyped.readAs}`] : []),
  ];
  const more = total > 1 ? `${String(total)} of ${String(files)} files have` : '1 file has';
  return [`${more} other columns; “${first.file}” ${parts.join(' and ')}.`];
}

function quoted(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `“${name}”`);
  const more = names.length > 3 ? ` and ${String(names.length - 3)} more` : '';
  return `${shown.join(', ')}${more}`;
}

function compare(own: Schema, first: Schema, whole: Schema): Omit<FileDrift, 'file'> | undefined {
  const has = (columns: Schema, name: string): boolean => columns.some((c) => c.name === name);
  const missing = whole.filter(({ name }) => !has(own, name)).map(({ name }) => name);
  const extra = own.filter(({ name }) => !has(first, name)).map(({ name }) => name);
  const retyped = own.flatMap(({ name, type }) => {
    const read = whole.find((column) => column.name === name);
    if (!read || formatType(read.type) === formatType(type)) return [];
    return [{ column: name, type: formatType(type), readAs: formatType(read.type) }];
  });
  const differs = missing.length + extra.length + retyped.length > 0;
  return differs ? { missing, extra, retyped } : undefined;
}

/** What tells the schemas of files apart, by file; whether nulls are allowed does not. */
async function kindsOf(
  connection: DuckDBConnection,
  files: readonly string[],
): Promise<Map<string, string>> {
  const list = sql`[${joinSql(files.map(lit))}]`;
  const query = sql`SELECT file_name, md5(string_agg(concat_ws('|', name, type, type_length, num_children, converted_type, scale, precision, logical_type), chr(10))) FROM parquet_schema(${list}) GROUP BY file_name`;
  const rows = (await connection.runAndReadAll(query)).getRows();
  return new Map(rows.map(([file, kind]) => [String(file), String(kind)]));
}

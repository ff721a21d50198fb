import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column, ColumnType, Schema } from '../../src/shared/columnType.ts';
import type { ExampleTable, Json } from '../../src/core/operations/define.ts';
import { ident, joinSql, lit, sql } from '../../src/core/sql/sql.ts';
import type { Sql } from '../../src/core/sql/sql.ts';
import { duckdbType, parseType } from '../../src/core/sql/types.ts';
import { fromDuckdbType } from '../../src/core/sql/fromDuckdbType.ts';

/** A cell as the comparison sees it: canonical text, or a number for floats. */
type Cell = string | number | null;

/** A table read back: its columns by DuckDB's own type text, and comparable cells. */
export interface FoundTable {
  readonly columns: readonly (readonly [string, string])[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The schema of an example's table. */
export function schemaOf(table: ExampleTable): Schema {
  return table.columns.map(([name, type]) => ({ name, type: parseType(type) }));
}

/** Creates a DuckDB table of exactly the example's types, with the identity columns if asked. */
export async function createTable(
  connection: DuckDBConnection,
  name: string,
  table: ExampleTable,
  identity: boolean,
): Promise<void> {
  const columns: Column[] = [...schemaOf(table)];
  if (identity) {
    columns.push({ name: '__sluice_file', type: { kind: 'text' } });
    columns.push({ name: '__sluice_row', type: { kind: 'int64' } });
  }
  const definition = columns.map((column) => sql`${ident(column.name)} ${duckdbType(column.type)}`);
  await connection.run(sql`CREATE TABLE ${ident(name)} (${joinSql(definition)})`);
  const rows = table.rows.map((row, index) => {
    const cells = identity ? [...row, 'data.parquet', index] : row;
    return sql`(${joinSql(cells.map((cell, at) => cellSql(cell, columns[at]?.type)))})`;
  });
  if (rows.length > 0) {
    await connection.run(sql`INSERT INTO ${ident(name)} VALUES ${joinSql(rows)}`);
  }
}

function cellSql(cell: Json, type: ColumnType | undefined): Sql {
  if (!type) throw new Error('A row has more cells than the table has columns.');
  if (cell === null) return sql`NULL`;
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  if (type.kind === 'binary') return sql`unhex(${lit(text)})`;
  if (type.kind === 'text') return lit(text);
  return sql`${lit(text)}::${duckdbType(type)}`;
}

/** Runs a SELECT and reads its types and cells. */
export async function readTable(connection: DuckDBConnection, select: Sql): Promise<FoundTable> {
  const described = await connection.runAndReadAll(sql`DESCRIBE ${select}`);
  const schema = described
    .getRows()
    .map(([name, type]) => ({ name: textOf(name), type: textOf(type) }));
  const cells = schema.map(({ name, type }) => shown({ name, type: fromDuckdbType(type) }));
  const found = await connection.runAndReadAll(
    sql`SELECT ${joinSql(cells)} FROM (${select}) AS found`,
  );
  return {
    columns: schema.map(({ name, type }) => [name, quotedFields(type)] as const),
    rows: found.getRows().map((row) => row.map(comparable)),
  };
}

/** DuckDB quotes a struct's field names only where it must; we always do. */
function quotedFields(type: string): string {
  return type.includes('STRUCT(') ? duckdbType(fromDuckdbType(type)) : type;
}

function shown({ name, type }: Column): Sql {
  const column = ident(name);
  switch (type.kind) {
    case 'float32':
    case 'float64':
      return sql`${column}::DOUBLE`;
    case 'binary':
      return sql`lower(hex(${column}))`;
    case 'timestamptz':
      return sql`make_timestamp(epoch_us(${column}))::VARCHAR || '+00'`;
    case 'list':
    case 'struct':
    case 'map':
      return sql`to_json(${column})::VARCHAR`;
    default:
      return sql`${column}::VARCHAR`;
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error(`A text came as ${typeof value}.`);
}

function comparable(value: unknown): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new Error(`A cell came as ${typeof value}.`);
}

/** An example's table as the comparison sees it. */
export function expectedTable(table: ExampleTable): FoundTable {
  const schema = schemaOf(table);
  return {
    columns: schema.map(({ name, type }) => [name, duckdbType(type)] as const),
    rows: table.rows.map((row) =>
      row.map((cell, at) => {
        if (cell === null) return null;
        const kind = schema[at]?.type.kind;
        if (kind === 'float32' || kind === 'float64') return floatOf(cell);
        return typeof cell === 'string' ? cell : JSON.stringify(cell);
      }),
    ),
  };
}

function floatOf(cell: Json): number {
  const special: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
  return (typeof cell === 'string' ? special[cell] : undefined) ?? Number(cell);
}

/** The differences of two tables in words; empty if they are the same. */
export function differences(
  found: FoundTable,
  expected: FoundTable,
  ordered: boolean,
): readonly string[] {
  const [names, wanted] = [JSON.stringify(found.columns), JSON.stringify(expected.columns)];
  if (names !== wanted) return [`columns are ${names}, should be ${wanted}`];
  if (found.rows.length !== expected.rows.length) {
    return [
      `${String(found.rows.length)} rows, should be ${String(expected.rows.length)}: ${show(found.rows)}`,
    ];
  }
  const [left, right] = [found, expected].map(({ rows }) => (ordered ? rows : sorted(rows)));
  return (left ?? []).flatMap((row, at) => {
    const other = right?.[at] ?? [];
    return row.every((cell, place) =>
      sameCell(cell, other[place] ?? null, expected.columns[place]?.[1] ?? ''),
    )
      ? []
      : [`row ${String(at)} is ${show(row)}, should be ${show(other)}`];
  });
}

/** By the cells that are the same to the letter, then by the floats as far as they are the same. */
function sorted(rows: FoundTable['rows']): FoundTable['rows'] {
  const rounded = (cell: number): number =>
    Math.abs(cell) < 1e-9 ? 0 : Number(cell.toPrecision(6));
  const key = (row: readonly Cell[]): string =>
    show([
      row.map((cell) => (typeof cell === 'number' ? '' : cell)),
      row.flatMap((cell) => (typeof cell === 'number' ? rounded(cell) : [])),
    ]);
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** ARCHITECTURE: floats in tests. */
function sameCell(a: Cell, b: Cell, type: string): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') {
    return /(?:FLOAT|DOUBLE)\b/.test(type) ? unsigned(a) === unsigned(b) : a === b;
  }
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  if (!Number.isFinite(a) || !Number.isFinite(b)) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Lists and structs of floats are compared by their text, in which a zero of either sign is the same. */
function unsigned(cell: Cell): Cell {
  return typeof cell === 'string' ? cell.replaceAll(/(?<![\w.])-0\.0(?!\d)/g, '0.0') : cell;
}

function show(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'number' && !Number.isFinite(inner) ? String(inner) : inner,
  );
}

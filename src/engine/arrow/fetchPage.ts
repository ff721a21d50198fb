import {
  Field,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  makeData,
} from 'apache-arrow';
import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBType } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { fromDuckdbType } from '../../core/sql/fromDuckdbType.ts';
import { ident, joinSql, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { TYPE_KEY } from '../../shared/arrow/typeKey.ts';
import type { Column, ColumnType } from '../../shared/columnType.ts';
import type { Page } from '../../shared/contracts/engine.ts';
import { arrowData } from './arrowData.ts';
import { arrowType } from './arrowType.ts';
import { cutValue } from './cutValue.ts';
import { isUnnamedStruct, wireCast } from './wireType.ts';

/** A column of a result as DuckDB reports it before the query runs. */
export interface ResultColumn extends Column {
  readonly duckdb: DuckDBType;
}

/** The columns of a relation, found by preparing it; nothing runs. */
export async function resultColumns(
  connection: DuckDBConnection,
  relation: Sql,
): Promise<ResultColumn[]> {
  const prepared = await connection.prepare(sql`SELECT * FROM ${relation}`);
  try {
    return columnsOf(prepared);
  } finally {
    prepared.destroySync();
  }
}

/**
 * Runs `SELECT <columns> FROM relation <tail>` and gives its rows as an Arrow stream. Values whose text is
 * longer than `maxText` are cut as `cutValue` does.
 */
export async function fetchPage(
  connection: DuckDBConnection,
  relation: Sql,
  tail: Sql,
  options: { readonly columns: readonly ResultColumn[]; readonly maxText?: number | undefined },
): Promise<Page> {
  const list = options.columns.map((column) => wireExpression(column, options.maxText));
  const prepared = await connection.prepare(sql`SELECT ${joinSql(list)} FROM ${relation} ${tail}`);
  try {
    const types = options.columns.map((_, index) => prepared.columnType(index));
    const result = await prepared.run();
    const fields = options.columns.map(
      ({ name, type }, index) =>
        new Field(
          name,
          arrowType(types[index] ?? prepared.columnType(index)),
          true,
          new Map([[TYPE_KEY, JSON.stringify(type)]]),
        ),
    );
    const schema = new Schema(fields);
    const writer = new RecordBatchStreamWriter();
    writer.reset(undefined, schema);
    let rows = 0;
    for (let chunk = await result.fetchChunk(); chunk; chunk = await result.fetchChunk()) {
      const length = chunk.rowCount;
      if (length === 0) break;
      const raw = chunk.chunk;
      const children = types.map((type, index) =>
        arrowData(type, duckdb.data_chunk_get_vector(raw, index), length),
      );
      const data = makeData({ type: new Struct(fields), length, nullCount: 0, children });
      writer.write(new RecordBatch(schema, data));
      rows += length;
    }
    writer.finish();
    return {
      arrow: writer.toUint8Array(true),
      rows,
      schema: options.columns.map(({ name, type }) => ({ name, type })),
    };
  } finally {
    prepared.destroySync();
  }
}

function columnsOf(prepared: DuckDBPreparedStatement): ResultColumn[] {
  return Array.from({ length: prepared.columnCount }, (_, index) => {
    const duckdb = prepared.columnType(index);
    return { name: prepared.columnName(index), type: columnType(duckdb), duckdb };
  });
}

function columnType(type: DuckDBType): ColumnType {
  return isUnnamedStruct(type) ? { kind: 'text' } : fromDuckdbType(type.toString());
}

function wireExpression(column: ResultColumn, maxText: number | undefined): Sql {
  const name = ident(column.name);
  const cast = wireCast(column.duckdb);
  const value = cast ? sql`CAST(${name} AS ${cast})` : name;
  const cut = maxText === undefined ? value : cutValue(value, column.type, maxText);
  return sql`${cut} AS ${name}`;
}

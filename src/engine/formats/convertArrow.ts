import { open } from 'node:fs/promises';
import { DuckDBDataChunk } from '@duckdb/node-api';
import type { DuckDBType } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { DataType, RecordBatchReader, TimeUnit } from 'apache-arrow';
import type { Field, RecordBatch } from 'apache-arrow';
import { sql } from '../../core/sql/sql.ts';
import { AppError } from '../../shared/errors.ts';
import { arrowDuckdbType, isWide } from './arrowDuckdbType.ts';
import { typeOf } from './arrowParts.ts';
import { badFile, unsupportedFile } from './badFile.ts';
import { distinctNames } from './distinctNames.ts';
import { fillVector } from './fillVector.ts';
import { parquetSink } from './parquetSink.ts';
import type { Sink, SinkOptions } from './parquetSink.ts';
import { registerCodecs } from './registerCodecs.ts';

/**
 * Turns an Arrow IPC file or stream (Feather 2) into Parquet, a record batch at a time. Gives sentences
 * worth telling. Throws `bad-data` for a damaged file, `unsupported` for a type without a counterpart.
 */
export async function convertArrow(path: string, options: SinkOptions): Promise<string[]> {
  registerCodecs();
  const file = await open(path);
  try {
    const reader = await (await RecordBatchReader.from(file)).open();
    const { fields } = reader.schema;
    if (fields.length === 0) throw badFile(path, 'has no columns');
    const types = fields.map((field) => duckdbTypeOf(path, field));
    const { names, notes } = distinctNames(fields.map(({ name }) => name));
    const columns = names.map((name, at) => ({ name, type: String(types[at]) }));
    await parquetSink(columns, options, async (sink) => {
      try {
        for await (const batch of reader) await appendBatch(sink, batch, types);
      } catch (error) {
        throw damaged(path, error, options.signal);
      }
      return sql`SELECT * FROM rows`;
    });
    return [...notes, ...fields.flatMap(fieldNote)];
  } catch (error) {
    throw damaged(path, error, options.signal);
  } finally {
    await file.close();
  }
}

function damaged(path: string, error: unknown, signal: AbortSignal): unknown {
  if (error instanceof AppError || signal.aborted) return error;
  return badFile(path, 'is a damaged Arrow file, or was cut off', error);
}

async function appendBatch(
  sink: Sink,
  batch: RecordBatch,
  types: readonly DuckDBType[],
): Promise<void> {
  const most = duckdb.vector_size();
  for (let from = 0; from < batch.numRows; from += most) {
    const count = Math.min(most, batch.numRows - from);
    const pick = Int32Array.from({ length: count }, (_, at) => from + at);
    const chunk = DuckDBDataChunk.create(types, count);
    types.forEach((_, index) => {
      const data = batch.data.children[index];
      if (!data || data.length < batch.numRows) throw new RangeError('A batch lacks a column.');
      fillVector(duckdb.data_chunk_get_vector(chunk.chunk, index), data, pick);
    });
    sink.append.appendDataChunk(chunk);
    await sink.took(count);
  }
}

function duckdbTypeOf(path: string, field: Field): DuckDBType {
  const type = arrowDuckdbType(typeOf(field));
  if (type) return type;
  throw unsupportedFile(
    path,
    `has the column “${field.name}” of the type ${String(field.type)}, which Sluice cannot show`,
    'Write the file without that column, or with another type.',
  );
}

/** What a type becomes that is not what the file says. */
function fieldNote(field: Field): string[] {
  const type = typeOf(field);
  if (DataType.isDuration(type)) {
    const unit = { 0: 'seconds', 1: 'milliseconds', 2: 'microseconds', 3: 'nanoseconds' }[
      type.unit
    ];
    return [`“${field.name}” is a duration; it is shown as a number of ${unit}.`];
  }
  if (DataType.isDecimal(type) && isWide(type)) {
    return [`“${field.name}” is a decimal that is too long to compute with; it is shown as text.`];
  }
  const zoned = DataType.isTimestamp(type) && (type.timezone ?? '') !== '';
  return zoned && type.unit === TimeUnit.NANOSECOND
    ? [`“${field.name}” has nanoseconds and a time zone; it is shown in UTC without one.`]
    : [];
}

import { open } from 'node:fs/promises';
import { DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { createFileDecoder, streams } from 'avsc';
import type { Type } from 'avsc';
import { decompress as unzstd } from 'fzstd';
import { uncompress as unsnappy } from 'snappyjs';
import { sql } from '../../core/sql/sql.ts';
import { AppError } from '../../shared/errors.ts';
import { NoCounterpart, avroColumn, isRecord } from './avroColumn.ts';
import type { AvroColumn } from './avroColumn.ts';
import { avroType } from './avroTypes.ts';
import { badFile, unsupportedFile } from './badFile.ts';
import { distinctNames } from './distinctNames.ts';
import { parquetSink } from './parquetSink.ts';
import type { Sink, SinkOptions } from './parquetSink.ts';

type Unpack = (bytes: Buffer) => Uint8Array;

const UNPACK: Readonly<Record<string, Unpack>> = {
  // Four bytes of checksum follow.
  snappy: (bytes) => unsnappy(bytes.subarray(0, -4)),
  zstandard: (bytes) => unzstd(bytes),
};

/** Turns an Avro object container file into Parquet, a block at a time. Gives sentences worth telling. */
export async function convertAvro(path: string, options: SinkOptions): Promise<string[]> {
  try {
    const decoder = createFileDecoder(path, { codecs: codecs(), parseHook: avroType });
    try {
      // The decoder tells of a fault without ending, and would be waited for.
      decoder.on('error', (error) => decoder.destroy(error));
      const { type, sync } = await headOf(decoder);
      await requireWhole(path, sync);
      if (!isRecord(type) || type.fields.length === 0) {
        throw unsupportedFile(path, 'holds no records with columns', 'Write it as records.');
      }
      const columns = type.fields.map((field) => columnOf(path, field.name, field.type));
      const { names, notes } = distinctNames(type.fields.map(({ name }) => name));
      const list = names.map((name, at) => ({ name, type: String(columns[at]?.type) }));
      const own = type.fields.map(({ name }) => name);
      await parquetSink(list, options, async (sink) => {
        try {
          await fill(sink, decoder, own, columns);
        } catch (error) {
          throw damaged(path, error, options.signal);
        }
        return sql`SELECT * FROM rows`;
      });
      return [...notes];
    } finally {
      decoder.destroy();
    }
  } catch (error) {
    throw damaged(path, error, options.signal);
  }
}

async function fill(
  sink: Sink,
  decoder: streams.BlockDecoder,
  fields: readonly string[],
  columns: readonly AvroColumn[],
): Promise<void> {
  const types = columns.map(({ type }) => type);
  let rows: Readonly<Record<string, unknown>>[] = [];
  const flush = async (): Promise<void> => {
    const chunk = DuckDBDataChunk.create(types, rows.length);
    columns.forEach((column, at) => {
      const name = fields[at] ?? '';
      chunk.setColumnValues(
        at,
        rows.map((row) => column.value(row[name])),
      );
    });
    sink.append.appendDataChunk(chunk);
    const count = rows.length;
    rows = [];
    await sink.took(count);
  };
  for await (const row of decoder) {
    // SAFETY: the schema of the file is a record, so every value is one.
    rows.push(row as Readonly<Record<string, unknown>>);
    if (rows.length === duckdb.vector_size()) await flush();
  }
  if (rows.length > 0) await flush();
}

/** Every block ends with the mark of the head; the decoder drops what follows the last one unread. */
async function requireWhole(path: string, sync: Uint8Array): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, sync.length));
    await file.read(tail, 0, tail.length, size - tail.length);
    if (!tail.equals(sync)) throw new RangeError('The file ends within a block.');
  } finally {
    await file.close();
  }
}

/** Waits for the head of the file. */
function headOf(decoder: streams.BlockDecoder): Promise<{ type: Type; sync: Uint8Array }> {
  return new Promise((resolve, reject) => {
    decoder.once('metadata', (type: Type, _codec: string, { sync }: { sync: Uint8Array }) => {
      resolve({ type, sync });
    });
    decoder.once('error', reject);
    decoder.once('finish', () => {
      reject(new RangeError('The file ends within its head.'));
    });
  });
}

function codecs(): ReturnType<typeof streams.BlockDecoder.defaultCodecs> {
  const own = Object.entries(UNPACK).map(([name, unpack]) => [
    name,
    (bytes: Buffer, done: (error: Error | null, result?: Buffer) => void): void => {
      let result: Buffer;
      try {
        result = Buffer.from(unpack(bytes));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      done(null, result);
    },
  ]);
  // SAFETY: each is a function that takes packed bytes and a callback, as the declaration has it.
  const more = Object.fromEntries(own) as ReturnType<typeof streams.BlockDecoder.defaultCodecs>;
  return { ...streams.BlockDecoder.defaultCodecs(), ...more };
}

function columnOf(path: string, name: string, type: Type): AvroColumn {
  try {
    return avroColumn(type);
  } catch (error) {
    if (!(error instanceof NoCounterpart)) throw error;
    throw unsupportedFile(
      path,
      `has the column “${name}”, which is ${error.message}; Sluice cannot show that`,
      'Write the file without that column, or with one type.',
    );
  }
}

function damaged(path: string, error: unknown, signal: AbortSignal): unknown {
  if (error instanceof AppError || signal.aborted) return error;
  const words = error instanceof Error ? error.message : '';
  if (/unknown codec/.test(words)) {
    return unsupportedFile(
      path,
      `is compressed in a way that Sluice does not know (${words.replace(/^.*unknown codec:? /, '')})`,
      'Write it with deflate, snappy or zstandard.',
    );
  }
  return badFile(path, 'is a damaged Avro file, or was cut off', error);
}

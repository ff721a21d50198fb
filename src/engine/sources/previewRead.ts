import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { readSource } from '../../core/sql/readSource.ts';
import { lit, sql } from '../../core/sql/sql.ts';
import type { Schema } from '../../shared/columnType.ts';
import type { LocalSource, ReadPreview } from '../../shared/contracts/engine.ts';
import type { RejectedLines } from '../../shared/source.ts';
import { AppError } from '../../shared/errors.ts';
import { fetchPage, resultColumns } from '../arrow/fetchPage.ts';
import { fromDuckdbError } from '../fromDuckdbError.ts';
import { openInstance } from '../openInstance.ts';
import type { InstanceLimits } from '../openInstance.ts';
import { withConnection } from '../withConnection.ts';
import { chosenTypes } from './chosenTypes.ts';
import { headBytes } from './headBytes.ts';
import { rejectedLines } from './rejectedLines.ts';
import { sniffCsv } from './sniffCsv.ts';

/** So much of the file is looked at: thousands of lines, read in a few milliseconds. */
const HEAD_BYTES = 256 * 1024;
const LONGEST_TEXT = 200;

/**
 * The first rows of a CSV as its options would have them, from the head of its first file. Bad
 * lines are told whatever the options say of them. Throws what is wrong with the options.
 */
export async function previewRead(
  source: LocalSource,
  rows: number,
  limits: InstanceLimits,
  signal: AbortSignal,
): Promise<ReadPreview> {
  const [file] = source.files;
  if (file === undefined) throw new AppError('not-found', 'The source has no files.');
  const asked = source.options ?? {};
  const { bytes, whole } = await headBytes(file, HEAD_BYTES);
  const text = whole ? bytes : wholeLines(bytes, asked.encoding);
  await mkdir(limits.spillDirectory, { recursive: true });
  // The ending tells of the delimiter; what was packed is not any more.
  const head = join(limits.spillDirectory, basename(file).replace(/\.(?:gz|zst)$/i, ''));
  await writeFile(head, text);
  try {
    const instance = await openInstance([head], limits);
    try {
      return await withConnection(instance, signal, async (connection) => {
        const found = await sniffCsv(connection, [head], text.length, {
          ...asked,
          badLines: 'skip',
        });
        const columns = await resultColumns(connection, found.describe);
        const types = columns.map(({ name, type }) => ({ name, type }));
        const schema = chosenTypes(types, source.types);
        const { badLines: _forced, ...kept } = found.options;
        const options = asked.badLines === undefined ? kept : { ...kept, badLines: asked.badLines };
        const from = { files: [head], base: limits.spillDirectory, options, columns: schema };
        return {
          ...{ schema, found: types, options },
          page: await firstRows(connection, head, schema, options, rows),
          rejected: withoutCutLine(await rejectedLines(connection, from), whole),
          notes: [...found.notes, ...firstOfSeveral(source)],
          ...{ bytes: text.length, whole },
        };
      });
    } catch (error) {
      throw named(error, head, file);
    } finally {
      instance.closeSync();
    }
  } finally {
    await rm(limits.spillDirectory, { recursive: true, force: true });
  }
}

async function firstRows(
  connection: DuckDBConnection,
  head: string,
  schema: Schema,
  options: ReadPreview['options'],
  rows: number,
): Promise<ReadPreview['page']> {
  const select = readSource({
    ...{ format: 'csv', schema, hive: [], identity: false },
    options: { ...options, badLines: 'skip' },
    files: sql`[${lit(head)}]`,
    base: lit(''),
  });
  const relation = sql`(${select})`;
  try {
    const columns = await resultColumns(connection, relation);
    const limit = sql`LIMIT ${lit(rows)}`;
    return await fetchPage(connection, relation, limit, { columns, maxText: LONGEST_TEXT });
  } catch (error) {
    throw fromDuckdbError(error);
  }
}

/** The head up to its last line break: a line that is cut is no bad line. */
function wholeLines(bytes: Uint8Array, encoding: string | undefined): Uint8Array {
  const wide = encoding === 'utf-16' || (bytes[0] === 0xff && bytes[1] === 0xfe);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = wide ? buffer.lastIndexOf('\n', undefined, 'utf16le') : buffer.lastIndexOf(0x0a);
  const carriage = wide ? -1 : buffer.lastIndexOf(0x0d);
  const at = end > 0 ? end : carriage;
  return at > 0 ? bytes.subarray(0, at + (wide ? 2 : 1)) : bytes;
}

/** A value of several lines may be cut at the end of the head: its quote is closed further down. */
function withoutCutLine(rejected: RejectedLines, whole: boolean): RejectedLines {
  const last = rejected.examples.at(-1);
  if (whole || last?.cause !== 'quote' || rejected.rows !== rejected.examples.length) {
    return { ...rejected, whole: rejected.whole && whole };
  }
  return { rows: rejected.rows - 1, examples: rejected.examples.slice(0, -1), whole: false };
}

function firstOfSeveral(source: LocalSource): readonly string[] {
  const count = source.files.length;
  if (count < 2) return [];
  return [`This is the first of ${String(count)} files; the others are read like it.`];
}

/** The head bears the file's own name, but the folder of temporary files is nobody's business. */
function named(error: unknown, head: string, file: string): unknown {
  if (!(error instanceof AppError) || error.detail === undefined) return error;
  return new AppError(error.code, error.message, {
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    detail: error.detail.replaceAll(head, file),
  });
}

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { sql } from '../../core/sql/sql.ts';
import type { SourceOptions } from '../../shared/source.ts';
import { headBytes } from './headBytes.ts';

/** So much tells how long lines are. */
const LOOK_BYTES = 256 * 1024;
/** Longer lines on average are long: DuckDB's 20,480 rows would be more than the head. */
const LONG_LINE = 200;
const HEAD_BYTES = 4 * 1024 * 1024;
const NEWLINE = 0x0a;
const QUOTE = 0x22;

let heads = 0;

/** The first lines of a CSV whose lines are long. */
export interface LongLines {
  /** A file with these lines alone. */
  readonly path: string;
  /** The average bytes of a line. */
  readonly lineBytes: number;
  /** Options that these lines leave no doubt of; the sniffer tries each further one on every column. */
  readonly plain: SourceOptions;
  readonly remove: () => Promise<void>;
}

/**
 * A copy of the first lines where lines are long, so that DuckDB's sniffer does not go through
 * far more of a file than it needs. Undefined where lines are short, or where it is not
 * plain where one ends.
 */
export async function longLines(
  connection: DuckDBConnection,
  file: string,
  given: SourceOptions,
): Promise<LongLines | undefined> {
  if (given.encoding === 'utf-16') return undefined;
  const { lines, lineBytes } = await linesOf(file);
  if (lines < 2 || lineBytes < LONG_LINE) return undefined;
  const { bytes, whole } = await headBytes(file, HEAD_BYTES);
  const end = whole ? bytes.length : endOfLine(bytes);
  if (end === undefined) return undefined;
  const text = bytes.subarray(0, end);
  const plain = quotesOf(text, given);
  if (whole) return { path: file, lineBytes, plain, remove: () => Promise.resolve() };
  const setting = await connection.runAndReadAll(sql`SELECT current_setting('temp_directory')`);
  const folder = String(setting.getRows()[0]?.[0]);
  await mkdir(folder, { recursive: true });
  heads += 1;
  const path = join(folder, `head-${String(heads)}.csv`);
  await writeFile(path, text);
  return { path, lineBytes, plain, remove: () => rm(path, { force: true }) };
}

/** Lines of the head of a file, and their average bytes. */
export async function linesOf(
  file: string,
): Promise<{ readonly lines: number; readonly lineBytes: number }> {
  const { bytes } = await headBytes(file, LOOK_BYTES);
  const lines = count(bytes, NEWLINE);
  return { lines, lineBytes: bytes.length / Math.max(lines, 1) };
}

/** Behind the last line break that is outside of quotes. */
function endOfLine(bytes: Uint8Array): number | undefined {
  let end = bytes.lastIndexOf(NEWLINE) + 1;
  let isOpen = count(bytes.subarray(0, end), QUOTE) % 2 === 1;
  while (isOpen && end > 0) {
    const before = end > 1 ? bytes.lastIndexOf(NEWLINE, end - 2) + 1 : 0;
    if (count(bytes.subarray(before, end), QUOTE) % 2 === 1) isOpen = false;
    end = before;
  }
  return end > 0 ? end : undefined;
}

/** Double quotes, where no value begins with another one and nothing else could escape them. */
function quotesOf(bytes: Uint8Array, { quote, escape }: SourceOptions): SourceOptions {
  if (quote !== undefined || escape !== undefined) return {};
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.includes('\\') || /(?:^|\W)'/.test(text) ? {} : { quote: '"', escape: '"' };
}

function count(bytes: Uint8Array, byte: number): number {
  let found = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) found += 1;
  return found;
}

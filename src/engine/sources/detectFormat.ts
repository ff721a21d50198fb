import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { SourceFormat } from '../../shared/contracts/engine.ts';

const HEAD_BYTES = 65_536;
const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

/**
 * The format of one file: Parquet by its magic bytes whatever the name, else by the name, else by the
 * content. Throws `bad-data` for a file that is empty, cut off, or not what its name says.
 */
export async function detectFormat(path: string): Promise<SourceFormat> {
  const name = basename(path);
  const { head, tail, size } = await ends(path);
  if (size === 0) throw bad(name, 'is empty', 'Choose a file that holds data.');
  const says = formatOfName(name);
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') {
    if (tail.toString('latin1') === 'PAR1' && size >= 12) return 'parquet';
    throw bad(name, 'is a Parquet file that was cut off', 'Copy or write the file again.');
  }
  if (head.subarray(0, 4).toString('latin1') === 'PARE') {
    throw new AppError('unsupported', `“${name}” is an encrypted Parquet file.`, {
      hint: 'Write it without encryption of the footer.',
    });
  }
  if (says === 'parquet') {
    throw bad(name, 'is no Parquet file, although its name says so', 'Give it its true ending.');
  }
  if (starts(head, GZIP) || starts(head, ZSTD)) return says ?? unknown(name);
  if (isBinary(head)) {
    throw bad(
      name,
      says === undefined ? 'is neither Parquet nor text' : 'is no text, although its name says so',
      'Sluice opens Parquet, CSV, TSV, JSON and JSON lines.',
    );
  }
  const first = /[^\s\uFEFF]/u.exec(head.toString('utf8'))?.[0];
  const looksLikeJson = first === '{' || first === '[';
  if (says === 'json' && !looksLikeJson) {
    throw bad(name, 'is no JSON, although its name says so', 'Each record must be one object.');
  }
  return says ?? (looksLikeJson ? 'json' : 'csv');
}

/** The format that a file's ending speaks of, the ending of a compression aside. */
function formatOfName(name: string): SourceFormat | undefined {
  const plain = name.toLowerCase().replace(/\.(?:gz|zst)$/, '');
  if (/\.(?:parquet|parq|pq)$/.test(plain)) return 'parquet';
  if (/\.(?:csv|tsv|tab|psv|txt)$/.test(plain)) return 'csv';
  if (/\.(?:json|jsonl|ndjson)$/.test(plain)) return 'json';
  return undefined;
}

async function ends(path: string): Promise<{ head: Buffer; tail: Buffer; size: number }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
    await file.read(head, 0, head.length, 0);
    const tail = Buffer.alloc(Math.min(size, 4));
    await file.read(tail, 0, tail.length, size - tail.length);
    return { head, tail, size };
  } finally {
    await file.close();
  }
}

function starts(head: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte);
}

/** Text holds no NUL, unless it is UTF-16 and says so. */
function isBinary(head: Buffer): boolean {
  const utf16 = starts(head, [0xff, 0xfe]) || starts(head, [0xfe, 0xff]);
  return !utf16 && head.includes(0);
}

function unknown(name: string): never {
  throw bad(name, 'is compressed and its name tells no format', 'Name it *.csv.gz or *.json.gz.');
}

function bad(name: string, what: string, hint: string): AppError {
  return new AppError('bad-data', `“${name}” ${what}.`, { hint });
}

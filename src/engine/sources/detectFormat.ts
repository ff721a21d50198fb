import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { SourceFormat } from '../../shared/source.ts';
import { formatOfName } from './formatOfName.ts';
import { isGzip, isZstd, startsWith } from './magicBytes.ts';
import { zipFormat } from './zipFormat.ts';

const HEAD_BYTES = 65_536;
/** The container of old Office files, and of new ones with a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
/** An Arrow stream begins with this mark and the length of its schema. */
const CONTINUED = [0xff, 0xff, 0xff, 0xff];

/**
 * The format of one file: by its magic bytes whatever the name, else by the name, else by the content.
 * Throws `bad-data` for a file that is empty, cut off, or not what its name says.
 */
export async function detectFormat(path: string): Promise<SourceFormat> {
  const name = basename(path);
  const { head, tail, size } = await ends(path);
  if (size === 0) throw bad(name, 'is empty', 'Choose a file that holds data.');
  const says = formatOfName(name);
  const binary = binaryFormat(name, head, tail, size);
  if (binary) return binary;
  if (says === 'arrow' && startsWith(head, CONTINUED)) return 'arrow';
  if (says !== undefined && says in NAMED) {
    throw bad(name, `is no ${String(NAMED[says])}, although its name says so`, TRUE_ENDING);
  }
  if (isGzip(head)) return packed(name, says, 'gz');
  if (isZstd(head)) return packed(name, says, 'zst');
  if (/\.(?:gz|zst)$/i.test(name)) {
    throw bad(name, 'is not compressed, although its name says so', TRUE_ENDING);
  }
  if (isBinary(head)) {
    throw bad(
      name,
      says === undefined ? 'is neither Parquet nor text' : 'is no text, although its name says so',
      'Sluice opens Parquet, CSV, TSV, JSON, JSON lines, Arrow, Avro and Excel.',
    );
  }
  const first = /[^\s\uFEFF]/u.exec(head.toString('utf8'))?.[0];
  const looksLikeJson = first === '{' || first === '[';
  if (says === 'json' && !looksLikeJson) {
    throw bad(name, 'is no JSON, although its name says so', 'Each record must be one object.');
  }
  return says ?? (looksLikeJson ? 'json' : 'csv');
}

const TRUE_ENDING = 'Give it its true ending.';

/** Formats whose files are known by their first bytes, so that a name alone is not enough. */
const NAMED: Partial<Record<SourceFormat, string>> = {
  parquet: 'Parquet file',
  arrow: 'Arrow file',
  excel: 'Excel workbook',
  avro: 'Avro file',
};

function binaryFormat(
  name: string,
  head: Buffer,
  tail: Buffer,
  size: number,
): SourceFormat | undefined {
  const text = head.toString('latin1', 0, 8);
  if (text.startsWith('PAR1')) {
    if (tail.toString('latin1').endsWith('PAR1') && size >= 12) return 'parquet';
    if (tail.toString('latin1').endsWith('PARE')) throw encrypted(name);
    throw bad(name, 'is a Parquet file that was cut off', 'Copy or write the file again.');
  }
  if (text.startsWith('PARE')) throw encrypted(name);
  if (text.startsWith('ARROW1')) {
    if (tail.toString('latin1').endsWith('ARROW1')) return 'arrow';
    throw bad(name, 'is an Arrow file that was cut off', 'Copy or write the file again.');
  }
  if (text.startsWith('FEA1')) {
    throw unsupported(name, 'is a Feather file of version 1', 'Write it as Feather 2 or Parquet.');
  }
  if (text.startsWith('Obj\x01')) return 'avro';
  if (text.startsWith('ORC')) {
    throw unsupported(name, 'is an ORC file, which Sluice does not read', 'Write it as Parquet.');
  }
  if (startsWith(head, COMPOUND)) {
    throw unsupported(
      name,
      'is an Excel file of the old kind (.xls), or one with a password',
      'Save it as .xlsx without a password.',
    );
  }
  return zipFormat(name, head);
}

/** The first bytes, the last eight, and the size. */
async function ends(path: string): Promise<{ head: Buffer; tail: Buffer; size: number }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
    await file.read(head, 0, head.length, 0);
    const tail = Buffer.alloc(Math.min(size, 8));
    await file.read(tail, 0, tail.length, size - tail.length);
    return { head, tail, size };
  } finally {
    await file.close();
  }
}

/** Text holds no NUL, unless it is UTF-16 and says so. */
function isBinary(head: Buffer): boolean {
  const utf16 = startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]);
  return !utf16 && head.includes(0);
}

function encrypted(name: string): AppError {
  return unsupported(
    name,
    'is an encrypted Parquet file',
    'Write it without encryption of the footer.',
  );
}

/** A compressed file is read by its name, here and by every target. */
function packed(name: string, says: SourceFormat | undefined, ending: string): SourceFormat {
  if (says === undefined) {
    const hint = `Name it *.csv.${ending} or *.json.${ending}.`;
    throw bad(name, 'is compressed and its name tells no format', hint);
  }
  if (name.toLowerCase().endsWith(`.${ending}`)) return says;
  throw bad(name, 'is compressed, but its name does not say so', `Name it “${name}.${ending}”.`);
}

function unsupported(name: string, what: string, hint: string): AppError {
  return new AppError('unsupported', `“${name}” ${what}.`, { hint });
}

function bad(name: string, what: string, hint: string): AppError {
  return new AppError('bad-data', `“${name}” ${what}.`, { hint });
}

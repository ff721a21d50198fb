import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { headBytes } from './headBytes.ts';

/** So much of a file tells its encoding. */
const LOOKED_AT = 256 * 1024;

/** Names that people give to the encodings that DuckDB reads without an extension. */
const NAMES: Readonly<Record<string, CsvEncoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-16': 'utf-16',
  utf16: 'utf-16',
  'utf-16le': 'utf-16',
  'latin-1': 'latin-1',
  latin1: 'latin-1',
  'iso-8859-1': 'latin-1',
};

/** The encodings that every source of text may have. */
export type CsvEncoding = 'utf-8' | 'utf-16' | 'latin-1';

/** How a text is encoded, and what should be told of it. */
export interface FoundEncoding {
  /** Absent for UTF-8 that nobody asked for. */
  readonly encoding?: CsvEncoding;
  readonly notes: readonly string[];
}

/**
 * The encoding of a text: the one that was chosen, or what its first bytes say. Throws
 * `unsupported` for one that cannot be read, and `bad-data` for bytes that are no known text.
 */
export async function csvEncoding(
  file: string,
  chosen: string | undefined,
): Promise<FoundEncoding> {
  const { bytes, whole } = await headBytes(file, LOOKED_AT);
  const known = chosen === undefined ? undefined : NAMES[chosen.trim().toLowerCase()];
  if (chosen !== undefined && known === undefined) throw unreadable(chosen);
  if (isBigEndian(bytes, known)) {
    throw new AppError('unsupported', `“${basename(file)}” is UTF-16 in big-endian order.`, {
      hint: 'Convert it first by “iconv -f UTF-16BE -t UTF-8 old.csv > new.csv”.',
    });
  }
  if (known !== undefined) return { encoding: known, notes: [] };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16', notes: [] };
  const at = firstFault(bytes, whole);
  if (at === undefined) return { notes: [] };
  const note = 'The text is not UTF-8, so it is read as Latin-1; see its read options.';
  if (!bytes.some((byte) => byte >= 0x80 && byte < 0xa0)) {
    return { encoding: 'latin-1', notes: [note] };
  }
  const line = bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
  throw new AppError(
    'bad-data',
    `“${basename(file)}” is neither UTF-8 nor Latin-1: byte 0x${(bytes[at] ?? 0).toString(16)} on line ${String(line)}.`,
    {
      hint: 'Convert it first, for example by “iconv -f WINDOWS-1252 -t UTF-8 old.csv > new.csv”.',
    },
  );
}

/** The place of the first byte that is not UTF-8. The head may end within a character. */
function firstFault(bytes: Uint8Array, whole: boolean): number | undefined {
  const sound = (to: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, to), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  if (sound(bytes.length)) {
    if (!whole) return undefined;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return undefined;
    } catch {
      return bytes.length - 1;
    }
  }
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (sound(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** DuckDB reads big-endian UTF-16 as no rows at all, without a word. */
function isBigEndian(bytes: Uint8Array, known: CsvEncoding | undefined): boolean {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return true;
  if (known !== 'utf-16' || bytes[0] === 0xff) return false;
  const zeros = (parity: number): number =>
    bytes.filter((byte, place) => byte === 0 && place % 2 === parity).length;
  return zeros(0) > zeros(1);
}

function unreadable(encoding: string): AppError {
  return new AppError('unsupported', `Sluice does not read the encoding “${encoding}”.`, {
    hint: `Choose utf-8, utf-16 or latin-1, or convert the file by “iconv -f ${encoding} -t UTF-8 old.csv > new.csv”.`,
  });
}

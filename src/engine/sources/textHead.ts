import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { unzstdStream } from './unzstdStream.ts';

/** How a text is read for its first line. */
export interface LineOptions {
  /** `utf-8` by default; `utf-16`, `latin-1`. */
  readonly encoding?: string;
  /** Lines that start with it do not count. */
  readonly comment?: string;
}

/** A line of a text file, from 0, without a byte order mark; empty beyond the end. */
export async function lineAt(
  path: string,
  place: number,
  { encoding, comment = '' }: LineOptions = {},
): Promise<string> {
  const { bytes: text, stop } = textBytes(path);
  text.setEncoding(encoding === 'utf-16' ? 'utf16le' : encoding === 'latin-1' ? 'latin1' : 'utf8');
  try {
    let at = 0;
    for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
      const isComment = comment !== '' && line.startsWith(comment);
      if (at >= place && !isComment) return line.replace(/^\uFEFF/, '');
      at += 1;
    }
    return '';
  } finally {
    stop();
  }
}

/** The first character of a text file that is no white space. */
export async function firstCharacter(path: string): Promise<string | undefined> {
  const { bytes: text, stop } = textBytes(path);
  text.setEncoding('utf8');
  try {
    for await (const chunk of text) {
      const found = /[^\s\uFEFF]/u.exec(String(chunk));
      if (found) return found[0];
    }
    return undefined;
  } finally {
    stop();
  }
}

/** The bytes of a text file, unpacked if it is gzip or Zstandard. */
export function textBytes(path: string): {
  readonly bytes: Readable;
  readonly stop: () => void;
} {
  const file = createReadStream(path);
  const unpack = unpacker(path);
  file.on('error', (error) => unpack?.destroy(error));
  return {
    bytes: unpack ? file.pipe(unpack) : file,
    stop: () => {
      file.destroy();
      unpack?.destroy();
    },
  };
}

function unpacker(path: string): Transform | undefined {
  if (/\.gz$/i.test(path)) return createGunzip();
  return /\.zst$/i.test(path) ? unzstdStream() : undefined;
}

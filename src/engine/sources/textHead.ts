import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A line of a text file, from 0, without a byte order mark; empty beyond the end. */
export async function lineAt(path: string, place: number): Promise<string> {
  const { text, stop } = textOf(path);
  try {
    let at = 0;
    for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
      if (at === place) return line.replace(/^\uFEFF/, '');
      at += 1;
    }
    return '';
  } finally {
    stop();
  }
}

/** The first character of a text file that is no white space. */
export async function firstCharacter(path: string): Promise<string | undefined> {
  const { text, stop } = textOf(path);
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

/** The text of a file, unpacked if it is gzip. */
function textOf(path: string): { text: Readable; stop: () => void } {
  const bytes = createReadStream(path);
  const gunzip = path.toLowerCase().endsWith('.gz') ? createGunzip() : undefined;
  const text: Readable = gunzip ? bytes.pipe(gunzip) : bytes;
  bytes.on('error', (error) => gunzip?.destroy(error));
  text.setEncoding('utf8');
  return {
    text,
    stop: () => {
      bytes.destroy();
      gunzip?.destroy();
    },
  };
}

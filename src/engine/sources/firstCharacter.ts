import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** The first character of a text file that is no white space; gzip is looked into. */
export async function firstCharacter(path: string): Promise<string | undefined> {
  const bytes = createReadStream(path);
  const text = path.toLowerCase().endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  text.setEncoding('utf8');
  try {
    for await (const chunk of text) {
      const found = /[^\s\uFEFF]/u.exec(String(chunk));
      if (found) return found[0];
    }
    return undefined;
  } finally {
    bytes.destroy();
  }
}

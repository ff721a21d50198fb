import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../shared/errors.ts';

/**
 * Reads every gzip file once to its end. DuckDB takes a file that was cut off for a shorter one, so
 * the rows that are missing would be missing without a word. Throws `bad-data`.
 */
export async function requireWholeGzip(files: readonly string[]): Promise<void> {
  for (const file of files) {
    if (!/\.gz$/i.test(file)) continue;
    const nowhere = new Writable({
      write: (_chunk, _encoding, done) => {
        done();
      },
    });
    try {
      await pipeline(createReadStream(file), createGunzip(), nowhere);
    } catch (error) {
      throw new AppError('bad-data', `“${basename(file)}” is no sound gzip file, or was cut off.`, {
        hint: 'Copy or write the file again.',
        detail: error instanceof Error ? error.message : String(error),
      });
    }
  }
}

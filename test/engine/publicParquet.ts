import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Its `testdata` holds files of many writers, most of them from Apache's own collection. */
const MODULE = 'github.com/parquet-go/parquet-go';
const VERSION = 'v0.25.1';

const cache = join(import.meta.dirname, '../../.cache/go');

/**
 * The Parquet files of a public Go module, fetched once by Go's own client from the proxy that the
 * machine names. None if there is no Go or no way there; the reason is printed.
 */
export function publicParquet(): string[] {
  const folder = join(cache, `${MODULE}@${VERSION}`, 'testdata');
  if (!existsSync(folder)) {
    try {
      execFileSync('go', ['mod', 'download', `${MODULE}@${VERSION}`], {
        env: { ...process.env, GOMODCACHE: cache, GOFLAGS: '-modcacherw' },
        stdio: 'pipe',
        timeout: 120_000,
      });
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n').slice(0, 2).join(' ') : '';
      console.log(`skipped: the public Parquet files cannot be had here (${why})`);
      return [];
    }
  }
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.parquet'))
    .sort()
    .map((name) => join(folder, name));
}

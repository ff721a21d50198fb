import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { mergeRanges } from '../../../shared/byteRanges.ts';
import type { ByteRange } from '../../../shared/byteRanges.ts';

/**
 * Which bytes of a sparse copy are there. Each line is one range with a checksum of its own, so that
 * a line that was torn by a crash is no range; only what was synced before is written down here.
 */
export async function readExtents(path: string, key: string): Promise<ByteRange[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  const ranges = text.split('\n').flatMap((line): ByteRange[] => {
    const [, from, to] = /^(\d+) (\d+) [0-9a-f]{16}$/.exec(line) ?? [];
    const range: ByteRange = [Number(from), Number(to)];
    return lineOf(key, range) === line ? [range] : [];
  });
  return mergeRanges(ranges);
}

/**
 * Writes ranges down. Their bytes must have been synced; the lines need not be: a line that a power
 * cut takes is a range that is fetched again.
 */
export async function appendExtents(
  path: string,
  key: string,
  ranges: readonly ByteRange[],
): Promise<void> {
  const file = await open(path, 'a');
  try {
    // A line that was torn before is ended first.
    await file.write(`\n${ranges.map((range) => `${lineOf(key, range)}\n`).join('')}`);
  } finally {
    await file.close();
  }
}

function lineOf(key: string, [from, to]: ByteRange): string {
  const text = `${String(from)} ${String(to)}`;
  return `${text} ${createHash('sha256').update(`${key} ${text}`).digest('hex').slice(0, 16)}`;
}

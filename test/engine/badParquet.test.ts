import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import { SourceBench, query } from './sourceBench.ts';

let bench: SourceBench;
beforeAll(async () => {
  bench = await SourceBench.start();
  const python = join(import.meta.dirname, '../../.venv/bin/python');
  execFileSync(python, [join(import.meta.dirname, 'badParquet.py'), bench.folder.path]);
});
afterAll(() => {
  bench.stop();
});

/** Opens a file and reads all of it. */
async function whole(name: string): Promise<number> {
  await bench.open(join(bench.folder.path, name));
  const profile = await bench.engine.profile({ document: 'd', query });
  return profile.rows;
}

describe('Parquet that cannot be read gets one sentence', () => {
  it.each([
    ['half.parquet', 'bad-data', /“half.parquet” is a Parquet file that was cut off/],
    ['without_tail.parquet', 'bad-data', /cut off/],
    ['short.parquet', 'bad-data', /“short.parquet” is a Parquet file that was cut off/],
    ['only_magic.parquet', 'bad-data', /cut off/],
    ['wrong_footer.parquet', 'bad-data', /is damaged or cut off \(wrong_footer\.parquet\)/],
    ['long_footer.parquet', 'bad-data', /damaged or cut off.*long_footer/],
    ['zero_footer.parquet', 'bad-data', /damaged or cut off.*zero_footer/],
    ['page_header.parquet', 'bad-data', /is damaged or cut off \(page_header\.parquet\)/],
    ['page_snappy.parquet', 'bad-data', /damaged.*page_snappy/],
    ['page_gzip.parquet', 'bad-data', /is damaged or cut off \(page_gzip\.parquet\)/],
    ['page_brotli.parquet', 'bad-data', /damaged.*page_brotli/],
    ['page_lz4.parquet', 'bad-data', /damaged.*page_lz4/],
    ['unknown_codec.parquet', 'bad-data', /is damaged or cut off \(unknown_codec\.parquet\)/],
    ['lzo.parquet', 'unsupported', /compressed with LZO, which DuckDB does not read .*lzo/],
    ['bss.parquet', 'unsupported', /uses the encoding BYTE_STREAM_SPLIT .*bss/],
    ['encrypted_footer.parquet', 'unsupported', /“encrypted_footer.parquet” is an encrypted/],
    ['encrypted_column.parquet', 'unsupported', /“encrypted_column.parquet” has encrypted columns/],
    ['no_columns.parquet', 'bad-data', /no columns/],
  ])('%s', async (name, code, sentence) => {
    const { pid } = await bench.engine.stats({});
    const error: unknown = await whole(name).catch((reason: unknown) => reason);
    if (!(error instanceof AppError)) throw new Error('It was not refused.');
    expect(error.message).toMatch(sentence);
    expect(error.code).toBe(code);
    expect(error.hint).toMatch(/\w/);
    expect((await bench.engine.stats({})).pid).toBe(pid);
  });
});

describe('Parquet that is odd is read', () => {
  it.each([
    ['no_rows.parquet', 0],
    ['groups.parquet', 10_000],
    ['one_group.parquet', 3_000_000],
    ['int96.parquet', 4],
    ['checked.parquet', 20_000],
    ['stats_none.parquet', 3],
  ])(
    '%s',
    async (name, rows) => {
      expect(await whole(name)).toBe(rows);
    },
    60_000,
  );
});

describe('statistics of a footer', () => {
  // The values are 1111111, 5555555 and 9999999; NaN, 1.5 and -0.0; Z, b and ä.
  it.each(['stats_none.parquet', 'stats_turned.parquet'])(
    'figures come from the values, not from %s',
    async (name) => {
      await bench.open(join(bench.folder.path, name));
      const { columns } = await bench.engine.profile({ document: 'd', query });
      const [n, f, s] = columns;
      expect([n?.min, n?.max]).toEqual(['1111111', '9999999']);
      expect([Number(f?.min), Number(f?.max), f?.nans]).toEqual([0, 1.5, 1]);
      expect([s?.min, s?.max]).toEqual(['Z', 'ä']);
    },
  );

  it('that are bounds and lie change no value that is shown', async () => {
    await bench.open(join(bench.folder.path, 'stats_wrong.parquet'));
    expect((await bench.rows()).map(([n]) => n)).toEqual(['1111111', '5555555', '9999999']);
  });
});

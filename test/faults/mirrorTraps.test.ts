import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../engine/startEngine.ts';
import { useDuckdb } from '../engine/useDuckdb.ts';

/** What DuckDB does with holes: the ground that the mirror of S3 stands on. */
const folder = temporaryFolder();
const duckdb = useDuckdb();
afterAll(() => {
  folder.remove();
});

const ROWS = 40_960;
const rows = `SELECT range AS whole, range * 1.5::DOUBLE AS real, 's' || range % 700 AS text,
  range % 2 = 0 AS flag, {'x': range, 'y': [range, range + 1]} AS nested FROM range(${String(ROWS)})`;

interface Chunk {
  readonly column: string;
  readonly group: number;
  readonly from: number;
  readonly to: number;
  readonly encodings: string;
  readonly bloom: readonly [number, number] | undefined;
}

async function write(name: string, options: string): Promise<{ path: string; chunks: Chunk[] }> {
  const path = join(folder.path, `${name}.parquet`);
  await duckdb().run(
    `COPY (${rows}) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 10240, ${options})`,
  );
  const found = await duckdb().runAndReadAll(
    `SELECT path_in_schema, row_group_id, least(data_page_offset, coalesce(dictionary_page_offset, data_page_offset)), total_compressed_size, encodings, bloom_filter_offset, bloom_filter_length FROM parquet_metadata('${path}')`,
  );
  const chunks = found.getRows().map(([column, group, from, length, encodings, bloom, bytes]) => ({
    column: String(column),
    group: Number(group),
    from: Number(from),
    to: Number(from) + Number(length),
    encodings: String(encodings),
    bloom: bloom === null ? undefined : ([Number(bloom), Number(bloom) + Number(bytes)] as const),
  }));
  return { path, chunks };
}

/** A copy of a file with zeros in some places. */
function holed(path: string, holes: readonly (readonly [number, number])[]): string {
  const bytes = readFileSync(path);
  for (const [from, to] of holes) bytes.fill(0, from, to);
  const copy = `${path}.holed`;
  writeFileSync(copy, bytes);
  return copy;
}

async function ask(sql: string): Promise<string> {
  try {
    return JSON.stringify((await duckdb().runAndReadAll(sql)).getRowsJson());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const codecs = ['uncompressed', 'snappy', 'zstd', 'gzip', 'brotli', 'lz4_raw'];
const forms = codecs.flatMap((codec) => [
  [`${codec} V1`, `COMPRESSION ${codec}`],
  [`${codec} V2`, `COMPRESSION ${codec}, PARQUET_VERSION V2`],
]);

describe('a chunk that is a hole', () => {
  it.each(forms)('is refused aloud by DuckDB: %s', async (name, options) => {
    const { path, chunks } = await write(name.replace(' ', '-'), options);
    const columns = [...new Set(chunks.map(({ column }) => column))];
    expect(columns).toEqual([
      'whole',
      'real',
      'text',
      'flag',
      'nested, x',
      'nested, y, list, element',
    ]);
    for (const chunk of chunks) {
      const copy = holed(path, [[chunk.from, chunk.to]]);
      const top = chunk.column.split(',')[0] ?? '';
      const answer = await ask(
        `SELECT count(${top}), min(hash(${top})) FROM read_parquet('${copy}')`,
      );
      expect(answer).toMatch(/TProtocolException/);
      // The others are read as they are.
      const other = top === 'real' ? 'flag' : 'real';
      expect(await ask(`SELECT sum(${other}::DOUBLE) FROM read_parquet('${copy}')`)).toBe(
        await ask(`SELECT sum(${other}::DOUBLE) FROM read_parquet('${path}')`),
      );
    }
  });

  it('goes unnoticed where it is half a chunk: the reason why a whole one is the unit', async () => {
    const { path, chunks } = await write('half', 'COMPRESSION uncompressed');
    const [chunk] = chunks;
    if (!chunk) throw new Error('The file has no chunks.');
    const copy = holed(path, [[(chunk.from + chunk.to) >> 1, chunk.to]]);
    const sum = 'SELECT sum(whole)::BIGINT FROM';
    expect(await ask(`${sum} read_parquet('${path}')`)).toBe(
      JSON.stringify([[String((ROWS * (ROWS - 1)) / 2)]]),
    );
    const wrong = await ask(`${sum} read_parquet('${copy}')`);
    expect(wrong).toMatch(/^\[\["\d+"\]\]$/);
    expect(wrong).not.toBe(JSON.stringify([[String((ROWS * (ROWS - 1)) / 2)]]));
  });

  it('is seen as a hole after it was filled, for as long as the external file cache is on', async () => {
    const { path, chunks } = await write('cached', 'COMPRESSION zstd');
    const copy = holed(
      path,
      chunks.map(({ from, to }) => [from, to] as const),
    );
    const sum = `SELECT sum(whole)::BIGINT FROM read_parquet('${copy}')`;
    const right = JSON.stringify([[String((ROWS * (ROWS - 1)) / 2)]]);
    const whole = readFileSync(path);
    const hole = readFileSync(copy);
    let seen = right;
    // It sees the hole for about a second: a busy machine may take longer to fill it.
    for (let tries = 0; seen === right && tries < 20; tries += 1) {
      await duckdb().run('SET enable_external_file_cache = true');
      writeFileSync(copy, hole, { flag: 'r+' });
      expect(await ask(sum)).not.toBe(right);
      writeFileSync(copy, whole, { flag: 'r+' });
      seen = await ask(sum);
      await duckdb().run('SET enable_external_file_cache = false');
      expect(await ask(sum)).toBe(right);
    }
    expect(seen).not.toBe(right);
  });

  it('is a bloom filter, too, which is read with its column', async () => {
    const { path, chunks } = await write('bloom', 'COMPRESSION zstd');
    const blooms = chunks.flatMap(({ bloom }) => (bloom ? [bloom] : []));
    expect(blooms.length).toBeGreaterThan(0);
    const copy = holed(path, blooms);
    // The first value is within the bounds, so that only the filter can tell.
    expect(await ask(`SELECT count(*) FROM read_parquet('${copy}') WHERE text = 's5'`)).toMatch(
      /TProtocolException/,
    );
  });

  it('of another row group is not looked at by a range of row numbers', async () => {
    const { path, chunks } = await write('range', 'COMPRESSION zstd');
    const copy = holed(
      path,
      chunks.filter(({ group }) => group !== 2).map(({ from, to }) => [from, to] as const),
    );
    const page = (file: string): string =>
      `SELECT * FROM read_parquet(['${file}'], union_by_name = true) WHERE file_row_number BETWEEN 20480 AND 30719`;
    expect(await ask(page(copy))).toBe(await ask(page(path)));
    expect(await ask(page(copy).replace('30719', '30720'))).toMatch(/TProtocolException/);
  });

  it('at the head is not looked at', async () => {
    const { path } = await write('head', 'COMPRESSION zstd');
    const copy = holed(path, [[0, 4]]);
    expect(await ask(`SELECT count(*), sum(whole) FROM read_parquet('${copy}')`)).toBe(
      await ask(`SELECT count(*), sum(whole) FROM read_parquet('${path}')`),
    );
    rmSync(copy);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { afterHole, guardedConnection } from '../../src/engine/mirror/guardedConnection.ts';
import { Mirror } from '../../src/engine/mirror/mirror.ts';
import { MissingBytes } from '../../src/engine/mirror/missingBytes.ts';
import { planScans } from '../../src/engine/mirror/planScans.ts';
import { mergeRanges, missingRanges } from '../../src/shared/byteRanges.ts';
import type { ByteRange } from '../../src/shared/byteRanges.ts';
import { temporaryFolder } from './startEngine.ts';
import { useDuckdb } from './useDuckdb.ts';

const folder = temporaryFolder();
const duckdb = useDuckdb();
afterAll(() => {
  folder.remove();
});

/** A file of which only the footer is there, and where its chunks lie. */
async function sparse(name: string, select: string, options = 'ROW_GROUP_SIZE 10240') {
  const whole = join(folder.path, `${name}-whole.parquet`);
  await duckdb().run(`COPY (${select}) TO '${whole}' (FORMAT parquet, ${options})`);
  const bytes = readFileSync(whole);
  const footer: ByteRange = [bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8), bytes.length];
  const path = join(folder.path, `${name}.parquet`);
  const empty = Buffer.from(bytes);
  empty.fill(0, 0, footer[0]);
  writeFileSync(path, empty);
  const found = await duckdb().runAndReadAll(
    `SELECT path_in_schema, row_group_id, least(data_page_offset, coalesce(dictionary_page_offset, data_page_offset)), total_compressed_size, bloom_filter_offset, bloom_filter_length FROM parquet_metadata('${whole}')`,
  );
  const chunks = found.getRows().map(([column, group, from, length, bloom, size]) => ({
    ...{ column: String(column), group: Number(group) },
    range: [Number(from), Number(from) + Number(length)] as ByteRange, // SAFETY: two numbers.
    bloom: bloom === null ? undefined : ([Number(bloom), Number(bloom) + Number(size)] as const),
  }));
  const fill = (ranges: readonly ByteRange[]): void => {
    const now = readFileSync(path);
    for (const [from, to] of ranges) bytes.copy(now, from, from, to);
    writeFileSync(path, now);
  };
  return { path, whole, footer, chunks, fill, mirror: new Mirror({ [path]: [footer] }) };
}

describe('ranges', () => {
  it('are merged and taken from each other', () => {
    expect(
      mergeRanges([
        [5, 9],
        [0, 2],
        [2, 4],
        [7, 12],
        [3, 3],
      ]),
    ).toEqual([
      [0, 4],
      [5, 12],
    ]);
    expect(
      mergeRanges(
        [
          [0, 4],
          [5, 12],
          [20, 21],
        ],
        1,
      ),
    ).toEqual([
      [0, 12],
      [20, 21],
    ]);
    expect(
      missingRanges(
        [
          [0, 10],
          [20, 30],
        ],
        [
          [2, 4],
          [8, 22],
          [29, 40],
        ],
      ),
    ).toEqual([
      [0, 2],
      [4, 8],
      [22, 29],
    ]);
    expect(missingRanges([[0, 10]], [[0, 10]])).toEqual([]);
    expect(missingRanges([[3, 5]], [])).toEqual([[3, 5]]);
  });
});

describe('what a statement needs', () => {
  it.each([
    ['SELECT a FROM f', ['a'], undefined],
    ['SELECT count(*) FROM f', [], undefined],
    [`SELECT a FROM f WHERE "c.d" > 'v1'`, ['a', 'c.d'], undefined],
    ['SELECT s.x FROM f', ['s, x', 's, y.z'], undefined],
    ['SELECT s."y.z" FROM f', ['s, x', 's, y.z'], undefined],
    ['SELECT l[1] FROM f', ['l, list, element'], undefined],
    ['SELECT "s.x" FROM f', ['s.x'], undefined],
    ['SELECT a FROM f WHERE file_row_number BETWEEN 10240 AND 20479', ['a'], [1]],
    ['SELECT a FROM f WHERE file_row_number BETWEEN 10239 AND 10240', ['a'], [0, 1]],
    ['SELECT a FROM f WHERE file_row_number >= 20480', ['a'], [2]],
    ['SELECT a FROM f WHERE file_row_number = 5 AND a < 3', ['a'], [0]],
    ['CREATE OR REPLACE TEMP TABLE t AS SELECT sum(a) FROM f', ['a'], undefined],
    [`SELECT a FROM f WHERE a > '-Infinity'::DOUBLE AND a < 1e300`, ['a'], undefined],
    ['SELECT a FROM f UNION ALL SELECT length("c.d") FROM f', ['a', 'c.d'], undefined],
    ['SELECT a FROM f SEMI JOIN (SELECT a AS o FROM f WHERE a % 3 = 1) ON a = o', ['a'], undefined],
    ['SELECT (SELECT max("c.d") FROM f)', ['c.d'], undefined],
  ])('%s', async (text, columns, groups) => {
    const { path, chunks, mirror } = await sparse(
      'needs',
      `SELECT range AS a, 'v' || range AS "c.d", {'x': range, 'y.z': range} AS s, range AS "s.x", [range] AS l FROM range(30720)`,
    );
    const statement = text.replaceAll(/\bf\b/g, `read_parquet(['${path}'], union_by_name = true)`);
    const expected = chunks.filter(
      ({ column, group }) => columns.includes(column) && (groups?.includes(group) ?? true),
    );
    const ranges = mergeRanges(
      expected.flatMap(({ range, bloom }) => (bloom ? [range, bloom] : [range])),
    );
    expect(await mirror.missing(duckdb(), statement)).toEqual(
      ranges.length > 0 ? { [path]: ranges } : {},
    );
  });

  it('is a bloom filter with its column', async () => {
    const { path, chunks, mirror } = await sparse(
      'bloom',
      `SELECT 's' || range % 50 AS a, range AS b FROM range(20480)`,
    );
    const own = chunks.filter(({ column }) => column === 'a');
    expect(own.every(({ bloom }) => bloom !== undefined)).toBe(true);
    const missing = await mirror.missing(
      duckdb(),
      `SELECT count(*) FROM read_parquet('${path}') WHERE a = 's3'`,
    );
    const wanted = own.flatMap(({ range, bloom }) => (bloom ? [range, bloom] : [range]));
    expect(missingRanges(wanted, missing[path] ?? [])).toEqual([]);
  });

  it('is all columns where a name stands in the schema twice', async () => {
    const { path, chunks, mirror } = await sparse(
      'twice',
      'SELECT range AS left_one, range + 1 AS left_two, range + 2 AS right_one FROM range(99)',
    );
    // Parquet may hold one name twice, and DuckDB makes up another for the second.
    const bytes = readFileSync(path);
    for (let at = bytes.indexOf('left_two'); at >= 0; at = bytes.indexOf('left_two')) {
      bytes.write('left_one', at);
    }
    writeFileSync(path, bytes);
    const missing = await mirror.missing(
      duckdb(),
      `SELECT left_one_1 FROM read_parquet('${path}')`,
    );
    expect(missing[path]).toEqual(mergeRanges(chunks.map(({ range }) => range)));
  });

  it('is everything where there is no plan', async () => {
    const { path, footer, mirror } = await sparse('plan', 'SELECT range AS a FROM range(99)');
    expect(await planScans(duckdb(), 'SELECT no such thing')).toBeUndefined();
    expect(await mirror.missing(duckdb(), 'SELECT no such thing')).toEqual({
      [path]: [[0, footer[0]]],
    });
  });
});

describe('a guarded connection', () => {
  it('runs nothing that reads a hole, prepared or not, and runs it when it is filled', async () => {
    const { path, chunks, mirror, fill } = await sparse(
      'guard',
      'SELECT range AS a FROM range(30720)',
      'ROW_GROUP_SIZE 10240, COMPRESSION uncompressed',
    );
    const guarded = guardedConnection(duckdb(), mirror);
    const sum = `SELECT sum(a)::BIGINT FROM read_parquet('${path}')`;
    const error: unknown = await guarded.run(sum).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MissingBytes);
    const prepared = await guarded.prepare(sum);
    expect(prepared.columnCount).toBe(1);
    expect(await prepared.run().catch((reason: unknown) => reason)).toBeInstanceOf(MissingBytes);
    const ranges = chunks.map(({ range }) => range);
    fill(ranges);
    mirror.fill({ [path]: ranges });
    expect((await guarded.runAndReadAll(sum)).getRows()).toEqual([[471_843_840n]]);
    expect((await (await prepared.run()).getRows()).length).toBe(1);
    prepared.destroySync();
  });
});

describe('a hole that no plan told of', () => {
  it('is filled by all chunks, and counted', async () => {
    const { path, chunks, mirror, footer } = await sparse(
      'hole',
      'SELECT range AS a, range AS b FROM range(30720)',
    );
    const query = `SELECT sum(a) FROM read_parquet('${path}')`;
    const met: unknown = await duckdb()
      .run(query)
      .catch((reason: unknown) => reason);
    const after = await afterHole(met, duckdb(), mirror);
    expect(after).toMatchObject({
      code: 'not-here',
      missing: { [path]: mergeRanges(chunks.map(({ range }) => range)) },
    });
    expect(mirror.holes).toBe(1);
    // Other errors are what they are, and so is this one when nothing is left to fetch.
    const other = new Error('Conversion Error: no number');
    expect(await afterHole(other, duckdb(), mirror)).toBe(other);
    mirror.fill({ [path]: [[0, footer[1]]] });
    expect(await afterHole(met, duckdb(), mirror)).toBe(met);
    expect(mirror.holes).toBe(1);
  });
});

import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalSource } from '../../src/shared/contracts/engine.ts';
import { SourceBench, query, types } from './sourceBench.ts';

let bench: SourceBench;
beforeAll(async () => {
  bench = await SourceBench.start();
});
afterAll(() => {
  bench.stop();
});

function containing(text: string): unknown {
  return expect.stringContaining(text);
}

describe('formats', () => {
  it('reads Parquet by its magic bytes, whatever the name', async () => {
    const source = await bench.open(
      await bench.parquet(
        'really-parquet.txt',
        `SELECT 1::UINTEGER AS a, uuid() AS u, 'x'::ENUM('x') AS e, 5::HUGEINT AS h, 18446744073709551615::UBIGINT AS b`,
      ),
    );
    expect(source.format).toBe('parquet');
    expect(types(source)).toEqual({
      a: 'int64',
      u: 'text',
      e: 'text',
      h: 'float64',
      b: 'decimal(20,0)',
    });
  });

  it('reads CSV and answers with every option it found', async () => {
    const source = await bench.open(
      bench.file('semi.csv', 'a;b;when\n1;"x;y";31/12/2025\n2;;01/02/2026\n'),
    );
    expect(source.options).toEqual({
      header: true,
      delimiter: ';',
      quote: '"',
      escape: '"',
      null: '',
      skip: 0,
      dateFormat: '%d/%m/%Y',
    });
    expect(types(source)).toEqual({ a: 'int64', b: 'text', when: 'date' });
    expect(await bench.rows()).toEqual([
      ['1', 'x;y', '2025-12-31'],
      ['2', null, '2026-02-01'],
    ]);
  });

  it('reads TSV', async () => {
    const source = await bench.open(bench.file('t.tsv', 'a\tb\n1\tx, y\n'));
    expect(source.options.delimiter).toBe('\t');
    expect(await bench.rows()).toEqual([['1', 'x, y']]);
  });

  it('keeps to options that are given', async () => {
    const source = await bench.open(bench.file('given.csv', '# by hand\nx|1,5|NA\ny|2,5|3\n'), {
      options: { header: false, delimiter: '|', skip: 1, null: 'NA', decimal: ',' },
    });
    expect(source.options).toMatchObject({
      header: false,
      delimiter: '|',
      skip: 1,
      null: 'NA',
      decimal: ',',
    });
    expect(Object.values(types(source))).toEqual(['text', 'float64', 'int64']);
    expect(await bench.rows()).toEqual([
      ['x', 1.5, null],
      ['y', 2.5, '3'],
    ]);
  });

  it('reads a CSV of one column, and one that is quoted over lines', async () => {
    await bench.open(bench.file('one.csv', 'a\n1\n2\n'));
    expect(await bench.rows()).toEqual([['1'], ['2']]);
    await bench.open(bench.file('lines.csv', 'a,b\n"x\ny",1\n'));
    expect(await bench.rows()).toEqual([['x\ny', '1']]);
  });

  it('finds the type in the last line too', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `${String(i)},${String(i)}`);
    const source = await bench.open(bench.file('late.csv', `a,b\n${lines.join('\n')}\n7,late\n`));
    expect(types(source)).toEqual({ a: 'int64', b: 'text' });
  });

  it('reads gzip', async () => {
    await bench.open(bench.file('z.csv.gz', gzipSync('a,b\n1,x\n')));
    expect(await bench.rows()).toEqual([['1', 'x']]);
  });

  it('reads JSON arrays and JSON lines', async () => {
    const array = await bench.open(
      bench.file('a.json', '[{"a": 1, "b": "2026-01-01"}, {"a": 9007199254740993, "c": [1]}]'),
    );
    expect(array.options).toEqual({ layout: 'array' });
    expect(types(array)).toEqual({ a: 'int64', b: 'date', c: 'list<int64>' });
    expect(await bench.rows()).toEqual([
      ['1', '2026-01-01', null],
      ['9007199254740993', null, ['1']],
    ]);
    const lines = await bench.open(
      bench.file('a.jsonl', '{"a": 1.5, "b": {"c": "x"}}\n{"a": 2}\n'),
    );
    expect(lines.options).toEqual({ layout: 'lines' });
    expect(types(lines)).toEqual({ a: 'float64', b: 'struct<"c": text>' });
  });

  it('reads a JSON object that is the whole file, over several lines, and takes bad lines for lines', async () => {
    const source = await bench.open(
      bench.file('one.json', '{\n  "a": [\n    {"x": 1},\n    {"x": null}\n  ],\n  "b": "é"\n}\n'),
    );
    expect(source.options).toEqual({ layout: 'document' });
    expect(types(source)).toEqual({ a: 'list<struct<"x": int64>>', b: 'text' });
    expect(await bench.rows()).toEqual([[[{ x: '1' }, { x: null }], 'é']]);
    await expect(bench.open(bench.file('bad.json', '{"a": 1}\n{"a": \n'))).rejects.toThrow(
      /Malformed JSON.*bad.json/,
    );
    await expect(bench.open(bench.file('worse.json', '{"a": \n{"a": 2}\n'))).rejects.toThrow(
      /Malformed JSON.*worse.json/,
    );
  });

  it('keeps hostile names', async () => {
    const source = await bench.open(
      await bench.parquet(
        'names.parquet',
        `SELECT 1 AS "a""b", 2 AS "select", 3 AS "🎈", 4 AS "it's", 5 AS " x "`,
      ),
    );
    expect(Object.keys(types(source))).toEqual(['a"b', 'select', '🎈', "it's", ' x ']);
    expect(await bench.rows()).toEqual([[1, 2, 3, 4, 5]]);
    await bench.open(bench.file('na"m\'es 🎈.csv', `"a""b",select,🎈\n1,2,3\n`));
    expect(
      (await bench.engine.describe({ document: 'd', query })).schema.map(({ name }) => name),
    ).toEqual(['a"b', 'select', '🎈']);
  });
});

describe('folders and globs', () => {
  it('opens a file URI, a relative path, a glob and a folder, in byte order', async () => {
    for (const name of ['b', 'a', 'B', 'é']) bench.file(`many/${name}.csv`, `x\n${name}\n`);
    for (const hidden of ['_SUCCESS', '.a.csv.crc', '_temporary/0.csv', '.hidden.csv'])
      bench.file(`many/${hidden}`, 'x\nno\n');
    const many = join(bench.folder.path, 'many');
    const expected = ['B', 'a', 'b', 'é'].map((name) => join(many, `${name}.csv`));
    expect((await bench.engine.expand({ path: many })).files).toEqual(expected);
    expect((await bench.engine.expand({ path: pathToFileURL(many).href })).files).toEqual(expected);
    expect((await bench.engine.expand({ path: `${many}/*.csv` })).files).toEqual(expected);
    expect((await bench.engine.expand({ path: '[ab].csv', relativeTo: many })).files).toEqual(
      expected.slice(1, 3),
    );
    expect((await bench.engine.expand({ path: `${bench.folder.path}/**/?.csv` })).base).toBe(
      bench.folder.path,
    );
    await bench.open(many);
    expect(await bench.rows()).toEqual([['B'], ['a'], ['b'], ['é']]);
  });

  it('reads a Hive folder with keys typed by the rule', async () => {
    for (const [year, code, day] of [
      ['2025', '01', '2025-12-31'],
      ['2026', '2', '2026-01-01'],
      ['2026', '2', '__HIVE_DEFAULT_PARTITION__'],
    ] as const) {
      await bench.parquet(
        `hive/year=${year}/code=${code}/day=${day}/x.parquet`,
        `SELECT '${day}' AS v`,
      );
    }
    const source = await bench.open(join(bench.folder.path, 'hive'));
    expect(source.hive).toEqual(['year', 'code', 'day']);
    expect(types(source)).toEqual({ v: 'text', year: 'int64', code: 'text', day: 'date' });
    expect(await bench.rows()).toEqual([
      ['2025-12-31', '2025', '01', '2025-12-31'],
      ['2026-01-01', '2026', '2', '2026-01-01'],
      ['__HIVE_DEFAULT_PARTITION__', '2026', '2', null],
    ]);
  });

  it('matches columns by name where headers differ, and says so', async () => {
    bench.file('union/1.csv', 'a,b\n1,x\n');
    bench.file('union/2.csv', 'b,a\ny,2\n');
    bench.file('union/3.csv', 'b\nz\n');
    const source = await bench.open(join(bench.folder.path, 'union'));
    expect(source.options.byName).toBe(true);
    expect(source.notes).toHaveLength(1);
    expect(await bench.rows()).toEqual([
      ['1', 'x'],
      ['2', 'y'],
      [null, 'z'],
    ]);
  });

  it('gives the identity of rows: relative path and place in the file', async () => {
    const base = join(bench.folder.path, 'ids');
    await bench.parquet('ids/p/b.parquet', 'SELECT i AS v FROM range(3) t(i)');
    await bench.parquet('ids/p/a/c.parquet', 'SELECT i + 10 AS v FROM range(2) t(i)');
    await bench.open(join(base, 'p'), { identity: true });
    expect(await bench.rows()).toEqual([
      ['10', 'a/c.parquet', '0'],
      ['11', 'a/c.parquet', '1'],
      ['0', 'b.parquet', '0'],
      ['1', 'b.parquet', '1'],
      ['2', 'b.parquet', '2'],
    ]);
    bench.file('ids/c/b.csv', 'v\n0\n1\n2\n');
    bench.file('ids/c/a/c.csv', 'v\n10\n11\n');
    await bench.open(join(base, 'c'), { identity: true });
    const sorted = [...(await bench.rows())].sort((x, y) =>
      JSON.stringify(x.slice(1)) < JSON.stringify(y.slice(1)) ? -1 : 1,
    );
    expect(sorted).toEqual([
      ['10', 'a/c.csv', '0'],
      ['11', 'a/c.csv', '1'],
      ['0', 'b.csv', '0'],
      ['1', 'b.csv', '1'],
      ['2', 'b.csv', '2'],
    ]);
    bench.file('ids/j/a.jsonl', '{"v": 5}\n{"v": 6}\n');
    await bench.open(join(base, 'j'), { identity: true });
    expect(await bench.rows()).toEqual([
      ['5', 'a.jsonl', '0'],
      ['6', 'a.jsonl', '1'],
    ]);
  });

  it('follows a link, and lets in only what it leads to', async () => {
    const target = bench.file('elsewhere/real.csv', 'a\n1\n');
    mkdirSync(join(bench.folder.path, 'linked'));
    symlinkSync(target, join(bench.folder.path, 'linked/link.csv'));
    expect((await bench.engine.expand({ path: join(bench.folder.path, 'linked') })).files).toEqual([
      target,
    ]);
    await bench.open(join(bench.folder.path, 'linked/link.csv'));
    expect(await bench.rows()).toEqual([['1']]);
  });
});

describe('several sources', () => {
  it('joins them, and says which of them a query reads', async () => {
    const users = bench.file('users.csv', 'id,name\n1,Ann\n');
    const events = await bench.parquet('events.parquet', 'SELECT 1 AS user_id, 5 AS n');
    const source = (path: string): LocalSource => ({ files: [path], base: bench.folder.path });
    await bench.engine.open({
      document: 'd',
      sources: { main: source(events), users: source(users), 'o"dd': source(users) },
    });
    const needs = (sql: string): Promise<unknown> =>
      bench.engine.needs({ document: 'd', method: 'count', params: { query: { sql } } });
    // Files on this machine are all here.
    expect(await needs('SELECT * FROM main')).toEqual({ sources: ['main'], missing: {} });
    expect(
      await needs('WITH s AS (SELECT * FROM main) SELECT * FROM s JOIN "Users" ON id = user_id'),
    ).toEqual({ sources: ['main', 'users'], missing: {} });
    expect(await needs('SELECT (SELECT max(id) FROM "o""dd")')).toEqual({
      sources: ['o"dd'],
      missing: {},
    });
    expect(await needs('SELECT 1')).toEqual({ sources: [], missing: {} });
    const { rows: count } = await bench.engine.count({
      document: 'd',
      query: { sql: 'SELECT * FROM main JOIN users ON id = user_id' },
    });
    expect(count).toBe(1);
  });
});

describe('a declared schema', () => {
  it('reads exactly the declared columns and types', async () => {
    const path = bench.file('declared.csv', 'a,b,c\n1,2,3\n');
    await bench.open(path, {
      schema: [
        { name: 'a', type: { kind: 'text' } },
        { name: 'b', type: { kind: 'float64' } },
        { name: 'c', type: { kind: 'int8' } },
      ],
    });
    expect(await bench.rows()).toEqual([['1', 2, 3]]);
  });

  it('reads a part of a CSV by name, in the declared order', async () => {
    const path = bench.file('part.csv', 'a,b,c\n1,2,3\n');
    const source = await bench.open(path, {
      schema: [
        { name: 'c', type: { kind: 'int32' } },
        { name: 'a', type: { kind: 'text' } },
      ],
    });
    expect(source.options.byName).toBe(true);
    expect(await bench.rows()).toEqual([[3, '1']]);
  });

  it('names a column that is not there', async () => {
    for (const path of [
      await bench.parquet('gone.parquet', 'SELECT 1 AS a'),
      bench.file('gone.csv', 'a\n1\n'),
    ]) {
      await expect(
        bench.open(path, { schema: [{ name: 'b', type: { kind: 'int32' } }] }),
      ).rejects.toMatchObject({
        code: 'bad-data',
        message: containing('“b”'),
      });
    }
  });
});

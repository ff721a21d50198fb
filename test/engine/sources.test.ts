import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatType } from '../../src/core/sql/types.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import type { Cell } from '../../src/shared/arrow/cell.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import type { LocalSource, OpenedSource } from '../../src/shared/contracts/engine.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const folder = temporaryFolder();
const query = { sql: 'SELECT * FROM "main"' };
let engine: EngineClient;

function file(name: string, text: string | Buffer): string {
  const path = join(folder.path, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function parquet(name: string, select: string): Promise<string> {
  const path = join(folder.path, name);
  mkdirSync(dirname(path), { recursive: true });
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  instance.closeSync();
  return path;
}

async function open(path: string, more: Partial<LocalSource> = {}): Promise<OpenedSource> {
  const { sources } = await openMain(engine, 'd', path, more);
  const { main } = sources;
  if (!main) throw new Error('The source was not opened.');
  return main;
}

async function rows(): Promise<readonly (readonly Cell[])[]> {
  return decodePage((await engine.rows({ document: 'd', query, limit: 10_000 })).arrow).rows;
}

function types(source: OpenedSource): Record<string, string> {
  return Object.fromEntries(source.schema.map(({ name, type }) => [name, formatType(type)]));
}

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

describe('formats', () => {
  it('reads Parquet by its magic bytes, whatever the name', async () => {
    const source = await open(
      await parquet(
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
    const source = await open(file('semi.csv', 'a;b;when\n1;"x;y";31/12/2025\n2;;01/02/2026\n'));
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
    expect(await rows()).toEqual([
      ['1', 'x;y', '2025-12-31'],
      ['2', null, '2026-02-01'],
    ]);
  });

  it('reads TSV', async () => {
    const source = await open(file('t.tsv', 'a\tb\n1\tx, y\n'));
    expect(source.options.delimiter).toBe('\t');
    expect(await rows()).toEqual([['1', 'x, y']]);
  });

  it('keeps to options that are given', async () => {
    const source = await open(file('given.csv', '# by hand\nx|1,5|NA\ny|2,5|3\n'), {
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
    expect(await rows()).toEqual([
      ['x', 1.5, null],
      ['y', 2.5, '3'],
    ]);
  });

  it('reads a CSV of one column, and one that is quoted over lines', async () => {
    await open(file('one.csv', 'a\n1\n2\n'));
    expect(await rows()).toEqual([['1'], ['2']]);
    await open(file('lines.csv', 'a,b\n"x\ny",1\n'));
    expect(await rows()).toEqual([['x\ny', '1']]);
  });

  it('finds the type in the last line too', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `${String(i)},${String(i)}`);
    const source = await open(file('late.csv', `a,b\n${lines.join('\n')}\n7,late\n`));
    expect(types(source)).toEqual({ a: 'int64', b: 'text' });
  });

  it('reads gzip', async () => {
    await open(file('z.csv.gz', gzipSync('a,b\n1,x\n')));
    expect(await rows()).toEqual([['1', 'x']]);
  });

  it('reads JSON arrays and JSON lines', async () => {
    const array = await open(
      file('a.json', '[{"a": 1, "b": "2026-01-01"}, {"a": 9007199254740993, "c": [1]}]'),
    );
    expect(array.options).toEqual({ layout: 'array' });
    expect(types(array)).toEqual({ a: 'int64', b: 'date', c: 'list<int64>' });
    expect(await rows()).toEqual([
      ['1', '2026-01-01', null],
      ['9007199254740993', null, ['1']],
    ]);
    const lines = await open(file('a.jsonl', '{"a": 1.5, "b": {"c": "x"}}\n{"a": 2}\n'));
    expect(lines.options).toEqual({ layout: 'lines' });
    expect(types(lines)).toEqual({ a: 'float64', b: 'struct<"c": text>' });
  });

  it('keeps hostile names', async () => {
    const source = await open(
      await parquet(
        'names.parquet',
        `SELECT 1 AS "a""b", 2 AS "select", 3 AS "🎈", 4 AS "it's", 5 AS " x "`,
      ),
    );
    expect(Object.keys(types(source))).toEqual(['a"b', 'select', '🎈', "it's", ' x ']);
    expect(await rows()).toEqual([[1, 2, 3, 4, 5]]);
    await open(file('na"m\'es 🎈.csv', `"a""b",select,🎈\n1,2,3\n`));
    expect(
      (await engine.describe({ document: 'd', query })).schema.map(({ name }) => name),
    ).toEqual(['a"b', 'select', '🎈']);
  });
});

describe('folders and globs', () => {
  it('opens a file URI, a relative path, a glob and a folder, in byte order', async () => {
    for (const name of ['b', 'a', 'B', 'é']) file(`many/${name}.csv`, `x\n${name}\n`);
    for (const hidden of ['_SUCCESS', '.a.csv.crc', '_temporary/0.csv', '.hidden.csv'])
      file(`many/${hidden}`, 'x\nno\n');
    const many = join(folder.path, 'many');
    const expected = ['B', 'a', 'b', 'é'].map((name) => join(many, `${name}.csv`));
    expect((await engine.expand({ path: many })).files).toEqual(expected);
    expect((await engine.expand({ path: pathToFileURL(many).href })).files).toEqual(expected);
    expect((await engine.expand({ path: `${many}/*.csv` })).files).toEqual(expected);
    expect((await engine.expand({ path: '[ab].csv', relativeTo: many })).files).toEqual(
      expected.slice(1, 3),
    );
    expect((await engine.expand({ path: `${folder.path}/**/?.csv` })).base).toBe(folder.path);
    await open(many);
    expect(await rows()).toEqual([['B'], ['a'], ['b'], ['é']]);
  });

  it('reads a Hive folder with keys typed by the rule', async () => {
    for (const [year, code, day] of [
      ['2025', '01', '2025-12-31'],
      ['2026', '2', '2026-01-01'],
      ['2026', '2', '__HIVE_DEFAULT_PARTITION__'],
    ] as const) {
      await parquet(`hive/year=${year}/code=${code}/day=${day}/x.parquet`, `SELECT '${day}' AS v`);
    }
    const source = await open(join(folder.path, 'hive'));
    expect(source.hive).toEqual(['year', 'code', 'day']);
    expect(types(source)).toEqual({ v: 'text', year: 'int64', code: 'text', day: 'date' });
    expect(await rows()).toEqual([
      ['2025-12-31', '2025', '01', '2025-12-31'],
      ['2026-01-01', '2026', '2', '2026-01-01'],
      ['__HIVE_DEFAULT_PARTITION__', '2026', '2', null],
    ]);
  });

  it('matches columns by name where headers differ, and says so', async () => {
    file('union/1.csv', 'a,b\n1,x\n');
    file('union/2.csv', 'b,a\ny,2\n');
    file('union/3.csv', 'b\nz\n');
    const source = await open(join(folder.path, 'union'));
    expect(source.options.byName).toBe(true);
    expect(source.notes).toHaveLength(1);
    expect(await rows()).toEqual([
      ['1', 'x'],
      ['2', 'y'],
      [null, 'z'],
    ]);
  });

  it('gives the identity of rows: relative path and place in the file', async () => {
    const base = join(folder.path, 'ids');
    await parquet('ids/p/b.parquet', 'SELECT i AS v FROM range(3) t(i)');
    await parquet('ids/p/a/c.parquet', 'SELECT i + 10 AS v FROM range(2) t(i)');
    await open(join(base, 'p'), { identity: true });
    expect(await rows()).toEqual([
      ['10', 'a/c.parquet', '0'],
      ['11', 'a/c.parquet', '1'],
      ['0', 'b.parquet', '0'],
      ['1', 'b.parquet', '1'],
      ['2', 'b.parquet', '2'],
    ]);
    file('ids/c/b.csv', 'v\n0\n1\n2\n');
    file('ids/c/a/c.csv', 'v\n10\n11\n');
    await open(join(base, 'c'), { identity: true });
    const sorted = [...(await rows())].sort((x, y) =>
      `${String(x[1])}${String(x[2])}` < `${String(y[1])}${String(y[2])}` ? -1 : 1,
    );
    expect(sorted).toEqual([
      ['10', 'a/c.csv', '0'],
      ['11', 'a/c.csv', '1'],
      ['0', 'b.csv', '0'],
      ['1', 'b.csv', '1'],
      ['2', 'b.csv', '2'],
    ]);
    file('ids/j/a.jsonl', '{"v": 5}\n{"v": 6}\n');
    await open(join(base, 'j'), { identity: true });
    expect(await rows()).toEqual([
      ['5', 'a.jsonl', '0'],
      ['6', 'a.jsonl', '1'],
    ]);
  });

  it('follows a link, and lets in only what it leads to', async () => {
    const target = file('elsewhere/real.csv', 'a\n1\n');
    mkdirSync(join(folder.path, 'linked'));
    symlinkSync(target, join(folder.path, 'linked/link.csv'));
    expect((await engine.expand({ path: join(folder.path, 'linked') })).files).toEqual([target]);
    await open(join(folder.path, 'linked/link.csv'));
    expect(await rows()).toEqual([['1']]);
  });
});

describe('several sources', () => {
  it('joins them, and says which of them a query reads', async () => {
    const users = file('users.csv', 'id,name\n1,Ann\n');
    const events = await parquet('events.parquet', 'SELECT 1 AS user_id, 5 AS n');
    const source = (path: string): LocalSource => ({ files: [path], base: folder.path });
    await engine.open({
      document: 'd',
      sources: { main: source(events), users: source(users), 'o"dd': source(users) },
    });
    const needs = (sql: string): Promise<unknown> =>
      engine.needs({ document: 'd', query: { sql } });
    expect(await needs('SELECT * FROM main')).toEqual({ sources: { main: [events] } });
    expect(
      await needs('WITH s AS (SELECT * FROM main) SELECT * FROM s JOIN "Users" ON id = user_id'),
    ).toEqual({ sources: { main: [events], users: [users] } });
    expect(await needs('SELECT (SELECT max(id) FROM "o""dd")')).toEqual({
      sources: { 'o"dd': [users] },
    });
    expect(await needs('SELECT 1')).toEqual({ sources: {} });
    const { rows: count } = await engine.count({
      document: 'd',
      query: { sql: 'SELECT * FROM main JOIN users ON id = user_id' },
    });
    expect(count).toBe(1);
  });
});

describe('a declared schema', () => {
  it('reads exactly the declared columns and types', async () => {
    const path = file('declared.csv', 'a,b,c\n1,2,3\n');
    await open(path, {
      schema: [
        { name: 'a', type: { kind: 'text' } },
        { name: 'b', type: { kind: 'float64' } },
        { name: 'c', type: { kind: 'int8' } },
      ],
    });
    expect(await rows()).toEqual([['1', 2, 3]]);
  });

  it('reads a part of a CSV by name, in the declared order', async () => {
    const path = file('part.csv', 'a,b,c\n1,2,3\n');
    const source = await open(path, {
      schema: [
        { name: 'c', type: { kind: 'int32' } },
        { name: 'a', type: { kind: 'text' } },
      ],
    });
    expect(source.options.byName).toBe(true);
    expect(await rows()).toEqual([[3, '1']]);
  });

  it('names a column that is not there', async () => {
    for (const path of [
      await parquet('gone.parquet', 'SELECT 1 AS a'),
      file('gone.csv', 'a\n1\n'),
    ]) {
      await expect(
        open(path, { schema: [{ name: 'b', type: { kind: 'int32' } }] }),
      ).rejects.toMatchObject({
        code: 'bad-data',
        message: expect.stringContaining('b') as string,
      });
    }
  });
});

describe('what bad input gets', () => {
  const bad: readonly (readonly [string, () => string | Promise<string>, RegExp])[] = [
    ['an empty file', () => file('empty.csv', ''), /“empty.csv” is empty/],
    ['an empty Parquet file', () => file('empty.parquet', ''), /“empty.parquet” is empty/],
    ['no such file', () => join(folder.path, 'nowhere.csv'), /There is no file or folder/],
    [
      'a glob that matches nothing',
      () => join(folder.path, 'nothing*.csv'),
      /There is no file or folder/,
    ],
    [
      'a folder without data',
      () => {
        mkdirSync(join(folder.path, 'void'));
        return join(folder.path, 'void');
      },
      /No data files/,
    ],
    [
      'a truncated Parquet file',
      async () => {
        const p = await parquet('cut.parquet', 'SELECT i FROM range(10000) t(i)');
        truncateSync(p, 500);
        return p;
      },
      /“cut.parquet” is a Parquet file that was cut off/,
    ],
    [
      'Parquet damaged in the middle',
      async () => {
        const p = await parquet('hurt.parquet', 'SELECT i FROM range(10) t(i)');
        writeFileSync(
          p,
          Buffer.concat([
            Buffer.from('PAR1'),
            Buffer.alloc(100, 7),
            Buffer.from([50, 0, 0, 0]),
            Buffer.from('PAR1'),
          ]),
        );
        return p;
      },
      /Parquet file is damaged/,
    ],
    [
      'text that is named Parquet',
      () => file('lie.parquet', 'a,b\n1,2\n'),
      /“lie.parquet” is no Parquet file, although its name says so/,
    ],
    [
      'bytes that are named CSV',
      () => file('lie.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1])),
      /“lie.csv” is no text, although its name says so/,
    ],
    [
      'text that is named JSON',
      () => file('lie.json', 'a,b\n1,2\n'),
      /“lie.json” is no JSON, although its name says so/,
    ],
    [
      'a ragged CSV',
      () => file('ragged.csv', 'a,b\n1,x\n2\n3,y,z\n'),
      /Line 3 of the CSV has 1 columns where 2 are expected \(ragged.csv\)/,
    ],
    [
      'a CSV ragged by one too many',
      () => file('wide.csv', 'a,b\n1,x\n2,y\n3,y,z\n'),
      /Line 4 of the CSV has 3 columns where 2 are expected/,
    ],
    ['JSON cut off', () => file('cut.jsonl', '{"a": 1}\n{"a":'), /JSON cannot be read/],
    ['JSON without objects', () => file('numbers.json', '[1, 2]'), /no objects/],
    ['JSON with zero columns', () => file('zero.jsonl', '{}\n{}\n'), /no objects with columns/],
    [
      'mixed formats',
      () => {
        file('mixed/a.csv', 'a\n1\n');
        file('mixed/b.json', '{"a": 1}');
        return join(folder.path, 'mixed');
      },
      /“mixed” mixes formats: “a.csv” is csv, “b.json” is json/,
    ],
    [
      'a CSV that is not UTF-8',
      () => file('latin.csv', Buffer.from('a,b\ncaf\xe9,1\n', 'latin1')),
      /utf-8|UTF-8/,
    ],
  ];
  it.each(bad)('%s', async (_, make, sentence) => {
    const path = await make();
    const error: unknown = await open(path).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'AppError',
      message: expect.stringMatching(sentence) as string,
    });
    expect(['bad-data', 'not-found']).toContain((error as { code: string }).code);
    expect((error as { hint?: string }).hint).toMatch(/\w/);
  });

  it('a line that is ragged behind the sample is named when it is read', async () => {
    const lines = Array.from({ length: 300_000 }, () => '1,2');
    await open(file('far.csv', `a,b\n${lines.join('\n')}\n3\n`), {
      options: { header: true, delimiter: ',' },
    });
    await expect(engine.profile({ document: 'd', query })).rejects.toMatchObject({
      code: 'bad-data',
      message: expect.stringContaining('Line 300002') as string,
    });
  });

  it('duplicate names are renamed and told', async () => {
    const csv = await open(file('dup.csv', 'a,a,A\n1,2,3\n'));
    expect(Object.keys(types(csv))).toEqual(['a', 'a_1', 'A_2']);
    expect(csv.notes).toHaveLength(2);
    const path = join(folder.path, 'dup.parquet');
    const script = `import pyarrow as pa, pyarrow.parquet as pq
pq.write_table(pa.Table.from_arrays([pa.array([1]), pa.array([2]), pa.array([3])], names=['a', 'a', 'A']), ${JSON.stringify(path)})`;
    execFileSync(join(import.meta.dirname, '../../.venv/bin/python'), ['-c', script]);
    const same = await open(path);
    expect(Object.keys(types(same))).toEqual(['a', 'a_1', 'A_2']);
    expect(same.notes).toEqual([
      'The file holds “a” more than once; the later one is renamed.',
      'The file holds “A” more than once; the later one is renamed.',
    ]);
    expect(await rows()).toEqual([['1', '2', '3']]);
  });

  it('a file that is gone when it is read', async () => {
    const path = await parquet('soon/gone.parquet', 'SELECT 1 AS a');
    await open(path);

    rmSync(path);
    await expect(engine.page({ document: 'd', query, offset: 0, limit: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('a header alone is a table without rows', async () => {
    const source = await open(file('header.csv', 'a,b\n'));
    expect(Object.keys(types(source))).toEqual(['a', 'b']);
    expect(await rows()).toEqual([]);
  });
});

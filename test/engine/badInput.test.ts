import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
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

describe('what bad input gets', () => {
  const bad: readonly (readonly [string, () => string | Promise<string>, RegExp])[] = [
    ['an empty file', () => bench.file('empty.csv', ''), /“empty.csv” is empty/],
    ['an empty Parquet file', () => bench.file('empty.parquet', ''), /“empty.parquet” is empty/],
    ['no such file', () => join(bench.folder.path, 'nowhere.csv'), /There is no file or folder/],
    [
      'a glob that matches nothing',
      () => join(bench.folder.path, 'nothing*.csv'),
      /There is no file or folder/,
    ],
    [
      'a folder without data',
      () => {
        mkdirSync(join(bench.folder.path, 'void'));
        return join(bench.folder.path, 'void');
      },
      /No data files/,
    ],
    [
      'a truncated Parquet file',
      async () => {
        const p = await bench.parquet('cut.parquet', 'SELECT i FROM range(10000) t(i)');
        truncateSync(p, 500);
        return p;
      },
      /“cut.parquet” is a Parquet file that was cut off/,
    ],
    [
      'Parquet damaged in the middle',
      async () => {
        const p = await bench.parquet('hurt.parquet', 'SELECT i FROM range(10) t(i)');
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
      () => bench.file('lie.parquet', 'a,b\n1,2\n'),
      /“lie.parquet” is no Parquet file, although its name says so/,
    ],
    [
      'bytes that are named CSV',
      () => bench.file('lie.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1])),
      /“lie.csv” is no text, although its name says so/,
    ],
    [
      'text that is named JSON',
      () => bench.file('lie.json', 'a,b\n1,2\n'),
      /“lie.json” is no JSON, although its name says so/,
    ],
    [
      'a ragged CSV',
      () => bench.file('ragged.csv', 'a,b\n1,x\n2\n3,y,z\n'),
      /Line 3 of the CSV has 1 columns where 2 are expected \(ragged.csv\)/,
    ],
    [
      'a CSV ragged by one too many',
      () => bench.file('wide.csv', 'a,b\n1,x\n2,y\n3,y,z\n'),
      /Line 4 of the CSV has 3 columns where 2 are expected/,
    ],
    [
      'JSON lines behind a byte order mark',
      () => bench.file('mark.jsonl', '\uFEFF{"a": 1}\n{"a": 2}\n'),
      /“mark.jsonl” begins with a byte order mark/,
    ],
    ['JSON cut off', () => bench.file('cut.jsonl', '{"a": 1}\n{"a":'), /JSON cannot be read/],
    ['JSON without objects', () => bench.file('numbers.json', '[1, 2]'), /no objects/],
    [
      'JSON with zero columns',
      () => bench.file('zero.jsonl', '{}\n{}\n'),
      /no objects with columns/,
    ],
    [
      'mixed formats',
      () => {
        bench.file('mixed/a.csv', 'a\n1\n');
        bench.file('mixed/b.json', '{"a": 1}');
        return join(bench.folder.path, 'mixed');
      },
      /“mixed” mixes formats: “a.csv” is csv, “b.json” is json/,
    ],
    [
      'a CSV that is neither UTF-8 nor Latin-1',
      () => bench.file('dos.csv', Buffer.from('a,b\ncaf\xe9\x93,1\n', 'latin1')),
      /“dos.csv” is neither UTF-8 nor Latin-1: byte 0x.. on line 2/,
    ],
  ];
  it.each(bad)('%s', async (_, make, sentence) => {
    const path = await make();
    const error: unknown = await bench.open(path).catch((reason: unknown) => reason);
    if (!(error instanceof AppError)) throw new Error('It was not refused.');
    expect(error.message).toMatch(sentence);
    expect(['bad-data', 'not-found']).toContain(error.code);
    expect(error.hint).toMatch(/\w/);
  });

  it('a line that is ragged behind the sample is named when it is read', async () => {
    const lines = Array.from({ length: 300_000 }, () => '1,2');
    await bench.open(bench.file('far.csv', `a,b\n${lines.join('\n')}\n3\n`), {
      options: { header: true, delimiter: ',' },
    });
    await expect(bench.engine.profile({ document: 'd', query })).rejects.toMatchObject({
      code: 'bad-data',
      message: containing('Line 300002'),
    });
  });

  it('duplicate names are renamed and told', async () => {
    const csv = await bench.open(bench.file('dup.csv', 'a,a,A\n1,2,3\n'));
    expect(Object.keys(types(csv))).toEqual(['a', 'a_1', 'A_2']);
    expect(csv.notes).toHaveLength(2);
    const path = join(bench.folder.path, 'dup.parquet');
    const script = `import pyarrow as pa, pyarrow.parquet as pq
pq.write_table(pa.Table.from_arrays([pa.array([1]), pa.array([2]), pa.array([3])], names=['a', 'a', 'A']), ${JSON.stringify(path)})`;
    execFileSync(join(import.meta.dirname, '../../.venv/bin/python'), ['-c', script]);
    const same = await bench.open(path);
    expect(Object.keys(types(same))).toEqual(['a', 'a_1', 'A_2']);
    expect(same.notes).toEqual([
      'The file holds “a” more than once; the later one is renamed.',
      'The file holds “A” more than once; the later one is renamed.',
    ]);
    expect(await bench.rows()).toEqual([['1', '2', '3']]);
  });

  it('a file that is gone when it is read', async () => {
    const path = await bench.parquet('soon/gone.parquet', 'SELECT 1 AS a');
    await bench.open(path);

    rmSync(path);
    await expect(
      bench.engine.page({ document: 'd', query, offset: 0, limit: 1 }),
    ).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('a header alone is a table without rows', async () => {
    const source = await bench.open(bench.file('header.csv', 'a,b\n'));
    expect(Object.keys(types(source))).toEqual(['a', 'b']);
    expect(await bench.rows()).toEqual([]);
  });
});

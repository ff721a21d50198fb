import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellToJson } from '../../src/shared/arrow/cell.ts';
import type { Cell } from '../../src/shared/arrow/cell.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import type { LocalSource } from '../../src/shared/contracts/engine.ts';
import type { OpenedSource } from '../../src/shared/source.ts';
import { AppError } from '../../src/shared/errors.ts';
import { arrowValues } from './arrowValues.ts';
import { SourceBench, query, types } from './sourceBench.ts';

let bench: SourceBench;
beforeAll(async () => {
  bench = await SourceBench.start();
  const python = join(import.meta.dirname, '../../.venv/bin/python');
  execFileSync(python, [join(import.meta.dirname, 'formatFiles.py'), bench.folder.path]);
});
afterAll(() => {
  bench.stop();
});

const at = (name: string): string => join(bench.folder.path, name);

function open(name: string, more: Partial<LocalSource> = {}): Promise<OpenedSource> {
  return bench.open(at(name), more);
}

async function rows(limit = 1000): Promise<readonly (readonly Cell[])[]> {
  const page = await bench.engine.page({ document: 'd', query, offset: 0, limit });
  return decodePage(page.arrow).rows.map((row) => row.map((cell) => cellToJson(cell)));
}

describe('Arrow', () => {
  it.each([
    ...['file_None.arrow', 'file_lz4.arrow', 'file_zstd.arrow', 'stream_None.arrows'],
    ...['stream_lz4.arrows', 'stream_zstd.arrows', 'delta.arrows', 'polars.arrow'],
  ])('%s holds the values that pyarrow reads', async (name) => {
    const source = await open(name);
    expect(source.format).toBe('arrow');
    const expected = arrowValues([at(name)])[at(name)];
    expect(expected?.error).toBeUndefined();
    expect(source.schema.map((column) => column.name)).toEqual(expected?.names);
    expect(await rows()).toEqual(expected?.rows);
    expect(await bench.engine.count({ document: 'd', query })).toEqual({ rows: expected?.count });
  });

  it('keeps types, and tells what they became', async () => {
    const source = await open('file_zstd.arrow');
    expect(types(source)).toMatchObject({
      ...{ i64: 'int64', u64: 'decimal(20,0)', u8: 'int16', f16: 'float32', date64: 'date' },
      ...{ time_ns: 'text', ts_s: 'timestamp', ts_ns: 'timestamp_ns', zoned: 'timestamptz' },
      ...{ duration: 'int64', dec128: 'decimal(38,3)', dec256: 'text', codes: 'text' },
      ...{ map: 'map<text, int64>', large_list: 'list<text>', nothing: 'text' },
    });
    expect(source.notes).toEqual([
      '“duration” is a duration; it is shown as a number of nanoseconds.',
      '“dec256” is a decimal that is too long to compute with; it is shown as text.',
    ]);
    expect(source.converted?.files).toHaveLength(1);
  });

  it('a folder keeps the row identity of its own files', async () => {
    await bench.engine.open({
      document: 'd',
      sources: {
        main: {
          files: [at('file_lz4.arrow'), at('file_None.arrow')].sort(),
          base: bench.folder.path,
          identity: true,
        },
      },
    });
    const last = { sql: 'SELECT __sluice_file, __sluice_row FROM main OFFSET 9999' };
    const page = await bench.engine.page({ document: 'd', query: last, offset: 0, limit: 2 });
    expect(decodePage(page.arrow).rows).toEqual([['file_lz4.arrow', '4999']]);
  });
});

describe('Avro', () => {
  it('keeps every digit, and the logical types', async () => {
    const source = await open('polars.avro');
    expect(types(source)).toEqual({
      ...{ i64: 'int64', date: 'date', moment: 'timestamp', text: 'text', list: 'list<int64>' },
      ...{ flag: 'boolean', f64: 'float64' },
    });
    expect(await rows()).toEqual([
      [
        '9223372036854775807',
        ...['2020-01-02', '2020-01-02 03:04:05.000006', 'ü', ['1', '2'], true, 0.1],
      ],
      [null, null, null, null, null, null, null],
      ['-9223372036854775808', '0001-01-01', '0001-01-01 00:00:00', '', [], false, 'Infinity'],
    ]);
  });

  it.each(['uncompressed.avro', 'deflate.avro'])('%s', async (name) => {
    await open(name);
    expect(await bench.engine.count({ document: 'd', query })).toEqual({ rows: 5000 });
    expect((await rows())[999]).toEqual(['999']);
  });
});

describe('Excel', () => {
  it('reads the first sheet, with a type for each column', async () => {
    const source = await open('book.xlsx');
    expect(source.options).toEqual({ sheet: 'First', header: true });
    expect(source.sheets).toEqual(['First', 'Zweite ☃', 'Empty']);
    expect(source.notes).toEqual([
      'This is the sheet “First”; the workbook also has “Zweite ☃”, “Empty”.',
      '1 cell holds an error such as #N/A and is null.',
      '1 row without a value is left out.',
    ]);
    expect(types(source)).toEqual({
      ...{ n: 'int64', f: 'float64', day: 'date', moment: 'timestamp', time: 'time' },
      ...{ flag: 'boolean', formula: 'float64', failed: 'int64', mixed: 'text' },
    });
    expect(await rows()).toEqual([
      ['1', 0.1, '2020-01-02', '2020-01-02 12:00:00', '06:00:00', true, 2, null, '7'],
      [
        ...['9007199254740991', -2e300, '1900-01-01', '2020-01-03 06:00:00', null, false],
        ...[4.5, '3', ' a & b '],
      ],
    ]);
  });

  it('reads a sheet by name, a range, and without a header', async () => {
    const second = await open('book.xlsx', { options: { sheet: 'Zweite ☃' } });
    expect(types(second)).toEqual({ x: 'text', D: 'int64' });
    const ranged = await open('book.xlsx', { options: { range: 'A2:B4', header: false } });
    expect(ranged.options).toEqual({ sheet: 'First', header: false, range: 'A2:B4' });
    expect(types(ranged)).toEqual({ A: 'int64', B: 'float64' });
    expect(await rows()).toEqual([
      ['1', 0.1],
      ['9007199254740991', -2e300],
    ]);
  });

  it('tells merged cells, and what became of them', async () => {
    const source = await open('merged.xlsx');
    expect(source.notes).toEqual([
      'Cells are merged (A2:A3): the value stands in the first of them, the others are null.',
    ]);
    expect(await rows()).toEqual([
      ['1', '2'],
      [null, '3'],
    ]);
  });

  it('knows the calendar that begins in 1904', async () => {
    await open('book1904.xlsx');
    expect(await rows()).toEqual([['2020-01-02']]);
  });

  it('streams 120,000 rows', async () => {
    const source = await open('long.xlsx');
    expect(types(source)).toEqual({ A: 'int64', B: 'text' });
    expect(await bench.engine.count({ document: 'd', query })).toEqual({ rows: 120_000 });
    const last = { sql: 'SELECT * FROM main OFFSET 119999' };
    const page = await bench.engine.page({ document: 'd', query: last, offset: 0, limit: 2 });
    expect(decodePage(page.arrow).rows).toEqual([['120000', 'row 120000']]);
  });
});

describe('Zstandard', () => {
  it('reads CSV and JSON lines, of one frame and of several', async () => {
    await open('text.csv.zst');
    expect(await bench.engine.count({ document: 'd', query })).toEqual({ rows: 100_000 });
    await open('twice.csv.zst');
    expect(await bench.engine.count({ document: 'd', query })).toEqual({ rows: 100_001 });
    const lines = await open('lines.jsonl.zst');
    expect(lines.options).toEqual({ layout: 'lines' });
    expect(await rows()).toEqual([['1']]);
  });
});

describe('what cannot be read gets one sentence', () => {
  it.each([
    ['half.arrow', 'bad-data', /“half.arrow” is an Arrow file that was cut off/],
    ['half.arrows', 'bad-data', /“half.arrows” is a damaged Arrow file, or was cut off/],
    ['hurt.arrow', 'bad-data', /“hurt.arrow” is a damaged Arrow file/],
    ['feather1.feather', 'unsupported', /Feather file of version 1/],
    ['half.avro', 'bad-data', /“half.avro” is a damaged Avro file, or was cut off/],
    ['head.avro', 'bad-data', /“head.avro” is a damaged Avro file, or was cut off/],
    ['half.xlsx', 'bad-data', /“half.xlsx” is a damaged Excel workbook/],
    ['old.xls', 'unsupported', /old kind \(.xls\)/],
    ['calc.ods', 'unsupported', /OpenDocument file \(.ods\)/],
    ['some.zip', 'unsupported', /is a ZIP archive/],
    ['some.orc', 'unsupported', /is an ORC file/],
    ['half.csv.zst', 'bad-data', /“half.csv.zst” is no sound Zstandard file, or was cut off/],
    ['plain.csv.zst', 'bad-data', /is not compressed, although its name says so/],
    ['hidden.csv', 'bad-data', /is compressed, but its name does not say so/],
  ])('%s', async (name, code, sentence) => {
    const error: unknown = await open(name).catch((reason: unknown) => reason);
    if (!(error instanceof AppError)) throw new Error('It was not refused.');
    expect(error.message).toMatch(sentence);
    expect(error.code).toBe(code);
    expect(error.hint).toMatch(/\w/);
  });

  it('a sheet that is not there, or is empty', async () => {
    await expect(open('book.xlsx', { options: { sheet: 'No' } })).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no sheet “No” in the workbook.',
      hint: 'Its sheets are “First”, “Zweite ☃”, “Empty”.',
    });
    await expect(open('book.xlsx', { options: { sheet: 'Empty' } })).rejects.toMatchObject({
      code: 'bad-data',
      message: '“book.xlsx” has nothing in the sheet “Empty”.',
    });
  });
});

describe('files of a folder that differ', () => {
  it('are told: by columns and by types', async () => {
    await bench.parquet('drift/1.parquet', `SELECT 1::INTEGER AS a, 'x' AS b`);
    await bench.parquet('drift/2.parquet', `SELECT 1099511627776 AS a, 1.5::DOUBLE AS c`);
    const source = await open('drift');
    expect(source.drift).toEqual([
      {
        file: '1.parquet',
        missing: ['c'],
        extra: [],
        retyped: [{ column: 'a', type: 'int32', readAs: 'int64' }],
      },
      { file: '2.parquet', missing: ['b'], extra: ['c'], retyped: [] },
    ]);
    expect(source.notes).toEqual([
      '2 of 2 files have other columns; “1.parquet” lacks “c” and has “a” as int32, read as int64.',
    ]);
    expect(await rows()).toEqual([
      ['1', 'x', null],
      ['1099511627776', null, 1.5],
    ]);
  });

  it('headers of CSV, too', async () => {
    bench.file('headers/1.csv', 'a,b\n1,x\n');
    bench.file('headers/2.csv', 'b,c\ny,2\n');
    expect((await open('headers')).drift).toEqual([
      { file: '1.csv', missing: ['c'], extra: [], retyped: [] },
      { file: '2.csv', missing: ['a'], extra: ['c'], retyped: [] },
    ]);
  });
});

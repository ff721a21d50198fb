import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schema } from '../../src/shared/columnType.ts';
import { parseType } from '../../src/core/sql/types.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import { SourceBench, query, types } from './sourceBench.ts';

let bench: SourceBench;
beforeAll(async () => {
  bench = await SourceBench.start();
});
afterAll(() => {
  bench.stop();
});

function declared(type: string): Schema {
  return [
    { name: 'a', type: parseType(type) },
    { name: 'b', type: { kind: 'text' } },
  ];
}

describe('a value of a CSV whose column is declared', () => {
  // Type, text in the file, and the value; undefined where it does not fit.
  it.each<[string, string, string | number | boolean | null | undefined]>([
    ['int64', '7', '7'],
    ['int64', '-7', '-7'],
    ['int64', '+7', '7'],
    ['int64', ' 7 ', '7'],
    ['int64', '007', '7'],
    ['int64', '-0', '0'],
    ['int64', '', null],
    ['int64', '9223372036854775807', '9223372036854775807'],
    ['int64', '-9223372036854775808', '-9223372036854775808'],
    ['int64', '9223372036854775808', undefined],
    ['int64', '0.5', undefined],
    ['int64', '1.0', undefined],
    ['int64', '7.', undefined],
    ['int64', '.5', undefined],
    ['int64', '0.00000000000000000000000000000000000000001', undefined],
    ['int64', '1e3', undefined],
    ['int64', '1e-1', undefined],
    ['int64', '1_000', undefined],
    ['int64', '0x10', '16'],
    ['int64', 'word', undefined],
    ['int32', '0.5', undefined],
    ['int32', '2147483648', undefined],
    ['int8', '0.5', undefined],
    ['float64', '0.1', 0.1],
    ['float64', '1e3', 1000],
    ['float64', '0x10', undefined],
    ['decimal(5,2)', '1.235', '1.24'],
    ['decimal(5,2)', '-1.235', '-1.24'],
    ['decimal(5,2)', '12345', undefined],
    ['boolean', 'yes', true],
    ['boolean', '0', false],
    ['boolean', '2', undefined],
    ['date', '2026-01-02', '2026-01-02'],
    ['date', '2026-01-02 13:45:00', undefined],
    ['date', '2026-02-30', undefined],
  ])('%s: %j', async (type, text, value) => {
    const path = bench.file('declared.csv', `a,b\n${text},x\n`);
    await bench.open(path, { schema: declared(type) });
    if (value === undefined) {
      await expect(bench.rows()).rejects.toMatchObject({ code: 'bad-data' });
    } else {
      expect(await bench.rows()).toEqual([[value, 'x']]);
    }
    const skipped = await bench.open(path, {
      schema: declared(type),
      options: { badLines: 'skip' },
    });
    const left = value === undefined ? 1 : 0;
    expect([skipped.rejected?.rows, await bench.rows()]).toEqual([
      left,
      left === 1 ? [] : [[value, 'x']],
    ]);
  });

  it('is named where it does not fit, and its line where lines are left out', async () => {
    const path = bench.file('named.csv', 'a,b\n1,x\n0.5,"two\nlines"\nword,y\n1,2,3\n2,z\n');
    const { rejected } = await bench.open(path, {
      schema: declared('int64'),
      options: { badLines: 'skip' },
    });
    expect(rejected).toEqual({
      rows: 3,
      whole: true,
      examples: [
        { line: 3, column: 'a', cause: 'type', text: '0.5,"two\nlines"' },
        { line: 5, column: 'a', cause: 'type', text: 'word,y' },
        { line: 6, cause: 'too many values', text: '1,2,3' },
      ],
    });
    expect(await bench.rows()).toEqual([
      ['1', 'x'],
      ['2', 'z'],
    ]);
  });

  it.each([
    ['0.5', 3, '“0.5” is no int64'],
    ['word', 3, '“word” is no int64'],
    ['9223372036854775808', 3, '“9223372036854775808” is no int64'],
  ])('%s is an error that names the line', async (text, line, what) => {
    const path = bench.file('line.csv', `a,b\n1,x\n${text},y\n2,z\n`);
    await bench.open(path, { schema: declared('int64') });
    await expect(bench.rows()).rejects.toMatchObject({
      code: 'bad-data',
      message: `On line ${String(line)} of the CSV, column “a”: ${what} (line.csv).`,
    });
  });

  it('is read with a mark between thousands', async () => {
    const path = bench.file('marks.csv', 'a;b\n1.000;x\n-2.500.000;y\n');
    await bench.open(path, {
      schema: declared('int64'),
      options: { delimiter: ';', decimal: ',', thousands: '.' },
    });
    expect(await bench.rows()).toEqual([
      ['1000', 'x'],
      ['-2500000', 'y'],
    ]);
  });
});

describe('the types of a small CSV', () => {
  it.each([
    ['0.5', 'float64'],
    ['1e3', 'float64'],
    ['007', 'text'],
    ['0x10', 'int64'],
    ['1_000', 'text'],
  ])('a column of integers with %j among them is %s', async (text, type) => {
    const path = bench.file('small.csv', `a,b\n1,x\n2,y\n${text},z\n`);
    expect(types(await bench.open(path))).toEqual({ a: type, b: 'text' });
  });
});

describe('the types of a CSV over 64 MB', () => {
  // Column: the value of all rows but the last, that of the last, its type by the head, and on the whole.
  const columns: readonly (readonly [string, string, string, string, string])[] = [
    ['fraction', '12', '0.5', 'int64', 'float64'],
    ['exponent', '12', '1e3', 'int64', 'float64'],
    ['zeros', '12', '007', 'int64', 'text'],
    ['plus', '12', '+7', 'int64', 'text'],
    ['marks', '12', '1_000', 'int64', 'text'],
    ['big', '12', '9223372036854775808', 'int64', 'float64'],
    ['word', '12', 'word', 'int64', 'text'],
    ['whole', '12', '-07', 'int64', 'int64'],
    ['blank', '12', ' 7 ', 'int64', 'int64'],
    ['nothing', '12', '', 'int64', 'int64'],
    ['number', '1.25', '1_000.5', 'float64', 'text'],
    ['noNumber', '1.25', 'nan', 'float64', 'float64'],
    ['short', '1.25', '.5', 'float64', 'float64'],
    ['flag', 'true', '1', 'boolean', 'text'],
    ['agreed', 'true', 'yes', 'boolean', 'boolean'],
    ['day', '2026-01-02', '2026-01-03 10:00:00', 'date', 'text'],
    ['time', '2026-01-02 10:00:00', '2026-01-02', 'timestamp', 'timestamp'],
    ['zone', '2026-01-02 10:00:00', '2026-01-02 10:00:00+02', 'timestamp', 'timestamptz'],
    ['words', 'a', '1', 'text', 'text'],
  ];
  const names = columns.map(([name]) => name);
  const line = (at: 1 | 2): string => `${columns.map((column) => column[at]).join(',')}\n`;
  const ofHead = Object.fromEntries(columns.map(([name, , , type]) => [name, type]));
  const ofAll = Object.fromEntries(columns.map(([name, , , , type]) => [name, type]));

  it('are those of its head until the whole was looked at, and no digit is wrong meanwhile', async () => {
    const usual = line(1);
    const rows = Math.ceil((65 * 1024 * 1024) / usual.length);
    expect(rows).toBeGreaterThan(250_000);
    const path = bench.file('large.csv', `${names.join(',')}\n${usual.repeat(rows)}${line(2)}`);
    const opened = await bench.open(path);
    expect([types(opened), opened.fromHead]).toEqual([ofHead, true]);
    const last = { document: 'd', query, offset: rows, limit: 1 };
    await expect(bench.engine.page(last)).rejects.toMatchObject({ code: 'bad-data' });

    const { columns: wider } = await bench.engine.call('widerTypes', {
      document: 'd',
      source: 'main',
    });
    const anew = await bench.open(path, { types: wider });
    expect(types(anew)).toEqual(ofAll);
    expect(decodePage((await bench.engine.page(last)).arrow).rows).toEqual([
      [
        ...[0.5, 1000, '007', '+7', '1_000', 9223372036854775808, 'word', '-7', '7', null],
        ...['1_000.5', NaN, 0.5, '1', true, '2026-01-03 10:00:00'],
        ...['2026-01-02 00:00:00', '2026-01-02 08:00:00+00', '1'],
      ],
    ]);
    expect(await bench.engine.call('widerTypes', { document: 'd', source: 'main' })).toEqual({
      columns: [],
    });
  });

  it.each(columns)('a small one agrees: %s', async (name, usual, other, _, type) => {
    const path = bench.file(`${name}.csv`, `${name},b\n${`${usual},x\n`.repeat(50)}${other},x\n`);
    expect(types(await bench.open(path))[name]).toBe(type);
  });
});

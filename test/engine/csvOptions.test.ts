import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import type { LocalSource, ReadPreview } from '../../src/shared/contracts/engine.ts';
import type { SourceOptions } from '../../src/shared/source.ts';
import { AppError } from '../../src/shared/errors.ts';
import { SourceBench, query, types } from './sourceBench.ts';

let bench: SourceBench;
beforeAll(async () => {
  bench = await SourceBench.start();
});
afterAll(() => {
  bench.stop();
});

/** Lines 3, 4, 6 and 7 to 8 have the wrong number of values or an open quote; line 5 no number. */
const ragged = 'a,b,c\n1,x,2.5\n2,y\n3,z,4,5\nfoo,w,1\n5,"q"uo"te,2\n6,"p\nq",3\n7,,\n8\n';

async function refused(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (error instanceof AppError) return error;
  throw new Error('It was not refused.');
}

function preview(
  path: string,
  options: SourceOptions = {},
  more: Partial<LocalSource> = {},
): Promise<ReadPreview> {
  const source = { files: [path], base: bench.folder.path, options, ...more };
  return bench.engine.call('previewRead', { source, rows: 50 });
}

describe('bad lines', () => {
  it('stop the reading unless they are to be left out', async () => {
    const path = bench.file('ragged.csv', ragged);
    expect((await refused(bench.open(path))).message).toMatch(/Line 3 of the CSV has 2 columns/);
  });

  it('are left out, counted and told, the same ones whichever columns are read', async () => {
    const path = bench.file('ragged.csv', ragged);
    const source = await bench.open(path, {
      options: { badLines: 'skip' },
      types: [{ name: 'a', type: { kind: 'int64' } }],
    });
    expect(types(source)).toEqual({ a: 'int64', b: 'text', c: 'float64' });
    expect(source.rejected).toEqual({
      rows: 5,
      whole: true,
      examples: [
        { line: 3, column: 'c', cause: 'too few values', text: '2,y' },
        { line: 4, cause: 'too many values', text: '3,z,4,5' },
        { line: 5, column: 'a', cause: 'type', text: 'foo,w,1' },
        { line: 6, cause: 'quote', text: '5,"q"uo"te,2' },
        { line: 10, column: 'b', cause: 'too few values', text: '8' },
      ],
    });
    expect(await bench.rows()).toEqual([
      ['1', 'x', 2.5],
      ['6', 'p\nq', 3],
      ['7', null, null],
    ]);
    const { arrow } = await bench.engine.page({
      document: 'd',
      query,
      offset: 0,
      limit: 10,
      columns: ['b'],
    });
    expect(decodePage(arrow).rows).toEqual([['x'], ['p\nq'], [null]]);
    expect(await bench.engine.count({ document: 'd', query })).toEqual({ rows: 3 });
    const again = await bench.engine.call('rejected', { document: 'd', source: 'main' });
    expect(again).toEqual(source.rejected);
    expect(source.options).toMatchObject({ badLines: 'skip', delimiter: ',', header: true });
  });

  it('are found by the sound ones’ types, and keep the identity of rows whole', async () => {
    const path = bench.file('typed.csv', 'n;d\n1;01/02/2026\n2\n3;31/12/2025\n');
    const source = await bench.open(path, { options: { badLines: 'skip' }, identity: true });
    expect(types(source)).toEqual({ n: 'int64', d: 'date' });
    expect(source.options).toMatchObject({ delimiter: ';', dateFormat: '%d/%m/%Y' });
    expect(await bench.rows()).toEqual([
      ['1', '2026-02-01', 'typed.csv', '0'],
      ['3', '2025-12-31', 'typed.csv', '1'],
    ]);
  });

  it('are told with their file where there are several', async () => {
    bench.file('several/1.csv', 'a,b\n1,x\n2\n');
    bench.file('several/2.csv', 'a,b\n3,y\n4,z,5\n');
    const source = await bench.open(join(bench.folder.path, 'several'), {
      options: { badLines: 'skip' },
    });
    expect(source.rejected?.examples).toEqual([
      { file: '1.csv', line: 3, column: 'b', cause: 'too few values', text: '2' },
      { file: '2.csv', line: 3, cause: 'too many values', text: '4,z,5' },
    ]);
    expect(await bench.rows()).toEqual([
      ['1', 'x'],
      ['3', 'y'],
    ]);
  });

  it('are not left out where columns go by name', async () => {
    bench.file('unlike/1.csv', 'a,b\n1,x\n');
    bench.file('unlike/2.csv', 'b,a\ny,3\n');
    const folder = join(bench.folder.path, 'unlike');
    const error = await refused(bench.open(folder, { options: { badLines: 'skip' } }));
    expect(error).toMatchObject({ code: 'unsupported', message: /go by name/ });
  });

  it('cost no sound line behind a quote that is not closed', async () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `${String(i)},t`);
    lines[100] = '100,"a"b"';
    const path = bench.file('quotes.csv', `n,t\n${lines.join('\n')}\n`);
    const source = await bench.open(path, { options: { badLines: 'skip' } });
    expect(source.rejected).toMatchObject({ rows: 1, examples: [{ line: 102, cause: 'quote' }] });
    expect(await bench.engine.count({ document: 'd', query })).toEqual({ rows: 49_999 });
  });
});

describe('options', () => {
  it.each<[string, string, SourceOptions, Record<string, string>, unknown[][]]>([
    [
      'several words for null, the empty text among them or not',
      'a,b\nNA,""\n-,x\n3,n/a\n',
      { null: ['NA', '-', 'n/a'] },
      { a: 'int64', b: 'text' },
      [
        [null, ''],
        [null, 'x'],
        ['3', null],
      ],
    ],
    [
      'decimal comma and points between thousands',
      'a;b;c\n1.234.567,5;2.000;1.5\n-0,25;3;x\n',
      { decimal: ',', thousands: '.' },
      { a: 'float64', b: 'int64', c: 'text' },
      [
        [1234567.5, '2000', '1.5'],
        [-0.25, '3', 'x'],
      ],
    ],
    [
      'comments, before the header too',
      '# of 2026\na,b\n1,x # tail\n# none\n2,"# no"\n',
      { comment: '#' },
      { a: 'int64', b: 'text' },
      [
        ['1', 'x '],
        ['2', '# no'],
      ],
    ],
    [
      'lenient quotes, whose rest is lost',
      'a,b\n1,"x" y\n2,z\n',
      { strict: false },
      { a: 'int64', b: 'text' },
      [
        ['1', 'x '],
        ['2', 'z'],
      ],
    ],
    [
      'another quote, doubled or escaped',
      "a,b\n1,'it\\'s, so'\n2,''\n",
      { quote: "'", escape: '\\' },
      { a: 'int64', b: 'text' },
      [
        ['1', "it's, so"],
        ['2', null],
      ],
    ],
    [
      'lines above the header',
      'report\nof May\na\tb\n1\tx\n',
      { skip: 2 },
      { a: 'int64', b: 'text' },
      [['1', 'x']],
    ],
  ])('%s', async (_, text, options, wanted, rows) => {
    const source = await bench.open(bench.file('options.csv', text), { options });
    expect(types(source)).toEqual(wanted);
    expect(source.options).toMatchObject(options);
    expect(source.notes.length).toBe(options.strict === false ? 1 : 0);
    expect(await bench.rows()).toEqual(rows);
  });

  it.each<[SourceOptions, RegExp]>([
    [{ delimiter: ',', quote: ',' }, /delimiter and the quote are the same/],
    [{ quote: '""' }, /quote character is one plain character/],
    [{ decimal: ',', thousands: ',' }, /Decimal and thousands marks are the same/],
    [{ decimal: '·' }, /decimal mark is a point or a comma/],
    [{ skip: -1 }, /lines to skip/],
    [{ encoding: 'shift_jis' }, /does not read the encoding “shift_jis”/],
  ])('that cannot be: %j', async (options, sentence) => {
    const path = bench.file('plain.csv', 'a,b\n1,x\n');
    for (const error of [
      await refused(bench.open(path, { options })),
      await refused(preview(path, options)),
    ]) {
      expect(error.message).toMatch(sentence);
      expect(['usage', 'unsupported']).toContain(error.code);
      expect(error.hint).toMatch(/\w/);
    }
  });
});

describe('encodings', () => {
  const text = 'name,n\nJosé,1\nZoë €,2\n';
  const western = text.replace(' €', '');
  it.each<[string, Buffer, SourceOptions, string | undefined]>([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), {}, undefined],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), {}, 'utf-16'],
    [
      'UTF-16 that was chosen',
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      { encoding: 'UTF-16' },
      'utf-16',
    ],
    ['Latin-1, found out', Buffer.from(western, 'latin1'), {}, 'latin-1'],
    [
      'Latin-1 that was chosen',
      Buffer.from(western, 'latin1'),
      { encoding: 'iso-8859-1' },
      'latin-1',
    ],
  ])('%s', async (name, bytes, options, encoding) => {
    const path = bench.file('encoded.csv', bytes);
    const source = await bench.open(path, { format: 'csv', options });
    expect(source.options.encoding).toBe(encoding);
    expect(source.notes.length).toBe(name === 'Latin-1, found out' ? 1 : 0);
    const last = encoding === 'latin-1' ? 'Zoë' : 'Zoë €';
    expect(await bench.rows()).toEqual([
      ['José', '1'],
      [last, '2'],
    ]);
    const { page } = await preview(path, options);
    expect(decodePage(page.arrow).rows).toEqual(await bench.rows());
  });

  it('that cannot be read are told with place and cause', async () => {
    const dos = Buffer.from('a,b\n1,x\n2,\x93so\x94\n', 'latin1');
    const error = await refused(bench.open(bench.file('dos.csv', dos)));
    expect(error.message).toBe('“dos.csv” is neither UTF-8 nor Latin-1: byte 0x93 on line 3.');
    const big = Buffer.from('\uFEFFa,b\n1,x\n', 'utf16le').swap16();
    const other = await refused(bench.open(bench.file('big.csv', big)));
    expect(other).toMatchObject({ code: 'unsupported', message: /big-endian/ });
  });
});

describe('a preview of how a text is read', () => {
  it('shows the first rows, their types, every option and the bad lines of the head', async () => {
    const path = bench.file('ragged.csv', ragged);
    const found = await preview(path, {}, { types: [{ name: 'a', type: { kind: 'int32' } }] });
    expect(found.schema.map(({ type }) => type.kind)).toEqual(['int32', 'text', 'float64']);
    expect(found.found.map(({ type }) => type.kind)).toEqual(['text', 'text', 'float64']);
    expect(found.options).toEqual({
      ...{ header: true, delimiter: ',', quote: '"', escape: '"', null: '', skip: 0 },
    });
    expect(found.rejected).toMatchObject({ rows: 5, whole: true });
    expect(found.whole).toBe(true);
    expect(decodePage(found.page.arrow).rows).toEqual([
      [1, 'x', 2.5],
      [6, 'p\nq', 3],
      [7, null, null],
    ]);
  });

  it('follows the options: another delimiter, no header, other words for null', async () => {
    const path = bench.file('other.txt', '1|2\n-|4\n');
    const found = await preview(path, { delimiter: '|', header: false, null: ['-', ''] });
    expect(found.schema.map(({ name }) => name)).toEqual(['column0', 'column1']);
    expect(decodePage(found.page.arrow).rows).toEqual([
      ['1', '2'],
      [null, '4'],
    ]);
    const wrong = await preview(path, { delimiter: ';' });
    expect(wrong.schema).toHaveLength(1);
  });

  it('looks at the head only: a large file takes no longer, and a cut value is no bad line', async () => {
    const line = `1,"${'two\nlines '.repeat(20)}",3\n`;
    const big = `a,b,c\n${line.repeat(300_000)}`;
    const path = bench.file('large.csv', big);
    const found = await preview(path);
    expect(found.rejected).toEqual({ rows: 0, examples: [], whole: false });
    expect(found.whole).toBe(false);
    expect(found.bytes).toBeLessThanOrEqual(256 * 1024);
    const small = await preview(bench.file('large.csv.gz', gzipSync(big.slice(0, 4_000_000))));
    expect(small.page.rows).toBe(50);
    writeFileSync(path, '');
  });

  it('tells of the first of several files, and leaves no temporary file', async () => {
    const one = bench.file('p/1.csv', 'a\n1\n');
    const two = bench.file('p/2.csv', 'a\n2\n');
    const found = await preview(one, {}, { files: [one, two] });
    expect(found.notes).toEqual(['This is the first of 2 files; the others are read like it.']);
  });
});

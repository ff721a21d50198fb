import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const folder = temporaryFolder();
const COLUMNS = 1000;
let engine: EngineClient;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

/** Whole numbers, fractions, dates and words in turn, but for some cells. */
function write(name: string, rows: number, other: Readonly<Record<string, string>> = {}): string {
  const kinds = [
    (row: number) => String(row),
    (row: number) => `${String(row)}.25`,
    (row: number) => `${String((row % 28) + 1).padStart(2, '0')}/01/2026`,
    (row: number) => `word ${String(row)}`,
  ];
  const lines = [Array.from({ length: COLUMNS }, (_, column) => `c${String(column)}`).join(',')];
  for (let row = 0; row < rows; row += 1) {
    const cells = kinds.map((kind) => kind(row));
    const line = Array.from({ length: COLUMNS }, (_, column) => cells[column % 4] ?? '');
    for (const [place, text] of Object.entries(other)) {
      const [at, column] = place.split(' ').map(Number);
      if (at === -1 || at === row) line[column ?? 0] = text;
    }
    lines.push(line.join(','));
  }
  const path = join(folder.path, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const kinds = ['int64', 'float64', 'date', 'text'];

async function typesOf(path: string, document = path): Promise<string[]> {
  const { sources } = await openMain(engine, document, path);
  return (sources['main']?.schema ?? []).map(({ type }) => type.kind);
}

/** Bytes that the engine asked for so far, from the disk or from memory. */
async function bytesRead(): Promise<number> {
  const { pid } = await engine.stats({});
  return Number(/^rchar: (\d+)/m.exec(readFileSync(`/proc/${String(pid)}/io`, 'utf8'))?.[1]);
}

describe('a CSV of a thousand columns', () => {
  it.skipIf(!existsSync('/proc/self/io'))('is read once to be opened', async () => {
    const path = write('once.csv', 4000);
    const { size } = statSync(path);
    expect(size).toBeGreaterThan(25_000_000);
    await typesOf(write('warm.csv', 10));
    const before = await bytesRead();
    expect(await typesOf(path)).toEqual(Array.from({ length: COLUMNS }, (_, at) => kinds[at % 4]));
    const read = (await bytesRead()) - before;
    expect(read).toBeGreaterThan(size);
    expect(read / size).toBeLessThan(1.9);
  });

  it.each<[string, string, number, string]>([
    ['a fraction', '0.5', 0, 'float64'],
    ['a number with an exponent', '1e3', 0, 'float64'],
    ['leading zeros', '007', 0, 'text'],
    ['more digits than 64 bits hold', '9223372036854775808', 0, 'float64'],
    ['a word', 'NA', 1, 'text'],
    ['marks between digits', '1_0', 1, 'text'],
    ['another date', '2026-01-01', 2, 'text'],
  ])('has the types of all its rows: %s far down', async (_, text, column, kind) => {
    const types = await typesOf(write('late.csv', 2000, { [`1999 ${String(column)}`]: text }));
    expect(types.slice(0, 4)).toEqual(kinds.with(column, kind));
  });

  it('has dates by the rows that tell a day from a month', async () => {
    const ambiguous = write('days.csv', 2000).replace('days', 'months');
    const text = readFileSync(join(folder.path, 'days.csv'), 'utf8');
    const [names = '', ...lines] = text.split('\n');
    const dated = lines.map((line, row) =>
      line.replaceAll(/\d\d\/01\/2026/g, row < 1500 ? '02/03/2026' : '03/28/2026'),
    );
    writeFileSync(ambiguous, [names, ...dated].join('\n'));
    expect((await typesOf(ambiguous)).slice(0, 4)).toEqual(kinds);
  });

  it('has the type of a column that is empty for long', async () => {
    const other = { '-1 0': '', '1999 0': '7', '-1 4': '' };
    expect((await typesOf(write('empty.csv', 2000, other))).slice(0, 5)).toEqual([
      ...kinds.with(0, 'int64'),
      'text',
    ]);
  });

  it.each<[string, string]>([
    ['one quote', "'a, b'"],
    ['the other quote with a line break', '"a,\nb"'],
    ['a backslash', String.raw`a\b`],
  ])('has values in quotes: %s', async (name, text) => {
    const path = write(`${name}.csv`, 2000, { '-1 3': text });
    expect((await typesOf(path)).slice(0, 4)).toEqual(kinds);
    const query = { sql: 'SELECT max(c3) AS a, count(*)::VARCHAR AS b FROM main' };
    const { arrow } = await engine.page({ document: path, query, offset: 0, limit: 1 });
    expect(decodePage(arrow).rows).toEqual([[text.replaceAll(/^['"]|['"]$/g, ''), '2000']]);
  });

  it('a line with too few values far down is named', async () => {
    const path = write('ragged.csv', 2000);
    writeFileSync(path, '1,2,3\n', { flag: 'a' });
    await expect(typesOf(path)).rejects.toMatchObject({
      code: 'bad-data',
      message: expect.stringMatching(/2[,.]?002/) as unknown,
    });
  });
});

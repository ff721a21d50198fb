import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import type { FoundCell } from '../../src/shared/contracts/engine.ts';
import { pageCells } from '../../src/shared/arrow/pageCells.ts';
import { cellText } from '../../webview/workbench/table/cellText.ts';
import { reference } from './pagingReference.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const folder = temporaryFolder();
const path = join(folder.path, 'all.parquet');
const rows = 3000;
/** One column of each kind, with values whose text is not what DuckDB's cast gives. */
const columns = {
  i: 'i::BIGINT * 1000003',
  d: "CASE i % 9 WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN '-inf'::DOUBLE WHEN 2 THEN i::DOUBLE WHEN 3 THEN i * 1e17 WHEN 4 THEN i * 1e-9 WHEN 5 THEN i * 1e21 WHEN 6 THEN -i / 7.0 WHEN 7 THEN '-0.0'::DOUBLE END",
  f: '(i / 3.0)::FLOAT',
  n: '(i / 8.0)::DECIMAL(9, 3)',
  t: "CASE WHEN i % 5 = 0 THEN NULL ELSE 'Größe ' || hash(i) % 700 || ' %_' END",
  b: 'i % 3 = 0',
  day: "DATE '1999-12-01' + i::INTEGER",
  at: "TIMESTAMP '2001-01-01' + INTERVAL 1 SECOND * (i * 7919)",
  l: "[i / 2.0, NULL, 'inf'::DOUBLE]",
  s: "{'a b': 'x' || i, 'z': [i]}",
  m: 'MAP {i: i % 2 = 0}',
};
const names = Object.keys(columns);
const plain = `SELECT ${names.map((name) => `"${name}"`).join(', ')} FROM "main"`;

let engine: EngineClient;
beforeAll(async () => {
  const list = Object.entries(columns).map(([name, value]) => `${value} AS "${name}"`);
  await reference(
    `COPY (SELECT ${list.join(', ')} FROM range(${String(rows)}) t(i)) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  );
  engine = await startEngine();
  await engine.configure({ memoryMb: 512, threads: 2, spillDirectory: join(folder.path, 'spill') });
  await openMain(engine, 'd', path);
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

/** Cells whose shown text holds the text, by what the webview shows. */
async function shownHits(sql: string, text: string): Promise<FoundCell[]> {
  const page = await engine.rows({ document: 'd', query: { sql }, limit: 100_000 });
  const cells = pageCells(page.arrow);
  const hits: FoundCell[] = [];
  for (let row = 0; row < cells.rows; row += 1) {
    cells.schema.forEach(({ name, type }, column) => {
      const { text: shown, kind } = cellText(cells.cell(row, column), type);
      if (kind !== 'null' && shown.toLowerCase().includes(text.toLowerCase())) {
        hits.push({ row, column: name, number: hits.length + 1 });
      }
    });
  }
  return hits;
}

const without = ({ row, column }: FoundCell): FoundCell => ({ row, column });

describe('a text in any cell', () => {
  it.each([
    ...['größe 12', 'GRÖSSE', '%_', '000', '1e+2', 'e-', '-0', 'nan', 'infin', 'true', '.333', '7'],
    ...[
      '1999-12-3',
      ' 10:',
      'null',
      '{"a b"',
      ': false',
      '[1.5, null',
      "'",
      '\\',
      'nowhere',
      '12.375',
    ],
  ])('is found as it is shown: %s', async (text) => {
    const hits = await shownHits(plain, text);
    const counted = await engine.findCount({
      ...{ document: 'd', query: { sql: plain }, text, columns: names },
    });
    expect(counted.cells).toBe(hits.length);
    expect(counted.rows).toBe(new Set(hits.map(({ row }) => row)).size);
  });

  const orders = {
    'as they come': plain,
    'under a condition': `${plain} WHERE b`,
    'in an order': `${plain} ORDER BY hash(i), i`,
  };
  it.each(Object.entries(orders))('is gone through in both directions: %s', async (_order, sql) => {
    const text = 'größe 69';
    const hits = await shownHits(sql, text);
    expect(hits.length).toBeGreaterThan(5);
    const find = async (
      from: { readonly row: number; readonly column: string | undefined },
      direction: 'next' | 'previous',
      inclusive = false,
    ): Promise<FoundCell | undefined> => {
      const asked = { document: 'd', query: { sql }, text, columns: names, from, direction };
      return (await engine.find({ ...asked, inclusive })).cell;
    };
    for (const counted of [false, true]) {
      if (counted) await engine.findCount({ document: 'd', query: { sql }, text, columns: names });
      const wanted = counted ? hits : hits.map(without);
      const [first, second] = wanted;
      const last = wanted.at(-1);
      if (!first || !second || !last) throw new Error('There are too few hits.');
      expect(await find({ row: 0, column: undefined }, 'next')).toEqual(first);
      expect(await find(first, 'next')).toEqual(second);
      expect(await find(first, 'next', true)).toEqual(first);
      expect(await find(second, 'previous')).toEqual(first);
      expect(await find(first, 'previous')).toEqual(last);
      expect(await find(last, 'next')).toEqual(first);
      expect(await find({ row: last.row, column: undefined }, 'previous')).toEqual(wanted.at(-2));
    }
  });

  it('is looked for in the columns that are shown, in their order', async () => {
    const asked = { document: 'd', query: { sql: plain }, text: '15', direction: 'next' } as const;
    const from = { row: 15, column: undefined };
    const hits = (await shownHits(plain, '15')).filter(({ row }) => row === 15);
    const order = ['s', 'm', 'i'];
    const own = order.filter((name) => hits.some(({ column }) => column === name));
    expect((await engine.find({ ...asked, columns: order, from })).cell).toEqual({
      row: 15,
      column: own[0],
    });
    expect((await engine.find({ ...asked, columns: [], from })).cell).toBeUndefined();
  });

  it('that is nowhere is told so, and a search is cancelled', async () => {
    const from = { row: 0, column: undefined };
    const asked = { document: 'd', query: { sql: plain }, text: 'no such text', columns: names };
    expect(await engine.find({ ...asked, from, direction: 'previous' })).toEqual({});
    const endless = { sql: 'SELECT a.i FROM main a, main b, main c, main d ORDER BY md5(a.t)' };
    const controller = new AbortController();
    const running = engine.findCount(
      { document: 'd', query: endless, text: '1', columns: ['i'] },
      { signal: controller.signal },
    );
    await expect.poll(async () => (await engine.stats()).running).toBe(1);
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(async () => (await engine.stats()).running).toBe(0);
  });
});

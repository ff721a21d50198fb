import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { pageCells } from '../../src/shared/arrow/pageCells.ts';
import { cellText } from '../../webview/workbench/table/cellText.ts';
import { reference } from './pagingReference.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const folder = temporaryFolder();
let engine: EngineClient;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

const query = { sql: 'SELECT * FROM main' };

/** Texts of a column as the webview makes them, of a page that is cut or whole. */
async function texts(document: string, column: string, maxText?: number): Promise<string[]> {
  const most = maxText === undefined ? {} : { maxText };
  const page = await engine.page({
    document,
    query,
    offset: 0,
    limit: 50,
    columns: [column],
    ...most,
  });
  const cells = pageCells(page.arrow);
  const type = cells.schema[0]?.type ?? { kind: 'text' };
  return Array.from({ length: cells.rows }, (_, row) => {
    const { text, kind } = cellText(cells.cell(row, 0), type);
    return kind === 'null' ? '(null)' : text;
  });
}

describe('a value in a page', () => {
  const values = {
    floats: '[x / 7.0 for x in range(i * 40)]',
    texts: "[repeat('é\"', i * 9), NULL, 'x']",
    lists: '[[y for y in range(i * 30)], [], NULL]',
    map: "map_from_entries([{'k': 'k' || x, 'v': repeat('v', i)} for x in range(i * 10)])",
    struct:
      "CASE WHEN i = 3 THEN NULL ELSE {'a\"b': repeat('a', i * 30), 'n': [x for x in range(i * 50)], 'i': i} END",
    array: '[i, i + 1, NULL]::BIGINT[3]',
    empty: "CASE WHEN i % 2 = 0 THEN [''] ELSE [] END",
    blob: "encode(repeat('b', i * 20))",
  };

  it.each(Object.keys(values))('begins as it is, and shows that it goes on: %s', async (name) => {
    const path = join(folder.path, 'values.parquet');
    const list = Object.entries(values).map(([column, value]) => `${value} AS "${column}"`);
    await reference(
      `COPY (SELECT ${list.join(', ')} FROM range(12) t(i)) TO '${path}' (FORMAT parquet)`,
    );
    await openMain(engine, 'values', path);
    const most = 100;
    const [cut, whole] = [await texts('values', name, most), await texts('values', name)];
    expect(whole).toHaveLength(12);
    for (const [row, text] of whole.entries()) {
      expect(cut[row]?.slice(0, most)).toBe(text.slice(0, most));
      expect((cut[row]?.length ?? 0) > most).toBe(text.length > most);
    }
  });

  it('takes a bounded number of bytes, however long it is', async () => {
    const path = join(folder.path, 'long.parquet');
    await reference(
      `COPY (SELECT [x / 3.0 for x in range(1000)] AS floats, repeat('x', 1000000) AS t,
        map_from_entries([{'k': x, 'v': repeat('v', 1000)} for x in range(300)]) AS m FROM range(200) t(i))
        TO '${path}' (FORMAT parquet)`,
    );
    await openMain(engine, 'long', path);
    const bytes = async (column: string): Promise<number> => {
      const place = { offset: 0, limit: 200, columns: [column], maxText: 256 };
      return (await engine.page({ document: 'long', query, ...place })).arrow.byteLength;
    };
    expect(await bytes('floats')).toBeLessThan(200 * 86 * 8 * 1.2);
    expect(await bytes('t')).toBeLessThan(200 * 257 * 1.2);
    expect(await bytes('m')).toBeLessThan(200 * 86 * 280);
  });
});

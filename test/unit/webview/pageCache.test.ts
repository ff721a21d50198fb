import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/shared/contracts/engine.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { PageCache, pageRows } from '../../../webview/workbench/table/pageCache.ts';
import { fakePage } from '../../../webview/workbench/page/fakePage.ts';

interface Asked {
  readonly offset: number;
  readonly columns: readonly string[];
  readonly signal: AbortSignal;
  readonly answer: (slow?: boolean) => void;
  readonly fail: (error: unknown) => void;
}

/** A cache over a table of `rows` rows, whose requests are answered by hand. */
function table(rows: number, limit?: number, ahead = 0) {
  const asked: Asked[] = [];
  const failures: unknown[] = [];
  let changes = 0;
  const cache = new PageCache({
    fetch: ({ offset, limit: most, columns }, signal) =>
      new Promise<Page>((resolve, reject) => {
        const count = Math.max(0, Math.min(most, rows - offset));
        const schema = columns.map((name) => ({ name, type: { kind: 'int32' } as const }));
        const values = columns.map((_, column) =>
          Array.from({ length: count }, (__, row) => (offset + row) * 10 + column),
        );
        asked.push({
          offset,
          columns,
          signal,
          answer: (slow) =>
            resolve({ ...fakePage(schema, values), ...(slow === true ? { slow } : {}) }),
          fail: reject,
        });
      }),
    changed: () => {
      changes += 1;
    },
    failed: (error) => failures.push(error),
    ...(limit === undefined ? {} : { limit }),
    ahead,
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const value = (row: number, column: string) => {
    const found = cache.find(row, column);
    return found?.cells.cell(found.row, found.column);
  };
  return { cache, asked, failures, settle, value, changes: () => changes };
}

describe('the cache of pages', () => {
  it('asks for the page in sight once, and finds its cells', async () => {
    const { cache, asked, settle, value } = table(1000);
    cache.need({ rowFrom: 10, rowTo: 40, columns: ['a', 'b'] });
    cache.need({ rowFrom: 11, rowTo: 41, columns: ['a', 'b'] });
    expect(asked.map(({ offset, columns }) => [offset, columns])).toEqual([[0, ['a', 'b']]]);
    expect(value(12, 'b')).toBeUndefined();
    asked[0]?.answer();
    await settle();
    expect(value(12, 'b')).toBe(121);
    expect(cache.extent).toEqual({ rows: pageRows, whole: false });
  });

  it('asks only for the columns that are missing', async () => {
    const { cache, asked, settle } = table(1000);
    cache.need({ rowFrom: 0, rowTo: 30, columns: ['a', 'b'] });
    asked[0]?.answer();
    await settle();
    cache.need({ rowFrom: 0, rowTo: 30, columns: ['b', 'c'] });
    expect(asked[1]?.columns).toEqual(['c']);
  });

  it('cancels a request for another place, and does not keep its answer', async () => {
    const { cache, asked, settle, value } = table(100_000);
    cache.need({ rowFrom: 0, rowTo: 30, columns: ['a'] });
    cache.need({ rowFrom: 90_000, rowTo: 90_030, columns: ['a'] });
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.answer();
    asked[1]?.answer();
    await settle();
    expect(value(0, 'a')).toBeUndefined();
    expect(value(90_001, 'a')).toBe(900_010);
  });

  it('asks for both pages where the window lies over their border', () => {
    const { cache, asked } = table(1000);
    cache.need({ rowFrom: 190, rowTo: 220, columns: ['a'] });
    expect(asked.map(({ offset }) => offset)).toEqual([0, 200]);
  });

  it('learns the number of rows from a page that came short', async () => {
    const { cache, asked, settle } = table(250);
    cache.need({ rowFrom: 190, rowTo: 220, columns: ['a'] });
    for (const { answer } of asked) answer();
    await settle();
    expect(cache.extent).toEqual({ rows: 250, whole: true });
  });

  it('tells of a failure once, and asks again only when told to', async () => {
    const { cache, asked, failures, settle } = table(1000);
    cache.need({ rowFrom: 0, rowTo: 30, columns: ['a'] });
    asked[0]?.fail(new AppError('engine-crashed', 'Gone.'));
    await settle();
    cache.need({ rowFrom: 1, rowTo: 31, columns: ['a'] });
    expect(failures).toHaveLength(1);
    expect(asked).toHaveLength(1);
    cache.retry();
    expect(asked).toHaveLength(2);
  });

  it('does not ask for ever for a column that no answer holds', async () => {
    const asked: number[] = [];
    const cache = new PageCache({
      fetch: ({ offset }) => {
        asked.push(offset);
        return Promise.resolve(fakePage([{ name: 'a', type: { kind: 'int32' } }], [[1]]));
      },
      changed: () => undefined,
      failed: () => undefined,
    });
    cache.need({ rowFrom: 0, rowTo: 30, columns: ['a', 'gone'] });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toEqual([0]);
  });

  it('drops what was looked at longest ago, and never what is in sight', async () => {
    const { cache, asked, settle, value } = table(100_000, 2500);
    for (const rowFrom of [0, 10_000, 20_000]) {
      cache.need({ rowFrom, rowTo: rowFrom + 30, columns: ['a'] });
      asked.at(-1)?.answer();
      await settle();
    }
    expect(value(0, 'a')).toBeUndefined();
    expect(value(20_000, 'a')).toBe(200_000);
  });

  it('asks for a window of 500 columns in parts', () => {
    const { cache, asked } = table(1000);
    const columns = Array.from({ length: 500 }, (_, index) => `c${String(index)}`);
    cache.need({ rowFrom: 0, rowTo: 30, columns });
    expect(asked.map((one) => one.columns.length)).toEqual([64, 64, 64, 64]);
  });

  describe('ahead of the person', () => {
    const at = (page: number) => ({
      ...{ rowFrom: page * pageRows + 10, rowTo: page * pageRows + 40, columns: ['a'] },
    });
    const pages = (asked: readonly Asked[]) => asked.map(({ offset }) => offset / pageRows);

    it('fetches the next page and the one behind, one after the other, once those in sight are here', async () => {
      const { cache, asked, settle, value } = table(100_000, undefined, 1);
      cache.need(at(10));
      expect(pages(asked)).toEqual([10]);
      for (let round = 0; round < 4; round += 1) {
        asked.at(-1)?.answer();
        await settle();
      }
      expect(pages(asked)).toEqual([10, 11, 9]);
      expect(value(11 * pageRows, 'a')).toBe(11 * pageRows * 10);
    });

    it('goes the way that the person goes', async () => {
      const { cache, asked, settle } = table(100_000, undefined, 1);
      cache.need(at(10));
      cache.need(at(8));
      asked.at(-1)?.answer();
      await settle();
      expect(pages(asked)).toEqual([10, 8, 7]);
    });

    it('stays within the table', async () => {
      const { cache, asked, settle } = table(pageRows, undefined, 1);
      cache.need({ ...at(0), rows: pageRows });
      asked[0]?.answer();
      await settle();
      expect(pages(asked)).toEqual([0]);
    });

    it('gives way to what comes into sight, but not where it is that very page', async () => {
      const { cache, asked, settle } = table(100_000, undefined, 1);
      cache.need(at(10));
      asked[0]?.answer();
      await settle();
      cache.need(at(11));
      expect(asked[1]?.signal.aborted).toBe(false);
      asked[1]?.answer();
      await settle();
      expect(pages(asked)).toEqual([10, 11, 12]);
      cache.need(at(50));
      expect(asked[2]?.signal.aborted).toBe(true);
      expect(pages(asked)).toEqual([10, 11, 12, 50]);
    });

    it('asks for nothing where pages are slow, and tells of no failure', async () => {
      const { cache, asked, failures, settle } = table(100_000, undefined, 1);
      cache.need(at(10));
      asked[0]?.answer(true);
      await settle();
      expect(pages(asked)).toEqual([10]);
      cache.need(at(20));
      asked[1]?.answer();
      await settle();
      asked[2]?.fail(new AppError('engine-crashed', 'Gone.'));
      await settle();
      expect(failures).toEqual([]);
      cache.need(at(21));
      expect(pages(asked)).toEqual([10, 20, 21, 21]);
    });
  });
});

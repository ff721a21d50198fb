import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Condition } from '../../src/shared/condition.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import { validateRecipe } from '../../src/core/recipe/validate.ts';
import { requireRecipe } from '../../src/core/recipe/document.ts';
import { startEngine, temporaryFolder } from '../engine/startEngine.ts';
import { noView, TestDocument } from './openSession.ts';
import { writeParquet } from './writeParquet.ts';

const folder = temporaryFolder();
let engine: EngineClient;
let open: TestDocument[] = [];
const messy = join(folder.path, 'messy.parquet');
beforeAll(async () => {
  engine = await startEngine();
  writeParquet(
    messy,
    `SELECT * FROM (VALUES
      (1, 1.5::DOUBLE, 'Rome', DATE '2026-01-01', TIMESTAMP '2026-01-01 10:00:00'),
      (2, 'NaN'::DOUBLE, '', DATE '2026-01-02', TIMESTAMP '2026-01-01 11:30:00'),
      (3, NULL, NULL, NULL, NULL),
      (4, -2.0::DOUBLE, '100%_rome', DATE '2026-02-01', TIMESTAMP '2026-01-03 00:00:00'),
      (5, 'Infinity'::DOUBLE, 'Oslo', DATE '2026-03-01', TIMESTAMP '2026-01-03 00:00:01')
    ) t("id", "x", "city", "day", "at")`,
  );
});
afterEach(() => {
  for (const document of open) document.session.dispose();
  open = [];
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

function view(uri: string): TestDocument {
  const title = uri.slice(uri.lastIndexOf('/') + 1);
  const document = new TestDocument(engine, { kind: 'data', uri, title }, folder.path);
  open.push(document);
  return document;
}

function write(name: string, text: string): TestDocument {
  const uri = join(folder.path, name);
  writeFileSync(uri, text);
  return view(uri);
}

async function messyOne(): Promise<TestDocument> {
  const document = view(messy);
  await document.open();
  return document;
}

function key(document: TestDocument): string {
  return document.state.table?.key ?? '';
}

describe('a data file', () => {
  it('is opened once, however often the webview says that it is ready', async () => {
    const document = write('a.csv', 'n,city\n1,Rome\n2,Oslo\n3,\n');
    const [first] = await Promise.all([document.call('ready', {}), document.call('ready', {})]);
    expect([first.kind, first.title, first.table]).toEqual(['data', 'a.csv', undefined]);
    const state = await document.open();
    expect(state.source).toMatchObject({ format: 'csv', files: 1, bytes: 24, moved: 0 });
    expect(state.table).toMatchObject({ step: null, preview: undefined });
    expect(await document.call('ready', {})).toEqual(state);
    expect(document.states).toHaveLength(1);
    expect(await document.rows()).toEqual([
      ['1', 'Rome'],
      ['2', 'Oslo'],
      ['3', null],
    ]);
    const table = { key: key(document), view: noView };
    expect(await document.call('count', { table })).toEqual({ rows: 3 });
  });

  it.each([
    ['gone.csv', undefined, 'not-found'],
    ['empty.csv', '', 'bad-data'],
    ['fake.parquet', 'PAR1 no', 'bad-data'],
  ])('%s gives one sentence, and can be tried again', async (name, text, code) => {
    const document = text === undefined ? view(join(folder.path, name)) : write(name, text);
    const state = await document.open();
    expect(state.problem?.code).toBe(code);
    expect(state.table).toBeUndefined();
    writeFileSync(join(folder.path, name), 'a\n1\n');
    const again = await document.call('reload', {});
    if (name.endsWith('.csv')) {
      expect([again.problem, again.table?.schema.map(({ name }) => name)]).toEqual([
        undefined,
        ['a'],
      ]);
    } else {
      expect(again.problem?.code).toBe('bad-data');
    }
  });

  it('that changed is seen by its new key after a reload', async () => {
    const document = write('b.csv', 'n\n1\n');
    await document.open();
    const table = { key: key(document), view: noView };
    writeFileSync(join(folder.path, 'b.csv'), 'n\n1\n2\n');
    const state = await document.call('reload', {});
    expect(state.table?.key).not.toBe(table.key);
    await expect(document.call('count', { table })).rejects.toMatchObject({ code: 'cancelled' });
    expect(await document.rows()).toEqual([['1'], ['2']]);
  });
});

describe('rows', () => {
  it('tell null, NaN and the empty text apart, in the asked columns only', async () => {
    const document = await messyOne();
    expect(await document.rows({}, { columns: ['city', 'x'] })).toEqual([
      ['Rome', 1.5],
      ['', NaN],
      [null, null],
      ['100%_rome', -2],
      ['Oslo', Infinity],
    ]);
    await expect(document.rows({}, { columns: ['nope'] })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  const column = (name: string, is: string, value?: unknown): Condition =>
    // SAFETY: the table below writes conditions as documents do.
    ({ column: name, is, ...(value === undefined ? {} : { value }) }) as Condition;

  it.each<[Condition, readonly number[]]>([
    [column('id', 'equals', 2), [2]],
    [column('id', 'not-equals', 2), [1, 3, 4, 5]],
    [column('id', 'less', 2), [1]],
    [column('id', 'at-most', 2), [1, 2]],
    [column('id', 'greater', 4), [5]],
    [column('id', 'at-least', 4), [4, 5]],
    [column('id', 'between', [2, 4]), [2, 3, 4]],
    [column('day', 'before', '2026-01-02'), [1]],
    [column('day', 'on-or-before', '2026-01-02'), [1, 2]],
    [column('at', 'after', '2026-01-03 00:00:00'), [5]],
    [column('at', 'on-or-after', '2026-01-03 00:00:00'), [4, 5]],
    [column('city', 'in', ['Rome', 'Oslo']), [1, 5]],
    [column('city', 'not-in', ['Rome', 'Oslo']), [2, 4]],
    [column('city', 'contains', '%_'), [4]],
    [column('city', 'starts-with', 'R'), [1]],
    [column('city', 'ends-with', 'o'), [5]],
    [column('city', 'matches', '^[A-Z]'), [1, 5]],
    [column('x', 'is-null'), [3]],
    [column('x', 'is-not-null'), [1, 2, 4, 5]],
    [column('x', 'is-nan'), [2]],
    [column('city', 'is-empty'), [2]],
    [{ not: column('id', 'equals', 2) }, [1, 3, 4, 5]],
    [{ any: [column('id', 'equals', 2), column('id', 'equals', 5)] }, [2, 5]],
    [{ expression: 'id % 2 = 0 and x is not null' }, [2, 4]],
    [column('id', 'less', { column: 'x' }), [1, 2, 5]],
  ])('that match %j', async (filter, ids) => {
    const document = await messyOne();
    const rows = await document.rows({ filters: [filter] }, { columns: ['id'] });
    expect(rows.map(([id]) => Number(id))).toEqual(ids);
    const table = { key: key(document), view: { ...noView, filters: [filter] } };
    expect(await document.call('count', { table })).toEqual({ rows: ids.length });
  });

  it.each<[Condition, string, RegExp]>([
    [column('nope', 'is-null'), 'bad-recipe', /no column “nope”/],
    [column('id', 'equals', 'x'), 'bad-recipe', /"x" is not a value of type int32/],
    [{ expression: 'id +' }, 'bad-expression', /./],
    [column('id', 'equals', { param: 'p' }), 'bad-recipe', /no parameter “p”/],
  ])('a filter that does not fit is one sentence: %j', async (filter, code, message) => {
    const document = await messyOne();
    const failed = document.rows({ filters: [filter] });
    await expect(failed).rejects.toMatchObject({ code });
    await expect(failed).rejects.toThrow(message);
  });

  it.each([
    ['rome', [1, 4]],
    ['%', [4]],
    ['_', [4]],
    ['2026-01-0', [1, 2, 4, 5]],
    ["o'; DROP", []],
    ['INF', [5]],
  ])('are found by “%s” in any column, letter by letter', async (find, ids) => {
    const rows = await (await messyOne()).rows({ find }, { columns: ['id'] });
    expect(rows.map(([id]) => Number(id))).toEqual(ids);
  });

  it.each([
    [false, [4, 1, 5, 2, 3]],
    [true, [5, 1, 4, 2, 3]],
  ])('sorted with descending %s have NaN and then null last', async (descending, ids) => {
    const sort = [{ column: 'x', descending }];
    const rows = await (await messyOne()).rows({ sort }, { columns: ['id'] });
    expect(rows.map(([id]) => Number(id))).toEqual(ids);
  });

  it('that are equal keep the order of the file over all pages, for CSV and Parquet', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `${String(i)},${String(i % 3)}`);
    const csv = write('ties.csv', `id,k\n${lines.join('\n')}\n`);
    const path = join(folder.path, 'ties.parquet');
    writeParquet(path, 'SELECT i AS id, i % 3 AS k FROM range(300000) t(i)');
    for (const [document, count] of [
      [csv, 5000],
      [view(path), 300_000],
    ] as const) {
      await document.open();
      const sort = [{ column: 'k', descending: true }];
      for (const offset of [0, 700, Math.trunc(count / 3) - 5, count - 300]) {
        const rows = await document.rows({ sort }, { offset, limit: 300 });
        const expected = rows.map((_, i) => nth(offset + i, count));
        expect(rows.map(([id]) => Number(id))).toEqual(expected);
      }
    }
  });

  /** The id of the n-th row when ids 0… are sorted by id modulo 3, descending, ties by id. */
  function nth(n: number, count: number): number {
    const sizes = [2, 1, 0].map((k) => Math.ceil((count - k) / 3));
    let left = n;
    for (const [i, size] of sizes.entries()) {
      if (left < size) return left * 3 + (2 - i);
      left -= size;
    }
    return -1;
  }

  it('of hostile column names', async () => {
    const names = ['a"b', 'select', '😀', 'x; DROP TABLE main', 'main', '%', "it's"];
    const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',');
    const document = write('hostile.csv', `${header}\n${names.map((_, i) => i).join(',')}\n`);
    const { table } = await document.open();
    expect(table?.schema.map(({ name }) => name)).toEqual(names);
    const filters: Condition[] = names.map((name, i) => column(name, 'equals', i));
    const sort = names.map((name) => ({ column: name, descending: false }));
    expect(await document.rows({ filters, sort, find: '6' })).toEqual([
      names.map((_, i) => String(i)),
    ]);
    const profile = await document.call('profile', {
      table: { key: key(document), view: noView },
      columns: ['a"b'],
    });
    expect(profile.columns.map(({ name, min }) => [name, min])).toEqual([['a"b', '0']]);
  });

  it('of 2,000 columns', async () => {
    const names = Array.from({ length: 2000 }, (_, i) => `c${String(i)}`);
    const document = write('wide.csv', `${names.join(',')}\n${names.map((_, i) => i).join(',')}\n`);
    const { table } = await document.open();
    expect(table?.schema).toHaveLength(2000);
    expect(await document.rows({}, { columns: ['c1999', 'c0'] })).toEqual([['1999', '0']]);
    expect(await document.rows({ find: '1998' }, { columns: ['c1998'] })).toEqual([['1998']]);
    expect(await document.rows({ find: 'nothing' }, { columns: ['c1998'] })).toEqual([]);
  });

  it('with a cell of a million characters are cut, and the cell is there as a whole', async () => {
    const long = 'x'.repeat(1_000_000);
    const document = write('long.csv', `id,t\n1,x\n2,${long}\n`);
    await document.open();
    const [, second] = await document.rows({}, { maxText: 50 });
    expect(second?.[1]).toBe('x'.repeat(51));
    const sort = [{ column: 'id', descending: true }];
    const table = { key: key(document), view: { ...noView, sort } };
    expect(await document.call('cell', { table, row: 0, column: 't' })).toEqual({
      text: long,
      isNull: false,
    });
    await expect(document.call('cell', { table, row: 9, column: 't' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('give cells as text, and say which are null', async () => {
    const document = await messyOne();
    const table = { key: key(document), view: noView };
    const cell = (row: number, name: string): Promise<unknown> =>
      document.call('cell', { table, row, column: name });
    expect(await cell(1, 'x')).toEqual({ text: 'nan', isNull: false });
    expect(await cell(1, 'city')).toEqual({ text: '', isNull: false });
    expect(await cell(2, 'city')).toEqual({ text: '', isNull: true });
    expect(await cell(0, 'at')).toEqual({ text: '2026-01-01 10:00:00', isNull: false });
  });
});

describe('a series', () => {
  it.each([
    ['at', 'hour', ['2026-01-01 10:00:00', '2026-01-01 11:00:00', '2026-01-03 00:00:00']],
    ['day', 'day', ['2026-01-01 00:00:00', '2026-01-02 00:00:00', '2026-02-01 00:00:00']],
  ])('of %s counts by %s', async (name, unit, starts) => {
    const document = await messyOne();
    const table = { key: key(document), view: noView };
    const series = await document.call('series', { table, column: name });
    expect(series.unit).toBe(unit);
    expect(series.page.schema.map((one) => [one.name, one.type.kind])).toEqual([
      ['at', 'timestamp'],
      ['count', 'int64'],
    ]);
    const rows = decodePage(series.page.arrow).rows;
    expect(rows.slice(0, 3).map(([at]) => at)).toEqual(starts);
    expect(rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(4);
  });

  it('of a text is refused in one sentence', async () => {
    const document = await messyOne();
    const table = { key: key(document), view: noView };
    const series = document.call('series', { table, column: 'city' });
    await expect(series).rejects.toMatchObject({
      message: '“city” is text, which has no course over time.',
    });
  });
});

describe('a recipe started from the view', () => {
  it('holds filters and sort as steps, then the edit with what it learned', async () => {
    const document = await messyOne();
    const filters: Condition[] = [
      { column: 'id', is: 'less', value: 5 },
      { column: 'day', is: 'is-not-null' },
    ];
    const sort = [{ column: 'city', descending: true }];
    await document.call('apply', {
      edit: {
        kind: 'add-step',
        at: 0,
        op: 'fill-missing',
        params: { columns: ['x'], with: 'median' },
      },
      view: { filters, sort, find: 'x' },
    });
    const [text = ''] = document.started;
    const recipe = requireRecipe(text);
    const found = validateRecipe(recipe);
    expect([found.problems, found.stale]).toEqual([[], []]);
    expect(recipe.name).toBe('messy');
    expect(recipe.sources['main']).toEqual({
      uri: messy,
      format: 'parquet',
      options: {},
      schema: [
        { name: 'id', type: 'int32' },
        { name: 'x', type: 'float64' },
        { name: 'city', type: 'text' },
        { name: 'day', type: 'date' },
        { name: 'at', type: 'timestamp' },
      ],
    });
    expect(recipe.steps).toEqual([
      {
        ...{ id: 'a1', op: 'filter-rows', version: 1, enabled: true, note: '' },
        params: { where: { all: filters }, keep: true },
      },
      {
        ...{ id: 'b2', op: 'sort-rows', version: 1, enabled: true, note: '' },
        params: { by: [{ column: 'city', descending: true, nulls: 'last' }] },
      },
      {
        ...{ id: 'c3', op: 'fill-missing', version: 1, enabled: true, note: '' },
        params: { columns: ['x'], with: 'median' },
      },
    ]);
    // Of -2, 1.5 and NaN, which is above every number.
    expect(recipe.fitted['c3']).toMatchObject({ values: { x: 1.5 }, on: 'all' });
    // SAFETY: a recipe is an object.
    expect(Object.keys(JSON.parse(text) as object)).toEqual([
      ...['sluice', 'name', 'parameters', 'sources', 'steps', 'fitted', 'checks', 'outputs'],
    ]);
  });

  it('by command is empty but for its source', async () => {
    const document = await messyOne();
    await document.call('command', { id: 'startRecipe', view: noView });
    const recipe = requireRecipe(document.started[0] ?? '');
    expect([recipe.steps, validateRecipe(recipe).problems]).toEqual([[], []]);
    expect(document.commands).toEqual([]);
  });

  it('is previewed in the viewer', async () => {
    const document = await messyOne();
    const state = await document.call('preview', {
      edit: {
        kind: 'add-step',
        at: 0,
        op: 'fill-missing',
        params: { columns: ['city'], with: 'constant', value: '?' },
      },
    });
    expect(state.table?.preview).toMatchObject({
      changed: ['city'],
      cells: { count: 1, of: 5 },
      aligned: true,
    });
    expect(await document.rows({}, { columns: ['city'], offset: 2, limit: 1 })).toEqual([['?']]);
    const discarded = await document.call('discard', {});
    expect(discarded.table?.preview).toBeUndefined();
    expect(await document.rows({}, { columns: ['city'], offset: 2, limit: 1 })).toEqual([[null]]);
  });
});

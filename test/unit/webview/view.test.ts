import { describe, expect, it } from 'vitest';
import type { ColumnType } from '../../../src/shared/columnType.ts';
import { matchItems } from '../../../webview/ui/matchItems.ts';
import { bytes, compact, percent } from '../../../webview/ui/format.ts';
import { draftOf, readDraft } from '../../../webview/workbench/filter/filterDraft.ts';
import { filterWords } from '../../../webview/workbench/filter/filterWords.ts';
import type { ColumnTest } from '../../../webview/workbench/filter/filterWords.ts';
import { prettyJson } from '../../../webview/workbench/layout/prettyJson.ts';
import { checkRow, rowOf } from '../../../webview/workbench/menu/rowNumber.ts';
import { nextSort, valueFilter } from '../../../webview/workbench/menu/viewEdits.ts';
import { pictureOf } from '../../../webview/workbench/header/pictureOf.ts';
import { figureText } from '../../../webview/workbench/column/figureText.ts';
import { initialUi, readUiState } from '../../../webview/workbench/state/uiState.ts';
import { usableView } from '../../../webview/workbench/state/usableView.ts';
import { tableColumns } from '../../../webview/workbench/table/tableColumns.ts';

const int: ColumnType = { kind: 'int64' };
const text: ColumnType = { kind: 'text' };

describe('filters', () => {
  it.each<[ColumnTest, string]>([
    [{ column: 'a', is: 'at-least', value: 15 }, '≥ 15'],
    [{ column: 'a', is: 'in', value: ['ATL', 'ORD', 'DFW'] }, 'is ATL, ORD, DFW'],
    [{ column: 'a', is: 'in', value: [1, 2, 3, 4, 5] }, 'is 1, 2, 3 or 2 more'],
    [{ column: 'a', is: 'between', value: [1, 9] }, 'is 1 to 9'],
    [{ column: 'a', is: 'equals', value: '' }, '= ""'],
    [{ column: 'a', is: 'is-null' }, 'is null'],
    [{ column: 'a', is: 'on-or-after', value: '2026-01-01' }, 'on or after 2026-01-01'],
  ])('%j reads %j', (filter, words) => {
    expect(filterWords(filter)).toBe(words);
    // What is edited and left as it was stays as it was.
    const type = words.includes('2026') ? ({ kind: 'date' } as const) : undefined;
    const numbers = /[ATLORD"]/.test(words) ? text : int;
    expect(readDraft(draftOf(filter), type ?? numbers).filter).toEqual(filter);
  });

  it('keeps every digit of a number, and says which line of a list is wrong', () => {
    const read = (texts: [string, string], is: 'equals' | 'in') =>
      readDraft({ column: 'a', is, texts }, int);
    expect(read(['9007199254740993', ''], 'equals').filter?.value).toBe('9007199254740993');
    expect(read(['1\nx', ''], 'in')).toEqual({ problems: ['Line 2: This is not a number.', ''] });
    expect(read(['', ''], 'equals').filter).toBeUndefined();
  });

  it('come from cells: null, empty and whole values, but not from the start of one', () => {
    const filter = (cell: Parameters<typeof valueFilter>[2], equal = true) =>
      valueFilter('a', text, cell, equal);
    expect(filter({ kind: 'null', text: '' })).toEqual({ column: 'a', is: 'is-null' });
    expect(filter({ kind: 'null', text: '' }, false)).toEqual({ column: 'a', is: 'is-not-null' });
    expect(filter({ kind: 'empty', text: '' })).toEqual({ column: 'a', is: 'equals', value: '' });
    expect(filter({ kind: 'text', text: 'x', cut: true })).toBeUndefined();
    const nan = { kind: 'nan', text: 'NaN' } as const;
    expect(valueFilter('a', { kind: 'float64' }, nan, true)).toEqual({ column: 'a', is: 'is-nan' });
  });
});

describe('the sort', () => {
  it('goes up, down and away by clicks, and keeps others with Shift', () => {
    const up = nextSort([], 'a', false);
    expect(up).toEqual([{ column: 'a', descending: false }]);
    const down = nextSort(up, 'a', false);
    expect(down).toEqual([{ column: 'a', descending: true }]);
    expect(nextSort(down, 'a', false)).toEqual([]);
    const both = nextSort(down, 'b', true);
    expect(both.map(({ column }) => column)).toEqual(['a', 'b']);
    expect(nextSort(both, 'a', true).map(({ column }) => column)).toEqual(['b']);
    expect(nextSort(both, 'c', false).map(({ column }) => column)).toEqual(['c']);
  });
});

describe('what was kept', () => {
  it('comes back as it was', () => {
    const ui = {
      ...initialUi,
      column: 'a',
      layout: { widths: { a: 99 }, order: ['b', 'a'], pinned: ['a'], hidden: ['c'] },
      view: {
        filters: [{ column: 'a', is: 'equals', value: 1 } as const],
        sort: [{ column: 'a', descending: true }],
        find: 'x',
      },
    };
    expect(readUiState(JSON.parse(JSON.stringify(ui)))).toEqual(ui);
  });

  it.each([undefined, null, 7, [], { view: { filters: [{ column: 1 }], sort: 3 }, layout: null }])(
    'is nothing for %j',
    (saved) => {
      expect(readUiState(saved)).toEqual(initialUi);
    },
  );

  it('leaves out what the table has no column for', () => {
    const view = {
      filters: [
        { column: 'a', is: 'is-null' } as const,
        { column: 'gone', is: 'is-null' } as const,
      ],
      sort: [{ column: 'gone', descending: false }],
      find: 'x',
    };
    const table = { key: '', schema: [{ name: 'a', type: int }], step: null, preview: undefined };
    expect(usableView({ state: { table }, ui: { view } })).toEqual({
      filters: [{ column: 'a', is: 'is-null' }],
      sort: [],
      find: 'x',
    });
  });
});

describe('columns of a previewed change', () => {
  const preview = {
    edit: { kind: 'delete-step', id: 'a' },
    step: 'a',
    added: ['new'],
    removed: ['b'],
    changed: [],
    rows: undefined,
    cells: undefined,
    aligned: true,
    canShowRemoved: false,
  } as const;
  const named = (...names: string[]) => names.map((name) => ({ name, type: int }));

  it('stand where they stood, marked', () => {
    const columns = tableColumns(named('a', 'c', 'new'), named('a', 'b', 'c'), preview);
    expect(columns.map(({ name, mark }) => [name, mark])).toEqual([
      ['a', undefined],
      ['b', 'removed'],
      ['c', undefined],
      ['new', 'added'],
    ]);
  });

  it('do not come back where rows do not lie side by side', () => {
    const columns = tableColumns(named('a'), named('a', 'b'), { ...preview, aligned: false });
    expect(columns.map(({ name }) => name)).toEqual(['a']);
  });
});

describe('the picture in a header', () => {
  const profile = { name: 'a', type: 'text', nulls: 10, distinct: 290, basis: {} };
  it('shows the most frequent values and the rest', () => {
    const top = [
      { value: 'ATL', count: 50 },
      { value: '', count: 25 },
    ];
    const picture = pictureOf({ ...profile, top }, 100);
    expect(
      picture.kind === 'top' && picture.lines.map(({ label, share }) => [label, share]),
    ).toEqual([
      ['ATL', 0.5],
      ['(empty)', 0.25],
      ['288 more', 0.15],
    ]);
  });
  it('has words where there is nothing to draw', () => {
    expect(pictureOf({ ...profile, nulls: 100 }, 100)).toEqual({
      kind: 'words',
      text: 'all missing',
    });
    expect(pictureOf({ ...profile, distinct: 90 }, 100)).toEqual({
      kind: 'words',
      text: 'all different',
    });
  });
});

describe('figures and words', () => {
  it.each([
    [0, '0 %'],
    [0.0004, '< 0.1 %'],
    [0.023, '2.3 %'],
    [0.5, '50 %'],
    [0.9999, '> 99.9 %'],
    [1, '100 %'],
  ])('%d is %s', (share, words) => {
    expect(percent(share).replaceAll('\u00a0', ' ')).toBe(words);
  });
  it.each([
    [1214, '1,214'],
    [123_456, '123 K'],
    [1_200_000, '1.2 M'],
    [2_999_921, '3 M'],
  ])('%d distinct is %s', (count, words) => {
    expect(compact(count).replaceAll('\u00a0', ' ')).toBe(words);
  });
  it.each([
    [999, '999 B'],
    [4_100_000, '4.1 MB'],
    [128_000_000, '128 MB'],
    [999_999, '1 MB'],
  ])('%d bytes are %s', (size, words) => {
    expect(bytes(size).replaceAll('\u00a0', ' ')).toBe(words);
  });
  it.each([
    [-1188, '−1,188'],
    ['12345678901234567890.123456', '12,345,678,901,234,567,890.123456'],
    [0.000123, '0.000123'],
    ['2026-01-31', '2026-01-31'],
    ['NaN', 'NaN'],
  ])('%s is written %s', (value, words) => {
    expect(figureText(value)).toBe(words);
  });
});

describe('small helpers', () => {
  it('reads row numbers with and without commas', () => {
    expect(rowOf('1')).toBe(0);
    expect(rowOf('100,000,000')).toBe(99_999_999);
    expect(rowOf('0')).toBeUndefined();
    expect(rowOf('x')).toBeUndefined();
    expect(checkRow('11', 10).wrong).toBe(true);
    expect(checkRow('10', 10).wrong).toBe(false);
    expect(checkRow('10', undefined).wrong).toBe(false);
  });

  it('lays out JSON without touching a digit', () => {
    expect(prettyJson('{"a":[1,12345678901234567890],"b":{},"c":"x, {y}"}')).toBe(
      '{\n  "a": [\n    1,\n    12345678901234567890\n  ],\n  "b": {},\n  "c": "x, {y}"\n}',
    );
    expect(prettyJson('{broken')).toBeUndefined();
    expect(prettyJson('plain')).toBeUndefined();
  });

  it('finds the likeliest name first', () => {
    const items = ['user_id', 'id', 'valid', 'idle', 'kind_of'].map((label) => ({ label }));
    expect(matchItems(items, 'id').map(({ label }) => label)).toEqual([
      'id',
      'idle',
      'user_id',
      'valid',
      'kind_of',
    ]);
    expect(matchItems(items, 'uid').map(({ label }) => label)).toEqual(['user_id']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnModel } from '../../../webview/grid/model/columnModel.ts';
import { rangeText } from '../../../webview/grid/model/rangeText.ts';
import type { GridData } from '../../../webview/grid/gridTypes.ts';
import { plainLayout, tableOf } from './table.ts';

const whole = (data: GridData) => ({
  top: 0,
  bottom: data.rows - 1,
  left: 0,
  right: data.columns.length - 1,
});
const textOf = (data: GridData, headers = false, layout = plainLayout) =>
  rangeText(data, new ColumnModel(data.columns, layout), whole(data), headers);

describe('range as text', () => {
  it('quotes what would break a line, as spreadsheets do', () => {
    const data = tableOf(
      ['plain', 'tab\there'],
      [
        ['a', 'two\nlines'],
        ['say "hi"', ' blanks '],
        ['carriage\rreturn', '1,5'],
      ],
    );
    expect(textOf(data, true)).toBe(
      [
        'plain\t"tab\there"',
        'a\t"two\nlines"',
        '"say ""hi"""\t blanks ',
        '"carriage\rreturn"\t1,5',
      ].join('\n'),
    );
  });

  it('leaves null and empty text empty, and writes NaN and infinity', () => {
    const data = tableOf(
      ['a', 'b', 'c', 'd'],
      [
        [
          { text: 'null', kind: 'null' },
          { text: '', kind: 'empty' },
          { text: 'NaN', kind: 'nan' },
          { text: '-inf', kind: 'infinite' },
        ],
      ],
    );
    expect(textOf(data)).toBe('\t\tNaN\t-inf');
  });

  it('follows the layout', () => {
    const data = tableOf(['a', 'b', 'c'], [['1', '2', '3']]);
    const layout = { ...plainLayout, order: ['c', 'b', 'a'], hidden: ['b'] };
    const columns = new ColumnModel(data.columns, layout);
    const rectangle = { top: 0, bottom: 0, left: 0, right: 1 };
    expect(rangeText(data, columns, rectangle, true)).toBe('c\ta\n3\t1');
  });

  it('is undefined while a cell is missing or only its start is here', () => {
    expect(textOf(tableOf(['a', 'b'], [['1', undefined]]))).toBeUndefined();
    expect(textOf(tableOf(['a'], [[{ text: 'long', kind: 'text', cut: true }]]))).toBeUndefined();
  });

  it('asks for no cell of a range that is too large', () => {
    let asked = 0;
    const data: GridData = {
      ...tableOf(['a', 'b'], []),
      rows: 100_000_000,
      cell: () => {
        asked += 1;
        return { text: '', kind: 'empty' };
      },
    };
    expect(textOf(data)).toBeUndefined();
    expect(asked).toBe(0);
  });

  it('stops at too many characters', () => {
    const cell = { text: 'x'.repeat(1_000_000), kind: 'text' } as const;
    const data = tableOf(
      ['a'],
      Array.from({ length: 51 }, () => [cell]),
    );
    expect(textOf(data)).toBeUndefined();
  });

  it('can be read back', () => {
    const rows = fc.array(fc.tuple(fc.string(), fc.string({ unit: 'binary' })), { minLength: 1 });
    fc.assert(
      fc.property(rows, (table) => {
        expect(readBack(textOf(tableOf(['a', 'b'], table)) ?? '')).toEqual(table);
      }),
    );
  });
});

/** A reader of quoted fields, written from the rules and not from the writer. */
function readBack(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  for (;;) {
    let field = '';
    if (text[at] === '"') {
      at += 1;
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (text[at] === '"') at += 1;
        field += text[at] ?? '';
        at += 1;
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== '\t' && text[at] !== '\n') {
        field += text[at] ?? '';
        at += 1;
      }
    }
    rows.at(-1)?.push(field);
    if (at >= text.length) return rows;
    if (text[at] === '\n') rows.push([]);
    at += 1;
  }
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnModel } from '../../../webview/grid/model/columnModel.ts';
import { withMoved, withWidth } from '../../../webview/grid/model/layoutEdits.ts';
import type { GridLayout } from '../../../webview/grid/gridTypes.ts';
import { columnsNamed, plainLayout } from './table.ts';

const columns = columnsNamed('a', 'b', 'c', 'd', 'e');

function moved(layout: Partial<GridLayout>, from: number, to: number) {
  const before = { ...plainLayout, ...layout };
  const after = withMoved(before, new ColumnModel(columns, before), from, to);
  const names = new ColumnModel(columns, after).placed.map(({ column }) => column.name);
  return { before, after, shown: names.join(' ') };
}

describe('layout edits', () => {
  it.each([
    // from, before which, result
    [0, 3, 'b c a d e'],
    [3, 0, 'd a b c e'],
    [1, 5, 'a c d e b'],
    [2, 2, 'a b c d e'],
    [2, 3, 'a b c d e'],
    [4, 99, 'a b c d e'],
    [4, -5, 'e a b c d'],
  ])('moves column %d before %d: %s', (from, to, expected) => {
    expect(moved({}, from, to).shown).toBe(expected);
  });

  it('keeps pinned columns among themselves', () => {
    const pinned = ['d', 'b'];
    expect(moved({ pinned }, 0, 5).shown).toBe('b d a c e');
    expect(moved({ pinned }, 3, 0).shown).toBe('d b c a e');
    expect(moved({ pinned }, 1, 0).after.pinned).toEqual(['b', 'd']);
  });

  it('keeps hidden and unknown columns in their places', () => {
    const { after, shown } = moved({ hidden: ['b'], order: ['a', 'gone', 'b', 'c'] }, 0, 2);
    expect(shown).toBe('c a d e');
    expect(after.order).toEqual(['gone', 'b', 'c', 'a', 'd', 'e']);
    expect(moved({ pinned: ['a', 'gone', 'b'] }, 1, 0).after.pinned).toEqual(['b', 'a', 'gone']);
  });

  it('is the same layout where nothing moves', () => {
    const { before, after } = moved({ pinned: ['a'] }, 0, 3);
    expect(after).toBe(before);
    expect(withMoved(before, new ColumnModel(columns, before), 9, 0)).toBe(before);
  });

  it('loses and doubles no column', () => {
    const index = fc.integer({ min: 0, max: 5 });
    const names = fc.subarray(['a', 'b', 'c', 'd', 'e']);
    fc.assert(
      fc.property(names, names, index, index, (pinned, hidden, from, to) => {
        const { before, after } = moved({ pinned, hidden }, from, to);
        const all = (layout: GridLayout) =>
          new ColumnModel(columns, layout).placed.map(({ column }) => column.name).sort();
        expect(all(after)).toEqual(all(before));
      }),
    );
  });

  it('keeps widths within bounds', () => {
    const layout = withWidth(withWidth(plainLayout, 'a', 10.2), 'b', 99_999);
    expect(withWidth(layout, 'c', 120.4).widths).toEqual({ a: 48, b: 2000, c: 120 });
  });
});

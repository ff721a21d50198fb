import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnModel } from '../../../webview/grid/model/columnModel.ts';
import type { GridLayout } from '../../../webview/grid/gridTypes.ts';
import { columnsNamed, plainLayout } from './table.ts';

const columns = columnsNamed('a', 'b', 'c', 'd');
const shown = (layout: Partial<GridLayout>) =>
  new ColumnModel(columns, { ...plainLayout, ...layout }).placed.map(({ column }) => column.name);

describe('column model', () => {
  it.each<[string, Partial<GridLayout>, string]>([
    ['the order of the data', {}, 'a b c d'],
    ['named columns first', { order: ['c', 'a'] }, 'c a b d'],
    ['pinned columns first of all', { order: ['c', 'a'], pinned: ['d'] }, 'd c a b'],
    ['no hidden columns, pinned or not', { hidden: ['a', 'd'], pinned: ['d', 'b'] }, 'b c'],
    [
      'unknown and repeated names once or never',
      { order: ['x', 'b', 'b'], pinned: ['y'] },
      'b a c d',
    ],
  ])('shows %s', (_, layout, expected) => {
    expect(shown(layout).join(' ')).toBe(expected);
  });

  it('places columns side by side, with widths in bounds', () => {
    const widths = { a: 100, b: 1, c: 9999, d: Number.NaN };
    const model = new ColumnModel(columns, { ...plainLayout, widths });
    expect(model.placed.map(({ left, width }) => [left, width])).toEqual([
      [0, 100],
      [100, 48],
      [148, 2000],
      [2148, 152],
    ]);
    expect(model.width).toBe(2300);
  });

  it('takes no widths from names that every object has', () => {
    const [placed] = new ColumnModel(columnsNamed('constructor'), plainLayout).placed;
    expect(placed?.width).toBe(152);
  });

  it('unpins the last ones where the room is too narrow', () => {
    const widths = { a: 100, b: 100, c: 100, d: 100 };
    const model = new ColumnModel(columns, { ...plainLayout, widths, pinned: ['a', 'b', 'c'] });
    expect([1000, 300, 299, 100, 99].map((room) => model.pinnedWithin(room))).toEqual([
      3, 3, 2, 1, 0,
    ]);
  });

  it('finds the column of every pixel, and every column by its name', () => {
    const widths = fc.array(fc.integer({ min: 48, max: 2000 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(widths, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const names = list.map((_, index) => `c${index}`);
        const layout = {
          ...plainLayout,
          widths: Object.fromEntries(list.map((width, index) => [`c${index}`, width])),
          order: [...names].reverse(),
        };
        const model = new ColumnModel(columnsNamed(...names), layout);
        const x = share * (model.width - 1);
        const found = model.at(model.visualAt(x));
        expect(found?.left).toBeLessThanOrEqual(x);
        expect((found?.left ?? 0) + (found?.width ?? 0)).toBeGreaterThan(x);
        model.placed.forEach(({ column, left, width }, visual) => {
          expect(model.visualOf(column.name)).toBe(visual);
          expect([model.visualAt(left), model.visualAt(left + width - 1)]).toEqual([
            visual,
            visual,
          ]);
        });
      }),
    );
  });

  it('has an answer without columns', () => {
    const model = new ColumnModel([], plainLayout);
    expect([model.count, model.width, model.visualAt(50), model.at(0)]).toEqual([
      0,
      0,
      0,
      undefined,
    ]);
  });
});

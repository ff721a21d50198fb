import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnModel } from '../../../webview/grid/model/columnModel.ts';
import { placeAt } from '../../../webview/grid/model/placeAt.ts';
import { viewportOf } from '../../../webview/grid/model/viewport.ts';
import { columnsNamed, plainLayout } from './table.ts';

const names = Array.from({ length: 40 }, (_, index) => `c${index}`);
const widths = Object.fromEntries(names.map((name) => [name, 100]));
const all = columnsNamed(...names);
const plain = new ColumnModel(all, { ...plainLayout, widths });
const pinned = new ColumnModel(all, { ...plainLayout, widths, pinned: ['c5', 'c9'] });
const frame = { rows: 100_000_000, gutter: 50, width: 650, height: 500, columns: plain };

describe('viewport', () => {
  it('shows whole and partly shown rows and columns', () => {
    expect(viewportOf({ ...frame, v: 260, h: 130 })).toEqual({
      rowFrom: 10,
      rowTo: 31,
      top: -10,
      pinned: 0,
      columnFrom: 1,
      columnTo: 8,
      shift: 130,
      gutter: 50,
    });
  });

  it('reaches the last row and column', () => {
    const end = viewportOf({ ...frame, v: 2_499_999_500, h: 3400 });
    expect([end.rowTo, end.columnTo]).toEqual([100_000_000, 40]);
    expect(end.top + (end.rowTo - end.rowFrom) * 25).toBe(500);
  });

  it('lets columns scroll away under the pinned ones', () => {
    const {
      pinned: still,
      columnFrom,
      columnTo,
    } = viewportOf({
      ...frame,
      columns: pinned,
      v: 0,
      h: 150,
    });
    expect([still, columnFrom, columnTo]).toEqual([2, 3, 8]);
  });

  it('has nothing to show without rows or columns', () => {
    const none = new ColumnModel([], plainLayout);
    const { rowFrom, rowTo, columnFrom, columnTo } = viewportOf({
      ...frame,
      rows: 0,
      columns: none,
      v: 0,
      h: 0,
    });
    expect([rowFrom, rowTo, columnFrom, columnTo]).toEqual([0, 0, 0, 0]);
  });

  it('finds the cell that is drawn at a point', () => {
    const columns = fc.constantFrom(plain, pinned);
    const v = fc.double({ min: 0, max: 2_499_999_500, noNaN: true });
    const h = fc.double({ min: 0, max: 3400, noNaN: true });
    const point = fc.tuple(fc.integer({ min: 0, max: 649 }), fc.integer({ min: 0, max: 499 }));
    fc.assert(
      fc.property(columns, v, h, point, (model, top, left, [x, y]) => {
        const view = viewportOf({ ...frame, columns: model, v: top, h: left });
        const place = placeAt(x, y, frame.rows, model, view);
        if (place === undefined) throw new Error('no place');
        const rowTop = view.top + (place.row - view.rowFrom) * 25;
        expect(rowTop <= y && y < rowTop + 25).toBe(true);
        expect(place.row >= view.rowFrom && place.row < view.rowTo).toBe(true);
        expect(place.onGutter).toBe(x < 50);
        if (place.onGutter) return;
        const shift = place.column < view.pinned ? 0 : view.shift;
        const cellLeft = 50 + model.leftOf(place.column) - shift;
        expect(cellLeft <= x && x < cellLeft + 100).toBe(true);
        const isDrawn =
          place.column < view.pinned ||
          (place.column >= view.columnFrom && place.column < view.columnTo);
        expect(isDrawn).toBe(true);
      }),
    );
  });

  it('takes the nearest cell for a point outside', () => {
    const view = viewportOf({ ...frame, v: 0, h: 0 });
    expect(placeAt(-10, -10, 5, plain, view)).toEqual({ row: 0, column: 0, onGutter: true });
    expect(placeAt(9999, 9999, 5, plain, view)).toEqual({ row: 4, column: 39, onGutter: false });
    expect(placeAt(5, 5, 0, plain, view)).toBeUndefined();
  });
});

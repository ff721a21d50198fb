import { describe, expect, it } from 'vitest';
import {
  clamped,
  everything,
  extended,
  isRange,
  rectangleOf,
  single,
  wholeColumn,
  wholeRows,
} from '../../../webview/grid/model/selection.ts';

const bounds = { rows: 100, columns: 8 };
const here = single({ row: 40, column: 3 });

describe('selection', () => {
  it('is a rectangle between the anchor and where it is extended to', () => {
    const selection = extended(here, { row: 38, column: 5 });
    expect(rectangleOf(selection)).toEqual({ top: 38, bottom: 40, left: 3, right: 5 });
    expect(selection.cursor).toEqual({ row: 38, column: 5 });
    expect([isRange(here), isRange(selection)]).toEqual([false, true]);
  });

  it('leaves the cursor in its column while whole rows are selected', () => {
    const row = wholeRows(here, 10, false, bounds);
    expect(rectangleOf(row)).toEqual({ top: 10, bottom: 10, left: 0, right: 7 });
    const rows = wholeRows(row, 12, true, bounds);
    expect(rectangleOf(rows)).toEqual({ top: 10, bottom: 12, left: 0, right: 7 });
    expect(rows.cursor).toEqual({ row: 12, column: 3 });
  });

  it('leaves the cursor where it is when a column or everything is selected', () => {
    expect(rectangleOf(wholeColumn(here, bounds))).toEqual({
      top: 0,
      bottom: 99,
      left: 3,
      right: 3,
    });
    expect(rectangleOf(everything(here, bounds))).toEqual({
      top: 0,
      bottom: 99,
      left: 0,
      right: 7,
    });
    expect(everything(here, bounds).cursor).toEqual({ row: 40, column: 3 });
  });

  it('stays inside a table that became smaller', () => {
    expect(clamped(everything(here, bounds), { rows: 20, columns: 2 })).toEqual({
      anchor: { row: 0, column: 0 },
      focus: { row: 19, column: 1 },
      cursor: { row: 19, column: 1 },
    });
    expect(clamped(here, { rows: 0, columns: 0 }).cursor).toEqual({ row: 0, column: 0 });
  });
});

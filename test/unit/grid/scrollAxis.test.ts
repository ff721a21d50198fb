import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScrollAxis } from '../../../webview/grid/model/scrollAxis.ts';

const row = 25;
const longest = 1_000_000_000;

function axisOf(rows: number, view: number): ScrollAxis {
  const axis = new ScrollAxis();
  axis.resize(rows * row, view);
  return axis;
}

describe('scroll axis', () => {
  it.each([
    // rows, view, position, spacer, bar
    [10, 500, 0, 250, 0],
    [10, 500, 99, 250, 0],
    [1000, 500, 1234.5, 25_000, 1234.5],
    [100_000_000, 500, 0, 8_000_000, 0],
    [100_000_000, 500, 1, 8_000_000, 1],
    [100_000_000, 500, 1_250_000_000, 8_000_000, 3_999_751],
    [100_000_000, 500, 2_499_999_499, 8_000_000, 7_999_499],
    [100_000_000, 500, 2_499_999_500, 8_000_000, 7_999_500],
    [100_000_000, 500, 9_999_999_999, 8_000_000, 7_999_500],
  ])('%d rows in %d px at %d: spacer %d, bar %d', (rows, view, position, spacer, bar) => {
    const axis = axisOf(rows, view);
    axis.moveTo(position);
    expect([axis.spacer, axis.bar]).toEqual([spacer, bar]);
  });

  it('puts exactly the wanted row in view, whatever the number of rows', () => {
    const place = fc
      .integer({ min: 1, max: longest })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.integer({ min: 0, max: rows - 1 })));
    fc.assert(
      fc.property(place, fc.integer({ min: 25, max: 4000 }), ([rows, wanted], view) => {
        const axis = axisOf(rows, view);
        axis.reveal(wanted * row, (wanted + 1) * row);
        expect(wanted * row).toBeGreaterThanOrEqual(axis.position);
        expect((wanted + 1) * row).toBeLessThanOrEqual(axis.position + view);
      }),
    );
  });

  it('keeps the bar inside its box, at the ends only at the ends, and never going back', () => {
    const any = fc.double({ min: 0, max: longest * row, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 400_000, max: longest }), any, any, (rows, a, b) => {
        const axis = axisOf(rows, 700);
        const barAt = (position: number) => {
          axis.moveTo(position);
          const { bar, max } = axis;
          expect(bar === 0).toBe(axis.position === 0);
          expect(bar === axis.spacer - 700).toBe(axis.position === max);
          return bar;
        };
        expect(barAt(Math.min(a, b))).toBeLessThanOrEqual(barAt(Math.max(a, b)));
      }),
    );
  });

  it('moves by proportion when the bar is moved, and reaches both ends', () => {
    const axis = axisOf(100_000_000, 500);
    axis.moveBar(3_999_750);
    expect(axis.position).toBe(1_249_999_750);
    axis.moveBar(7_999_499.6);
    expect(axis.position).toBe(axis.max);
    axis.moveBar(0);
    expect(axis.position).toBe(0);
  });

  it('moves one to one where the bar has room for every pixel', () => {
    const axis = axisOf(1000, 500);
    axis.moveBar(321.5);
    expect(axis.position).toBe(321.5);
  });

  it('stays where it is when rows are added, and moves up when they go', () => {
    const axis = axisOf(1_000_000, 500);
    axis.moveTo(20_000_000);
    axis.resize(2_000_000 * row, 500);
    expect(axis.position).toBe(20_000_000);
    axis.resize(100 * row, 500);
    expect(axis.position).toBe(2000);
  });

  it('shows the start of what is larger than the view', () => {
    const axis = new ScrollAxis();
    axis.resize(10_000, 300);
    axis.reveal(5000, 5800, 100);
    expect(axis.position).toBe(4900);
  });
});

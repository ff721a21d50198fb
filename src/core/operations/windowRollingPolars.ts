import type { ColumnType } from '../../shared/columnType.ts';
import { isFloat, isInteger } from '../expression/types.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { polarsType } from '../python/pythonType.ts';
import { runningPart, useDeviation } from './momentsPolars.ts';
import { polarsColumn, polarsName } from './pythonColumn.ts';
import { passing } from './windowColumn.ts';
import type { PolarsWindow, WindowColumn } from './windowColumn.ts';
import { addsDoubles, polarsRange, polarsRangeFirst } from './windowRange.ts';
import { isLong } from './rollingFigure.ts';
import type { RollingFigure, RowFrame } from './rollingFigure.ts';

/** A figure of the rows around each row in polars, and what it wants before. */
export function polarsRolling(
  figure: RollingFigure,
  name: string,
): Pick<WindowColumn, 'polars' | 'polarsFirst'> {
  const { frame } = figure;
  if ('key' in frame) {
    const ranged = { ...figure, frame };
    return { polars: (window) => polarsRange(ranged, window), ...polarsRangeFirst(ranged) };
  }
  return {
    polars: (window) => polarsFigure(figure, frame, name, window),
    ...((isSummed(figure, frame) || figure.statistic === 'std') && {
      polarsFirst: (window) => stretches(figure, frame, name, window),
    }),
  };
}

/** Sums of doubles that are not added up window by window. */
function isSummed(figure: RollingFigure, frame: RowFrame): boolean {
  return addsDoubles(figure) && isLong(frame);
}

/** Stretches of rows as long as the window, and what is added up from their beginnings and to their ends. */
function stretches(
  { source, statistic }: RollingFigure,
  { before, after }: RowFrame,
  name: string,
  { over, context }: PolarsWindow,
): readonly (readonly [string, Py])[] {
  const stretch = passing(`stretch_of_${name}`);
  const part = (reverse: boolean): Py =>
    over(runningPart(source, statistic, reverse, context), [polarsName(stretch)]);
  return [
    [stretch, over(py`(pl.int_range(pl.len()) // ${pyLit(before + after + 1)})`)],
    [passing(`start_of_${name}`), part(false)],
    [passing(`end_of_${name}`), part(true)],
  ];
}

function polarsFigure(
  figure: RollingFigure,
  frame: RowFrame,
  name: string,
  { over, context }: PolarsWindow,
): Py {
  const { source, statistic, least, type } = figure;
  const { before, after } = frame;
  const column = polarsColumn(source.name);
  const size = pyLit(before + after + 1);
  const rows = (least: number, how = py``): Py =>
    py`${size}${how}, min_samples=${pyLit(least)}${after > 0 ? py`, center=True` : py``}`;
  const count = py`${column}.is_not_null().cast(pl.Int64).rolling_sum(${rows(1)})`;
  // A sum that slides keeps the traces of large values: each window is added up alone.
  const alone = (): Py => {
    if (!isSummed(figure, frame)) {
      return py`${column}.cast(pl.Float64).fill_null(0.0).rolling_sum(${rows(1, py`, weights=[1.0] * ${size}`)})`;
    }
    context.helper('window_sum', windowSum);
    return py`window_sum(${pyLit(name)}, ${pyLit(before)}, ${pyLit(after)})`;
  };
  switch (statistic) {
    case 'count':
      return over(count);
    case 'median':
      if (isFloat(source.type) || source.type.kind === 'int64') {
        // Between -inf and a number lies -inf, where polars has NaN; large numbers are rounded once.
        const half = (side: string): Py =>
          py`${column}.cast(pl.Float64).rolling_quantile(0.5, ${pyLit(side)}, window_size=${rows(least)}) * 0.5`;
        return over(py`(${half('lower')} + ${half('higher')})`);
      }
      return over(py`${column}.cast(pl.Float64).rolling_median(${rows(least)})`);
    case 'mean':
      if (isInteger(source.type)) {
        context.helper('whole_mean', wholeMean);
        return over(
          py`whole_mean(${column}.cast(pl.Int128).rolling_sum(${rows(least)}), ${count})`,
        );
      }
      return over(py`pl.when(${count} >= ${pyLit(least)}).then(${alone()} / ${count})`);
    case 'std':
      // polars' own loses digits of values that lie far from zero.
      useDeviation(context);
      context.helper('window_std', windowStd);
      return over(
        py`window_std(${pyLit(name)}, ${pyLit(before)}, ${pyLit(after)}, ${pyLit(Math.max(least, 2))})`,
      );
    case 'sum':
      if (isFloat(source.type)) {
        return over(py`pl.when(${count} >= ${pyLit(least)}).then(${alone()})`);
      }
      if (isInteger(source.type)) {
        return over(
          py`${column}.cast(pl.Int128).rolling_sum(${rows(least)}).cast(${polarsType(type)})`,
        );
      }
      break;
    case 'min':
    case 'max': {
      const greatest = py`${column}.rolling_max(${rows(least)})`;
      const value = py`${column}.rolling_${trustedPy(statistic)}(${rows(least)})`;
      if (isFloat(source.type) && statistic === 'min') {
        // polars takes NaN for the smallest, too.
        return over(
          py`pl.when(${greatest}.is_not_null()).then(pl.coalesce(${column}.fill_nan(None).rolling_min(${rows(1)}), ${greatest}))`,
        );
      }
      if (source.type.kind !== 'decimal') return over(value);
    }
  }
  // Decimals do not roll in polars, but the whole numbers that it keeps of them do.
  if (statistic !== 'sum' || fitsUnits(source.type, before + after + 1)) {
    const units = py`${column}.to_physical().rolling_${trustedPy(statistic)}(${rows(least)})`;
    return over(scaled(units, type));
  }
  // Their sum may be more than such a number holds: the rows are laid side by side.
  const beside = py`[${column}.cast(${polarsType(type)}).shift(n) for n in range(${pyLit(0 - after)}, ${pyLit(before + 1)})]`;
  return over(py`pl.when(${count} >= ${pyLit(least)}).then(pl.sum_horizontal(${beside}))`);
}

/** Whether the sum of so many decimals of a type has at most 38 digits. */
function fitsUnits(type: ColumnType, rows: number): boolean {
  return type.kind === 'decimal' && type.precision + String(rows).length <= 38;
}

/** Whole numbers as the decimals that have them as their digits. */
function scaled(units: Py, type: ColumnType): Py {
  const whole = py`${units}.cast(pl.Decimal(38, 0))`;
  if (type.kind !== 'decimal') throw new Error('Only decimals have a scale.');
  const { scale } = type;
  if (scale === 0) return py`${whole}.cast(${polarsType(type)})`;
  const one = pyLit(`0.${'1'.padStart(scale, '0')}`);
  const value = py`${whole} * pl.lit(${one}).cast(pl.Decimal(38, ${pyLit(scale)}))`;
  return py`(${value}).cast(${polarsType(type)})`;
}

const wholeMean = `def whole_mean(total, count):
    """The mean of whole numbers whose sum may be more than a double holds, rounded once."""
    return (total // count).cast(pl.Float64) + (total % count) / count
`;

const windowSum = `def window_sum(name, before, after):
    """Sum of the rows around each row: the end of one stretch of rows and the start of the next."""
    parts = ("stretch", "start", "end")
    stretch, start, end = (pl.col(f"__sluice_{part}_of_{name}") for part in parts)
    is_one = stretch.shift(before) == stretch.shift(-after, fill_value=stretch.last())
    last = pl.when(is_one).then(0.0).otherwise(start.shift(-after, fill_value=start.last()))
    return end.shift(before, fill_value=0.0) + last
`;

const windowStd = `def window_std(name, before, after, least):
    """Deviation of the rows around each row: of the end of one stretch and the start of the next."""
    parts = ("stretch", "start", "end")
    stretch, start, end = (pl.col(f"__sluice_{part}_of_{name}") for part in parts)
    is_one = stretch.shift(before) == stretch.shift(-after, fill_value=stretch.last())
    last = pl.when(is_one).then(None).otherwise(start.shift(-after, fill_value=start.last()))
    return deviation(end.shift(before), last, least)
`;

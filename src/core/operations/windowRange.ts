import type { Column } from '../../shared/columnType.ts';
import { isFloat, isInteger } from '../expression/types.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { arrowType } from '../python/pythonType.ts';
import { aggregatePolars } from './aggregatePolars.ts';
import { polarsColumn, polarsName } from './pythonColumn.ts';
import type { PythonContext } from './define.ts';
import { runningPart, useDeviation } from './momentsPolars.ts';
import { rollingByKey } from './rangePandas.ts';
import { passing } from './windowColumn.ts';
import type { PandasWindow, PolarsWindow, RangeFrame, WindowColumn } from './windowColumn.ts';
import { useWindowFigures } from './windowFiguresPandas.ts';
import type { Figure } from './windowGroup.ts';

/** A figure of the rows whose keys lie close below that of the current one. */
interface RangeFigure extends Figure {
  readonly source: Column;
  readonly frame: RangeFrame;
  readonly least: number;
}

/** The figure in pandas, by a helper. */
export function pandasRange(figure: RangeFigure, { context, column, group }: PandasWindow): Py {
  const { source, statistic, frame, least, type } = figure;
  const { key, far, near } = frame;
  useWindowFigures(context);
  context.helper(rollingByKey.name, rollingByKey.code);
  return py`rolling_by_key(${column(source.name)}, ${column(key)}, ${group()}, ${pyLit(statistic)}, ${pyLit(far)}, ${pyLit(near)}, ${pyLit(least)}, ${arrowType(type)})`;
}

/**
 * What `polarsRange` wants before where polars would add up doubles that slide along, which keep
 * the traces of large values that have left: the stretches of keys as long as the window in which
 * the rows lie, and the sums, or what makes deviations, from their beginnings and to their ends.
 */
export function polarsRangeFirst(figure: RangeFigure): Pick<WindowColumn, 'polarsFirst'> {
  const { source, frame, statistic } = figure;
  if (!addsDoubles(figure) && statistic !== 'std') return {};
  const stretch = passing('stretch');
  const { key, far, near } = frame;
  return {
    polarsFirst: (window) => {
      const running = (reverse: boolean): Py =>
        window.over(runningPart(source, statistic, reverse, window.context), [polarsName(stretch)]);
      const inWindow = (name: string): Py => window.over(rangePart(name, frame, window.context));
      return [
        [stretch, py`(${polarsColumn(key)} // ${pyLit(far - near + 1)})`],
        [passing('start'), running(false)],
        [passing('end'), running(true)],
        // Once, as whatever reads what a window has looks it up again.
        ...(['end', 'start'] as const).map((name) => [passing(name), inWindow(name)] as const),
      ];
    },
  };
}

/** What the window has of the stretch whose end, or whose start, is in it. */
function rangePart(part: string, frame: RangeFrame, context: PythonContext<unknown>): Py {
  context.helper('range_part', rangePartHelper);
  return py`range_part(${pyLit(part)}, ${pyLit(frame.key)}, ${pyLit(frame.far)}, ${pyLit(frame.near)})`;
}

/** The figure in polars, whose rows stand in the order of the key. */
export function polarsRange(figure: RangeFigure, { over, context }: PolarsWindow): Py {
  const { source, statistic, frame, least, type } = figure;
  const { key, far, near } = frame;
  const bounds = py`period=${pyLit(`${String(far - near)}i`)}, offset=${pyLit(`-${String(far)}i`)}, closed="both"`;
  const rolling = (value: Py): Py => py`${value}.rolling(${pyLit(key)}, ${bounds})`;
  const column = polarsColumn(source.name);
  const count = py`${column}.count()`;
  const [end, start] = [polarsColumn(passing('end')), polarsColumn(passing('start'))];
  if (addsDoubles(figure)) {
    const sum = py`(${end}.fill_null(0.0) + ${start}.fill_null(0.0))`;
    const value = statistic === 'mean' ? py`${sum} / ${rolling(count)}` : sum;
    return over(py`pl.when(${rolling(count)} >= ${pyLit(least)}).then(${value})`);
  }
  if (statistic === 'std') {
    useDeviation(context);
    return py`deviation(${end}, ${start}, ${pyLit(Math.max(least, 2))})`;
  }
  const value =
    statistic === 'mean'
      ? py`${column}.cast(pl.Int128).sum().cast(pl.Float64) / ${count}`
      : aggregatePolars({ source, function: statistic, as: '', type }, context);
  const few = py`pl.when(${count} >= ${pyLit(least)}).then(${value})`;
  const known = statistic === 'count' || (least === 1 && statistic !== 'mean') ? value : few;
  return over(rolling(py`(${known})`));
}

/** Whether the figure is, or needs, a sum of doubles. */
export function addsDoubles({ source, statistic }: Figure & { readonly source: Column }): boolean {
  return statistic === 'mean'
    ? !isInteger(source.type)
    : statistic === 'sum' && isFloat(source.type);
}

const rangePartHelper = `def range_part(part, key, far, near):
    """What one stretch has of the window from far to near below the key: its end or its start."""
    bounds = {"period": f"{far - near}i", "offset": f"-{far}i", "closed": "both"}
    stretch, value = pl.col("__sluice_stretch"), pl.col(f"__sluice_{part}")
    last = (pl.col(key) - near) // (far - near + 1)
    if part == "end":
        is_part, value = stretch.first().rolling(key, **bounds) < last, value.first()
    else:
        is_part, value = stretch.last().rolling(key, **bounds) == last, value.last()
    return pl.when(is_part).then(value.rolling(key, **bounds))
`;

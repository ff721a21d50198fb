import type { Column } from '../../shared/columnType.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { arrowType } from '../python/pythonType.ts';
import { aggregatePolars } from './aggregatePolars.ts';
import { polarsColumn } from './pythonColumn.ts';
import { rollingByKey } from './rangePandas.ts';
import type { PandasWindow, PolarsWindow, RangeFrame } from './windowColumn.ts';
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
  for (const line of rollingByKey.imports) context.import(line);
  context.helper(rollingByKey.name, rollingByKey.code);
  return py`rolling_by_key(${column(source.name)}, ${column(key)}, ${group()}, ${pyLit(statistic)}, ${pyLit(far)}, ${pyLit(near)}, ${pyLit(least)}, ${arrowType(type)})`;
}

/** The figure in polars, whose rows stand in the order of the key. */
export function polarsRange(figure: RangeFigure, { over, context }: PolarsWindow): Py {
  const { source, statistic, frame, least, type } = figure;
  const { key, far, near } = frame;
  const value = aggregatePolars({ source, function: statistic, as: '', type }, context);
  const few = py`pl.when(${polarsColumn(source.name)}.count() >= ${pyLit(least)}).then(${value})`;
  const known = statistic === 'count' || least === 1 ? value : few;
  const bounds = py`period=${pyLit(`${String(far - near)}i`)}, offset=${pyLit(`-${String(far)}i`)}, closed="both"`;
  return over(py`(${known}).rolling(${pyLit(key)}, ${bounds})`);
}

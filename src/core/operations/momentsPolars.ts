import type { Column } from '../../shared/columnType.ts';
import { py } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { PythonContext } from './define.ts';
import { polarsColumn } from './pythonColumn.ts';
import type { Figure } from './windowGroup.ts';

/**
 * What is added up of doubles from the beginning of a stretch of rows on, or from each row to its end:
 * their sum or, for `std`, how many there are and what they differ from one of them, as polars' own
 * deviations lose digits of values far from zero.
 */
export function runningPart(
  source: Column,
  statistic: Figure['statistic'],
  reverse: boolean,
  context: PythonContext<unknown>,
): Py {
  const values = py`${polarsColumn(source.name)}.cast(pl.Float64)`;
  if (statistic !== 'std') {
    return py`${values}.fill_null(0.0).cum_sum(${reverse ? py`reverse=True` : py``})`;
  }
  context.helper('moments', moments);
  return py`moments(${values}${reverse ? py`, reverse=True` : py``})`;
}

/**
 * The deviation of two such parts, either of which may be null, put together as by Chan, Golub and
 * LeVeque (1979), “Updating formulae and a pairwise algorithm for computing sample variances”.
 */
export function useDeviation(context: PythonContext<unknown>): void {
  context.helper('deviation', deviation);
}

const moments = `def moments(values, reverse=False):
    """Of the values so far, or from here on: how many, and what they differ from one of them."""
    known = values.drop_nulls()
    anchor = known.last() if reverse else known.first()  # is in all their windows
    apart = (values - anchor).fill_null(0.0)
    parts = (values.is_not_null(), ~values.is_finite().fill_null(True), apart, apart**2)
    count, odd, total, squares = (part.cum_sum(reverse=reverse) for part in parts)
    beyond = (odd == 0) & squares.is_infinite()  # more than the largest double
    squares = pl.when(beyond).then(squares).otherwise(squares - total / count * total)
    count = count.cast(pl.Int64)
    return pl.struct(count=count, anchor=anchor, apart=total / count, squares=squares)
`;

const deviation = `def deviation(first, last, least):
    """The standard deviation of two parts together; null for fewer than least values."""
    ahead, behind = (part.struct.field("count").fill_null(0) for part in (first, last))
    apart = first.struct.field("anchor") - last.struct.field("anchor")
    apart += first.struct.field("apart") - last.struct.field("apart")
    squares = (
        pl.when(ahead > 0).then(first.struct.field("squares")).otherwise(0.0)
        + pl.when(behind > 0).then(last.struct.field("squares")).otherwise(0.0)
        + pl.when(ahead * behind > 0).then(apart**2 / (1 / ahead + 1 / behind)).otherwise(0.0)
    )
    count = ahead + behind
    return pl.when(count >= least).then((squares.clip(0.0) / (count - 1)).sqrt())
`;

import type { PythonContext } from './define.ts';

/**
 * Figures of any windows for pandas. Its own `rolling` takes NaN for a missing value and infinities
 * for NaN, keeps no integers, and a large value that has left the window leaves its rounding behind:
 * so it is given ranks, of which it finds the smallest, the largest and the middle, and sums are
 * added up window by window.
 */
export function useWindowFigures(context: PythonContext<unknown>): void {
  for (const line of imports) context.import(line);
  context.helper('window_figures', windowFigures);
}

const imports = [
  'import decimal',
  'import numpy as np',
  'import pandas as pd',
  'import pyarrow as pa',
];

const windowFigures = `class Windows(pd.api.indexers.BaseIndexer):
    """For each row the rows from start on, up to but not with end."""

    def get_window_bounds(self, num_values=0, min_periods=None, center=None, closed=None, step=None):
        return self.start, self.end


def window_figures(values, place, start, end, statistic, least, dtype):
    """A figure of the rows from start to end of each row, where the rows are in the order of place.

    Nulls are left out, NaN is greater than every number; null where fewer than least values are.
    """
    exact = statistic in ("sum", "min", "max") and not pa.types.is_floating(dtype)
    kind = "float64" if not exact else "int64" if pa.types.is_integer(dtype) else object
    numbers = values.to_numpy(kind, na_value=0)
    whole = pa.types.is_integer(values.dtype.pyarrow_dtype)
    if statistic == "mean" and whole and np.abs(numbers).sum() > 2**53:
        numbers = values.to_numpy(object, na_value=0)  # their sum would lose digits
    numbers, known = numbers[place], values.notna().to_numpy(bool)[place]
    known_before = np.append(0, np.cumsum(known))
    first, last = known_before[start], known_before[end]
    count = last - first
    with np.errstate(all="ignore"), decimal.localcontext(decimal.Context(prec=76)):
        if statistic == "count":
            figure, least = count, 0
        elif statistic in ("min", "max", "median"):
            choices, ranks = np.unique(numbers, return_inverse=True)
            ranks = pd.Series(np.where(known, ranks, np.nan))
            windows = ranks.rolling(Windows(start=start, end=end), min_periods=1)
            if statistic == "median":
                sides = ("lower", "higher")
                low, high = (windows.quantile(0.5, interpolation=side) for side in sides)
            else:
                low = high = windows.min() if statistic == "min" else windows.max()
            low, high = (choices.take(side.fillna(0).astype(int)) for side in (low, high))
            figure = low / 2 + high / 2 if statistic == "median" else low
        else:
            numbers = np.append(numbers[known], 0)
            figure = window_sums(numbers, first, count)
            if statistic != "sum":
                figure = figure / np.maximum(count, 1)
            if statistic == "std":
                figure, least = window_std(numbers, first, count, figure), max(least, 2)
    back = np.argsort(place)
    array = pa.array(figure[back], dtype, mask=(count < least)[back], from_pandas=False)
    return pd.Series(pd.arrays.ArrowExtensionArray(array), index=values.index)


def window_sums(numbers, first, count):
    """The sum of each window of count numbers, from left to right where windows are short."""
    if numbers.dtype == object:  # exact, so that what comes before a window can be taken away
        before = np.append(0, np.add.accumulate(numbers))
        return before[first + count] - before[first]
    most = count.max(initial=0)
    if most > 16:
        return np.add.reduceat(numbers, np.column_stack((first, first + count)).ravel())[::2]
    total = np.zeros(len(count), numbers.dtype)
    for step in range(most):
        total += np.where(step < count, numbers.take(first + step, mode="clip"), 0)
    return total


def window_std(numbers, first, count, mean):
    """The standard deviation of each window of count numbers, which have this mean."""
    squares = np.zeros(len(count))
    cuts = np.flatnonzero(np.diff(np.cumsum(count) // 2**22)) + 1
    for some in np.split(np.arange(len(count)), cuts):  # so many rows that they fit in memory
        begin = np.cumsum(count[some]) - count[some]
        window = np.repeat(some, count[some])
        inside = np.arange(len(window)) + np.repeat(first[some] - begin, count[some])
        apart = np.append(numbers[inside] - mean[window], 0)
        total, rest = (window_sums(each, begin, count[some]) for each in (apart**2, apart))
        rest = rest**2 / np.maximum(count[some], 1)  # what the mean's rounding added
        squares[some] = np.maximum(total - np.where(np.isinf(total), 0, rest), 0)
    return np.sqrt(squares / np.maximum(count - 1, 1))
`;

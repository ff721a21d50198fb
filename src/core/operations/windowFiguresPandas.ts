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
            if statistic == "std":
                figure, least = window_std(numbers, first, count), max(least, 2)
            else:
                figure = window_sums(numbers, first, count)
                if statistic == "mean":
                    figure = figure / np.maximum(count, 1)
    back = np.argsort(place)
    array = pa.array(figure[back], dtype, mask=(count < least)[back], from_pandas=False)
    return pd.Series(pd.arrays.ArrowExtensionArray(array), index=values.index)


def stretches(first, count):
    """Windows as stretches of 1, 2, 4, … numbers: which have one of a size, and where it begins."""
    place, size = first.copy(), 1
    while size <= count.max(initial=0):
        having = np.flatnonzero(count & size)
        yield size, having, place[having]
        place[having] += size
        size *= 2


def window_sums(numbers, first, count):
    """The sum of each window of count numbers, from left to right where windows are short."""
    if numbers.dtype == object:  # exact, so that what comes before a window can be taken away
        before = np.append(0, np.add.accumulate(numbers))
        return before[first + count] - before[first]
    total, most = np.zeros(len(count), numbers.dtype), count.max(initial=0)
    if most <= 16:
        for step in range(most):
            total += np.where(step < count, numbers.take(first + step, mode="clip"), 0)
        return total
    for size, having, place in stretches(first, count):
        total[having] += numbers[place]
        numbers = numbers[:-size] + numbers[size:]
    return total


def window_std(numbers, first, count):
    """The standard deviation of each window of count numbers, put together from its stretches.

    Means are what they differ from the first number, as they lose digits far from zero.
    """
    seen, mean, squares = (np.zeros(len(count)) for _ in range(3))
    means, its_squares = np.zeros(len(numbers)), np.zeros(len(numbers))
    for size, having, place in stretches(first, count):
        before, total = seen[having], seen[having] + size
        apart = numbers[place] - numbers[first[having]] + (means[place] - mean[having])
        squares[having] += its_squares[place] + apart**2 * (before * size / total)
        mean[having] += apart * (size / total)
        seen[having] = total
        left, right = means[:-size], means[size:]
        apart = numbers[size:][: len(right)] - numbers[: len(left)] + (right - left)
        its_squares = its_squares[:-size] + its_squares[size:] + apart**2 * (size / 2)
        means = left + apart / 2
    odd = np.append(0, np.cumsum(~np.isfinite(numbers)))
    squares[np.isnan(squares)] = np.inf  # more than the largest double
    squares[odd[first] < odd[first + count]] = np.nan
    return np.sqrt(squares / np.maximum(count - 1, 1))
`;

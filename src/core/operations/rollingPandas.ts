/**
 * Rolling figures for pandas. Its own `rolling` takes NaN for a missing value and infinities for
 * NaN, keeps no integers, and a large value that has left the window leaves its rounding behind.
 */
export const rolling = {
  name: 'rolling',
  imports: ['import decimal', 'import numpy as np', 'import pandas as pd', 'import pyarrow as pa'],
  code: `def rolling(values, group, statistic, before, after, least, dtype):
    """A figure of the rows around each row, within its group.

    Nulls are left out, NaN is greater than every number; null where fewer than least values are.
    """
    place = np.argsort(group.to_numpy(), kind="stable")
    exact = dtype if statistic in ("sum", "min", "max") and not pa.types.is_floating(dtype) else None
    kind = "float64" if exact is None else "int64" if pa.types.is_integer(exact) else object
    numbers = values.to_numpy(kind, na_value=0)
    whole = pa.types.is_integer(values.dtype.pyarrow_dtype)
    if statistic == "mean" and whole and np.abs(numbers).sum() > 2**53:
        numbers = values.to_numpy(object, na_value=0)  # their sum would lose digits
    numbers = numbers[place]
    around = (before, after + 1)
    width = before + after + 1
    window = np.lib.stride_tricks.sliding_window_view
    numbers = window(np.pad(numbers, around), width)[:-1]
    groups = window(np.pad(group.to_numpy()[place], around, constant_values=-1), width)[:-1]
    known = window(np.pad(values.notna().to_numpy()[place], around), width)[:-1]
    step = max(1, 2**22 // width)  # so many rows that they fit in memory
    figures, counts = [], []
    for start in range(0, len(place), step):
        some = slice(start, start + step)
        inside = known[some] & (groups[some] == groups[some, before, None])
        figure, count = rolling_figure(numbers[some], inside, statistic)
        figures.append(figure)
        counts.append(count)
    back = np.argsort(place)
    figure = np.concatenate([*figures, numbers[:0, 0]])[back]
    count = np.concatenate([*counts, np.zeros(0, int)])[back]
    few = count < least if statistic != "count" else None
    result = pa.array(figure, dtype, mask=few, from_pandas=False)
    return pd.Series(pd.arrays.ArrowExtensionArray(result), index=values.index)


def rolling_figure(numbers, inside, statistic):
    """One figure of each row of numbers, and how many there are, counting those inside."""
    count = inside.sum(axis=1)
    if statistic == "count":
        return count, count
    with np.errstate(all="ignore"), decimal.localcontext(decimal.Context(prec=76)):
        if statistic in ("min", "max", "median"):
            top = numbers[inside].max(initial=numbers[0, 0]) if numbers.dtype != float else np.nan
            numbers = np.sort(np.where(inside, numbers, top), axis=1)
            last = np.maximum(count - 1, 0)
            low, high = {"min": (0, 0), "max": (last, last), "median": (last // 2, count // 2)}[statistic]
            rows = np.arange(len(numbers))
            low, high = numbers[rows, low], numbers[rows, np.minimum(high, last)]
            return (low / 2 + high / 2 if statistic == "median" else low), count
        total = np.add.accumulate(np.where(inside, numbers, 0), axis=1)[:, -1]  # from left to right
        if statistic == "sum":
            return total, count
        mean = total / np.maximum(count, 1)
        if statistic == "mean":
            return mean, count
        squares = np.where(inside, numbers - mean[:, None], 0) ** 2
        std = np.sqrt(squares.sum(axis=1) / np.maximum(count - 1, 1))
        return std, np.where(count > 1, count, 0)
`,
};

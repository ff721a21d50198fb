/** Rolling figures for pandas over the rows whose keys lie close below that of each row. */
export const rollingByKey = {
  name: 'rolling_by_key',
  imports: ['import decimal', 'import numpy as np', 'import pandas as pd', 'import pyarrow as pa'],
  code: `def rolling_by_key(values, keys, group, statistic, far, near, least, dtype):
    """A figure of the rows of each row's group whose keys lie from far to near below its own.

    Nulls are left out, NaN is greater than every number; null where fewer than least values are.
    """
    exact = statistic in ("sum", "min", "max") and not pa.types.is_floating(dtype)
    kind = "float64" if not exact else "int64" if pa.types.is_integer(dtype) else object
    key, group = keys.to_numpy("int64"), group.to_numpy()
    known = np.lexsort((key, group))
    known = known[values.notna().to_numpy(bool)[known]]
    numbers = values.to_numpy(kind, na_value=0)
    whole = pa.types.is_integer(values.dtype.pyarrow_dtype)
    if statistic == "mean" and whole and np.abs(numbers).sum() > 2**53:
        numbers = values.to_numpy(object, na_value=0)  # their sum would lose digits
    numbers = numbers[known]

    def below(limit, side):
        """How many known rows have a key up to a limit, groups one after the other."""
        both, groups = np.concatenate([key[known], limit]), np.concatenate([group[known], group])
        is_limit = np.arange(len(both)) >= len(known)
        order = np.lexsort((is_limit == (side == "right"), both, groups))
        result = np.empty(len(both), int)
        result[order] = np.cumsum(~is_limit[order])
        return result[len(known) :]

    start, count = below(key - far, "left"), below(key - near, "right")
    count -= start
    if statistic == "count":
        return pd.Series(count, index=values.index, dtype=pd.ArrowDtype(dtype))
    result = np.zeros(len(key), numbers.dtype)
    rows = np.flatnonzero(count)
    for some in np.split(rows, np.flatnonzero(np.diff(np.cumsum(count[rows]) // 2**22)) + 1):
        if len(some) > 0:  # so many rows that their windows fit in memory
            result[some] = window_figures(numbers, start[some], count[some], statistic)
    few = count < max(least, 2 if statistic == "std" else 1)
    array = pa.array(result, dtype, mask=few, from_pandas=False)
    return pd.Series(pd.arrays.ArrowExtensionArray(array), index=values.index)


def window_figures(numbers, start, count, statistic):
    """The figure of each window of count numbers from start on; none is empty."""
    begin = np.cumsum(count) - count
    window = np.repeat(np.arange(len(count)), count)
    numbers = numbers[np.arange(len(window)) - np.repeat(begin - start, count)]
    with np.errstate(all="ignore"), decimal.localcontext(decimal.Context(prec=76)):
        if statistic in ("min", "max", "median"):
            numbers = numbers[np.lexsort((numbers, window))]
            last = begin + count - 1
            if statistic != "median":
                return numbers[begin if statistic == "min" else last]
            return numbers[(begin + last) // 2] / 2 + numbers[(begin + last + 1) // 2] / 2
        total = np.add.reduceat(numbers, begin)
        if statistic == "sum":
            return total
        mean = total / count
        if statistic == "mean":
            return mean
        squares = np.add.reduceat((numbers - mean[window]) ** 2, begin)
        return np.sqrt(squares / np.maximum(count - 1, 1))
`,
};

"""The figures of a profile by pandas, as JSON, for test/engine/profile.test.ts."""

import json
import math
import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

PERCENTS = [1, 5, 25, 50, 75, 95, 99]


def shown(value):
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value) if abs(int(value)) <= 2**53 else str(value)
    if isinstance(value, (float, np.floating)):
        value = float(value)
        return value if math.isfinite(value) else str(value).replace("inf", "Infinity")
    if isinstance(value, pd.Timestamp) and value.microsecond:
        return str(value).rstrip("0")
    return str(value)


def centred(series, array):
    """Values whose doubles lose digits, taken from one of them before they become doubles."""
    if series.dtype == "float64" or np.abs(array).max() < 2**53:
        return array
    values = series.tolist()
    return [float(value - values[0]) for value in values]


def numbers(series):
    array = series.to_numpy(dtype="float64")
    with np.errstate(all="ignore"):
        shares = [percent / 100 for percent in PERCENTS]
        low, high = (np.quantile(array, shares, method=side) for side in ("lower", "higher"))
        # numpy makes NaN of two equal infinities.
        quantiles = np.where(low == high, low, np.quantile(array, shares))
        result = {
            "mean": shown(array.mean()),
            "std": shown(pd.Series(centred(series, array)).std(ddof=1)),
            "quantiles": {f"p{p}": shown(q) for p, q in zip(PERCENTS, quantiles, strict=True)},
        }
        finite = array[np.isfinite(array)]
        if len(finite) and finite.min() < finite.max():
            result["histogram"] = np.histogram(finite, bins=20)[0].tolist()
    return result


def column(name, array):
    kind = array.type
    present = array.drop_null()
    result = {"name": name, "nulls": array.null_count}
    if pa.types.is_floating(kind):
        values = present.to_numpy(zero_copy_only=False).astype("float64")
        series = pd.Series(values[~np.isnan(values)])
        nans = len(values) - len(series)
        result |= {"nans": nans, "infinities": int(np.isinf(series).sum())}
        result["distinct"] = int(series.nunique()) + (nans > 0)
    elif pa.types.is_nested(kind):
        return result | {"distinct": len({str(value) for value in present.to_pylist()})}
    else:
        # NaN is dealt with above: Arrow's own types keep every digit of all others.
        series = pd.Series(present, dtype=pd.ArrowDtype(kind))
        result["distinct"] = int(series.nunique())
    if len(series) == 0:
        return result
    result |= {"min": shown(series.min()), "max": shown(series.max())}
    counts = series.value_counts()
    tenth = counts.iloc[min(9, len(counts) - 1)]
    top = sorted((-int(n), value) for value, n in counts[counts >= tenth].items())[:10]
    result["top"] = (
        [[shown(value), -n] for n, value in top] if tenth > 1 or len(counts) < 10**6 else []
    )
    if pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind):
        result |= numbers(series)
    return result


table = pq.read_table(sys.argv[1])
columns = [column(name, table[name].combine_chunks()) for name in table.column_names]
print(json.dumps({"rows": len(table), "columns": columns}))

"""Prints what pandas says of the Parquet file `argv[1]`, as `profile --json` would."""

import fractions
import json
import sys

import pandas as pd
import pyarrow as pa

types = pa.types


def shown(value, arrow):
    if types.is_boolean(arrow):
        return bool(value)
    if types.is_floating(arrow):
        value = float(value)
        return value if abs(value) != float("inf") else "Infinity" if value > 0 else "-Infinity"
    if types.is_integer(arrow) and arrow.bit_width < 64:
        return int(value)
    text = str(value)
    # The fraction of a second stands without zeros at its end.
    return text.rstrip("0") if types.is_timestamp(arrow) and "." in text else text


def figures(series):
    arrow = series.dtype.pyarrow_dtype
    filled = series.dropna()
    found = {"nulls": len(series) - len(filled), "distinct": int(filled.nunique())}
    if types.is_floating(arrow):
        numbers = filled.astype("float64[pyarrow]")
        isnan = numbers != numbers
        found["nans"] = int(isnan.sum())
        filled = numbers[~isnan]
        found["infinities"] = int((filled.abs() == float("inf")).sum())
    if len(filled) == 0:
        return found
    found["min"] = shown(filled.min(), arrow)
    found["max"] = shown(filled.max(), arrow)
    if types.is_floating(arrow):
        mean = filled.mean()
        if mean == mean:
            found["mean"] = shown(mean, arrow)
    elif types.is_integer(arrow) or types.is_decimal(arrow):
        # pandas wraps a sum that leaves 38 digits; Python's fractions do not.
        total = sum((fractions.Fraction(value) for value in filled.tolist()), fractions.Fraction())
        found["mean"] = float(total / len(filled))
    return found


frame = pd.read_parquet(sys.argv[1], dtype_backend="pyarrow")
columns = [{"name": name, **figures(frame[name])} for name in frame.columns]
print(json.dumps({"rows": len(frame), "columns": columns}))

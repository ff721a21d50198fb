"""The second tier of a profile by numpy, scipy and unicodedata, as JSON, for details.test.ts."""

import json
import math
import sys
import unicodedata
from collections import Counter
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from scipy import stats

UNITS = [
    ("day", 86_400 * 10**9),
    ("hour", 3600 * 10**9),
    ("minute", 60 * 10**9),
    ("second", 10**9),
    ("millisecond", 10**6),
    ("microsecond", 10**3),
    ("nanosecond", 1),
]
WHITE = {chr(c) for c in [*range(9, 14), 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)]} | set(
    "\u2028\u2029\u202f\u205f\u3000"
)


def shown(value):
    value = float(value)
    return value if math.isfinite(value) else None


def quantile(array, share):
    low, high = (np.quantile(array, share, method=side) for side in ("lower", "higher"))
    return low if low == high else np.quantile(array, share)


def order_figures(array):
    """Quartiles, fences, median absolute deviation, over all but NaN."""
    with np.errstate(all="ignore"):
        q1, median, q3 = (quantile(array, share) for share in (0.25, 0.5, 0.75))
        iqr = q3 - q1
        result = {"iqr": shown(iqr)}
        if math.isfinite(iqr):
            low, high = q1 - 1.5 * iqr, q3 + 1.5 * iqr
            result["fences"] = [int((array < low).sum()), int((array > high).sum())]
        if math.isfinite(median):
            mad = stats.median_abs_deviation(array)
            result["mad"] = shown(mad)
            if mad > 0 and math.isfinite(mad):
                far = 0.6745 * np.abs(array - median) / mad > 3.5
                result["farOut"] = int(far.sum())
    return result


def shape(centred):
    """Variance, G1 and G2 by scipy, from values near zero."""
    result = {}
    if len(centred) < 2:
        return result
    with np.errstate(all="ignore"):
        scale = np.abs(centred).max() or 1.0
        unit = centred / scale
        result["variance"] = shown(float(np.var(unit, ddof=1)) * scale * scale)
        if unit.max() > unit.min():
            if len(unit) > 2:
                result["skewness"] = shown(stats.skew(unit, bias=False))
            if len(unit) > 3:
                result["kurtosis"] = shown(stats.kurtosis(unit, bias=False))
    return result


def numbers(array):
    kind = array.type
    present = array.drop_null()
    if pa.types.is_floating(kind):
        values = present.to_numpy(zero_copy_only=False).astype("float64")
        values = values[~np.isnan(values)]
        finite = values[np.isfinite(values)]
        result = {
            "zeros": int((values == 0).sum()),
            "negatives": int((values < 0).sum()),
            "whole": int((finite == np.trunc(finite)).sum()),
        }
        if len(finite):
            result["sum"] = shown(math.fsum(finite))
            middle = math.fsum(finite / len(finite))
            result |= shape(finite - middle)
        return result | (order_figures(values) if len(values) else {})
    values = present.to_pylist()
    result = {"zeros": values.count(0), "negatives": sum(value < 0 for value in values)}
    if values:
        total = sum(map(Fraction, values))
        mean = total / len(values)
        result["sum"] = exact(total, kind)
        result |= shape(np.array([float(Fraction(value) - mean) for value in values]))
        result |= order_figures(np.array([float(Fraction(value) - mean) for value in values]))
    return result


def exact(total, kind):
    if not pa.types.is_decimal(kind):
        return str(total)
    sign = "-" if total < 0 else ""
    units = abs(total) * 10**kind.scale
    digits = str(units.numerator).rjust(kind.scale + 1, "0")
    return f"{sign}{digits[: -kind.scale]}.{digits[-kind.scale :]}" if kind.scale else sign + digits


def shaped(text):
    def one(char):
        category = unicodedata.category(char)
        return "A" if category[0] == "L" else "9" if category == "Nd" else char

    return "".join(map(one, text[:60]))


CLASSES = {
    "letters": lambda c: unicodedata.category(c)[0] == "L",
    "digits": lambda c: unicodedata.category(c) == "Nd",
    "spaces": lambda c: c in WHITE,
    "punctuation": lambda c: unicodedata.category(c)[0] in "PS",
    "upper": lambda c: unicodedata.category(c) == "Lu",
    "lower": lambda c: unicodedata.category(c) == "Ll",
    "nonAscii": lambda c: ord(c) > 127,
    "control": lambda c: unicodedata.category(c) == "Cc",
}


def text(array):
    values = array.drop_null().to_pylist()
    if not values:
        return None
    counts = Counter(values)
    lengths = [len(value) for value in values]
    blank = {v for v in counts if v and all(c in WHITE for c in v)}
    padded = {v for v in counts if v and v not in blank and (v[0] in WHITE or v[-1] in WHITE)}
    patterns = Counter()
    for value, count in counts.items():
        if value:
            patterns[shaped(value)] += count
    return {
        "empty": counts.get("", 0),
        "blank": sum(counts[v] for v in blank),
        "padded": sum(counts[v] for v in padded),
        "lengths": {"min": min(lengths), "mean": float(np.mean(lengths)), "max": max(lengths)},
        "characters": {
            name: sum(n for value, n in counts.items() if any(map(test, value)))
            for name, test in CLASSES.items()
        },
        "patterns": patterns,
    }


def dates(array):
    kind = array.type
    present = array.drop_null()
    if len(present) == 0:
        return None
    if pa.types.is_date(kind):
        ticks = [d.toordinal() * 86_400 * 10**9 for d in present.to_pylist()]
        offset = pd.Timestamp(1970, 1, 1).toordinal() * 86_400 * 10**9
        ticks = [tick - offset for tick in ticks]
    else:
        per = {"s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1}[kind.unit]
        ticks = [tick * per for tick in present.cast(pa.int64()).to_pylist()]
    days = Counter(tick // (86_400 * 10**9) for tick in ticks)
    granularity = next(name for name, size in UNITS if all(tick % size == 0 for tick in ticks))
    calendar = np.array(sorted(days), dtype="int64").astype("datetime64[D]")
    if granularity == "day":
        if (calendar == calendar.astype("datetime64[Y]")).all():
            granularity = "year"
        elif (calendar == calendar.astype("datetime64[M]")).all():
            granularity = "month"
    weekdays = [0] * 7
    for day, count in days.items():
        weekdays[(day + 3) % 7] += count
    hours = [0] * 24
    for tick in ticks:
        hours[tick // (3600 * 10**9) % 24] += 1
    return {
        "granularity": granularity,
        "weekdays": weekdays,
        "hours": None if pa.types.is_date(kind) else hours,
        "unordered": sum(a > b for a, b in pairwise(ticks)),
    }


def column(name, array):
    kind = array.type
    result = {"name": name, "filled": len(array) - array.null_count}
    if pa.types.is_dictionary(kind):
        array = array.cast(kind.value_type)
        kind = array.type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        result["numbers"] = numbers(array)
    elif pa.types.is_string(kind) or pa.types.is_large_string(kind):
        result["text"] = text(array)
    elif pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        result["dates"] = dates(array)
    if not pa.types.is_nested(kind):
        plain = array.cast(pa.int64()) if pa.types.is_timestamp(kind) else array
        counts = Counter("nan" if v != v else v for v in plain.drop_null().to_pylist())
        result["distinct"] = len(counts)
        result["counts"] = sorted(counts.values(), reverse=True)[:200]
    return result


def sizes(path):
    total = Counter()
    metadata = pq.ParquetFile(path).metadata
    for group in range(metadata.num_row_groups):
        for leaf in range(metadata.num_columns):
            chunk = metadata.row_group(group).column(leaf)
            total[chunk.path_in_schema.split(".")[0]] += chunk.total_compressed_size
    return total


table = pq.read_table(sys.argv[1])
json.dump(
    {
        "columns": [
            column(name, table.column(name).combine_chunks()) for name in table.column_names
        ],
        "bytes": sizes(sys.argv[1]),
    },
    sys.stdout,
)

"""Figures over several columns of a Parquet file, by numpy, scipy and pandas, as JSON."""

import json
import math
import sys
from collections import Counter
from itertools import combinations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from scipy import stats
from scipy.stats.contingency import crosstab

CATEGORIES = 50


def key(value):
    """A value that is equal to another one exactly where Sluice says so."""
    if isinstance(value, float):
        return "nan" if math.isnan(value) else value + 0.0
    if isinstance(value, list):
        return ("list", *map(key, value))
    if isinstance(value, dict):
        return ("struct", *((name, key(part)) for name, part in value.items()))
    if isinstance(value, tuple):
        return tuple(map(key, value))
    return value


def numeric(kind):
    return pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)


def finite(value):
    return value is not None and not (isinstance(value, float) and not math.isfinite(value))


def doubles(values):
    """Doubles: whole ones as the distance from the smallest, large floats made smaller."""
    known = [value for value in values if finite(value)]
    least = min(known)
    if isinstance(least, float):
        most = max(abs(value) for value in known)
        scale = 1.0 if 1e-100 < most < 1e100 else most
        values = np.array([value / scale if finite(value) else np.nan for value in values])
        # scipy's mean of values far from zero is off by more than their spread allows.
        return values - np.nanmedian(values)
    return np.array([float(value - least) if finite(value) else np.nan for value in values])


def places(values):
    order = {value: place for place, value in enumerate(sorted({v for v in values if finite(v)}))}
    return np.array([order[value] if finite(value) else -1 for value in values])


def cramers_v(x, y):
    """Bergsma (2013), from scipy's chi-squared."""
    table = crosstab(x, y).count
    n, (k, r) = table.sum(), table.shape
    if min(k, r) < 2:
        return None
    phi = stats.chi2_contingency(table, correction=False).statistic / n
    phi = max(0.0, phi - (k - 1) * (r - 1) / (n - 1))
    least = min(k - (k - 1) ** 2 / (n - 1), r - (r - 1) ** 2 / (n - 1)) - 1
    return math.sqrt(phi / least) if least > 0 else None


def correlation_ratio(codes, values):
    frame = pd.DataFrame({"code": codes, "value": values - values.mean()})
    groups = frame.groupby("code")["value"].agg(["count", "mean"])
    total = (frame["value"] ** 2).sum()
    if len(groups) < 2 or values.min() == values.max():
        return None
    return math.sqrt((groups["count"] * groups["mean"] ** 2).sum() / total)


def correlations(names, columns, kinds):
    numbers, orders, categories = {}, {}, {}
    for name in names:
        values = columns[name]
        known = {key(value) for value in values if value is not None}
        if numeric(kinds[name]):
            if len({value for value in values if finite(value)}) > 1:
                numbers[name], orders[name] = doubles(values), places(values)
        elif (
            kinds[name] in (pa.string(), pa.bool_(), pa.date32()) and 2 <= len(known) <= CATEGORIES
        ):
            order = {value: place for place, value in enumerate(sorted(known))}
            categories[name] = np.array([-1 if v is None else order[key(v)] for v in values])
    found = []

    def add(a, b, measure, value, rows):
        if value is not None and not math.isnan(value):
            found.append([a, b, measure, float(value), int(rows)])

    for a, b in combinations([n for n in names if n in numbers or n in categories], 2):
        if a in numbers and b in numbers:
            both = ~np.isnan(numbers[a]) & ~np.isnan(numbers[b])
            x, y = numbers[a][both], numbers[b][both]
            if len(x) > 1 and x.min() < x.max() and y.min() < y.max():
                add(a, b, "pearson", stats.pearsonr(x, y).statistic, both.sum())
                rho = stats.spearmanr(orders[a][both], orders[b][both]).statistic
                add(a, b, "spearman", rho, both.sum())
        elif a in categories and b in categories:
            both = (categories[a] >= 0) & (categories[b] >= 0)
            if both.any():
                v = cramers_v(categories[a][both], categories[b][both])
                add(a, b, "cramers-v", v, both.sum())
        else:
            category, number = (a, b) if a in categories else (b, a)
            both = (categories[category] >= 0) & ~np.isnan(numbers[number])
            if both.any():
                ratio = correlation_ratio(categories[category][both], numbers[number][both])
                add(category, number, "correlation-ratio", ratio, both.sum())
    return found


def pandas_correlations(table):
    """What pandas itself says of plain float columns, for the file that has only such."""
    frame = table.to_pandas()
    return {
        method: frame.corr(method=method).to_numpy().tolist() for method in ("pearson", "spearman")
    }


def main(path):
    table = pq.read_table(path)
    names = table.column_names
    kinds = {name: table.schema.field(name).type for name in names}
    columns = {name: table.column(name).to_pylist() for name in names}
    rows = list(zip(*columns.values(), strict=True))
    patterns = Counter(
        tuple(name for name, value in zip(names, row, strict=True) if value is None) for row in rows
    )
    nulls = {name: {i for i, value in enumerate(columns[name]) if value is None} for name in names}
    keys = {name: [key(value) for value in columns[name]] for name in names}
    equal = {}
    for name in names:
        equal.setdefault((str(kinds[name]), tuple(keys[name])), []).append(name)
    print(
        json.dumps(
            {
                "rows": len(rows),
                "duplicates": len(rows) - len({tuple(map(key, row)) for row in rows}),
                "patterns": sorted(
                    [[*columns_], count] for columns_, count in patterns.items() if columns_
                ),
                "pairs": [
                    [a, b, len(nulls[a] & nulls[b]), len(nulls[a] | nulls[b])]
                    for a, b in combinations(names, 2)
                    if nulls[a] & nulls[b]
                ],
                "constant": [
                    name for name in names if len({k for k in keys[name] if k is not None}) <= 1
                ],
                "equal": [group for group in equal.values() if len(group) > 1],
                "correlations": correlations(names, columns, kinds),
                "pandas": pandas_correlations(table)
                if all(kind == pa.float64() for kind in kinds.values())
                else None,
            }
        )
    )


main(sys.argv[1])

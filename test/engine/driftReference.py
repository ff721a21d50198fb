"""Drift between two Parquet files, by numpy, scipy and pandas, as one JSON document."""

import json
import math
import sys
from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from scipy import stats


def present(column):
    return [
        value
        for value in column.to_pylist()
        if value is not None and not (isinstance(value, float) and math.isnan(value))
    ]


def psi(before, after):
    """Siddiqi's index with half a row added to each bin that is not empty on both sides."""
    used = (before > 0) | (after > 0)
    before, after = before[used] + 0.5, after[used] + 0.5
    p, q = before / before.sum(), after / after.sum()
    return float(((q - p) * np.log(q / p)).sum())


def ordered(before, after):
    """Both sides as whole numbers that keep the order of the values."""
    values = sorted(set(before) | set(after))
    place = {value: at for at, value in enumerate(values)}
    x, y = (np.array([place[value] for value in side]) for side in (before, after))
    edges = np.unique(np.quantile(x, np.arange(1, 10) / 10, method="inverted_cdf"))
    # Right-closed bins, with one of its own below a first edge that is the least value.
    if edges[0] == x.min():
        edges = np.concatenate([[edges[0] - 1], edges])
    counts = [
        np.bincount(np.searchsorted(edges, side, side="left"), minlength=len(edges) + 1)
        for side in (x, y)
    ]
    ks = stats.ks_2samp(x, y, method="asymp")
    return {
        "psi": psi(*counts),
        "d": float(ks.statistic),
        "p": float(ks.pvalue),
        "bins": [[int(b), int(a)] for b, a in zip(*counts, strict=True)],
    }


def text(value):
    return str(value).lower() if isinstance(value, bool) else value


def categories(before, after):
    b, a = Counter(before), Counter(after)
    if len(b) > 1000:
        return {}
    order = sorted(b, key=lambda value: (-b[value], value))
    top, rest = order[:50], order[50:]
    new = sum(count for value, count in a.items() if value not in b)
    bins = [[b[value], a[value]] for value in top]
    if rest:
        bins.append([sum(b[v] for v in rest), sum(a[v] for v in rest)])
    if new:
        bins.append([0, new])

    def only(these, those):
        found = [[text(value), count] for value, count in these.items() if value not in those]
        return sorted(found, key=lambda one: (-one[1], one[0]))[:50]

    figures = {"new": only(a, b), "lost": only(b, a), "bins": bins}
    if before and after:
        figures["psi"] = psi(*np.array(bins).T)
    return figures


def comparable(kind, other):
    numbers = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    if all(any(is_number(one) for is_number in numbers) for one in (kind, other)):
        return ordered
    if kind != other:
        return None
    if pa.types.is_temporal(kind):
        return ordered
    return categories if pa.types.is_string(kind) or pa.types.is_boolean(kind) else None


def main(before_path, after_path):
    before, after = pq.read_table(before_path), pq.read_table(after_path)
    found = {}
    for name in before.column_names:
        if name not in after.column_names:
            continue
        b, a = before.column(name), after.column(name)
        figures = {}
        if len(b) and len(a):
            figures["missing"] = [b.null_count / len(b), a.null_count / len(a)]
        how = comparable(b.type, a.type)
        x, y = present(b), present(a)
        if (how is categories and (x or y)) or (how is ordered and x and y):
            figures.update(how(x, y))
        found[name] = figures
    print(json.dumps(found))


main(*sys.argv[1:])

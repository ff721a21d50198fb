"""Adversarial columns for figures over several of them."""

import sys
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

random = np.random.default_rng(20)
N = 3000
base = random.normal(size=N)
other = 0.6 * base + random.normal(size=N)
holes = random.random(N) < 0.3


def without(values, missing):
    return [None if gone else value for value, gone in zip(values, missing, strict=True)]


def special(values):
    odd = [None, float("nan"), float("inf"), float("-inf")]
    return [odd[i % 40] if i % 40 < 4 else value for i, value in enumerate(values)]


group = random.integers(0, 5, N)
floats = without(other.tolist(), holes)
columns = {
    "x": pa.array(base),
    "y": pa.array(floats, pa.float64()),
    "special": pa.array(special(other.tolist()), pa.float64()),
    "float32": pa.array(base.astype(np.float32)),
    "rounded": pa.array(np.round(base).astype(np.int32)),
    "beyond": pa.array([9007199254740993 + int(v) for v in np.round(base * 50)]),
    "wide": pa.array([int(v) for v in random.integers(-(2**63), 2**63 - 1, N)]),
    "neighbours": pa.array([2**62 + int(v) if v % 2 else -(2**62) - int(v) for v in group]),
    "money": pa.array([Decimal(int(v * 1e6)).scaleb(-2) for v in other], pa.decimal128(18, 2)),
    "digits": pa.array(
        [(Decimal(10**37 - 1) - 3 * int(v)) * (-1 if v > 2 else 1) for v in group],
        pa.decimal128(38, 0),
    ),
    "huge": pa.array(base * 1e300),
    "tiny": pa.array(other * 1e-300),
    "offset": pa.array(1e9 + base * 1e-3),
    "outlier": pa.array(without([1e14 if i == 7 else v for i, v in enumerate(base)], holes)),
    "alone": pa.array([1e14 if i == 7 else None if i % 2 else 0.1 for i in range(N)]),
    "group": pa.array([f"g{v}" for v in group]),
    "ducks": pa.array(without([("🦆" * (v % 3)) + "é" for v in group], holes)),
    "flag": pa.array(without([bool(v > 0) for v in base], random.random(N) < 0.5)),
    "day": pa.array([date(2020, 1, 1) + timedelta(days=int(v)) for v in group]),
    "fifty": pa.array([f"c{i % 50}" for i in range(N)]),
    "fiftyone": pa.array([f"c{i % 51}" for i in range(N)]),
    "name": pa.array([f"name {i}" for i in range(N)]),
    "none": pa.array([None] * N, pa.int32()),
    "void": pa.array([None] * N, pa.int32()),
    "constant": pa.array([3.25] * N),
    "once": pa.array(without(["one"] * N, holes)),
    "nan": pa.array([float("nan")] * N),
    "zeros": pa.array([0.0 if i % 2 else -0.0 for i in range(N)]),
    "list": pa.array([[int(v), None] for v in group]),
    "same list": pa.array([[1, 2]] * N),
    "struct": pa.array([{"a": int(v), "b": "x"} for v in group]),
    "bytes": pa.array([bytes([int(v), 0]) for v in group]),
    "y again": pa.array(floats, pa.float64()),
    "nearly y": pa.array([*floats[:-1], 5.0], pa.float64()),
    "special again": pa.array(special(other.tolist()), pa.float64()),
    "list again": pa.array([[int(v), None] for v in group]),
    "group again": pa.array([f"g{v}" for v in group]),
    'a"b': pa.array(other + base),
    "__sluice": pa.array(random.integers(0, 9, N)),
    "h": pa.array(random.integers(0, 3, N)),
    "c0": pa.array([f"h{v}" for v in random.integers(0, 3, N)]),
    "rowid": pa.array(random.random(N)),
    "🦆": pa.array(without(["a" if v > 0 else "b" for v in other], ~holes)),
}
table = pa.table(columns)
# Rows that come again, one of them often.
table = pa.concat_tables([table, table.slice(100, 50), *[table.slice(5, 1)] * 200])
pq.write_table(table, sys.argv[1])

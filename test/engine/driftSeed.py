"""Two Parquet files with adversarial columns that moved in one way or another, or did not."""

import sys
from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq


def some(values, share, random):
    return [None if random.random() < share else value for value in values]


def table(moved, rows):
    random = np.random.default_rng(7 + moved)
    normal = random.normal(size=rows)
    step = random.integers(0, 6, rows)
    odd = [float("nan"), float("inf"), float("-inf")]
    start = datetime(2024, 1, 1 + 14 * moved)
    return {
        "same": pa.array(normal),
        "shifted": pa.array(normal + 0.7 * moved),
        "wider": pa.array(normal * (1 + moved)),
        "tied": pa.array([int(v) for v in random.integers(0, 3 + moved, rows)], pa.int32()),
        "mostly zero": pa.array([0 if v else 5 - 10 * moved for v in step], pa.int64()),
        "constant": pa.array([3 - moved] * rows, pa.int64()),
        "beyond": pa.array([2**60 + int(v) + moved for v in step], pa.int64()),
        "money": pa.array(
            [Decimal(round(v * 100) + 5 * moved).scaleb(-2) for v in normal], pa.decimal128(38, 2)
        ),
        "special": pa.array([odd[i % 3] if i % 7 == 0 else v for i, v in enumerate(normal)]),
        "float32": pa.array(normal.astype(np.float32)),
        "holes": pa.array(some(normal.tolist(), 0.05 + 0.2 * moved, random), pa.float64()),
        "none": pa.array([None] * rows, pa.float64()),
        "none after": pa.array([None if moved else v for v in normal], pa.float64()),
        "day": pa.array([date(2020, 1, 1) + timedelta(days=int(v) + 3 * moved) for v in step]),
        "at": pa.array([start + timedelta(minutes=int(v * 900)) for v in normal]),
        "zoned": pa.array(
            [start + timedelta(hours=int(v)) for v in step], pa.timestamp("us", "UTC")
        ),
        "color": pa.array([["red", "green", "blue", "new"][int(v) % (3 + moved)] for v in step]),
        "lost": pa.array([["a", "b", "c"][int(v) % (3 - moved)] for v in step]),
        "flag": pa.array([bool(v > moved) for v in normal]),
        "hundred": pa.array([f"c{int(v)}" for v in random.integers(0, 100, rows)]),
        "many": pa.array([f"name {i} {moved}" for i in range(rows)]),
        "list": pa.array([[int(v)] for v in step]),
        "bytes": pa.array([bytes([int(v)]) for v in step]),
        "widened": pa.array([int(v) for v in step], pa.int64() if moved else pa.int32()),
        "floated": pa.array([float(v) if moved else int(v) for v in step]),
        "texted": pa.array([str(v) if moved else int(v) for v in step]),
        'a"b': pa.array(normal),
        "__sluice": pa.array([f"{'🦆' * int(v)}'" for v in step]),
        "v": pa.array(step),
        "b": pa.array(step),
        "cb": pa.array(normal),
        ("added" if moved else "removed"): pa.array(normal),
    }


rows = [int(count) for count in sys.argv[3:5]]
for moved, path in enumerate(sys.argv[1:3]):
    pq.write_table(pa.table(table(moved, rows[moved])), path)

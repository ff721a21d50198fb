"""Writes `argv[1]`: a Parquet file with all that makes a statistic go wrong, 70,000 rows."""

import decimal
import random
import sys

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 70_000
pick = random.Random(20260101)


def some(make, nulls=0.0):
    return [None if pick.random() < nulls else make() for _ in range(ROWS)]


def special():
    return pick.choice([float("nan"), pick.gauss(0, 1), pick.gauss(0, 1), -2.5, 1e300, -1e-300])


def cents():
    return decimal.Decimal(pick.randrange(-(10**12), 10**12)).scaleb(-2)


floats = some(special, 0.1)
table = pa.table(
    {
        "id": pa.array(range(ROWS), pa.int64()),
        "few": pa.array(some(lambda: pick.randrange(40), 0.2), pa.int32()),
        "beyond": pa.array(some(lambda: 2**53 + 1 + 2 * pick.randrange(3000), 0.05), pa.int64()),
        "edge": pa.array([-(2**63), 2**63 - 1] + [None] * (ROWS - 2), pa.int64()),
        "unsigned": pa.array(some(lambda: 2**64 - 1 - pick.randrange(100)), pa.uint64()),
        "float": pa.array(floats, pa.float64(), from_pandas=False),
        "up": pa.array([float("inf"), float("nan"), None, 1.5] * (ROWS // 4), from_pandas=False),
        "both": pa.array([float("inf"), float("-inf"), 0.5, 1.5] * (ROWS // 4)),
        "nan": pa.array([float("nan"), None] * (ROWS // 2), from_pandas=False),
        "single": pa.array(some(lambda: round(pick.uniform(1, 9), 2)), pa.float32()),
        "money": pa.array(some(cents, 0.02), pa.decimal128(14, 2)),
        "wide": pa.array(
            some(lambda: decimal.Decimal(10**37 - pick.randrange(9000)), 0.5),
            pa.decimal128(38, 0),
        ),
        "text": pa.array(some(lambda: f"né {pick.randrange(2000)}", 0.3), pa.string()),
        "flag": pa.array(some(lambda: pick.random() < 0.25, 0.25), pa.bool_()),
        "day": pa.array(some(lambda: pick.randrange(-9000, 9000), 0.1), pa.date32()),
        "at": pa.array(some(lambda: pick.randrange(-(10**15), 10**15), 0.1), pa.timestamp("us")),
        "none": pa.nulls(ROWS, pa.int32()),
        "void": pa.nulls(ROWS, pa.string()),
        'a"b': pa.array(some(lambda: pick.randrange(10**9)), pa.int64()),
        "select": pa.array(["x"] * ROWS),
        "🦆": pa.array([0.25, -4.0] * (ROWS // 2)),
    }
)
pq.write_table(table, sys.argv[1], row_group_size=9_999)

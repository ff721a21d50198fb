"""Writes the seeded Parquet file that test/engine/profile.test.ts profiles."""

import random
import sys
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

random.seed(20260117)
ROWS = 60_000


def some(make, share=0.1):
    return [None if random.random() < share else make(i) for i in range(ROWS)]


def special(_):
    dice = random.random()
    if dice < 0.02:
        return float("nan")
    if dice < 0.03:
        return float("inf")
    if dice < 0.035:
        return float("-inf")
    return random.lognormvariate(0, 3)


columns = {
    "plain": pa.array(range(ROWS), pa.int32()),
    "small": pa.array(some(lambda i: random.randint(-5, 5)), pa.int8()),
    "big": pa.array(some(lambda i: 2**53 + random.randint(0, 10**6) * 2 + 1), pa.int64()),
    "negative": pa.array(some(lambda i: -(2**62) + random.randint(0, 2**40)), pa.int64()),
    "unsigned": pa.array(some(lambda i: 2**63 + random.randint(0, 1000)), pa.uint64()),
    "money": pa.array(
        some(lambda i: Decimal(random.randint(-(10**9), 10**9)).scaleb(-2)), pa.decimal128(18, 2)
    ),
    "wide": pa.array(
        some(lambda i: Decimal(10**30 + random.randint(0, 10**6)).scaleb(-5)),
        pa.decimal128(38, 5),
    ),
    "float": pa.array(some(lambda i: random.gauss(1e9, 1)), pa.float64()),
    "special": pa.array(some(special), pa.float64()),
    "plus only": pa.array(some(lambda i: float("inf") if i % 50 == 0 else i / 7), pa.float64()),
    "single": pa.array(some(lambda i: random.random()), pa.float32()),
    "constant": pa.array([3.25] * ROWS, pa.float64()),
    "zeros": pa.array([-0.0 if i % 2 else 0.0 for i in range(ROWS)], pa.float64()),
    "all nan": pa.array([float("nan")] * ROWS, pa.float64()),
    "all infinite": pa.array([float("inf")] * ROWS, pa.float64()),
    "all null": pa.array([None] * ROWS, pa.int64()),
    "all null text": pa.array([None] * ROWS, pa.string()),
    'a"b': pa.array(some(lambda i: f"k{random.randint(0, 60_000)}"), pa.string()),
    "select": pa.array(some(lambda i: random.choice(["x", "y", "Z", "", "é", "🎈"])), pa.string()),
    "🎈": pa.array(some(lambda i: random.random() < 0.3), pa.bool_()),
    "it's": pa.array(some(lambda i: random.randint(0, 10**7) * 1000), pa.timestamp("us")),
    "list": pa.array(some(lambda i: [i % 3, i % 5]), pa.list_(pa.int64())),
}
pq.write_table(pa.table(columns), sys.argv[1], row_group_size=7000)

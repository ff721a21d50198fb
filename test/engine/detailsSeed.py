"""Writes the seeded Parquet file of adversarial columns that details.test.ts looks at."""

import datetime as dt
import random
import sys
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

random.seed(20260211)
ROWS = 20_000


def some(make, share=0.1):
    return [None if random.random() < share else make(i) for i in range(ROWS)]


def special(_):
    dice = random.random()
    for value, upto in [("nan", 0.02), ("inf", 0.03), ("-inf", 0.035)]:
        if dice < upto:
            return float(value)
    return random.lognormvariate(0, 3)


WORDS = [
    *["", " ", "\t\n", "\u00a0", "\u3000 x", "x\u2003", " padded ", "a\u200bb", "tab\t", "\x00nul"],
    *[
        "Ærøskøbing",
        "東京",
        "٣٤٥",
        "İstanbul",
        "ß",
        "ǅ",
        "e\u0301",
        "🎈🎈",
        "±5",
        "a_b",
        "$9.99",
        "“q”",
    ],
    *[
        "A-10",
        "A-11",
        "B-20",
        "ab12cd",
        "\x1c",
        "\x7f",
        "\u0085",
        "½",
        "Ⅷ",
        "ª",
        "x" * 500,
        "9" * 80,
    ],
]

day = dt.date(2020, 1, 31)
moment = dt.datetime(2021, 3, 4)
columns = {
    "int8": pa.array(some(lambda i: random.randint(-5, 5)), pa.int8()),
    "beyond": pa.array(some(lambda i: 2**53 + random.randint(0, 10**6) * 2 + 1), pa.int64()),
    "edges": pa.array([(-(2**63), 2**63 - 1, 0, -1)[i % 4] for i in range(ROWS)], pa.int64()),
    "unsigned": pa.array(some(lambda i: 2**64 - 1 - random.randint(0, 1000)), pa.uint64()),
    "money": pa.array(
        some(lambda i: Decimal(random.randint(-(10**9), 10**9)).scaleb(-2)), pa.decimal128(18, 2)
    ),
    "wide": pa.array(
        some(lambda i: Decimal(f"{10**32 + random.randint(0, 10)}.{random.randint(0, 99999):05d}")),
        pa.decimal128(38, 5),
    ),
    "widest": pa.array(
        [Decimal(("-" if i % 3 else "") + "9" * 38) for i in range(ROWS)], pa.decimal128(38, 0)
    ),
    "fraction": pa.array(
        some(lambda i: Decimal(f"0.{random.randint(0, 10**38 - 1):038d}")),
        pa.decimal128(38, 38),
    ),
    "normal": pa.array(some(lambda i: random.gauss(1e9, 1)), pa.float64()),
    "special": pa.array(some(special), pa.float64()),
    "tiny": pa.array(some(lambda i: random.random() * 1e-300), pa.float64()),
    "huge": pa.array(some(lambda i: (random.random() - 0.5) * 3e308), pa.float64()),
    "single": pa.array(some(lambda i: random.random()), pa.float32()),
    "constant": pa.array([3.25] * ROWS, pa.float64()),
    "zeros": pa.array([-0.0 if i % 2 else 0.0 for i in range(ROWS)], pa.float64()),
    "mostly inf": pa.array([float("inf") if i % 3 else 1.0 for i in range(ROWS)], pa.float64()),
    "all nan": pa.array([float("nan")] * ROWS, pa.float64()),
    "all null": pa.array([None] * ROWS, pa.int64()),
    "two": pa.array([1.5 if i == 0 else 4.0 if i == 1 else None for i in range(ROWS)]),
    "all null text": pa.array([None] * ROWS, pa.string()),
    'a"b': pa.array(some(lambda i: random.choice(WORDS)), pa.string()),
    "🎈": pa.array(some(lambda i: f"k{random.randint(0, 60_000)}"), pa.string()),
    "__sluice": pa.array(some(lambda i: random.choice(WORDS) + random.choice(WORDS)), pa.string()),
    "date": pa.array(some(lambda i: day + dt.timedelta(days=random.randint(-40_000, 5_000)))),
    "month": pa.array(some(lambda i: dt.date(1950 + i % 90, 1 + i % 12, 1)), pa.date32()),
    "year": pa.array(some(lambda i: dt.datetime(1950 + i % 90, 1, 1)), pa.timestamp("us")),
    "hour": pa.array(some(lambda i: moment + dt.timedelta(hours=i)), pa.timestamp("ms")),
    "micro": pa.array(some(lambda i: moment + dt.timedelta(microseconds=i * 77_777))),
    "nano": pa.array(some(lambda i: 10**18 + i * 1_234_567_891), pa.timestamp("ns")),
    "zoned": pa.array(
        some(lambda i: moment - dt.timedelta(minutes=i * 17)), pa.timestamp("us", "Europe/Vienna")
    ),
    "old": pa.array(some(lambda i: -(10**17) - i * 10**9), pa.timestamp("us")),
    "flag": pa.array(some(lambda i: random.random() < 0.3), pa.bool_()),
    "list": pa.array(some(lambda i: [i] * (i % 5)), pa.list_(pa.int64())),
    "record": pa.array(
        some(lambda i: {"a": None if i % 4 else i, 'b"': {"c": i % 7}}),
        pa.struct([("a", pa.int64()), ('b"', pa.struct([("c", pa.int32())]))]),
    ),
    "map": pa.array(
        some(lambda i: [("x", i)] if i % 3 else [("x", i), ("y", 1)]),
        pa.map_(pa.string(), pa.int64()),
    ),
}
pq.write_table(pa.table(columns), sys.argv[1], row_group_size=3000)

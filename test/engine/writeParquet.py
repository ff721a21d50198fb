"""Writes Parquet files into the folder `argv[1]`: each encoding, compression, page and version."""

import datetime as dt
import itertools
import pathlib
import sys
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

folder = pathlib.Path(sys.argv[1])
COUNT = 3000


def repeat(values, kind):
    return pa.array(list(itertools.islice(itertools.cycle(values), COUNT)), kind)


columns = {
    "i32": repeat([2**31 - 1, None, -(2**31), 7], pa.int32()),
    "i64": repeat([2**63 - 1, None, -(2**63), 2**53 + 1], pa.int64()),
    "u64": repeat([2**64 - 1, None, 1], pa.uint64()),
    "f32": repeat([1.5, None, float("nan")], pa.float32()),
    "f64": repeat([0.1, None, float("-inf"), -0.0], pa.float64()),
    "flag": repeat([True, None, False], pa.bool_()),
    "text": repeat(["", "ü🎈", None, "x" * 40], pa.string()),
    "bytes": repeat([b"\x00\xff", None, b"ab\\c"], pa.binary()),
    "fixed": repeat([b"abcd", None], pa.binary(4)),
    "date": repeat([dt.date(2020, 1, 2), None, dt.date(1, 1, 1)], pa.date32()),
    "time": repeat([1, None, 86_399_999_999], pa.time64("us")),
    "ms": repeat([-1, None, 10**12], pa.timestamp("ms")),
    "us": repeat([-1, None, 2**53 + 1], pa.timestamp("us")),
    "zoned": repeat([1, None], pa.timestamp("us", "Europe/Berlin")),
    "dec": repeat(
        [Decimal("-12345678901234567890123456789012345.678"), None], pa.decimal128(38, 3)
    ),
    "dec9": repeat([Decimal("1234567.89"), None], pa.decimal128(9, 2)),
    "list": repeat([[1, None, 3], None, []], pa.list_(pa.int64())),
    "struct": repeat(
        [{"a": 1, "b": "x"}, None, {"a": None, "b": "y"}],
        pa.struct([("a", pa.int64()), ("b", pa.string())]),
    ),
    "map": repeat([[("k", 1), ("l", None)], None, []], pa.map_(pa.string(), pa.int64())),
    "deep": repeat(
        [[{"a": [1, 2]}, None], None], pa.list_(pa.struct([("a", pa.list_(pa.int32()))]))
    ),
}
table = pa.table(columns)

for codec, page, dictionary in itertools.product(
    ["none", "snappy", "gzip", "brotli", "lz4", "zstd"], ["1.0", "2.0"], [True, False]
):
    pq.write_table(
        table,
        folder / f"all_{codec}_{page}_{dictionary}.parquet",
        compression=codec,
        data_page_version=page,
        use_dictionary=dictionary,
        data_page_size=2000,
        row_group_size=1100,
    )
for version in ["1.0", "2.4", "2.6"]:
    kept = table.drop_columns(["u64"]) if version == "1.0" else table
    pq.write_table(kept, folder / f"version_{version}.parquet", version=version)
ENCODINGS = {
    "DELTA_BINARY_PACKED": ["i32", "i64", "date", "us"],
    "DELTA_LENGTH_BYTE_ARRAY": ["text", "bytes"],
    "DELTA_BYTE_ARRAY": ["text", "bytes", "fixed"],
    "BYTE_STREAM_SPLIT": ["f32", "f64"],
    "RLE": ["flag"],
    "PLAIN": ["i32", "i64", "f32", "f64", "text", "flag", "dec"],
}
for (encoding, names), page in itertools.product(ENCODINGS.items(), ["1.0", "2.0"]):
    pq.write_table(
        table.select(names),
        folder / f"{encoding}_{page}.parquet",
        use_dictionary=False,
        column_encoding=dict.fromkeys(names, encoding),
        data_page_version=page,
    )
split = ["i32", "i64", "fixed"]
pq.write_table(
    table.select(split),
    folder / "refused_split.parquet",
    use_dictionary=False,
    column_encoding=dict.fromkeys(split, "BYTE_STREAM_SPLIT"),
)
for name, options in {
    "int96": {"use_deprecated_int96_timestamps": True},
    "legacy_lists": {"use_compliant_nested_type": False},
    "no_statistics": {"write_statistics": False},
    "page_index": {"write_page_index": True, "write_page_checksum": True},
    "decimal_as_int": {"store_decimal_as_integer": True},
}.items():
    kept = table.select(["us", "ms"]) if name == "int96" else table
    pq.write_table(kept, folder / f"{name}.parquet", **options)
pq.write_table(table.slice(0, 0), folder / "no_rows.parquet")

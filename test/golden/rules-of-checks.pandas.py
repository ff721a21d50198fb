"""rules on orders

The recipe as a pandas script:

    python script.py [--input NAME=PATH]... [--set NAME=VALUE]... --out DIR

Exit code: 0 done, 1 the work failed, 2 wrong usage, 3 a check of the recipe failed.
"""

import argparse
import datetime
import functools
import math
import os
import re
import sys
import urllib.parse
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

# Where the inputs lie: a file, a folder or a glob each.
INPUTS = {
    "main": "s3://lake/orders/",
    "users": "/recipes/../users.parquet",
}
PARAMETERS = {
    "since": datetime.date(2026, 1, 1),
}
OUTPUTS = ["result"]
# The columns of main, as they are read.
MAIN_SCHEMA = pa.schema(
    [
        ("order_id", pa.int64()),
        ("user_id", pa.int32()),
        ("country", pa.string()),
        ("amount", pa.decimal128(10, 2)),
        ("weight", pa.float64()),
        ("state", pa.string()),
        ("ordered_at", pa.timestamp("us")),
        ("paid_at", pa.timestamp("us")),
    ]
)
# The columns of users, as they are read.
USERS_SCHEMA = pa.schema(
    [
        ("id", pa.int64()),
        ("country", pa.string()),
        ("name", pa.string()),
    ]
)


def source_files(path):
    """The files of a file, folder or glob in byte order, each with its path below the folder."""
    if os.path.isfile(path):
        return [(path, os.path.basename(path))]
    base, pattern = path, "**/*"
    if not os.path.isdir(path):
        parts = path.split("/")
        first = next((i for i, part in enumerate(parts) if re.search(r"[*?[]", part)), len(parts))
        base, pattern = "/".join(parts[:first]) or "/", "/".join(parts[first:])
    if not pattern:
        sys.exit(f"There is no file or folder {path}. Give another with --input.")
    found = [file for file in Path(base).glob(pattern) if file.is_file() and file.stat().st_size]
    names = [file.relative_to(base).as_posix() for file in found]
    names = [name for name in names if not re.search(r"(^|/)(\.|_[^=/]*(/|$))|\.crc$", name)]
    if not names:
        sys.exit(f"No data files lie at {path}. Give another path with --input.")
    return [(os.path.join(base, name), name) for name in sorted(names, key=os.fsencode)]


def hive_keys(name):
    """The key=value folders of a path, as text or None."""
    pairs = [part.partition("=") for part in name.split("/")[:-1] if part.find("=") > 0]
    keys = {key: urllib.parse.unquote(value) for key, _, value in pairs}
    null = "__HIVE_DEFAULT_PARTITION__"
    return {key: None if value == null else value for key, value in keys.items()}


def read_files(path, schema, read, identity=False):
    """The files of a path as one frame of exactly these columns; identity adds file and row."""
    tables = []
    for file, name in source_files(path):
        keys = {key: value for key, value in hive_keys(name).items() if key in schema.names}
        table = read(file, pa.schema([field for field in schema if field.name not in keys]))
        if identity:
            keys["__sluice_file"] = name
            rows = pa.array(range(len(table)), pa.int64())
            table = table.append_column("__sluice_row", rows)
        for key, value in keys.items():
            values = pa.array([value] * len(table), pa.string())
            table = table.append_column(key, values)
        tables.append(table)
    if identity:
        schema = schema.append(pa.field("__sluice_file", pa.string()))
        schema = schema.append(pa.field("__sluice_row", pa.int64()))
    table = pa.concat_tables(tables, promote_options="permissive").select(schema.names)
    return table.cast(schema).to_pandas(types_mapper=pd.ArrowDtype, ignore_metadata=True)


def read_parquet(file, schema):
    """Those columns of the schema that a Parquet file has."""
    with pq.ParquetFile(file) as parquet:
        there = set(parquet.schema_arrow.names)
        return parquet.read(columns=[name for name in schema.names if name in there])


def constant(frame, value, dtype):
    """A column of the frame's length that holds one value."""
    values = pa.array([value] * len(frame), dtype)
    return pd.Series(pd.arrays.ArrowExtensionArray(values), index=frame.index)


def compute(function, *values, **options):
    """Applies a function on Arrow arrays to columns and constants; a column again."""
    index = next(value.index for value in values if isinstance(value, pd.Series))
    arrays = [pa.array(value) if isinstance(value, pd.Series) else value for value in values]
    return pd.Series(pd.arrays.ArrowExtensionArray(function(*arrays, **options)), index=index)


def is_in(column, values):
    """True where a value is one of values, null where it is null."""

    def call(array):
        found = pc.is_in(array, pa.array(values, array.type))
        return pc.if_else(pc.is_valid(array), found, None)

    return compute(call, column)


def cast(column, dtype):
    """A column of another Arrow type; integers beyond 2**53 become the nearest double."""
    return compute(lambda array: array.cast(dtype, safe=False), column)


def write_parquet(table, compression, folder):
    """Write a table to the first part file of a new folder."""
    folder.mkdir(parents=True)
    pq.write_table(table, folder / "part-00000.parquet", compression=compression)


def transform(main, params):
    """The steps of the recipe."""
    df = main

    # a1 · Filter rows
    df = df[df["amount"].notna().astype("bool[pyarrow]").fillna(False)].reset_index(drop=True)

    return df


def checks(table, users, params):
    """Each check: severity, the rule, whether it is broken, the count."""
    df = table.to_pandas(types_mapper=pd.ArrowDtype)
    found = table["user_id"].null_count
    judged = table.num_rows
    yield (
        "warn",
        "user_id is not null in at least 95 % of the rows",
        judged > 0 and (judged - found) / judged < 0.95,
        found,
    )
    keys = pa.table([table["order_id"]], names=["key0"])
    found = keys.num_rows - keys.group_by(keys.column_names).aggregate([]).num_rows
    yield "error", "order_id is unique", found > 0, found
    found = int(
        (
            (df["amount"] < constant(df, Decimal("0.00"), pa.decimal128(10, 2)))
            | (df["amount"] > constant(df, Decimal("10000.00"), pa.decimal128(10, 2)))
        ).sum()
    )
    judged = table.num_rows - table["amount"].null_count
    yield (
        "error",
        "amount is from 0 to 10000 in at least 99 % of the rows",
        judged > 0 and (judged - found) / judged < 0.99,
        found,
    )
    found = int((~is_in(df["state"], ["open", "paid", "sent"])).sum())
    yield "error", "state is one of “open”, “paid”, “sent”", found > 0, found
    found = int((~compute(pc.match_substring_regex, df["state"], r"\A[a-z]+\z")).sum())
    yield "warn", "state matches “^[a-z]+$”", found > 0, found
    found = int(table.schema.field("amount").type != pa.decimal128(10, 2))
    yield "error", "amount is of type decimal(10,2)", found > 0, found
    found = len(df) - int(
        (
            (df["state"] != "paid")
            | (
                df["paid_at"]
                >= cast(constant(df, params["since"], pa.date32()), pa.timestamp("us"))
            )
        ).sum()
    )
    yield "warn", "state ≠ “paid” or paid_at on or after :since", found > 0, found
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    newest = pc.max(table["ordered_at"].cast(pa.timestamp("us"))).as_py()
    age = None if newest is None else now - newest
    found = "no value" if age is None else age // datetime.timedelta(hours=1)
    yield (
        "warn",
        "the newest ordered_at is no older than 36 hours",
        age is None or age > datetime.timedelta(hours=36),
        found,
    )
    wide = pa.schema([("key1", pa.int64()), ("key2", pa.string())])
    keys = (
        table.select(["user_id", "country"]).rename_columns(["key1", "key2"]).drop_null().cast(wide)
    )
    known = pa.Table.from_pandas(users[["id", "country"]], preserve_index=False)
    known = known.rename_columns(["key1", "key2"]).cast(wide)
    found = keys.join(known, keys=["key1", "key2"], join_type="left anti").num_rows
    judged = keys.num_rows
    yield (
        "error",
        "user_id, country are found in id, country of users in at least 90 % of the rows",
        judged > 0 and (judged - found) / judged < 0.9,
        found,
    )
    found = int((~(df["ordered_at"] <= df["paid_at"])).sum())
    yield "error", "ordered_at ≤ paid_at", found > 0, found
    found = table.num_rows
    yield "error", "the number of rows is at least 100", found < 100, found
    found = pc.mean(table["amount"].cast(pa.float64(), safe=False)).as_py()
    found = "no value" if found is None or math.isnan(found) else found
    yield (
        "warn",
        "the mean of amount is from 5 to 500",
        found == "no value" or not 5 <= found <= 500,
        found,
    )
    found = (
        float("nan")
        if pc.any(pc.is_nan(table["weight"])).as_py()
        else pc.max(table["weight"]).as_py()
    )
    found = "no value" if found is None or math.isnan(found) else found
    yield (
        "warn",
        "the greatest value of weight is at most 30",
        found == "no value" or not found <= 30,
        found,
    )
    found = pc.count_distinct(table["state"]).as_py()
    yield "warn", "the number of different values of state is at least 2", found < 2, found
    found = table["paid_at"].null_count / max(table.num_rows, 1)
    yield "warn", "the share of nulls of paid_at is at most 0.5", found > 0.5, found


def outputs(table):
    """Each output: its name, and the function that writes it to a folder."""
    rows = table
    yield "result", functools.partial(write_parquet, rows, "zstd")


PARSERS = {
    "since": datetime.date.fromisoformat,
}


def arguments():
    """The command line: the inputs' paths, the parameters' values, the folder to write to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--input", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--out", required=True, metavar="DIR")
    given = parser.parse_args()
    inputs, params = dict(INPUTS), dict(PARAMETERS)
    for text in given.input:
        name, equals, path = text.partition("=")
        if name not in inputs or not equals:
            parser.error(f"--input {text}: expected NAME=PATH with a name of {list(inputs)}")
        inputs[name] = path
    for text in given.set:
        name, equals, value = text.partition("=")
        if name not in params or not equals:
            parser.error(f"--set {text}: expected NAME=VALUE with a name of {list(params)}")
        try:
            params[name] = PARSERS[name](value)
        except (ArithmeticError, LookupError, ValueError):
            parser.error(f"--set {text}: the value does not fit the parameter's type")
    return inputs, params, Path(given.out)


def run():
    """Read the inputs, do the steps, check the result, write the outputs."""
    inputs, params, out = arguments()
    for name in OUTPUTS:
        if (out / name).exists():
            sys.exit(f"{out / name} is there already. Name another folder with --out.")
    if hasattr(pd.options.future, "distinguish_nan_and_na"):
        pd.set_option("future.distinguish_nan_and_na", True)
    main = read_files(inputs["main"], MAIN_SCHEMA, read_parquet)
    users = read_files(inputs["users"], USERS_SCHEMA, read_parquet)
    df = transform(main, params)
    table = pa.Table.from_pandas(df, preserve_index=False).replace_schema_metadata()
    failed = False
    for severity, rule, broken, found in checks(table, users, params):
        if broken:
            print(f"{severity}: the check '{rule}' does not hold ({found})", file=sys.stderr)
            failed = failed or severity == "error"
    if failed:
        sys.exit(3)
    for name, write in list(outputs(table)):
        write(out / name)


if __name__ == "__main__":
    run()

"""rules on orders

The recipe as a polars script:

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

import polars as pl
import polars.selectors as cs

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
MAIN_SCHEMA = {
    "order_id": pl.Int64,
    "user_id": pl.Int32,
    "country": pl.String,
    "amount": pl.Decimal(10, 2),
    "weight": pl.Float64,
    "state": pl.String,
    "ordered_at": pl.Datetime("us"),
    "paid_at": pl.Datetime("us"),
}
# The columns of users, as they are read.
USERS_SCHEMA = {
    "id": pl.Int64,
    "country": pl.String,
    "name": pl.String,
}


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


def key_column(key, value, dtype):
    """A value of the path as a column of this type."""
    if value is not None and dtype == pl.Date:
        value = datetime.date.fromisoformat(value)
    return pl.lit(value).cast(dtype).alias(key)


def scan_files(path, schema, scan, identity=False):
    """The files of a path as one frame of exactly these columns; identity adds file and row."""
    frames = []
    for file, name in source_files(path):
        keys = {key: value for key, value in hive_keys(name).items() if key in schema}
        frame = scan(file, {key: schema[key] for key in schema if key not in keys})
        if identity:
            frame = frame.with_row_index("__sluice_row")
            frame = frame.with_columns(pl.lit(name).alias("__sluice_file"))
        columns = [key_column(key, value, schema[key]) for key, value in keys.items()]
        frames.append(frame.with_columns(columns))
    if identity:
        schema = {**schema, "__sluice_file": pl.String, "__sluice_row": pl.Int64}
    frame = pl.concat(frames, how="diagonal_relaxed")
    return frame.select(cs.by_name(name).cast(kind) for name, kind in schema.items())


def scan_parquet(file, schema):
    """Those columns of the schema that a Parquet file has."""
    frame = pl.scan_parquet(file, glob=False, hive_partitioning=False)
    there = frame.collect_schema()
    return frame.select(cs.by_name(*[name for name in schema if name in there]))


def write_parquet(table, compression, folder):
    """Write a table to the first part file of a new folder."""
    folder.mkdir(parents=True)
    table.write_parquet(folder / "part-00000.parquet", compression=compression)


def transform(main, params):
    """The steps of the recipe."""
    df = main

    # a1 · Filter rows
    df = df.filter(pl.col("amount").is_not_null())

    return df


def checks(table, users, params):
    """Each check: severity, the rule, whether it is broken, the count."""
    found = table["user_id"].null_count()
    judged = table.height
    yield (
        "warn",
        "user_id is not null in at least 95 % of the rows",
        judged > 0 and (judged - found) / judged < 0.95,
        found,
    )
    found = table.height - table.select(pl.col("order_id")).unique().height
    yield "error", "order_id is unique", found > 0, found
    found = table.filter(
        (pl.col("amount") < pl.lit(Decimal("0.00"), dtype=pl.Decimal(10, 2)))
        | (pl.col("amount") > pl.lit(Decimal("10000.00"), dtype=pl.Decimal(10, 2)))
    ).height
    judged = table.select(pl.col("amount")).drop_nulls().height
    yield (
        "error",
        "amount is from 0 to 10000 in at least 99 % of the rows",
        judged > 0 and (judged - found) / judged < 0.99,
        found,
    )
    found = table.filter(~pl.col("state").is_in(["open", "paid", "sent"])).height
    yield "error", "state is one of “open”, “paid”, “sent”", found > 0, found
    found = table.filter(~pl.col("state").str.contains(r"\A[a-z]+\z")).height
    yield "warn", "state matches “^[a-z]+$”", found > 0, found
    found = int(table.schema["amount"] != pl.Decimal(10, 2))
    yield "error", "amount is of type decimal(10,2)", found > 0, found
    found = (
        table.height
        - table.filter(
            (pl.col("state") != "paid")
            | (pl.col("paid_at") >= pl.lit(params["since"], dtype=pl.Date).cast(pl.Datetime("us")))
        ).height
    )
    yield "warn", "state ≠ “paid” or paid_at on or after :since", found > 0, found
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    newest = table.select(pl.col("ordered_at").cast(pl.Datetime("us")).max()).item()
    age = None if newest is None else now - newest
    found = "no value" if age is None else age // datetime.timedelta(hours=1)
    yield (
        "warn",
        "the newest ordered_at is no older than 36 hours",
        age is None or age > datetime.timedelta(hours=36),
        found,
    )
    keys = table.select(
        pl.col("user_id").cast(pl.Int64).alias("key1"), pl.col("country").alias("key2")
    ).drop_nulls()
    known = users.select(
        pl.col("id").cast(pl.Int64).alias("key1"), pl.col("country").alias("key2")
    ).collect()
    found = keys.join(known, on=["key1", "key2"], how="anti").height
    judged = keys.height
    yield (
        "error",
        "user_id, country are found in id, country of users in at least 90 % of the rows",
        judged > 0 and (judged - found) / judged < 0.9,
        found,
    )
    found = table.filter(~(pl.col("ordered_at") <= pl.col("paid_at"))).height
    yield "error", "ordered_at ≤ paid_at", found > 0, found
    found = table.height
    yield "error", "the number of rows is at least 100", found < 100, found
    found = table.select(pl.col("amount").cast(pl.Float64).mean()).item()
    found = "no value" if found is None or math.isnan(found) else found
    yield (
        "warn",
        "the mean of amount is from 5 to 500",
        found == "no value" or not 5 <= found <= 500,
        found,
    )
    found = table.select(pl.col("weight").nan_max()).item()
    found = "no value" if found is None or math.isnan(found) else found
    yield (
        "warn",
        "the greatest value of weight is at most 30",
        found == "no value" or not found <= 30,
        found,
    )
    found = table.select(pl.col("state").drop_nulls().n_unique()).item()
    yield "warn", "the number of different values of state is at least 2", found < 2, found
    found = table["paid_at"].null_count() / max(table.height, 1)
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
    main = scan_files(inputs["main"], MAIN_SCHEMA, scan_parquet)
    users = scan_files(inputs["users"], USERS_SCHEMA, scan_parquet)
    df = transform(main, params)
    table = df.collect(engine="streaming")
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

"""purchase features

The recipe as a polars script:

    python script.py [--input NAME=PATH]... [--set NAME=VALUE]... --out DIR

Exit code: 0 done, 1 the work failed, 2 wrong usage, 3 a check of the recipe failed.
"""

import argparse
import datetime
import functools
import hashlib
import os
import re
import sys
import urllib.parse
from pathlib import Path

import polars as pl
import polars.selectors as cs

# Where the inputs lie: a file, a folder or a glob each.
INPUTS = {
    "main": "/recipes/../events/",
    "users": "/recipes/../users.csv",
}
PARAMETERS = {
    "since": datetime.datetime(2026, 1, 1, 0, 0, 0),
    "factor": 2.0,
}
OUTPUTS = ["all", "train", "rest"]
# The columns of main, as they are read.
MAIN_SCHEMA = {
    "id": pl.Int64,
    "user_id": pl.Int64,
    "at": pl.Datetime("us"),
    "amount": pl.Float32,
    "kind": pl.String,
    "bought": pl.Boolean,
    "month": pl.Int64,
}
# The columns of users, as they are read.
USERS_SCHEMA = {
    "id": pl.Int64,
    "name": pl.String,
    "age": pl.String,
    "joined": pl.Date,
    "vip": pl.Boolean,
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


def scan_users_csv(file, schema):
    """The fields of a CSV file, read as text and brought to their types."""
    frame = pl.scan_csv(
        file,
        schema=dict.fromkeys(schema, pl.String),
        has_header=False,
        skip_rows=1,
        null_values="",
        glob=False,
    )
    return frame.with_columns(
        pl.col("id").str.strip_chars().cast(pl.Int64),
        pl.col("joined").str.strip_chars().str.to_date("%Y-%m-%d"),
        pl.col("vip")
        .str.strip_chars()
        .replace_strict(
            {
                "0": False,
                "1": True,
                "true": True,
                "True": True,
                "TRUE": True,
                "t": True,
                "T": True,
                "yes": True,
                "Yes": True,
                "YES": True,
                "y": True,
                "Y": True,
                "false": False,
                "False": False,
                "FALSE": False,
                "f": False,
                "F": False,
                "no": False,
                "No": False,
                "NO": False,
                "n": False,
                "N": False,
            },
            return_dtype=pl.Boolean,
        ),
    )


def part_of(key, seed, parts):
    """The part of a row, decided by a seeded hash of its key: (name, upper bound) pairs."""
    u = int(hashlib.md5(f"{seed}|{key}".encode()).hexdigest()[:8], 16) / 2**32
    return next(part for part, below in parts if u < below)


def write_parquet(table, compression, folder):
    """Write a table to the first part file of a new folder."""
    folder.mkdir(parents=True)
    table.write_parquet(folder / "part-00000.parquet", compression=compression)


def timestamp_text(columns, zone):
    """Timestamps as text, with as many digits of the second as they have."""
    return columns.dt.strftime("%Y-%m-%d %H:%M:%S%.6f").str.replace(r"\.?0+$", zone)


def write_csv(table, header, folder):
    """Write a table to the first part file of a new folder; null is empty."""
    folder.mkdir(parents=True)
    table = table.with_columns(
        timestamp_text(cs.datetime(time_zone=None), ""),
        timestamp_text(cs.datetime(time_zone="*"), "+00"),
    )
    table.write_csv(folder / "part-00000.csv", include_header=header)


def transform(main, users, params):
    """The steps of the recipe."""
    df = main

    # recent · Filter rows: Rows without a time are kept.
    df = df.filter(
        (pl.col("at") >= pl.lit(params["since"], dtype=pl.Datetime("us"))) | pl.col("at").is_null()
    )

    # parts · Split dataset
    key = pl.col("__sluice_file") + ":" + pl.col("__sluice_row").cast(pl.String)
    df = df.with_columns(
        key.map_elements(
            lambda k: part_of(k, 7, [("train", 0.5), ("validation", 1)]), return_dtype=pl.String
        ).alias("part"),
    )
    df = df.drop("__sluice_file", "__sluice_row", strict=False)

    # people · Join
    right_rows = users.rename({"id": "user_id"})
    df = df.join(right_rows, on=["user_id"], how="left", coalesce=True)

    # ages · Change type
    df = df.with_columns(
        pl.col("age")
        .str.extract(r"^[ \t\r\n]*([+-]?[0-9]+)[ \t\r\n]*$", 1)
        .cast(pl.Int64, strict=False)
        .alias("age"),
    )

    # no-age · Fill missing values
    df = df.with_columns(
        pl.col("age").fill_null(pl.lit(35, dtype=pl.Int64)),
        pl.col("amount").fill_null(pl.lit(3.25, dtype=pl.Float32)),
    )

    # score · Formula
    df = df.with_columns(
        (
            (pl.col("amount").cast(pl.Float64) * pl.lit(params["factor"], dtype=pl.Float64))
            + (pl.coalesce(pl.col("age"), pl.lit(0, dtype=pl.Int64)).cast(pl.Float64) / 4.0)
        ).alias("score"),
    )

    # clock · Extract date parts
    df = df.with_columns(
        pl.col("at").dt.hour().cast(pl.Int32).alias("at_hour"),
        pl.col("at").dt.weekday().cast(pl.Int32).alias("at_weekday"),
    )

    # kinds · One-hot encode
    df = df.with_columns(
        (pl.col("kind") == "app").fill_null(False).cast(pl.Int8).alias("kind_app"),
        (pl.col("kind") == "web").fill_null(False).cast(pl.Int8).alias("kind_web"),
    )
    df = df.select(
        pl.col("id"),
        pl.col("user_id"),
        pl.col("at"),
        pl.col("amount"),
        pl.col("bought"),
        pl.col("month"),
        pl.col("part"),
        pl.col("name"),
        pl.col("age"),
        pl.col("joined"),
        pl.col("vip"),
        pl.col("score"),
        pl.col("at_hour"),
        pl.col("at_weekday"),
        pl.col("kind_app"),
        pl.col("kind_web"),
    )

    # nick · Rename column
    df = df.rename({"name": "user name"})

    # order · Sort rows
    df = df.sort(
        "score",
        "id",
        descending=[True, False],
        nulls_last=True,
        maintain_order=True,
    )

    return df


def checks(table):
    """Each check: severity, the rule, whether it is broken, the count."""
    found = table["id"].null_count()
    yield "error", "id is never null", found > 0, found
    found = table.height - table.select(pl.col("id")).unique().height
    yield "error", "id is unique", found > 0, found
    found = table.filter((pl.col("age") < 30) | (pl.col("age") > 120)).height
    yield "warn", "age is from 30 to 120", found > 0, found
    found = table.height
    yield "error", "the number of rows is at least 1", found < 1, found


def outputs(table):
    """Each output: its name, and the function that writes it to a folder."""
    rows = table
    rows = rows.select(
        [
            pl.col("id"),
            pl.col("user_id"),
            pl.col("at"),
            pl.col("amount"),
            pl.col("bought"),
            pl.col("month"),
            pl.col("user name"),
            pl.col("age"),
            pl.col("joined"),
            pl.col("vip"),
            pl.col("score"),
            pl.col("at_hour"),
            pl.col("at_weekday"),
            pl.col("kind_app"),
            pl.col("kind_web"),
        ]
    )
    yield "all", functools.partial(write_parquet, rows, "zstd")
    rows = table.filter(pl.col("part") == "train")
    rows = rows.select(
        [
            pl.col("id"),
            pl.col("user_id"),
            pl.col("at"),
            pl.col("amount"),
            pl.col("bought"),
            pl.col("month"),
            pl.col("user name"),
            pl.col("age"),
            pl.col("joined"),
            pl.col("vip"),
            pl.col("score"),
            pl.col("at_hour"),
            pl.col("at_weekday"),
            pl.col("kind_app"),
            pl.col("kind_web"),
        ]
    )
    yield "train", functools.partial(write_csv, rows, True)
    rows = table.filter(pl.col("part") == "validation")
    rows = rows.select(
        [
            pl.col("id"),
            pl.col("user_id"),
            pl.col("at"),
            pl.col("amount"),
            pl.col("bought"),
            pl.col("month"),
            pl.col("user name"),
            pl.col("age"),
            pl.col("joined"),
            pl.col("vip"),
            pl.col("score"),
            pl.col("at_hour"),
            pl.col("at_weekday"),
            pl.col("kind_app"),
            pl.col("kind_web"),
        ]
    )
    yield "rest", functools.partial(write_parquet, rows, "snappy")


PARSERS = {
    "since": datetime.datetime.fromisoformat,
    "factor": float,
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
    main = scan_files(inputs["main"], MAIN_SCHEMA, scan_parquet, identity=True)
    users = scan_files(inputs["users"], USERS_SCHEMA, scan_users_csv)
    df = transform(main, users, params)
    table = df.collect(engine="streaming")
    failed = False
    for severity, rule, broken, found in checks(table):
        if broken:
            print(f"{severity}: the check '{rule}' does not hold ({found})", file=sys.stderr)
            failed = failed or severity == "error"
    if failed:
        sys.exit(3)
    for name, write in list(outputs(table)):
        write(out / name)


if __name__ == "__main__":
    run()

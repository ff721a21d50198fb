"""purchase features

The recipe as a pandas script:

    python script.py [--input NAME=PATH]... [--set NAME=VALUE]... --out DIR

Exit code: 0 done, 1 the work failed, 2 wrong usage, 3 a check of the recipe failed.
"""

import argparse
import datetime
import decimal
import functools
import hashlib
import os
import re
import sys
import urllib.parse
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

# Where the inputs lie: a file, a folder or a glob each.
INPUTS = {
    "main": "/recipes/../events/",
    "users": "/recipes/../users.csv",
}
PARAMETERS = {
    "since": pd.Timestamp("2026-01-01 00:00:00"),
    "factor": 2.0,
}
OUTPUTS = ["all", "train", "rest"]
# The columns of main, as they are read.
MAIN_SCHEMA = pa.schema(
    [
        ("id", pa.int64()),
        ("user_id", pa.int64()),
        ("at", pa.timestamp("us")),
        ("amount", pa.float32()),
        ("kind", pa.string()),
        ("bought", pa.bool_()),
        ("month", pa.int64()),
    ]
)
# The columns of users, as they are read.
USERS_SCHEMA = pa.schema(
    [
        ("id", pa.int64()),
        ("name", pa.string()),
        ("age", pa.string()),
        ("joined", pa.date32()),
        ("vip", pa.bool_()),
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


def read_users_csv(file, schema):
    """A CSV file by the types of the schema."""
    return pcsv.read_csv(
        file,
        pcsv.ReadOptions(column_names=schema.names, skip_rows=1),
        pcsv.ParseOptions(newlines_in_values=True),
        pcsv.ConvertOptions(
            column_types=schema,
            null_values=[""],
            strings_can_be_null=True,
            true_values=["true", "True", "TRUE", "t", "T", "yes", "Yes", "YES", "y", "Y", "1"],
            false_values=["false", "False", "FALSE", "f", "F", "no", "No", "NO", "n", "N", "0"],
        ),
    )


def constant(frame, value, dtype):
    """A column of the frame's length that holds one value."""
    values = pa.array([value] * len(frame), dtype)
    return pd.Series(pd.arrays.ArrowExtensionArray(values), index=frame.index)


def part_of(key, seed, parts):
    """The part of a row, decided by a seeded hash of its key: (name, upper bound) pairs."""
    u = int(hashlib.md5(f"{seed}|{key}".encode()).hexdigest()[:8], 16) / 2**32
    return next(part for part, below in parts if u < below)


def compute(function, *values, **options):
    """Applies a function on Arrow arrays to columns and constants; a column again."""
    index = next(value.index for value in values if isinstance(value, pd.Series))
    arrays = [pa.array(value) if isinstance(value, pd.Series) else value for value in values]
    return pd.Series(pd.arrays.ArrowExtensionArray(function(*arrays, **options)), index=index)


def each(function, dtype, *columns):
    """Calls function for each row whose values are all there; null in the others."""

    def call(*arrays):
        rows = zip(*[array.to_pylist() for array in arrays])
        return pa.array([None if None in row else function(*row) for row in rows], dtype)

    return compute(call, *columns)


def exact(value, precision, scale):
    """A decimal rounded half away from zero, None where it has more digits than its type."""
    wide = decimal.Context(prec=200, rounding=decimal.ROUND_HALF_UP)
    rounded = decimal.Decimal(value).quantize(decimal.Decimal(1).scaleb(-scale), context=wide)
    return rounded if rounded.adjusted() < precision - scale else None


def whole(value, bits):
    """The nearest integer, None where it does not fit into so many bits."""
    nearest = exact(value, 100, 0)
    return int(nearest) if -(2 ** (bits - 1)) <= nearest < 2 ** (bits - 1) else None


def matching(pattern, read):
    """Reads group 1 of a text that matches the whole pattern; None for any other text."""

    def reader(text):
        match = re.fullmatch(pattern, text)
        return read(match[1]) if match else None

    return reader


def cast(column, dtype):
    """A column of another Arrow type; integers beyond 2**53 become the nearest double."""
    return compute(lambda array: array.cast(dtype, safe=False), column)


def sort_rows(df, by):
    """Sort by (column, direction, place of nulls): NaN is greater than every number."""
    order = np.arange(len(df))
    for column, direction, nulls in reversed(by):
        values = pa.array(df[column].array[order])
        if pa.types.is_floating(values.type):
            values = pc.add(values, pa.scalar(0, values.type))  # -0.0 becomes 0.0
        order = order[pc.array_sort_indices(values, order=direction, null_placement="at_end")]
        if pa.types.is_floating(values.type) and direction == "descending":
            nan = pc.is_nan(pa.array(df[column].array[order])).fill_null(False)
            order = order[np.argsort(~nan.to_numpy(zero_copy_only=False), kind="stable")]
        if nulls == "first":
            order = order[np.argsort(df[column].notna().to_numpy()[order], kind="stable")]
    return df.take(order)


def write_parquet(table, compression, folder):
    """Write a table to the first part file of a new folder."""
    folder.mkdir(parents=True)
    pq.write_table(table, folder / "part-00000.parquet", compression=compression)


def write_csv(table, header, folder):
    """Write a table to the first part file of a new folder; null is empty."""
    folder.mkdir(parents=True)
    for i, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            zone = "" if field.type.tz is None else "+00"
            text = table[field.name].cast(pa.timestamp("us")).cast(pa.string())
            text = pc.replace_substring_regex(text, r"\.?0+$", zone)
            table = table.set_column(i, field.name, text)
    options = pcsv.WriteOptions(include_header=header, quoting_style="needed")
    pcsv.write_csv(table, folder / "part-00000.csv", options)


def transform(main, users, params):
    """The steps of the recipe."""
    df = main

    # recent · Filter rows: Rows without a time are kept.
    df = df[
        (
            (df["at"] >= constant(df, params["since"], pa.timestamp("us")))
            | df["at"].isna().astype("bool[pyarrow]")
        ).fillna(False)
    ].reset_index(drop=True)

    # parts · Split dataset
    key = df["__sluice_file"] + ":" + df["__sluice_row"].astype(pd.ArrowDtype(pa.string()))
    df["part"] = pd.array(
        [part_of(k, 7, [("train", 0.5), ("validation", 1)]) for k in key],
        dtype=pd.ArrowDtype(pa.string()),
    )
    df = df.drop(columns=["__sluice_file", "__sluice_row"], errors="ignore")

    # people · Join
    right_rows = users.rename(columns={"id": "user_id"})
    right_rows = right_rows.dropna(subset=["user_id"])
    df = df.merge(right_rows, how="left", on=["user_id"])

    # ages · Change type
    df["age"] = each(
        matching(r"^[ \t\r\n]*([+-]?[0-9]+)[ \t\r\n]*$", lambda v: whole(v, 64)),
        pa.int64(),
        df["age"],
    )

    # no-age · Fill missing values
    df = df.fillna({"age": 35, "amount": 3.25})

    # score · Formula
    df["score"] = (
        cast(df["amount"], pa.float64()) * constant(df, params["factor"], pa.float64())
    ) + (cast(compute(pc.coalesce, df["age"], constant(df, 0, pa.int64())), pa.float64()) / 4.0)

    # clock · Extract date parts
    df["at_hour"] = df["at"].dt.hour.astype(pd.ArrowDtype(pa.int32()))
    df["at_weekday"] = (df["at"].dt.day_of_week + 1).astype(pd.ArrowDtype(pa.int32()))

    # kinds · One-hot encode
    df["kind_app"] = (df["kind"] == "app").fillna(False).astype(pd.ArrowDtype(pa.int8()))
    df["kind_web"] = (df["kind"] == "web").fillna(False).astype(pd.ArrowDtype(pa.int8()))
    df = df.drop(columns=["kind"])

    # nick · Rename column
    df = df.rename(columns={"name": "user name"})

    # order · Sort rows
    df = sort_rows(
        df,
        [
            ("score", "descending", "last"),
            ("id", "ascending", "last"),
        ],
    ).reset_index(drop=True)

    return df


def checks(table):
    """Each check: severity, the rule, whether it is broken, the count."""
    df = table.to_pandas(types_mapper=pd.ArrowDtype)
    found = table["id"].null_count
    yield "error", "id is never null", found > 0, found
    keys = pa.table([table["id"]], names=["key0"])
    found = keys.num_rows - keys.group_by(keys.column_names).aggregate([]).num_rows
    yield "error", "id is unique", found > 0, found
    found = int(((df["age"] < 30) | (df["age"] > 120)).sum())
    yield "warn", "age is from 30 to 120", found > 0, found
    found = table.num_rows
    yield "error", "the number of rows is at least 1", found < 1, found


def outputs(table):
    """Each output: its name, and the function that writes it to a folder."""
    rows = table
    rows = rows.select(
        [
            "id",
            "user_id",
            "at",
            "amount",
            "bought",
            "month",
            "user name",
            "age",
            "joined",
            "vip",
            "score",
            "at_hour",
            "at_weekday",
            "kind_app",
            "kind_web",
        ]
    )
    yield "all", functools.partial(write_parquet, rows, "zstd")
    rows = table.filter(pc.equal(table["part"], "train"))
    rows = rows.select(
        [
            "id",
            "user_id",
            "at",
            "amount",
            "bought",
            "month",
            "user name",
            "age",
            "joined",
            "vip",
            "score",
            "at_hour",
            "at_weekday",
            "kind_app",
            "kind_web",
        ]
    )
    yield "train", functools.partial(write_csv, rows, True)
    rows = table.filter(pc.equal(table["part"], "validation"))
    rows = rows.select(
        [
            "id",
            "user_id",
            "at",
            "amount",
            "bought",
            "month",
            "user name",
            "age",
            "joined",
            "vip",
            "score",
            "at_hour",
            "at_weekday",
            "kind_app",
            "kind_web",
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
    if hasattr(pd.options.future, "distinguish_nan_and_na"):
        pd.set_option("future.distinguish_nan_and_na", True)
    main = read_files(inputs["main"], MAIN_SCHEMA, read_parquet, identity=True)
    users = read_files(inputs["users"], USERS_SCHEMA, read_users_csv)
    df = transform(main, users, params)
    table = pa.Table.from_pandas(df, preserve_index=False).replace_schema_metadata()
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

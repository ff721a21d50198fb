"""names that '''hurt\\

The recipe as a pandas script:

    python script.py [--input NAME=PATH]... [--set NAME=VALUE]... --out DIR

Exit code: 0 done, 1 the work failed, 2 wrong usage, 3 a check of the recipe failed.
"""

import argparse
import datetime
import functools
import json
import os
import re
import sys
import urllib.parse
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

# Where the inputs lie: a file, a folder or a glob each.
INPUTS = {
    "main": '/data/in "quotes"/*.csv',
    "class": "/recipes/class.jsonl",
}
PARAMETERS = {
    "main": Decimal("1.50"),
    "on": True,
    "at": pd.Timestamp("2026-01-01 00:00:00", tz="UTC"),
}
OUTPUTS = ["result"]
# The columns of main, as they are read.
MAIN_SCHEMA = pa.schema(
    [
        ('a"b', pa.string()),
        ("it's", pa.date32()),
        ("select", pa.float64()),
        ("^all$", pa.bool_()),
        ("price.net", pa.decimal128(12, 2)),
    ]
)
# The columns of class, as they are read.
CLASS_SCHEMA = pa.schema(
    [
        ('a"b', pa.string()),
        ("tags", pa.list_(pa.string())),
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


def read_main_csv(file, schema):
    """A CSV file by the types of the schema."""
    # pyarrow reads dates of another form as timestamps only.
    days = pa.timestamp("us")
    types = {f.name: days if f.type == pa.date32() else f.type for f in schema}
    return pcsv.read_csv(
        file,
        pcsv.ReadOptions(column_names=schema.names),
        pcsv.ParseOptions(newlines_in_values=True, delimiter=";", quote_char="'"),
        pcsv.ConvertOptions(
            column_types=types,
            null_values=["NA"],
            strings_can_be_null=True,
            true_values=["true", "True", "TRUE", "t", "T", "yes", "Yes", "YES", "y", "Y", "1"],
            false_values=["false", "False", "FALSE", "f", "F", "no", "No", "NO", "n", "N", "0"],
            decimal_point=",",
            timestamp_parsers=["%d/%m/%Y", pcsv.ISO8601],
        ),
    )


def json_column(values, kind):
    """JSON values as an array; what is not nested goes by its text."""
    if pa.types.is_nested(kind):
        return pa.array(values, kind)
    texts = [v if v is None or isinstance(v, str) else json.dumps(v) for v in values]
    return pa.array(texts, pa.string()).cast(kind)


def read_json_lines(file, schema):
    """A JSON file by the types of the schema; what is not there is null."""
    with open(file, encoding="utf-8-sig") as text:
        rows = [json.loads(line) for line in text if line.strip()]
    columns = [json_column([row.get(f.name) for row in rows], f.type) for f in schema]
    return pa.table(columns, schema=schema)


def constant(frame, value, dtype):
    """A column of the frame's length that holds one value."""
    values = pa.array([value] * len(frame), dtype)
    return pd.Series(pd.arrays.ArrowExtensionArray(values), index=frame.index)


def compute(function, *values, **options):
    """Applies a function on Arrow arrays to columns and constants; a column again."""
    index = next(value.index for value in values if isinstance(value, pd.Series))
    arrays = [pa.array(value) if isinstance(value, pd.Series) else value for value in values]
    return pd.Series(pd.arrays.ArrowExtensionArray(function(*arrays, **options)), index=index)


def cast(column, dtype):
    """A column of another Arrow type; integers beyond 2**53 become the nearest double."""
    return compute(lambda array: array.cast(dtype, safe=False), column)


def is_in(column, values):
    """True where a value is one of values, null where it is null."""

    def call(array):
        found = pc.is_in(array, pa.array(values, array.type))
        return pc.if_else(pc.is_valid(array), found, None)

    return compute(call, column)


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


def parse_instant(text):
    """An ISO timestamp; without an offset it is UTC."""
    value = datetime.datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)


def transform(main, class_, params):
    """The steps of the recipe."""
    df = main

    # x"""y · Join: first line import os # second
    right_rows = class_.copy()
    right_rows = right_rows.dropna(subset=['a"b'])
    df = df.merge(right_rows, how="inner", on=['a"b'])

    # f · Filter rows
    df = df[
        (
            (
                df["price.net"]
                >= cast(constant(df, params["main"], pa.decimal128(10, 2)), pa.decimal128(12, 2))
            )
            & (df["^all$"] == constant(df, params["on"], pa.bool_()))
            & is_in(df['a"b'], ["O'Hara", 'say "hi"', "a\\b", "line\nbreak"])
        ).fillna(False)
    ].reset_index(drop=True)

    # g · Group and aggregate
    df["select"] = df["select"] + 0.0
    group = df.groupby(["select"], dropna=False, sort=False).ngroup()
    groups = df.loc[~group.duplicated(), ["select"]].reset_index(drop=True)
    groups["total 😀"] = (
        df["price.net"]
        .astype(pd.ArrowDtype(pa.decimal128(38, 2)))
        .groupby(group)
        .sum()
        .where(df["price.net"].groupby(group).count() > 0)
        .astype(pd.ArrowDtype(pa.decimal128(38, 2)))
    )
    groups["last"] = df["it's"].groupby(group).max().astype(pd.ArrowDtype(pa.date32()))
    df = groups

    # s · Sort rows
    df = sort_rows(df, [("select", "ascending", "first")]).reset_index(drop=True)

    return df


def checks(table):
    """Each check: severity, the rule, whether it is broken, the count."""
    df = table.to_pandas(types_mapper=pd.ArrowDtype)
    found = int((df["total 😀"] < constant(df, Decimal("0.00"), pa.decimal128(38, 2))).sum())
    yield "error", "total 😀 is at least 0.00", found > 0, found
    found = int((df["last"] > datetime.date(2030, 1, 1)).sum())
    yield "warn", "last is at most 2030-01-01", found > 0, found
    keys = pa.table(
        [
            pc.if_else(
                pc.equal(table["select"], 0), pa.scalar(0, table["select"].type), table["select"]
            )
        ],
        names=["key0"],
    )
    found = keys.num_rows - keys.group_by(keys.column_names).aggregate([]).num_rows
    yield "error", "select is unique", found > 0, found
    found = table["total 😀"].null_count
    yield "warn", "total 😀 is never null", found > 0, found


def outputs(table):
    """Each output: its name, and the function that writes it to a folder."""
    rows = table
    yield "result", functools.partial(write_parquet, rows, "zstd")


PARSERS = {
    "main": Decimal,
    "on": {"true": True, "false": False}.__getitem__,
    "at": parse_instant,
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
    main = read_files(inputs["main"], MAIN_SCHEMA, read_main_csv)
    class_ = read_files(inputs["class"], CLASS_SCHEMA, read_json_lines)
    df = transform(main, class_, params)
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

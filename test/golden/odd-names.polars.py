"""names that '''hurt\\

The recipe as a polars script:

    python script.py [--input NAME=PATH]... [--set NAME=VALUE]... --out DIR

Exit code: 0 done, 1 the work failed, 2 wrong usage, 3 a check of the recipe failed.
"""

import argparse
import datetime
import functools
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
    "main": '/data/in "quotes"/*.csv',
    "class": "/recipes/class.jsonl",
}
PARAMETERS = {
    "main": Decimal("1.50"),
    "on": True,
    "at": datetime.datetime(2026, 1, 1, 0, 0, 0, tzinfo=datetime.timezone.utc),
}
OUTPUTS = ["result"]
# The columns of main, as they are read.
MAIN_SCHEMA = {
    'a"b': pl.String,
    "it's": pl.Date,
    "select": pl.Float64,
    "^all$": pl.Boolean,
    "price.net": pl.Decimal(12, 2),
}
# The columns of class, as they are read.
CLASS_SCHEMA = {
    'a"b': pl.String,
    "tags": pl.List(pl.String),
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


def scan_main_csv(file, schema):
    """The fields of a CSV file, read as text and brought to their types."""
    frame = pl.scan_csv(
        file,
        schema=dict.fromkeys(schema, pl.String),
        has_header=False,
        separator=";",
        quote_char="'",
        null_values="NA",
        empty_string_is_null=False,
        glob=False,
    )
    return frame.with_columns(
        pl.col("it's").str.strip_chars().str.to_date("%d/%m/%Y"),
        pl.col("select").str.strip_chars().str.replace(",", ".", literal=True).cast(pl.Float64),
        pl.col("^\\^all\\$$")
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
        pl.col("price.net")
        .str.strip_chars()
        .str.replace(",", ".", literal=True)
        .cast(pl.Decimal(12, 2)),
    )


def scan_class_json(file, schema):
    """The values of a JSON file, read as text and brought to their types."""
    texts = {name: t if t.is_nested() else pl.String for name, t in schema.items()}
    frame = pl.scan_ndjson(file, schema=texts)
    return frame


def write_parquet(table, compression, folder):
    """Write a table to the first part file of a new folder."""
    folder.mkdir(parents=True)
    table.write_parquet(folder / "part-00000.parquet", compression=compression)


def parse_instant(text):
    """An ISO timestamp; without an offset it is UTC."""
    value = datetime.datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)


def transform(main, class_, params):
    """The steps of the recipe."""
    df = main

    # x"""y · Join: first line import os # second
    right_rows = class_
    df = df.join(right_rows, on=['a"b'], how="inner", coalesce=True)

    # f · Filter rows
    df = df.filter(
        (
            pl.col("price.net")
            >= pl.lit(params["main"], dtype=pl.Decimal(10, 2)).cast(pl.Decimal(12, 2), strict=False)
        )
        & (pl.selectors.by_name("^all$").as_expr() == pl.lit(params["on"], dtype=pl.Boolean))
        & pl.col('a"b').is_in(["O'Hara", 'say "hi"', "a\\b", "line\nbreak"])
    )

    # g · Group and aggregate
    df = df.group_by("select", maintain_order=True).agg(
        pl.when(pl.col("price.net").count() > 0)
        .then(pl.col("price.net").cast(pl.Decimal(38, 2)).sum())
        .alias("total 😀"),
        pl.col("it's").max().alias("last"),
    )

    # s · Sort rows
    df = df.sort("select", maintain_order=True)

    return df


def checks(table):
    """Each check: severity, the rule, whether it is broken, the count."""
    found = table.filter(
        pl.col("total 😀") < pl.lit(Decimal("0.00"), dtype=pl.Decimal(38, 2))
    ).height
    yield "error", "total 😀 is at least 0.00", found > 0, found
    found = table.filter(pl.col("last") > datetime.date(2030, 1, 1)).height
    yield "warn", "last is at most 2030-01-01", found > 0, found
    found = table.height - table.select(pl.col("select")).unique().height
    yield "error", "select is unique", found > 0, found
    found = table["total 😀"].null_count()
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
    main = scan_files(inputs["main"], MAIN_SCHEMA, scan_main_csv)
    class_ = scan_files(inputs["class"], CLASS_SCHEMA, scan_class_json)
    df = transform(main, class_, params)
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

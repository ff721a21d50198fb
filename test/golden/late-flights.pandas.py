"""late flights

The recipe as a pandas script:

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

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

# Where the inputs lie: a file, a folder or a glob each.
INPUTS = {
    "main": "s3://sluice-demo/flights/",
    "airports": "s3://sluice-demo/airports.csv",
}
PARAMETERS = {
    "until": pd.Timestamp("2001-07-01 00:00:00"),
    "late_minutes": 15,
}
OUTPUTS = ["train", "validation"]
# The columns of main, as they are read.
MAIN_SCHEMA = pa.schema(
    [
        ("date", pa.timestamp("us")),
        ("delay", pa.int64()),
        ("distance", pa.int64()),
        ("origin", pa.string()),
        ("destination", pa.string()),
        ("month", pa.int64()),
    ]
)
# The columns of airports, as they are read.
AIRPORTS_SCHEMA = pa.schema(
    [
        ("iata", pa.string()),
        ("name", pa.string()),
        ("city", pa.string()),
        ("state", pa.string()),
        ("country", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
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


def read_airports_csv(file, schema):
    """A CSV file by the types of the schema."""
    return pcsv.read_csv(
        file,
        pcsv.ReadOptions(column_names=schema.names, skip_rows=1),
        pcsv.ParseOptions(newlines_in_values=True),
        pcsv.ConvertOptions(column_types=schema, null_values=[""], strings_can_be_null=True),
    )


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


def part_of(key, seed, parts):
    """The part of a row, decided by a seeded hash of its key: (name, upper bound) pairs."""
    u = int(hashlib.md5(f"{seed}|{key}".encode()).hexdigest()[:8], 16) / 2**32
    return next(part for part, below in parts if u < below)


def choose(branches, otherwise):
    """The value of the first branch whose condition is true."""
    result = otherwise
    for condition, value in reversed(branches):
        result = compute(pc.if_else, condition.fillna(False), value, result)
    return result


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


def training_rows(output, table):
    """The table in numbers: booleans as 0 and 1; NaN and infinity are refused."""
    for i, field in enumerate(table.schema):
        if pa.types.is_boolean(field.type):
            table = table.set_column(i, field.name, table[field.name].cast(pa.int8()))
        elif pa.types.is_floating(field.type):
            if pc.any(pc.invert(pc.is_finite(table[field.name]))).as_py():
                sys.exit(
                    f"Output {output} has NaN or infinity in column {field.name}, which CSV for "
                    "training cannot hold. Replace or filter these values first."
                )
    return table


def transform(main, airports, params):
    """The steps of the recipe."""
    df = main

    # window · Filter rows: The last file holds a few flights of the next half-year.
    df = df[
        (
            (df["date"] < constant(df, params["until"], pa.timestamp("us"))) & (df["distance"] > 0)
        ).fillna(False)
    ].reset_index(drop=True)

    # late · Formula: What is to be predicted. The delay itself is known only after departure and
    # is dropped below.
    df["late"] = df["delay"] >= constant(df, params["late_minutes"], pa.int64())

    # day · Formula
    df["day"] = cast(df["date"], pa.date32())

    # split · Split dataset: By day: flights of one day share its weather, so a day lies in one
    # part only.
    key = df["day"].astype(pd.ArrowDtype(pa.string())).fillna("\\N")
    df["part"] = pd.array(
        [part_of(k, 7, [("train", 0.8), ("validation", 1)]) for k in key],
        dtype=pd.ArrowDtype(pa.string()),
    )

    # clock · Extract date parts
    df["departs_hour"] = df["date"].dt.hour.astype(pd.ArrowDtype(pa.int32()))
    df["departs_minute"] = df["date"].dt.minute.astype(pd.ArrowDtype(pa.int32()))
    df["departs_weekday"] = (df["date"].dt.day_of_week + 1).astype(pd.ArrowDtype(pa.int32()))

    # time_of_day · Formula
    df["time_of_day"] = choose(
        [
            (df["departs_hour"] < 6, "night"),
            (df["departs_hour"] < 12, "morning"),
            (df["departs_hour"] < 18, "afternoon"),
        ],
        constant(df, "evening", pa.string()),
    )

    # from · Join
    right_rows = airports.rename(columns={"iata": "origin"})
    right_rows = right_rows.dropna(subset=["origin"])
    df = df.merge(right_rows, how="left", on=["origin"])

    # to · Join
    right_rows = airports.rename(
        columns={
            "iata": "destination",
            "name": "name_destination",
            "city": "city_destination",
            "state": "state_destination",
            "country": "country_destination",
            "latitude": "latitude_destination",
            "longitude": "longitude_destination",
        }
    )
    right_rows = right_rows.dropna(subset=["destination"])
    df = df.merge(right_rows, how="left", on=["destination"])

    # features · Select columns: Only what is known before departure.
    df = df[
        [
            "late",
            "part",
            "distance",
            "month",
            "departs_hour",
            "departs_minute",
            "departs_weekday",
            "time_of_day",
            "latitude",
            "longitude",
            "latitude_destination",
            "longitude_destination",
        ]
    ].copy()

    # places · Fill missing values
    df = df.fillna(
        {
            "latitude": 39.2,
            "longitude": -86.3,
            "latitude_destination": 39.1,
            "longitude_destination": -86.25,
        }
    )

    # encode · One-hot encode
    for name, value in {
        "time_of_day_afternoon": "afternoon",
        "time_of_day_evening": "evening",
        "time_of_day_morning": "morning",
        "time_of_day_night": "night",
    }.items():
        df[name] = (df["time_of_day"] == value).fillna(False).astype(pd.ArrowDtype(pa.int8()))
    df = df.drop(columns=["time_of_day"])

    return df


def checks(table):
    """Each check: severity, the rule, whether it is broken, the count."""
    df = table.to_pandas(types_mapper=pd.ArrowDtype)
    found = table["late"].null_count
    yield "error", "late is never null", found > 0, found
    found = int(((df["distance"] < 1) | (df["distance"] > 6000)).sum())
    yield "error", "distance is from 1 to 6000", found > 0, found
    found = table.num_rows
    yield "warn", "the number of rows is at least 1000000", found < 1000000, found


def outputs(table):
    """Each output: its name, and the function that writes it to a folder."""
    rows = table.filter(pc.equal(table["part"], "train"))
    rows = rows.select(
        [
            "late",
            "distance",
            "month",
            "departs_hour",
            "departs_minute",
            "departs_weekday",
            "latitude",
            "longitude",
            "latitude_destination",
            "longitude_destination",
            "time_of_day_afternoon",
            "time_of_day_evening",
            "time_of_day_morning",
            "time_of_day_night",
        ]
    )
    yield "train", functools.partial(write_csv, training_rows("train", rows), False)
    rows = table.filter(pc.equal(table["part"], "validation"))
    rows = rows.select(
        [
            "late",
            "distance",
            "month",
            "departs_hour",
            "departs_minute",
            "departs_weekday",
            "latitude",
            "longitude",
            "latitude_destination",
            "longitude_destination",
            "time_of_day_afternoon",
            "time_of_day_evening",
            "time_of_day_morning",
            "time_of_day_night",
        ]
    )
    yield "validation", functools.partial(write_csv, training_rows("validation", rows), False)


PARSERS = {
    "until": datetime.datetime.fromisoformat,
    "late_minutes": int,
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
    airports = read_files(inputs["airports"], AIRPORTS_SCHEMA, read_airports_csv)
    df = transform(main, airports, params)
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

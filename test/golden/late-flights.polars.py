"""late flights

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
    "main": "s3://sluice-demo/flights/",
    "airports": "s3://sluice-demo/airports.csv",
}
PARAMETERS = {
    "until": datetime.datetime(2001, 7, 1, 0, 0, 0),
    "late_minutes": 15,
}
OUTPUTS = ["train", "validation"]
# The columns of main, as they are read.
MAIN_SCHEMA = {
    "date": pl.Datetime("us"),
    "delay": pl.Int64,
    "distance": pl.Int64,
    "origin": pl.String,
    "destination": pl.String,
    "month": pl.Int64,
}
# The columns of airports, as they are read.
AIRPORTS_SCHEMA = {
    "iata": pl.String,
    "name": pl.String,
    "city": pl.String,
    "state": pl.String,
    "country": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
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


def scan_airports_csv(file, schema):
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
        pl.col("latitude").str.strip_chars().cast(pl.Float64),
        pl.col("longitude").str.strip_chars().cast(pl.Float64),
    )


def part_of(key, seed, parts):
    """The part of a row, decided by a seeded hash of its key: (name, upper bound) pairs."""
    u = int(hashlib.md5(f"{seed}|{key}".encode()).hexdigest()[:8], 16) / 2**32
    return next(part for part, below in parts if u < below)


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


def training_rows(output, table):
    """The table in numbers: booleans as 0 and 1; NaN and infinity are refused."""
    for name in table.select(cs.float()).columns:
        if not table[name].is_finite().all():
            sys.exit(
                f"Output {output} has NaN or infinity in column {name}, which CSV for training "
                "cannot hold. Replace or filter these values first."
            )
    return table.with_columns(cs.boolean().cast(pl.Int8))


def transform(main, airports, params):
    """The steps of the recipe."""
    df = main

    # window · Filter rows: The last file holds a few flights of the next half-year.
    df = df.filter(
        (pl.col("date") < pl.lit(params["until"], dtype=pl.Datetime("us")))
        & (pl.col("distance") > 0)
    )

    # late · Formula: What is to be predicted. The delay itself is known only after departure and
    # is dropped below.
    df = df.with_columns(
        (pl.col("delay") >= pl.lit(params["late_minutes"], dtype=pl.Int64)).alias("late"),
    )

    # day · Formula
    df = df.with_columns(pl.col("date").cast(pl.Date).alias("day"))

    # split · Split dataset: By day: flights of one day share its weather, so a day lies in one
    # part only.
    key = pl.col("day").cast(pl.String).fill_null("\\N")
    df = df.with_columns(
        key.map_elements(
            lambda k: part_of(k, 7, [("train", 0.8), ("validation", 1)]), return_dtype=pl.String
        ).alias("part"),
    )

    # clock · Extract date parts
    df = df.with_columns(
        pl.col("date").dt.hour().cast(pl.Int32).alias("departs_hour"),
        pl.col("date").dt.minute().cast(pl.Int32).alias("departs_minute"),
        pl.col("date").dt.weekday().cast(pl.Int32).alias("departs_weekday"),
    )

    # time_of_day · Formula
    df = df.with_columns(
        pl.when(pl.col("departs_hour") < 6)
        .then(pl.lit("night", dtype=pl.String))
        .when(pl.col("departs_hour") < 12)
        .then(pl.lit("morning", dtype=pl.String))
        .when(pl.col("departs_hour") < 18)
        .then(pl.lit("afternoon", dtype=pl.String))
        .otherwise(pl.lit("evening", dtype=pl.String))
        .alias("time_of_day"),
    )

    # from · Join
    right_rows = airports.rename({"iata": "origin"})
    df = df.join(right_rows, on=["origin"], how="left", coalesce=True)

    # to · Join
    right_rows = airports.rename(
        {
            "iata": "destination",
            "name": "name_destination",
            "city": "city_destination",
            "state": "state_destination",
            "country": "country_destination",
            "latitude": "latitude_destination",
            "longitude": "longitude_destination",
        }
    )
    df = df.join(right_rows, on=["destination"], how="left", coalesce=True)

    # features · Select columns: Only what is known before departure.
    df = df.select(
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
    )

    # places · Fill missing values
    df = df.with_columns(
        pl.col("latitude").fill_null(pl.lit(39.2, dtype=pl.Float64)),
        pl.col("longitude").fill_null(pl.lit(-86.3, dtype=pl.Float64)),
        pl.col("latitude_destination").fill_null(pl.lit(39.1, dtype=pl.Float64)),
        pl.col("longitude_destination").fill_null(pl.lit(-86.25, dtype=pl.Float64)),
    )

    # encode · One-hot encode
    df = df.with_columns(
        (pl.col("time_of_day") == value).fill_null(False).cast(pl.Int8).alias(name)
        for name, value in {
            "time_of_day_afternoon": "afternoon",
            "time_of_day_evening": "evening",
            "time_of_day_morning": "morning",
            "time_of_day_night": "night",
        }.items()
    )
    df = df.select(
        pl.col("late"),
        pl.col("part"),
        pl.col("distance"),
        pl.col("month"),
        pl.col("departs_hour"),
        pl.col("departs_minute"),
        pl.col("departs_weekday"),
        pl.col("latitude"),
        pl.col("longitude"),
        pl.col("latitude_destination"),
        pl.col("longitude_destination"),
        pl.col("time_of_day_afternoon"),
        pl.col("time_of_day_evening"),
        pl.col("time_of_day_morning"),
        pl.col("time_of_day_night"),
    )

    return df


def checks(table):
    """Each check: severity, the rule, whether it is broken, the count."""
    found = table["late"].null_count()
    yield "error", "late is never null", found > 0, found
    found = table.filter((pl.col("distance") < 1) | (pl.col("distance") > 6000)).height
    yield "error", "distance is from 1 to 6000", found > 0, found
    found = table.height
    yield "warn", "the number of rows is at least 1000000", found < 1000000, found


def outputs(table):
    """Each output: its name, and the function that writes it to a folder."""
    rows = table.filter(pl.col("part") == "train")
    rows = rows.select(
        [
            pl.col("late"),
            pl.col("distance"),
            pl.col("month"),
            pl.col("departs_hour"),
            pl.col("departs_minute"),
            pl.col("departs_weekday"),
            pl.col("latitude"),
            pl.col("longitude"),
            pl.col("latitude_destination"),
            pl.col("longitude_destination"),
            pl.col("time_of_day_afternoon"),
            pl.col("time_of_day_evening"),
            pl.col("time_of_day_morning"),
            pl.col("time_of_day_night"),
        ]
    )
    yield "train", functools.partial(write_csv, training_rows("train", rows), False)
    rows = table.filter(pl.col("part") == "validation")
    rows = rows.select(
        [
            pl.col("late"),
            pl.col("distance"),
            pl.col("month"),
            pl.col("departs_hour"),
            pl.col("departs_minute"),
            pl.col("departs_weekday"),
            pl.col("latitude"),
            pl.col("longitude"),
            pl.col("latitude_destination"),
            pl.col("longitude_destination"),
            pl.col("time_of_day_afternoon"),
            pl.col("time_of_day_evening"),
            pl.col("time_of_day_morning"),
            pl.col("time_of_day_night"),
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
    main = scan_files(inputs["main"], MAIN_SCHEMA, scan_parquet)
    airports = scan_files(inputs["airports"], AIRPORTS_SCHEMA, scan_airports_csv)
    df = transform(main, airports, params)
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

"""late flights

The recipe as a pyspark script:

    python script.py [--input NAME=PATH]... [--set NAME=VALUE]... --out DIR

Exit code: 0 done, 1 the work failed, 2 wrong usage, 3 a check of the recipe failed.
"""

import argparse
import datetime
import functools
import os
import re
import sys
import time
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

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
    "date": "timestamp_ntz",
    "delay": "bigint",
    "distance": "bigint",
    "origin": "string",
    "destination": "string",
    "month": "bigint",
}
# The columns of airports, as they are read.
AIRPORTS_SCHEMA = {
    "iata": "string",
    "name": "string",
    "city": "string",
    "state": "string",
    "country": "string",
    "latitude": "double",
    "longitude": "double",
}


def open_path(spark, path):
    """A reader, the path for it, and the folder that the files lie below."""
    reader = spark.read
    if "**" in path:
        path, _, pattern = path.partition("**")
        path = path.rstrip("/") or "/"
        reader = reader.option("pathGlobFilter", pattern.split("/")[-1] or "*")
    folder = re.split(r"/[^/]*[*?[]", path)[0] or "/"
    remote_file = "://" in path and re.search(r"\.[A-Za-z0-9]+$", folder)
    if folder == path and (os.path.isfile(path) or remote_file):
        folder = os.path.dirname(path) or "."
    return reader, path, folder


def quoted(name):
    """The column of exactly this name."""
    return F.col("`" + name.replace("`", "``") + "`")


def read_parquet(spark, path, schema, identity=False):
    """Parquet files as exactly these columns; identity adds each row's file and place in it."""
    reader, path, folder = open_path(spark, path)
    reader = reader.option("mergeSchema", True)
    frame = reader.option("recursiveFileLookup", True).parquet(path)
    if not set(schema) <= set(frame.columns):
        # What the files do not hold stands in key=value folders.
        reader = reader.option("recursiveFileLookup", False).option("basePath", folder)
        frame = reader.parquet(path)
    columns = [quoted(name).cast(kind).alias(name) for name, kind in schema.items()]
    if identity:
        # Spark names the file by a URI; the identity is its path below the folder.
        uri = F.replace(F.col("_metadata.file_path"), F.lit("+"), F.lit("%2B"))
        file = F.regexp_replace(F.url_decode(uri), "^[A-Za-z0-9]+:/+", "/")
        folder = folder if "://" in folder else os.path.abspath(folder)
        start = len(re.sub("^[A-Za-z0-9]+:/+", "/", folder)) + 2
        columns.append(F.substring(file, start, 2**31 - 1).alias("__sluice_file"))
        columns.append(F.col("_metadata.row_index").alias("__sluice_row"))
    return frame.select(columns)


def read_airports_csv(spark, path, schema):
    """The fields of CSV files, read as text and brought to their types."""
    reader, path, _ = open_path(spark, path)
    reader = reader.option("recursiveFileLookup", True)
    names = list(schema)
    frame = reader.csv(
        path,
        schema=", ".join(f"`{name.replace('`', '``')}` string" for name in names),
        header=True,
        escape='"',
        multiLine=True,
        mode="FAILFAST",
    )
    return frame.select(
        F.col("iata"),
        F.col("name"),
        F.col("city"),
        F.col("state"),
        F.col("country"),
        F.col("latitude").cast("double").alias("latitude"),
        F.col("longitude").cast("double").alias("longitude"),
    )


def write_csv(frame, header, folder):
    """Write a frame to a new folder of part files; null is empty."""
    columns = []
    for name, kind in frame.dtypes:
        column = quoted(name)
        if kind == "timestamp":
            column = F.concat(column.cast("string"), F.lit("+00"))
        elif kind == "timestamp_ntz":
            column = column.cast("string")
        columns.append(column.alias(name))
    frame.select(columns).write.csv(
        str(folder),
        header=header,
        escape='"',
        ignoreLeadingWhiteSpace=False,
        ignoreTrailingWhiteSpace=False,
    )


def training_rows(output, frame):
    """The frame in numbers: booleans as 0 and 1; NaN and infinity are refused."""
    columns = []
    for name, kind in frame.dtypes:
        column = quoted(name)
        if kind in ("float", "double"):
            broken = F.isnan(column) | (F.abs(column) == float("inf"))
            if frame.filter(broken).count() > 0:
                sys.exit(
                    f"Output {output} has NaN or infinity in column {name}, which CSV for "
                    "training cannot hold. Replace or filter these values first."
                )
        elif kind == "boolean":
            column = column.cast("tinyint")
        columns.append(column.alias(name))
    return frame.select(columns)


def transform(main, airports, params):
    """The steps of the recipe."""
    df = main

    # window · Filter rows: The last file holds a few flights of the next half-year.
    df = df.filter(
        (F.col("date") < F.lit(params["until"]).cast("timestamp_ntz")) & (F.col("distance") > 0)
    )

    # late · Formula: What is to be predicted. The delay itself is known only after departure and
    # is dropped below.
    df = df.withColumn("late", F.col("delay") >= F.lit(params["late_minutes"]).cast("bigint"))

    # day · Formula
    df = df.withColumn("day", F.col("date").cast("date"))

    # split · Split dataset: By day: flights of one day share its weather, so a day lies in one
    # part only.
    u = (
        F.conv(
            F.md5(
                F.concat(F.lit("7|"), F.coalesce(F.col("day").cast("string"), F.lit("\\N")))
            ).substr(1, 8),
            16,
            10,
        ).cast("long")
        / 2**32
    )
    df = df.withColumn("part", F.when(u < 0.8, "train").otherwise("validation"))

    # clock · Extract date parts
    df = df.withColumns(
        {
            "departs_hour": F.hour(F.col("date")),
            "departs_minute": F.minute(F.col("date")),
            "departs_weekday": F.weekday(F.col("date")) + 1,
        }
    )

    # time_of_day · Formula
    df = df.withColumn(
        "time_of_day",
        F.when(F.col("departs_hour") < 6, F.lit("night"))
        .when(F.col("departs_hour") < 12, F.lit("morning"))
        .when(F.col("departs_hour") < 18, F.lit("afternoon"))
        .otherwise(F.lit("evening")),
    )

    # from · Join
    right_rows = airports.select(
        F.col("iata").alias("origin"),
        F.col("name"),
        F.col("city"),
        F.col("state"),
        F.col("country"),
        F.col("latitude"),
        F.col("longitude"),
    )
    df = df.join(right_rows, on=["origin"], how="left")
    df = df.select(
        "date",
        "delay",
        "distance",
        "origin",
        "destination",
        "month",
        "late",
        "day",
        "part",
        "departs_hour",
        "departs_minute",
        "departs_weekday",
        "time_of_day",
        "name",
        "city",
        "state",
        "country",
        "latitude",
        "longitude",
    )

    # to · Join
    right_rows = airports.select(
        F.col("iata").alias("destination"),
        F.col("name").alias("name_destination"),
        F.col("city").alias("city_destination"),
        F.col("state").alias("state_destination"),
        F.col("country").alias("country_destination"),
        F.col("latitude").alias("latitude_destination"),
        F.col("longitude").alias("longitude_destination"),
    )
    df = df.join(right_rows, on=["destination"], how="left")
    df = df.select(
        "date",
        "delay",
        "distance",
        "origin",
        "destination",
        "month",
        "late",
        "day",
        "part",
        "departs_hour",
        "departs_minute",
        "departs_weekday",
        "time_of_day",
        "name",
        "city",
        "state",
        "country",
        "latitude",
        "longitude",
        "name_destination",
        "city_destination",
        "state_destination",
        "country_destination",
        "latitude_destination",
        "longitude_destination",
    )

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
    df = df.withColumns(
        {
            "latitude": F.coalesce(F.col("latitude"), F.lit(39.2).cast("double")),
            "longitude": F.coalesce(F.col("longitude"), F.lit(-86.3).cast("double")),
            "latitude_destination": F.coalesce(
                F.col("latitude_destination"), F.lit(39.1).cast("double")
            ),
            "longitude_destination": F.coalesce(
                F.col("longitude_destination"), F.lit(-86.25).cast("double")
            ),
        }
    )

    # encode · One-hot encode
    df = df.withColumns(
        {
            name: F.coalesce(F.col("time_of_day") == F.lit(value), F.lit(False)).cast("tinyint")
            for name, value in {
                "time_of_day_afternoon": "afternoon",
                "time_of_day_evening": "evening",
                "time_of_day_morning": "morning",
                "time_of_day_night": "night",
            }.items()
        }
    )
    df = df.drop("time_of_day")

    return df


def checks(table):
    """Each check: severity, the rule, whether it is broken, the count."""
    found = table.agg(F.count_if(F.col("late").isNull())).first()[0]
    yield "error", "late is never null", found > 0, found
    found = table.agg(F.count_if((F.col("distance") < 1) | (F.col("distance") > 6000))).first()[0]
    yield "error", "distance is from 1 to 6000", found > 0, found
    found = table.count()
    yield "warn", "the number of rows is at least 1000000", found < 1000000, found


def outputs(table):
    """Each output: its name, and the function that writes it to a folder."""
    rows = table.filter(F.col("part") == "train")
    rows = rows.select(
        [
            F.col("late"),
            F.col("distance"),
            F.col("month"),
            F.col("departs_hour"),
            F.col("departs_minute"),
            F.col("departs_weekday"),
            F.col("latitude"),
            F.col("longitude"),
            F.col("latitude_destination"),
            F.col("longitude_destination"),
            F.col("time_of_day_afternoon"),
            F.col("time_of_day_evening"),
            F.col("time_of_day_morning"),
            F.col("time_of_day_night"),
        ]
    )
    yield "train", functools.partial(write_csv, training_rows("train", rows), False)
    rows = table.filter(F.col("part") == "validation")
    rows = rows.select(
        [
            F.col("late"),
            F.col("distance"),
            F.col("month"),
            F.col("departs_hour"),
            F.col("departs_minute"),
            F.col("departs_weekday"),
            F.col("latitude"),
            F.col("longitude"),
            F.col("latitude_destination"),
            F.col("longitude_destination"),
            F.col("time_of_day_afternoon"),
            F.col("time_of_day_evening"),
            F.col("time_of_day_morning"),
            F.col("time_of_day_night"),
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
    # Timestamps are UTC, wherever this runs.
    os.environ["TZ"] = "UTC"
    time.tzset()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.appName("late flights")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.caseSensitive", "true")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    main = read_parquet(spark, inputs["main"], MAIN_SCHEMA)
    airports = read_airports_csv(spark, inputs["airports"], AIRPORTS_SCHEMA)
    df = transform(main, airports, params)
    table = df.cache()
    failed = False
    for severity, rule, broken, found in checks(table):
        if broken:
            print(f"{severity}: the check '{rule}' does not hold ({found})", file=sys.stderr)
            failed = failed or severity == "error"
    if failed:
        sys.exit(3)
    for name, write in list(outputs(table)):
        write(out / name)
    spark.stop()


if __name__ == "__main__":
    run()

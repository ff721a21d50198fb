"""purchase features

The recipe as a pyspark script:

    python script.py [--input NAME=PATH]... [--set NAME=VALUE]... --out DIR

Exit code: 0 done, 1 the work failed, 2 wrong usage, 3 a check of the recipe failed.
"""

import argparse
import datetime
import decimal
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
    "id": "bigint",
    "user_id": "bigint",
    "at": "timestamp_ntz",
    "amount": "float",
    "kind": "string",
    "bought": "boolean",
    "month": "bigint",
}
# The columns of users, as they are read.
USERS_SCHEMA = {
    "id": "bigint",
    "name": "string",
    "age": "string",
    "joined": "date",
    "vip": "boolean",
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


def read_users_csv(spark, path, schema):
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
        F.col("id").cast("bigint").alias("id"),
        F.col("name"),
        F.col("age"),
        F.col("joined").cast("date").alias("joined"),
        F.col("vip").cast("boolean").alias("vip"),
    )


def each(function, dtype, *columns):
    """Calls function for each row whose values are all there; null in the others."""

    def call(*values):
        return None if any(value is None for value in values) else function(*values)

    return F.udf(call, dtype)(*columns)


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


def write_parquet(frame, compression, folder):
    """Write a frame to a new folder of part files."""
    frame.write.parquet(str(folder), compression=compression)


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


def transform(main, users, params):
    """The steps of the recipe."""
    df = main

    # recent · Filter rows: Rows without a time are kept.
    df = df.filter(
        (F.col("at") >= F.lit(params["since"]).cast("timestamp_ntz")) | F.col("at").isNull()
    )

    # parts · Split dataset
    u = (
        F.conv(
            F.md5(
                F.concat(
                    F.lit("7|"),
                    F.concat(
                        F.col("__sluice_file"), F.lit(":"), F.col("__sluice_row").cast("string")
                    ),
                )
            ).substr(1, 8),
            16,
            10,
        ).cast("long")
        / 2**32
    )
    df = df.withColumn("part", F.when(u < 0.5, "train").otherwise("validation"))
    df = df.drop("__sluice_file", "__sluice_row")

    # people · Join
    right_rows = users.select(
        F.col("id").alias("user_id"),
        F.col("name"),
        F.col("age"),
        F.col("joined"),
        F.col("vip"),
    )
    df = df.join(right_rows, on=["user_id"], how="left")
    df = df.select(
        "id",
        "user_id",
        "at",
        "amount",
        "kind",
        "bought",
        "month",
        "part",
        "name",
        "age",
        "joined",
        "vip",
    )

    # ages · Change type
    df = df.withColumns(
        {
            "age": each(
                matching(r"^[ \t\r\n]*([+-]?[0-9]+)[ \t\r\n]*$", lambda v: whole(v, 64)),
                "bigint",
                F.col("age"),
            ),
        }
    )

    # no-age · Fill missing values
    df = df.withColumns(
        {
            "age": F.coalesce(F.col("age"), F.lit(35).cast("bigint")),
            "amount": F.coalesce(F.col("amount"), F.lit(3.25).cast("float")),
        }
    )

    # score · Formula
    df = df.withColumn(
        "score",
        (F.col("amount").cast("double") * F.lit(params["factor"]).cast("double"))
        + F.try_divide(
            F.coalesce(F.col("age"), F.lit(0).cast("bigint")).cast("double"), F.lit(4.0)
        ),
    )

    # clock · Extract date parts
    df = df.withColumns(
        {
            "at_hour": F.hour(F.col("at")),
            "at_weekday": F.weekday(F.col("at")) + 1,
        }
    )

    # kinds · One-hot encode
    df = df.withColumns(
        {
            "kind_app": F.coalesce(F.col("kind") == F.lit("app"), F.lit(False)).cast("tinyint"),
            "kind_web": F.coalesce(F.col("kind") == F.lit("web"), F.lit(False)).cast("tinyint"),
        }
    )
    df = df.drop("kind")

    # nick · Rename column
    df = df.withColumnRenamed("name", "user name")

    # order · Sort rows
    df = df.orderBy(F.col("score").desc_nulls_last(), F.col("id").asc_nulls_last())

    return df


def checks(table):
    """Each check: severity, the rule, whether it is broken, the count."""
    found = table.agg(F.count_if(F.col("id").isNull())).first()[0]
    yield "error", "id is never null", found > 0, found
    found = table.count() - table.select(F.col("id")).distinct().count()
    yield "error", "id is unique", found > 0, found
    found = table.agg(F.count_if((F.col("age") < 30) | (F.col("age") > 120))).first()[0]
    yield "warn", "age is from 30 to 120", found > 0, found
    found = table.count()
    yield "error", "the number of rows is at least 1", found < 1, found


def outputs(table):
    """Each output: its name, and the function that writes it to a folder."""
    rows = table
    rows = rows.select(
        [
            F.col("id"),
            F.col("user_id"),
            F.col("at"),
            F.col("amount"),
            F.col("bought"),
            F.col("month"),
            F.col("`user name`"),
            F.col("age"),
            F.col("joined"),
            F.col("vip"),
            F.col("score"),
            F.col("at_hour"),
            F.col("at_weekday"),
            F.col("kind_app"),
            F.col("kind_web"),
        ]
    )
    yield "all", functools.partial(write_parquet, rows, "zstd")
    rows = table.filter(F.col("part") == "train")
    rows = rows.select(
        [
            F.col("id"),
            F.col("user_id"),
            F.col("at"),
            F.col("amount"),
            F.col("bought"),
            F.col("month"),
            F.col("`user name`"),
            F.col("age"),
            F.col("joined"),
            F.col("vip"),
            F.col("score"),
            F.col("at_hour"),
            F.col("at_weekday"),
            F.col("kind_app"),
            F.col("kind_web"),
        ]
    )
    yield "train", functools.partial(write_csv, rows, True)
    rows = table.filter(F.col("part") == "validation")
    rows = rows.select(
        [
            F.col("id"),
            F.col("user_id"),
            F.col("at"),
            F.col("amount"),
            F.col("bought"),
            F.col("month"),
            F.col("`user name`"),
            F.col("age"),
            F.col("joined"),
            F.col("vip"),
            F.col("score"),
            F.col("at_hour"),
            F.col("at_weekday"),
            F.col("kind_app"),
            F.col("kind_web"),
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
    # Timestamps are UTC, wherever this runs.
    os.environ["TZ"] = "UTC"
    time.tzset()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.appName("purchase features")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.caseSensitive", "true")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    main = read_parquet(spark, inputs["main"], MAIN_SCHEMA, identity=True)
    users = read_users_csv(spark, inputs["users"], USERS_SCHEMA)
    df = transform(main, users, params)
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

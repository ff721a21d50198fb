"""names that '''hurt\\

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
from decimal import Decimal
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

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
    'a"b': "string",
    "it's": "date",
    "select": "double",
    "^all$": "boolean",
    "price.net": "decimal(12,2)",
}
# The columns of class, as they are read.
CLASS_SCHEMA = {
    'a"b': "string",
    "tags": "array<string>",
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


def read_main_csv(spark, path, schema):
    """The fields of CSV files, read as text and brought to their types."""
    reader, path, _ = open_path(spark, path)
    reader = reader.option("recursiveFileLookup", True)
    names = list(schema)
    frame = reader.csv(
        path,
        schema=", ".join(f"`{name.replace('`', '``')}` string" for name in names),
        header=False,
        sep=";",
        quote="'",
        escape="'",
        multiLine=True,
        mode="FAILFAST",
    )
    return frame.select(
        F.when(
            F.coalesce(F.col('`a"b`'), F.lit("")) != "NA", F.coalesce(F.col('`a"b`'), F.lit(""))
        ).alias('a"b'),
        F.to_date(F.when(F.col("`it's`") != "NA", F.col("`it's`")), "dd/MM/yyyy").alias("it's"),
        F.replace(F.when(F.col("select") != "NA", F.col("select")), F.lit(","), F.lit("."))
        .cast("double")
        .alias("select"),
        F.replace(F.when(F.col("`^all$`") != "NA", F.col("`^all$`")), F.lit(","), F.lit("."))
        .cast("boolean")
        .alias("^all$"),
        F.replace(
            F.when(F.col("`price.net`") != "NA", F.col("`price.net`")), F.lit(","), F.lit(".")
        )
        .cast("decimal(12,2)")
        .alias("price.net"),
    )


def read_class_json(spark, path, schema):
    """The values of JSON files, read as text and brought to their types."""
    reader, path, _ = open_path(spark, path)
    reader = reader.option("recursiveFileLookup", True)
    kinds = {n: k if "<" in k else "string" for n, k in schema.items()}
    fields = ", ".join(f"`{n.replace('`', '``')}` {k}" for n, k in kinds.items())
    frame = reader.json(path, schema=fields, mode="FAILFAST")
    return frame.select(
        F.col('`a"b`'),
        F.col("tags"),
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


def write_parquet(frame, compression, folder):
    """Write a frame to a new folder of part files."""
    frame.write.parquet(str(folder), compression=compression)


def parse_instant(text):
    """An ISO timestamp; without an offset it is UTC."""
    value = datetime.datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)


def transform(main, class_, params):
    """The steps of the recipe."""
    df = main

    # x"""y · Join: first line import os # second
    right_rows = class_.select(F.col('`a"b`'), F.col("tags"))
    df = df.join(right_rows, on=['a"b'], how="inner")
    df = df.select('`a"b`', "`it's`", "select", "`^all$`", "`price.net`", "tags")

    # f · Filter rows
    df = df.filter(
        (
            F.col("`price.net`")
            >= each(
                lambda v: exact(v, 12, 2),
                "decimal(12,2)",
                F.lit(params["main"]).cast("decimal(10,2)"),
            )
        )
        & (F.col("`^all$`") == F.lit(params["on"]).cast("boolean"))
        & F.col('`a"b`').isin("O'Hara", 'say "hi"', "a\\b", "line\nbreak")
    )

    # g · Group and aggregate
    df = df.groupBy("select").agg(
        F.sum(F.col("`price.net`").cast("decimal(38,2)")).alias("total 😀"),
        F.max(F.col("`it's`")).alias("last"),
    )

    # s · Sort rows
    df = df.orderBy(F.col("select").asc_nulls_first())

    return df


def checks(table):
    """Each check: severity, the rule, whether it is broken, the count."""
    found = table.agg(F.count_if(F.col("`total 😀`") < Decimal("0.00"))).first()[0]
    yield "error", "total 😀 is at least 0.00", found > 0, found
    found = table.agg(F.count_if(F.col("last") > datetime.date(2030, 1, 1))).first()[0]
    yield "warn", "last is at most 2030-01-01", found > 0, found
    found = table.count() - table.select(F.col("select")).distinct().count()
    yield "error", "select is unique", found > 0, found
    found = table.agg(F.count_if(F.col("`total 😀`").isNull())).first()[0]
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
    # Timestamps are UTC, wherever this runs.
    os.environ["TZ"] = "UTC"
    time.tzset()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.appName('names that """hurt\\')
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.caseSensitive", "true")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    main = read_main_csv(spark, inputs["main"], MAIN_SCHEMA)
    class_ = read_class_json(spark, inputs["class"], CLASS_SCHEMA)
    df = transform(main, class_, params)
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

"""rules on orders

The recipe as a pyspark script:

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
import time
from decimal import Decimal
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

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
    "order_id": "bigint",
    "user_id": "int",
    "country": "string",
    "amount": "decimal(10,2)",
    "weight": "double",
    "state": "string",
    "ordered_at": "timestamp_ntz",
    "paid_at": "timestamp_ntz",
}
# The columns of users, as they are read.
USERS_SCHEMA = {
    "id": "bigint",
    "country": "string",
    "name": "string",
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


def write_parquet(frame, compression, folder):
    """Write a frame to a new folder of part files."""
    frame.write.parquet(str(folder), compression=compression)


def transform(main, params):
    """The steps of the recipe."""
    df = main

    # a1 · Filter rows
    df = df.filter(F.col("amount").isNotNull())

    return df


def checks(table, users, params):
    """Each check: severity, the rule, whether it is broken, the count."""
    found = table.agg(F.count_if(F.col("user_id").isNull())).first()[0]
    judged = table.count()
    yield (
        "warn",
        "user_id is not null in at least 95 % of the rows",
        judged > 0 and (judged - found) / judged < 0.95,
        found,
    )
    found = table.count() - table.select(F.col("order_id")).distinct().count()
    yield "error", "order_id is unique", found > 0, found
    found = table.agg(
        F.count_if((F.col("amount") < Decimal("0.00")) | (F.col("amount") > Decimal("10000.00")))
    ).first()[0]
    judged = table.filter(F.col("amount").isNotNull()).count()
    yield (
        "error",
        "amount is from 0 to 10000 in at least 99 % of the rows",
        judged > 0 and (judged - found) / judged < 0.99,
        found,
    )
    found = table.agg(F.count_if(~F.col("state").isin("open", "paid", "sent"))).first()[0]
    yield "error", "state is one of “open”, “paid”, “sent”", found > 0, found
    found = table.agg(F.count_if(~F.col("state").rlike(r"\A[a-z]+\z"))).first()[0]
    yield "warn", "state matches “^[a-z]+$”", found > 0, found
    found = int(dict(table.dtypes)["amount"] != "decimal(10,2)")
    yield "error", "amount is of type decimal(10,2)", found > 0, found
    found = table.agg(
        F.count("*")
        - F.count_if(
            (F.col("state") != "paid")
            | (F.col("paid_at") >= F.lit(params["since"]).cast("date").cast("timestamp_ntz"))
        )
    ).first()[0]
    yield "warn", "state ≠ “paid” or paid_at on or after :since", found > 0, found
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    newest = table.agg(F.max(F.col("ordered_at").cast("timestamp_ntz"))).first()[0]
    age = None if newest is None else now - newest
    found = "no value" if age is None else age // datetime.timedelta(hours=1)
    yield (
        "warn",
        "the newest ordered_at is no older than 36 hours",
        age is None or age > datetime.timedelta(hours=36),
        found,
    )
    keys = table.select(F.col("user_id"), F.col("country")).toDF("key1", "key2").dropna()
    known = users.select(F.col("id"), F.col("country")).toDF("key1", "key2")
    found = keys.join(known, on=["key1", "key2"], how="left_anti").count()
    judged = keys.count()
    yield (
        "error",
        "user_id, country are found in id, country of users in at least 90 % of the rows",
        judged > 0 and (judged - found) / judged < 0.9,
        found,
    )
    found = table.agg(F.count_if(~(F.col("ordered_at") <= F.col("paid_at")))).first()[0]
    yield "error", "ordered_at ≤ paid_at", found > 0, found
    found = table.count()
    yield "error", "the number of rows is at least 100", found < 100, found
    found = table.agg(F.avg(F.col("amount").cast("double"))).first()[0]
    found = "no value" if found is None or math.isnan(found) else found
    yield (
        "warn",
        "the mean of amount is from 5 to 500",
        found == "no value" or not 5 <= found <= 500,
        found,
    )
    found = table.agg(F.max(F.col("weight"))).first()[0]
    found = "no value" if found is None or math.isnan(found) else found
    yield (
        "warn",
        "the greatest value of weight is at most 30",
        found == "no value" or not found <= 30,
        found,
    )
    found = table.agg(F.count_distinct(F.col("state"))).first()[0]
    yield "warn", "the number of different values of state is at least 2", found < 2, found
    found = table.filter(F.col("paid_at").isNull()).count() / max(table.count(), 1)
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
    # Timestamps are UTC, wherever this runs.
    os.environ["TZ"] = "UTC"
    time.tzset()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.appName("rules on orders")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.caseSensitive", "true")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    main = read_parquet(spark, inputs["main"], MAIN_SCHEMA)
    users = read_parquet(spark, inputs["users"], USERS_SCHEMA)
    df = transform(main, params)
    table = df.cache()
    failed = False
    for severity, rule, broken, found in checks(table, users, params):
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

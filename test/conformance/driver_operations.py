"""Runs emitted steps: reads a list of cases, executes each on its target, writes the tables.

Usage: python driver_operations.py cases.json results.json
A case is {id, target, imports, helpers, lines, inputs, parameters, output}; a result is
{id, error}, with error null where the table lies at `output`.
"""

import datetime
import decimal
import json
import os
import sys
import traceback
import warnings

SOURCE = """{imports}

{helpers}

def transform(df, sources, params):
{body}
    return df
"""


def parameter(kind, value, target):
    if value is None:
        return None
    if kind.startswith("decimal"):
        return decimal.Decimal(value)
    if kind == "date":
        return datetime.date.fromisoformat(value)
    if kind == "timestamp":
        return datetime.datetime.fromisoformat(value)
    if kind.startswith("int"):
        return int(value)
    if kind.startswith("float"):
        return float(value)
    return value


def spark_session():
    from pyspark.sql import SparkSession

    options = {
        "spark.sql.ansi.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
        "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
        "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.log.level": "ERROR",
    }
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[1]").appName("conformance")
    for name, value in options.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session


class Pandas:
    def __init__(self):
        import pandas as pd

        if int(pd.__version__.split(".")[0]) >= 3:
            pd.set_option("future.distinguish_nan_and_na", True)
        self.pd = pd

    def read(self, path):
        return self.pd.read_parquet(path, dtype_backend="pyarrow")

    def write(self, frame, path):
        plain = [str(dtype) for dtype in frame.dtypes if not isinstance(dtype, self.pd.ArrowDtype)]
        if plain:
            raise TypeError(f"columns came out as {plain}, not as Arrow dtypes")
        if list(frame.index) != list(range(len(frame))):
            raise ValueError("the index came out with gaps")
        frame.to_parquet(path, index=False)


class Polars:
    def __init__(self):
        import polars as pl

        self.pl = pl

    def read(self, path):
        return self.pl.scan_parquet(path)

    def write(self, frame, path):
        if not isinstance(frame, self.pl.LazyFrame):
            raise TypeError(f"the frame came out as {type(frame).__name__}")
        frame.collect().write_parquet(path)


class Pyspark:
    def __init__(self):
        self.session = spark_session()

    def read(self, path):
        import pyarrow.parquet as pq
        from pyspark.sql.pandas.types import from_arrow_schema

        # A schema that is given spares a job that looks for it: a third of a case's time.
        schema = from_arrow_schema(pq.read_schema(path), prefer_timestamp_ntz=True)
        return self.session.read.schema(schema).parquet(path)

    def write(self, frame, path):
        import pyarrow.parquet as pq

        # What Spark writes by itself takes a third of a case's time; the rows are the same.
        pq.write_table(self.arrow(frame), path)

    def arrow(self, frame):
        if hasattr(frame, "toArrow"):
            return frame.toArrow()
        import pyarrow as pa
        from pyspark.sql.pandas.types import to_arrow_schema

        return pa.Table.from_batches(frame._collect_as_arrow(), to_arrow_schema(frame.schema))


def run(case, engine):
    code = SOURCE.format(
        imports="\n".join(case["imports"]),
        helpers="\n\n".join(case["helpers"]),
        body="\n".join("    " + line for line in case["lines"]),
    )
    names = {}
    exec(compile(code, case["id"], "exec"), names)
    inputs = {name: engine.read(path) for name, path in case["inputs"].items()}
    params = {
        name: parameter(kind, value, case["target"])
        for name, (kind, value) in case["parameters"].items()
    }
    frame = names["transform"](inputs["main"], inputs, params)
    engine.write(frame, case["output"])


def main(cases_path, results_path):
    with open(cases_path, encoding="utf-8") as file:
        cases = json.load(file)
    # What a user of the script would see as a warning is a defect of the script.
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", category=ResourceWarning)
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    kinds = {"pandas": Pandas, "polars": Polars, "pyspark": Pyspark}
    engines, results = {}, []
    for case in cases:
        target = case["target"]
        error = None
        try:
            if target not in engines:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    engines[target] = kinds[target]()
            run(case, engines[target])
        except BaseException as caught:
            if isinstance(caught, KeyboardInterrupt):
                raise
            place = traceback.format_exc().splitlines()[-8:]
            error = f"{type(caught).__name__}: {str(caught)[:20000]}\n" + "\n".join(place)[:1500]
        results.append({"id": case["id"], "error": error})
    with open(results_path, "w", encoding="utf-8") as file:
        json.dump(results, file)
    if "pyspark" in engines:
        engines["pyspark"].session.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

"""Runs emitted expressions on one engine and prints their results as canonical texts.

Reads a JSON document from the file named first: {"target", "cases": [{"id", "columns", "rows",
"type", "code", "imports", "helpers", "params"}]}. Cells are canonical texts or null. Writes one
JSON document to the file named second: {"id": {"type", "values"} or {"error"}}.
"""

import datetime
import decimal
import json
import math
import sys


def read_cell(text, kind):
    if text is None:
        return None
    if kind == "boolean":
        return text == "true"
    if kind.startswith("int"):
        return int(text)
    if kind.startswith("float"):
        return float(text)
    if kind.startswith("decimal"):
        return decimal.Decimal(text)
    if kind == "date":
        return datetime.date.fromisoformat(text)
    if kind.startswith("timestamp"):
        plain = datetime.datetime.fromisoformat(text.removesuffix("+00"))
        return plain.replace(tzinfo=datetime.timezone.utc) if kind == "timestamptz" else plain
    if kind == "binary":
        return bytes.fromhex(text)
    return text


def write_cell(value, kind):
    if value is None:
        return None
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "nan" if math.isnan(value) else repr(value)
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        text = value.strftime("%Y-%m-%d %H:%M:%S.%f").zfill(26)
        text = text.rstrip("0").rstrip(".") if text.endswith("0") else text
        return text + ("+00" if kind == "timestamptz" else "")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).hex()
    return str(value)


def cells(case):
    kinds = [kind for _, kind in case["columns"]]
    return [
        [read_cell(cell, kind) for cell, kind in zip(row, kinds, strict=False)]
        for row in case["rows"]
    ]


def names_for(case):
    params = {name: read_cell(text, kind) for name, (kind, text) in case["params"].items()}
    names = {"params": params}
    exec("\n".join(case["imports"]), names)
    exec("\n\n\n".join(case["helpers"]), names)
    return names


def numbers(kind):
    precision, scale = kind[len("decimal(") : -1].split(",")
    return int(precision), int(scale)


def run_pandas(cases):
    import pandas as pd
    import pyarrow as pa

    if hasattr(pd.options.future, "distinguish_nan_and_na"):  # as scripts do
        pd.set_option("future.distinguish_nan_and_na", True)

    plain = {
        "boolean": pa.bool_(),
        "int8": pa.int8(),
        "int16": pa.int16(),
        "int32": pa.int32(),
        "int64": pa.int64(),
        "float32": pa.float32(),
        "float64": pa.float64(),
        "text": pa.string(),
        "binary": pa.binary(),
        "date": pa.date32(),
        "timestamp": pa.timestamp("us"),
        "timestamptz": pa.timestamp("us", "UTC"),
    }

    def arrow(kind):
        return pa.decimal128(*numbers(kind)) if kind.startswith("decimal") else plain[kind]

    def name(dtype):
        if pa.types.is_list(dtype):
            return f"list<{name(dtype.value_type)}>"
        if pa.types.is_decimal(dtype):
            return f"decimal({dtype.precision},{dtype.scale})"
        return next((kind for kind, other in plain.items() if other == dtype), str(dtype))

    for case in cases:
        rows = cells(case)
        frame = pd.DataFrame(
            {
                column: pd.Series(
                    pd.arrays.ArrowExtensionArray(pa.array([row[i] for row in rows], arrow(kind)))
                )
                for i, (column, kind) in enumerate(case["columns"])
            },
            index=pd.RangeIndex(len(rows)),
        )
        result = eval(case["code"], {**names_for(case), "df": frame})
        values = pa.array(result)
        frame["result"] = result
        yield (
            case["id"],
            name(values.type),
            [write_cell(v, case["type"]) for v in values.to_pylist()],
        )


def run_polars(cases):
    import polars as pl

    plain = {
        "boolean": pl.Boolean,
        "int8": pl.Int8,
        "int16": pl.Int16,
        "int32": pl.Int32,
        "int64": pl.Int64,
        "float32": pl.Float32,
        "float64": pl.Float64,
        "text": pl.String,
        "binary": pl.Binary,
        "date": pl.Date,
        "timestamp": pl.Datetime("us"),
        "timestamptz": pl.Datetime("us", "UTC"),
    }

    def dtype(kind):
        return pl.Decimal(*numbers(kind)) if kind.startswith("decimal") else plain[kind]

    def name(found):
        if isinstance(found, pl.List):
            return f"list<{name(found.inner)}>"
        if isinstance(found, pl.Decimal):
            return f"decimal({found.precision},{found.scale})"
        return next((kind for kind, other in plain.items() if other == found), str(found))

    for case in cases:
        rows = cells(case)
        frame = pl.DataFrame(
            {c: [row[i] for row in rows] for i, (c, _) in enumerate(case["columns"])},
            schema={c: dtype(kind) for c, kind in case["columns"]},
        )
        names = names_for(case)
        result = frame.lazy().with_columns(result=eval(case["code"], names)).collect()["result"]
        yield (
            case["id"],
            name(result.dtype),
            [write_cell(v, case["type"]) for v in result.to_list()],
        )


def run_pyspark(cases):
    from pyspark.sql import SparkSession
    from pyspark.sql import types as T

    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "1")
        # Hundreds of queries run once each: compiling whole stages takes longer than running them.
        .config("spark.sql.codegen.wholeStage", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    plain = {
        "boolean": T.BooleanType(),
        "int8": T.ByteType(),
        "int16": T.ShortType(),
        "int32": T.IntegerType(),
        "int64": T.LongType(),
        "float32": T.FloatType(),
        "float64": T.DoubleType(),
        "text": T.StringType(),
        "binary": T.BinaryType(),
        "date": T.DateType(),
        "timestamp": T.TimestampNTZType(),
        "timestamptz": T.TimestampType(),
    }

    def dtype(kind):
        return T.DecimalType(*numbers(kind)) if kind.startswith("decimal") else plain[kind]

    def name(found):
        if isinstance(found, T.ArrayType):
            return f"list<{name(found.elementType)}>"
        if isinstance(found, T.DecimalType):
            return f"decimal({found.precision},{found.scale})"
        return next((kind for kind, other in plain.items() if other == found), str(found))

    def answer(frame, group):
        columns = [
            eval(case["code"], names_for(case)).alias(f"r{i}") for i, case in enumerate(group)
        ]
        result = frame.select("row_", *columns)
        rows = sorted(result.collect(), key=lambda row: row[0])
        for i, case in enumerate(group):
            kind = name(result.schema[i + 1].dataType)
            yield case["id"], kind, [write_cell(row[i + 1], case["type"]) for row in rows]

    groups = {}
    for case in cases:
        groups.setdefault(json.dumps([case["columns"], case["rows"]]), []).append(case)
    for group in groups.values():
        first = group[0]
        schema = T.StructType(
            [T.StructField("row_", T.IntegerType())]
            + [T.StructField(c, dtype(kind)) for c, kind in first["columns"]]
        )
        frame = spark.createDataFrame([[i, *row] for i, row in enumerate(cells(first))], schema)
        # Many expressions in one query are quick; one by one where the query fails.
        for start in range(0, len(group), 25):
            part = group[start : start + 25]
            try:
                if len(part) == 1:
                    raise RuntimeError("one by one")
                yield from list(answer(frame, part))
            except Exception:
                for case in part:
                    try:
                        yield from list(answer(frame, [case]))
                    except Exception as error:
                        yield case["id"], None, f"{type(error).__name__}: {error}"[:6000]
    spark.stop()


def run_each(run, cases):
    for case in cases:
        try:
            yield from run([case])
        except Exception as error:
            yield case["id"], None, f"{type(error).__name__}: {error}"[:6000]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    target, cases = document["target"], document["cases"]
    if target == "pyspark":
        found = run_pyspark(cases)
    else:
        found = run_each({"pandas": run_pandas, "polars": run_polars}[target], cases)
    results = {}
    for name, kind, values in found:
        results[name] = {"error": values} if kind is None else {"type": kind, "values": values}
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(results, file)


main()

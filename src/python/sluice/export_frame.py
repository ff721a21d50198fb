"""Writes a data frame to a temporary Parquet file, and lists the data frames of a namespace.

This file stands alone: an editor sends its text to a kernel where nothing of Sluice is installed.
It imports pandas, polars, pyarrow and PySpark only where the frame at hand is theirs. What it
prints is one line: a marker that the caller chose, then JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import uuid

# A lazy frame or a Spark frame is looked at, never brought here as a whole.
LAZY_ROWS = 100_000
ROW_GROUP = 122_880
MOST_FRAMES = 500

PANDAS = ("pandas.DataFrame", "pandas.Series")
POLARS = ("polars.DataFrame", "polars.LazyFrame", "polars.Series")
LAZY = ("polars.LazyFrame", "pyspark.DataFrame", "duckdb.Relation")


class FrameError(Exception):
    """What went wrong in one sentence, and what to do next."""

    def __init__(self, code, message, hint=""):
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def kind_of(value):
    """What kind of data frame a value is: ``pandas.DataFrame``, ...; None for anything else."""
    for ancestor in type(value).__mro__:
        package = (ancestor.__module__ or "").partition(".")[0].lstrip("_")
        kind = KINDS.get((package, ancestor.__name__))
        if kind == "pyspark.DataFrame" and not ancestor.__module__.startswith("pyspark.sql"):
            kind = None
        if kind:
            return kind
    # Asked of the type: some objects say yes to every attribute.
    if hasattr(type(value), "__arrow_c_stream__"):
        return "arrow"
    if hasattr(type(value), "__dataframe__"):
        return "interchange"
    return None


KINDS = {
    ("pandas", "DataFrame"): "pandas.DataFrame",
    ("pandas", "Series"): "pandas.Series",
    ("polars", "DataFrame"): "polars.DataFrame",
    ("polars", "LazyFrame"): "polars.LazyFrame",
    ("polars", "Series"): "polars.Series",
    ("pyarrow", "Table"): "pyarrow.Table",
    ("pyarrow", "RecordBatch"): "pyarrow.RecordBatch",
    ("pyspark", "DataFrame"): "pyspark.DataFrame",
    ("duckdb", "DuckDBPyRelation"): "duckdb.Relation",
}


def list_frames(namespace):
    """The data frames of a namespace: ``[{name, kind, rows, columns}]``, None for what costs."""
    frames = []
    for name, value in list(namespace.items()):
        # A module or a class may have the attributes of a frame without being one.
        if name.startswith("_") or isinstance(value, type):
            continue
        kind = kind_of(value)
        if kind is None:
            continue
        rows, columns = shape_of(value, kind)
        frames.append({"name": name, "kind": kind, "rows": rows, "columns": columns})
        if len(frames) == MOST_FRAMES:
            break
    return frames


def shape_of(value, kind):
    """Rows and columns, where saying so runs nothing."""
    if kind in ("pandas.Series", "polars.Series"):
        return len(value), 1
    if kind in ("pandas.DataFrame", "polars.DataFrame"):
        return int(value.shape[0]), int(value.shape[1])
    if kind in ("pyarrow.Table", "pyarrow.RecordBatch"):
        return value.num_rows, value.num_columns
    if kind in ("pyspark.DataFrame", "duckdb.Relation"):
        return None, len(value.columns)
    return None, None


def export_frame(value, directory, name="frame", rows=LAZY_ROWS, columns=None):
    """Writes a data frame to ``<directory>/<name>.parquet`` and says what was written.

    ``rows`` bounds what is read of a lazy frame and of a Spark frame; None is no bound (a Spark
    frame always has one). ``columns`` names the columns to write. The answer is ``{path, kind,
    rows, columns, names, limited, notes}``: ``limited`` is true when there are more rows than were
    written, ``notes`` are sentences about columns that had to be written as something else. The
    file appears under its name only when it is complete, and nobody else may read it. Raises
    FrameError.
    """
    kind = kind_of(value)
    if kind is None:
        raise FrameError(
            "usage",
            f"“{name}” is no data frame; its type is {type(value).__qualname__}.",
            "Give a pandas, polars, pyarrow or PySpark data frame.",
        )
    if not os.path.isdir(directory):
        raise FrameError(
            "not-found",
            f"There is no folder {directory} where the kernel runs.",
            "The kernel and the editor must run on the same machine.",
        )
    # Names that start with a dot or a line are those of files that nobody should see.
    plain = re.sub(r"[^A-Za-z0-9_-]", "_", name).lstrip("_-")[:60] or "frame"
    path = os.path.join(directory, f"{plain}.parquet")
    partial = os.path.join(directory, f".{uuid.uuid4().hex}.tmp")
    # The file is made here so that it is the user's alone from its first byte.
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    notes = []
    try:
        written = write_frame(value, kind, partial, rows, columns, notes)
        os.replace(partial, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.remove(partial)
    return {"path": path, "kind": kind, **written, "notes": notes}


def write_frame(value, kind, path, rows, columns, notes):
    """Writes the file by the frame's own library, or by pyarrow: what :func:`written` gives."""
    if kind in POLARS:
        return write_polars(value, kind, path, rows, columns, notes)
    if kind in PANDAS and not importable("pyarrow"):
        frame = pandas_frame(value, notes)
        return write_plain(chosen_pandas(frame, columns), path, notes)
    table, limited = arrow_table(value, kind, rows, notes, columns)
    pyarrow_write(table, path)
    return written(table.num_rows, table.column_names, limited)


def written(rows, names, limited):
    """What a writer says of its file."""
    return {"rows": rows, "columns": len(names), "names": names, "limited": limited}


def importable(package):
    """Whether a package can be imported; it is imported only if it can."""
    try:
        __import__(package)
    except ImportError:
        return False
    return True


def require_columns(names):
    """A Parquet file holds at least one column."""
    if not names:
        raise FrameError("bad-data", "The data frame has no columns.", "Give one that has some.")


def require_known(names, wanted):
    """Each wanted column must be there."""
    for name in wanted:
        if name not in names:
            shown = ", ".join(names[:50]) + (", …" if len(names) > 50 else "")
            raise FrameError("usage", f"There is no column “{name}”.", f"The columns are: {shown}.")


def unique_names(names, notes):
    """Names of columns as text, each once."""
    result, taken = [], set()
    for name in names:
        text = "_".join(str(part) for part in name) if isinstance(name, tuple) else str(name)
        free, count = text, 2
        while free in taken:
            free, count = f"{text}_{count}", count + 1
        if free != text:
            notes.append(f"There are two columns “{text}”; one is called “{free}” here.")
        taken.add(free)
        result.append(free)
    return result


# --- pyarrow -------------------------------------------------------------------------------------


def arrow_table(value, kind, rows, notes, columns=None):
    """A frame as a pyarrow table of types that Parquet and DuckDB have, and whether it was cut."""
    if not importable("pyarrow"):
        raise FrameError(
            "python",
            f"pyarrow is needed for a {kind}, and is not installed.",
            "pip install pyarrow",
        )
    import pyarrow as pa

    limited = False
    if kind in PANDAS:
        table = pandas_table(chosen_pandas(pandas_frame(value, notes), columns), notes)
        columns = None
    elif kind == "pyarrow.Table":
        table = value
    elif kind == "pyarrow.RecordBatch":
        table = pa.Table.from_batches([value])
    elif kind == "pyspark.DataFrame":
        table, limited = spark_table(value, min(rows or LAZY_ROWS, LAZY_ROWS * 10))
    elif kind == "polars.LazyFrame":
        table, limited = cut(value.head(rows + 1).collect() if rows else value.collect(), rows)
        table = table.to_arrow()
    elif kind in ("polars.DataFrame", "polars.Series"):
        table = (value.to_frame() if kind == "polars.Series" else value).to_arrow()
    elif kind == "interchange":
        from pyarrow import interchange

        table = interchange.from_dataframe(value)
    else:
        table, limited = streamed(value, rows if kind == "duckdb.Relation" else None)
    table = table.rename_columns(unique_names(table.column_names, notes))
    if columns is not None:
        require_known(table.column_names, columns)
        table = table.select(columns)
    require_columns(table.column_names)
    return plain_table(table, notes), limited


def cut(frame, rows):
    """The first rows of a polars frame or a pyarrow table, and whether there were more."""
    return (frame.slice(0, rows), True) if rows and len(frame) > rows else (frame, False)


def streamed(value, rows):
    """The table of an Arrow stream; no more batches are taken than are needed."""
    import pyarrow as pa

    reader = pa.RecordBatchReader.from_stream(value)
    batches, count = [], 0
    for batch in reader:
        batches.append(batch)
        count += batch.num_rows
        if rows and count > rows:
            break
    return cut(pa.Table.from_batches(batches, reader.schema), rows)


def spark_table(frame, rows):
    """The first rows of a Spark frame."""
    import pyarrow as pa

    few = frame.limit(rows + 1)
    if hasattr(few, "toArrow"):
        table = few.toArrow()
    elif hasattr(few, "_collect_as_arrow"):
        batches = few._collect_as_arrow()
        if batches:
            table = pa.Table.from_batches(batches)
        else:
            from pyspark.sql.pandas.types import to_arrow_schema

            table = to_arrow_schema(few.schema).empty_table()
        table = table.rename_columns(frame.columns)
    else:
        table = pandas_table(few.toPandas(), [])
    return cut(table, rows)


def plain_table(table, notes):
    """Each column as a type that Parquet holds and DuckDB reads with every digit."""
    for index, field in enumerate(table.schema):
        column = plain_column(table.column(index), field.name, notes)
        if column is not table.column(index):
            table = table.set_column(index, field.name, column)
    return table.replace_schema_metadata()


def plain_column(column, name, notes):
    """A column as a plain type; the same column when it is one."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        return plain_column(
            pa.chunked_array([c.storage for c in column.chunks], kind.storage_type), name, notes
        )
    if pa.types.is_dictionary(kind):
        return plain_column(column.cast(kind.value_type), name, notes)
    if hasattr(pa.types, "is_run_end_encoded") and pa.types.is_run_end_encoded(kind):
        return plain_column(pc.run_end_decode(column), name, notes)
    if pa.types.is_null(kind):
        return column.cast(pa.string())
    if pa.types.is_timestamp(kind):
        # pandas counts nanoseconds where nobody asked for them.
        zone = None if kind.tz is None else "UTC"
        try:
            return column.cast(pa.timestamp("us", tz=zone))
        except pa.ArrowInvalid:
            return column.cast(pa.timestamp("ns", tz=zone))
    if pa.types.is_duration(kind):
        notes.append(f"“{name}” is a duration; it is shown in seconds.")
        units = {"s": 1, "ms": 1e3, "us": 1e6, "ns": 1e9}
        return pc.divide(column.cast(pa.int64()).cast(pa.float64(), safe=False), units[kind.unit])
    if pa.types.is_float16(kind):
        return column.cast(pa.float32())
    if pa.types.is_time(kind):
        with contextlib.suppress(pa.ArrowInvalid):
            return column.cast(pa.time64("us"))
        return column
    views = [(getattr(pa.types, f"is_{t}_view", None), t) for t in ("string", "binary")]
    for is_view, base in views:
        if is_view is not None and is_view(kind):
            return column.cast(getattr(pa, f"large_{base}")())
    if is_writable(kind):
        return column
    notes.append(f"“{name}” is {kind}, which Parquet does not hold; it is shown as text.")
    texts = [None if v is None else str(v) for v in column.to_pylist()]
    return pa.chunked_array([pa.array(texts, pa.string())])


def is_writable(kind):
    """Whether Parquet holds an Arrow type, and DuckDB reads it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if pa.types.is_decimal(kind):
        return kind.precision <= 38
    if not pa.types.is_nested(kind):
        return not pa.types.is_interval(kind)
    try:
        pq.write_table(pa.schema([("x", kind)]).empty_table(), io.BytesIO())
    except (pa.ArrowException, OSError):
        return False
    return True


def pyarrow_write(table, path):
    """Writes a table as one file that DuckDB reads in parallel."""
    import pyarrow.parquet as pq

    pq.write_table(table, path, compression="snappy", row_group_size=ROW_GROUP)


# --- pandas --------------------------------------------------------------------------------------


def pandas_frame(value, notes):
    """A pandas frame whose named index levels are columns and whose columns are named by text."""
    frame = (
        value.to_frame("value" if value.name is None else value.name)
        if is_series(value)
        else (value.copy(deep=False))
    )
    levels = [(level, name) for level, name in enumerate(frame.index.names) if name is not None]
    index = frame.index
    for place, (level, name) in enumerate(levels):
        if name not in frame.columns and frame.columns.nlevels == 1:
            frame.insert(place, name, index.get_level_values(level))
    frame = frame.reset_index(drop=True)
    frame.columns = unique_names(list(frame.columns), notes)
    return frame


def is_series(value):
    """Whether a pandas object has one dimension."""
    return getattr(value, "ndim", 2) == 1


def chosen_pandas(frame, columns):
    """These columns of a pandas frame."""
    if columns is not None:
        require_known(list(frame.columns), columns)
        frame = frame[list(columns)]
    require_columns(list(frame.columns))
    return frame


def pandas_table(frame, notes):
    """A pandas frame as a pyarrow table; NaN of numpy's columns is missing, as pandas has it."""
    import pyarrow as pa

    arrays = [pandas_array(frame.iloc[:, i], notes) for i in range(frame.shape[1])]
    return pa.table(arrays, names=[str(name) for name in frame.columns])


def pandas_array(series, notes):
    """A column of pandas as an Arrow array; mixed kinds of values become text."""
    import pyarrow as pa

    if str(series.dtype).startswith(("period", "interval")):
        return pa.array(texts_of(series), pa.string())
    if str(series.dtype).startswith("Sparse"):
        series = series.sparse.to_dense()
    try:
        return pa.array(series, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        notes.append(f"“{series.name}” holds values of several kinds; it is shown as text.")
        return pa.array(texts_of(series), pa.string())


def texts_of(series):
    """The values of a column as text, missing ones as None."""
    missing = series.isna()
    return [None if gone else str(v) for v, gone in zip(series, missing, strict=True)]


# --- polars --------------------------------------------------------------------------------------


def write_polars(value, kind, path, rows, columns, notes):
    """Writes a polars frame by polars; a lazy one without a bound goes to the file in parts."""
    import polars as pl

    if kind == "polars.Series":
        value = value.to_frame(value.name or "value")
    schema = value.collect_schema() if kind == "polars.LazyFrame" else value.schema
    if columns is not None:
        require_known(list(schema), columns)
        places = {name: at for at, name in enumerate(schema)}
        # `select` takes a name like ^...$ for a pattern.
        value = value.select([pl.nth(places[name]) for name in columns])
        schema = pl.Schema({name: schema[name] for name in columns})
    require_columns(list(schema))
    if kind == "polars.LazyFrame" and rows is None:
        value.with_columns(plain_polars(schema, None, notes)).sink_parquet(
            path, compression="snappy"
        )
        count = pl.scan_parquet(path, glob=False).select(pl.len()).collect().item()
        return written(count, list(schema), False)
    limited = False
    if kind == "polars.LazyFrame":
        value, limited = cut(value.head(rows + 1).collect(), rows)
    value = value.with_columns(plain_polars(schema, value, notes))
    value.write_parquet(path, compression="snappy", row_group_size=ROW_GROUP)
    return written(value.height, value.columns, limited)


def plain_polars(schema, frame, notes):
    """What brings columns of polars to types that Parquet and DuckDB have."""
    import polars as pl

    changed = []
    for name, kind in schema.items():
        # `pl.col` takes a name like ^...$ for a pattern.
        column = pl.nth(list(schema).index(name))
        if kind == pl.Duration:
            notes.append(f"“{name}” is a duration; it is shown in seconds.")
            changed.append((column.dt.total_microseconds() / 1_000_000).alias(name))
        elif kind == pl.Null:
            changed.append(column.cast(pl.String))
        elif kind == pl.Object and frame is not None:
            notes.append(f"“{name}” holds Python objects; it is shown as text.")
            texts = [None if v is None else str(v) for v in frame[name]]
            changed.append(pl.Series(name, texts, pl.String))
        elif str(kind) in ("Int128", "UInt128"):
            changed.append(column.cast(pl.Decimal(38, 0)))
        elif str(kind) == "Float16":
            changed.append(column.cast(pl.Float32))
        elif kind == pl.Datetime("ns", kind.time_zone if kind == pl.Datetime else None):
            whole = frame is not None and (frame[name].dt.nanosecond() % 1000 == 0).all()
            if whole:
                changed.append(column.dt.cast_time_unit("us"))
    return changed


# --- no library but pandas -----------------------------------------------------------------------
#
# pandas alone writes no Parquet, and is often alone. What follows writes the format's simplest
# form: flat columns, one page a column and row group, nothing compressed. The names are those of
# the Parquet and Thrift specifications.

BOOLEAN, INT32, INT64, FLOAT, DOUBLE, BYTE_ARRAY, FIXED = 0, 1, 2, 4, 5, 6, 7
UTF8, DECIMAL, DATE, UINT_64, INT_8, INT_16 = 0, 5, 6, 14, 15, 16
T_I32, T_I64, T_BINARY, T_LIST, T_STRUCT = 5, 6, 8, 9, 12
DIGITS = 38


def write_plain(frame, path, notes):
    """Writes a pandas frame without any other library."""
    columns = [plain_series(frame.iloc[:, i], notes) for i in range(frame.shape[1])]
    names = [str(name) for name in frame.columns]
    elements = [thrift((3, T_I32, 0), (4, T_BINARY, b"schema"), (5, T_I32, len(names)))]
    for name, (physical, extra, _values, _missing) in zip(names, columns, strict=True):
        head = [(1, T_I32, physical)]
        if physical == FIXED:
            head.append((2, T_I32, 16))
        elements.append(thrift(*head, (3, T_I32, 1), (4, T_BINARY, name.encode()), *extra))
    groups = []
    with open(path, "wb") as file:
        file.write(b"PAR1")
        for start in range(0, len(frame), ROW_GROUP):
            count = min(ROW_GROUP, len(frame) - start)
            chunks, total = [], 0
            for name, (physical, _extra, values, missing) in zip(names, columns, strict=True):
                part = slice(start, start + count)
                page = levels(missing[part]) + plain_values(physical, values[part][~missing[part]])
                header = [(1, T_I32, count), (2, T_I32, 0), (3, T_I32, 3), (4, T_I32, 3)]
                sizes = [(2, T_I32, len(page)), (3, T_I32, len(page))]
                data = thrift((1, T_I32, 0), *sizes, (5, T_STRUCT, thrift(*header))) + page
                place = file.tell()
                file.write(data)
                total += len(data)
                meta = thrift(
                    (1, T_I32, physical),
                    (2, T_LIST, (T_I32, [zigzag(0), zigzag(3)])),
                    (3, T_LIST, (T_BINARY, [varint(len(name.encode())) + name.encode()])),
                    (4, T_I32, 0),
                    (5, T_I64, count),
                    (6, T_I64, len(data)),
                    (7, T_I64, len(data)),
                    (9, T_I64, place),
                )
                chunks.append(thrift((2, T_I64, place), (3, T_STRUCT, meta)))
            columns_of = (T_STRUCT, chunks)
            groups.append(thrift((1, T_LIST, columns_of), (2, T_I64, total), (3, T_I64, count)))
        footer = thrift(
            (1, T_I32, 1),
            (2, T_LIST, (T_STRUCT, elements)),
            (3, T_I64, len(frame)),
            (4, T_LIST, (T_STRUCT, groups)),
            (6, T_BINARY, b"sluice"),
        )
        file.write(footer + len(footer).to_bytes(4, "little") + b"PAR1")
    return written(len(frame), names, False)


def plain_series(series, notes):
    """A column as (physical type, what its schema adds, numpy values, which are missing)."""
    import numpy as np

    missing = series.isna().to_numpy(dtype=bool)
    dtype = series.dtype
    if str(dtype).startswith("Sparse"):
        return plain_series(series.sparse.to_dense(), notes)
    kind = getattr(dtype, "kind", "O")
    if str(dtype) in ("category", "str", "string") or str(dtype).startswith(("period", "interval")):
        kind = "O"
    if kind == "b":
        return BOOLEAN, [], filled(series, missing, bool), missing
    if kind in "iu":
        size = dtype.itemsize
        extra = {("i", 1): [(6, T_I32, INT_8)], ("i", 2): [(6, T_I32, INT_16)]}.get(
            (kind, size), []
        )
        if kind == "u" and size == 8:
            return INT64, [(6, T_I32, UINT_64)], filled(series, missing, np.uint64), missing
        wide = size == 8 or (kind == "u" and size == 4)
        kept = filled(series, missing, np.int64 if wide else np.int32)
        return INT64 if wide else INT32, extra, kept, missing
    if kind == "f":
        single = dtype.itemsize <= 4
        kept = filled(series, missing, np.float32 if single else np.float64)
        return FLOAT if single else DOUBLE, [], kept, missing
    if kind == "m":
        notes.append(f"“{series.name}” is a duration; it is shown in seconds.")
        return DOUBLE, [], series.dt.total_seconds().fillna(0).to_numpy(np.float64), missing
    if kind == "M" or getattr(dtype, "tz", None) is not None:
        return plain_instants(series, missing)
    return plain_objects(series, missing, notes)


def filled(series, missing, to):
    """The values of a column, with something where there is none."""
    import numpy as np

    values = np.zeros(len(series), dtype=to)
    values[~missing] = series[~missing].to_numpy(dtype=to)
    return values


def plain_instants(series, missing):
    """Timestamps in microseconds; in nanoseconds where there are some."""
    import numpy as np

    zoned = getattr(series.dtype, "tz", None) is not None
    values = series.dt.tz_convert("UTC").dt.tz_localize(None) if zoned else series
    exact = values.to_numpy()
    micros = exact.astype("datetime64[us]")
    fine = bool((exact[~missing] != micros[~missing].astype(exact.dtype)).any())
    unit = thrift((3 if fine else 2, T_STRUCT, thrift()))
    stamp = thrift((1, 1 if zoned else 2, b""), (2, T_STRUCT, unit))
    kept = (exact.astype("datetime64[ns]") if fine else micros).astype(np.int64)
    return INT64, [(10, T_STRUCT, thrift((8, T_STRUCT, stamp)))], kept, missing


def plain_objects(series, missing, notes):
    """Python's own values: days, decimals, booleans and whole numbers beside None, else text."""
    import datetime
    import decimal

    import numpy as np

    values = np.empty(len(series), dtype=object)
    values[:] = list(series)
    kinds = {type(value) for value in values[~missing]}
    if kinds == {datetime.date}:
        first = datetime.date(1970, 1, 1).toordinal()
        days = [
            0 if gone else v.toordinal() - first for v, gone in zip(values, missing, strict=True)
        ]
        return INT32, [(6, T_I32, DATE)], np.array(days, dtype=np.int32), missing
    if kinds == {decimal.Decimal} and all(v.is_finite() for v in values[~missing]):
        scale = max([0, *(-v.as_tuple().exponent for v in values[~missing])])
        whole = [
            0 if gone else int(v.scaleb(scale, decimal.Context(prec=999)))
            for v, gone in zip(values, missing, strict=True)
        ]
        if scale <= DIGITS and all(abs(v) < 10**DIGITS for v in whole):
            numbers = np.empty(len(whole), dtype=object)
            numbers[:] = whole
            extra = [(6, T_I32, DECIMAL), (7, T_I32, scale), (8, T_I32, DIGITS)]
            return FIXED, extra, numbers, missing
    if kinds == {bool}:
        return BOOLEAN, [], np.array([v is True for v in values]), missing
    if kinds == {int} and all(-(2**63) <= v < 2**63 for v in values[~missing]):
        whole = [0 if gone else v for v, gone in zip(values, missing, strict=True)]
        return INT64, [], np.array(whole, dtype=np.int64), missing
    if not kinds <= {str} and str(series.dtype) == "object":
        notes.append(f"“{series.name}” holds values of several kinds; it is shown as text.")
    texts = np.empty(len(series), dtype=object)
    texts[:] = [None if gone else str(v) for v, gone in zip(values, missing, strict=True)]
    return BYTE_ARRAY, [(6, T_I32, UTF8)], texts, missing


def plain_values(physical, values):
    """Values as PLAIN writes them."""
    import numpy as np

    if physical == BOOLEAN:
        return np.packbits(values.astype(bool), bitorder="little").tobytes()
    if physical == FIXED:
        return b"".join(value.to_bytes(16, "big", signed=True) for value in values)
    if physical == BYTE_ARRAY:
        texts = [value.encode("utf-8", "replace") for value in values]
        return b"".join(len(text).to_bytes(4, "little") + text for text in texts)
    return np.ascontiguousarray(values).astype(values.dtype.newbyteorder("<")).tobytes()


def levels(missing):
    """Which values are there: one bit-packed run."""
    import numpy as np

    bits = np.packbits(~missing, bitorder="little").tobytes()
    run = varint((len(bits) << 1) | 1) + bits
    return len(run).to_bytes(4, "little") + run


def thrift(*fields):
    """A struct in Thrift's compact protocol, of (id, type, value) in the order of their ids."""
    parts, last = [], 0
    for number, kind, value in fields:
        parts.append(bytes([((number - last) << 4) | kind]))
        last = number
        if kind in (T_I32, T_I64):
            parts.append(zigzag(value))
        elif kind == T_BINARY:
            parts.append(varint(len(value)) + value)
        elif kind == T_LIST:
            of, items = value
            small = len(items) < 15
            size = (
                bytes([(len(items) << 4) | of])
                if small
                else bytes([0xF0 | of]) + varint(len(items))
            )
            parts.append(size + b"".join(items))
        else:
            parts.append(value)
    return b"".join([*parts, b"\0"])


def zigzag(value):
    """A signed number of Thrift."""
    return varint((value << 1) ^ (value >> 63))


def varint(value):
    """An unsigned number, seven bits a byte."""
    parts = bytearray()
    while value > 0x7F:
        parts.append((value & 0x7F) | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


# --- what an editor calls ------------------------------------------------------------------------


def print_frames(namespace, marker):
    """Prints the data frames of a namespace: ``<marker>{"frames": [...]}``."""
    say(marker, lambda: {"frames": list_frames(namespace)})


def print_export(namespace, name, directory, marker, rows=LAZY_ROWS):
    """Writes a variable to a Parquet file and prints ``<marker>{path, kind, rows, ...}``."""

    def work():
        if name not in namespace:
            raise FrameError(
                "not-found", f"There is no variable “{name}”.", "Run the cell that makes it."
            )
        return export_frame(namespace[name], directory, name, rows)

    say(marker, work)


def say(marker, work):
    """Prints the answer, or ``<marker>{"error": {code, message, hint}}``, as one line."""
    try:
        answer = work()
    except FrameError as error:
        answer = {"error": {"code": error.code, "message": error.message, "hint": error.hint}}
    except Exception as error:
        words = str(error).strip().partition("\n")[0]
        message = f"The data frame cannot be written ({type(error).__name__}: {words})."
        answer = {"error": {"code": "python", "message": message, "hint": ""}}
    sys.stdout.write(f"{marker}{json.dumps(answer)}\n")
    sys.stdout.flush()

"""Prints the first rows of files as pyarrow reads them, in the words of the engine's pages.

argv: a JSON list of paths. Prints a JSON object by path: `{names, rows, count}` or `{error}`.
Values: integers of 64 bits, decimals and temporal values are text; floats are numbers, but NaN and
infinities are text; bytes are text with `\\xNN`; a map is a list of pairs.
"""

import json
import sys

import numpy as np
import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

ROWS = 1000
types = pa.types


def blob(data):
    special = (0x5C, 0x22, 0x27)
    return "".join(chr(b) if 32 <= b < 127 and b not in special else f"\\x{b:02X}" for b in data)


def number(value):
    if np.isnan(value):
        return "NaN"
    return float(value) if np.isfinite(value) else ("Infinity" if value > 0 else "-Infinity")


def moment(count, unit):
    text = str(np.datetime64(count, unit)).replace("T", " ")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def clock(count, per_second):
    seconds, rest = divmod(count, per_second)
    digits = len(str(per_second)) - 1
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return text + (f".{rest:0{digits}}".rstrip("0").rstrip(".") if rest else "")


PER_SECOND = {"s": 1, "ms": 1000, "us": 10**6, "ns": 10**9}


def values(array):
    """The values of an array, one after the other."""
    kind = array.type
    if isinstance(kind, pa.BaseExtensionType):
        return values(array.storage)
    if types.is_dictionary(kind):
        words = values(array.dictionary)
        return [None if code is None else words[code] for code in array.indices.to_pylist()]
    if types.is_struct(kind):
        parts = [values(array.field(i)) for i in range(kind.num_fields)]
        names = [kind.field(i).name for i in range(kind.num_fields)]
        valid = array.is_valid().to_pylist()
        return [
            {name: part[row] for name, part in zip(names, parts, strict=True)} if ok else None
            for row, ok in enumerate(valid)
        ]
    if types.is_map(kind):
        keys, items = values(array.keys), values(array.items)
        return spans(array, [list(pair) for pair in zip(keys, items, strict=True)])
    if types.is_list(kind) or types.is_large_list(kind):
        return spans(array, values(array.values))
    if types.is_fixed_size_list(kind):
        return [
            None if not one.is_valid else values(pa.array(one.as_py(), kind.value_type))
            for one in array
        ]
    return [None if not one.is_valid else scalar(one) for one in array]


def spans(array, flat):
    offsets = array.offsets.to_pylist()
    base = 0
    valid = array.is_valid().to_pylist()
    return [
        flat[offsets[i] - base : offsets[i + 1] - base] if ok else None
        for i, ok in enumerate(valid)
    ]


def scalar(one):
    kind = one.type
    if types.is_boolean(kind) or types.is_string(kind) or types.is_large_string(kind):
        return one.as_py()
    if types.is_string_view(kind):
        return one.as_py()
    if types.is_integer(kind):
        small = kind.bit_width < 32 or kind == pa.int32()
        return one.as_py() if small else str(one.as_py())
    if types.is_floating(kind):
        return number(one.as_py())
    if types.is_decimal(kind):
        return format(one.as_py(), "f")
    if types.is_date(kind):
        days = one.value if types.is_date32(kind) else one.value // 86_400_000
        return str(np.datetime64(days, "D"))
    if types.is_time(kind):
        return clock(one.value, PER_SECOND[kind.unit])
    if types.is_duration(kind):
        return str(one.value)
    if types.is_timestamp(kind):
        text = moment(one.value, kind.unit)
        # A zone with nanoseconds has no counterpart in DuckDB's Arrow reader's types.
        return text + ("+00" if kind.tz is not None else "")
    if types.is_null(kind):
        return None
    return blob(one.as_py())


def read(path):
    with open(path, "rb") as opened:
        magic = opened.read(6)
    if magic[:4] == b"PAR1":
        with pq.ParquetFile(path) as file:
            count = file.metadata.num_rows
            batches = list(file.iter_batches(ROWS))[:1] if count else []
            schema = file.schema_arrow
        table = pa.Table.from_batches(batches, schema=batches[0].schema if batches else schema)
        # Pages of nested columns may end a batch early.
        return table.slice(0, ROWS), count
    with pa.OSFile(path) as file:
        reader = ipc.open_file(file) if magic == b"ARROW1" else ipc.open_stream(file)
        table = reader.read_all()
    return table.slice(0, ROWS), table.num_rows


def answer(path):
    try:
        table, count = read(path)
        columns = [values(column.combine_chunks()) for column in table.columns]
    except Exception as error:  # Whatever it is, it is told.
        return {"error": f"{type(error).__name__}: {error}"[:300]}
    rows = [list(row) for row in zip(*columns, strict=True)]
    return {"names": table.column_names, "rows": rows, "count": count}


print(json.dumps({path: answer(path) for path in json.loads(sys.argv[1])}, allow_nan=False))

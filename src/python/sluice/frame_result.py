"""Gives a recipe's result as pandas users expect it."""

from __future__ import annotations

from typing import Any


def pandas_result(table: Any, frame: Any) -> Any:
    """A pyarrow table as a pandas frame, of dtypes like those of the frame that went in.

    A frame of Arrow dtypes gives Arrow dtypes, and so does a column that had one. All others get
    numpy's and pandas' own wherever they hold the same values; integers and booleans beside nulls,
    decimals, dates and nested values keep Arrow's.
    """
    import pandas as pd

    arrow, every = arrow_columns(frame)
    if every:
        return table.to_pandas(types_mapper=pd.ArrowDtype, ignore_metadata=True)
    columns = {
        at: column_of(table.column(at), name in arrow) for at, name in enumerate(table.column_names)
    }
    result = pd.DataFrame(columns, index=pd.RangeIndex(table.num_rows))
    result.columns = pd.Index(table.column_names)
    return result


def arrow_columns(frame: Any) -> tuple[set[str], bool]:
    """The columns of a pandas frame that have Arrow dtypes, and whether all have."""
    import pandas as pd

    if frame is None:
        return set(), False
    pairs = [(frame.name, frame.dtype)] if frame.ndim == 1 else list(frame.dtypes.items())
    arrow = {str(name) for name, dtype in pairs if isinstance(dtype, pd.ArrowDtype)}
    return arrow, len(arrow) == len(pairs) > 0


def column_of(column: Any, arrow: bool) -> Any:
    """A column of numpy's or pandas' own dtype where nothing is lost by it."""
    import pandas as pd

    if not arrow and is_safe(column):
        return column.to_pandas(ignore_metadata=True, date_as_object=False)
    return column.to_pandas(types_mapper=pd.ArrowDtype)


def is_safe(column: Any) -> bool:
    """Whether numpy's or pandas' own dtype holds these values."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_timestamp(kind):
        return True
    if pa.types.is_floating(kind):
        # NaN is a value and null is none; a numpy column has but one of them.
        return column.null_count == 0 or not pc.any(pc.is_nan(column)).as_py()
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return column.null_count == 0
    return False

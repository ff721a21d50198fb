"""Brings a data frame to the columns and types with which a recipe reads its source."""

from __future__ import annotations

from typing import Any

from .errors import SluiceError

# The identity of a frame's rows: one file of this name, rows counted from 0.
FILE_NAME = "frame.parquet"
FILE, ROW = "__sluice_file", "__sluice_row"


def require_columns(there: list[str], wanted: list[str], name: str) -> None:
    """Every column that the recipe reads must be in the frame."""
    for column in wanted:
        if column not in there:
            shown = ", ".join(there[:50]) + (", …" if len(there) > 50 else "")
            raise SluiceError(
                "bad-data",
                f"{name} has no column “{column}”, which the recipe reads.",
                f"Its columns are: {shown}.",
            )


def pandas_input(table: Any, schema: Any, identity: bool, name: str) -> Any:
    """A pyarrow table as the pandas frame that an exported script works on."""
    import pandas as pd
    import pyarrow as pa

    require_columns(table.column_names, schema.names, name)
    arrays = []
    for field in schema:
        column = table[field.name]
        try:
            arrays.append(column.cast(field.type))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise unfit(name, field.name, column.type, field.type, error) from None
    if identity:
        schema = schema.append(pa.field(FILE, pa.string())).append(pa.field(ROW, pa.int64()))
        arrays.append(pa.array([FILE_NAME] * table.num_rows, pa.string()))
        arrays.append(pa.array(range(table.num_rows), pa.int64()))
    exact = pa.table(arrays, schema=schema)
    return exact.to_pandas(types_mapper=pd.ArrowDtype, ignore_metadata=True)


def polars_input(frame: Any, schema: dict[str, Any], identity: bool, name: str) -> Any:
    """A polars frame as the lazy frame that an exported script works on."""
    import polars as pl

    lazy = frame.lazy()
    there = lazy.collect_schema()
    require_columns(list(there), list(schema), name)
    places = {column: at for at, column in enumerate(there)}
    columns = []
    for column, kind in schema.items():
        kind = kind() if isinstance(kind, type) else kind
        source = there[column]
        value = pl.nth(places[column])
        if source != kind:
            if source.is_float() and kind.is_integer():
                require_whole(frame, places[column], column, kind, name)
            value = value.cast(kind)
        columns.append(value)
    lazy = lazy.select(columns)
    try:
        # Only a cast can fail here, and it should be told before the recipe's steps.
        if dict(there) != {k: v() if isinstance(v, type) else v for k, v in schema.items()}:
            lazy = lazy.collect().lazy()
    except pl.exceptions.PolarsError as error:
        words = str(error).partition("\n")[0]
        raise SluiceError(
            "bad-data", f"{name} does not fit the recipe: {words}.", "Change its types first."
        ) from None
    if not identity:
        return lazy
    lazy = lazy.with_row_index(ROW).with_columns(
        pl.col(ROW).cast(pl.Int64), pl.lit(FILE_NAME).alias(FILE)
    )
    return lazy.select([*schema, FILE, ROW])


def require_whole(frame: Any, place: int, column: str, kind: Any, name: str) -> None:
    """polars would cut fractions off without a word."""
    import polars as pl

    value = pl.nth(place)
    found = frame.lazy().select((value != value.round(0)).any().alias("x")).collect()
    if found.item():
        raise SluiceError(
            "bad-data",
            f"Column “{column}” of {name} has fractions, and the recipe reads it as {kind}.",
            "Round it first.",
        )


def unfit(name: str, column: str, source: Any, wanted: Any, error: Exception) -> SluiceError:
    """The sentence for a column that cannot become what the recipe reads."""
    words = str(error).partition("\n")[0]
    return SluiceError(
        "bad-data",
        f"Column “{column}” of {name} is {source}, and the recipe reads it as {wanted} ({words}).",
        "Change its type first.",
    )

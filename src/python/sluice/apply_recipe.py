"""Applies a recipe to a data frame, in this process, by the code that Sluice exports for it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from .command_line import ask
from .errors import SluiceError
from .export_frame import FrameError, arrow_table, importable, kind_of
from .frame_input import pandas_input, polars_input
from .frame_result import pandas_result
from .recipe_file import declared_sources, recipe_file
from .recipe_script import RecipeScript

IN_MEMORY = ("pandas.DataFrame", "pandas.Series", "pyarrow.Table", "pyarrow.RecordBatch")
KINDS = ("pandas", "polars", "arrow")


class Applied(NamedTuple):
    """What a recipe made of a frame."""

    result: Any
    rows_in: int | None
    rows_out: int
    columns: int
    warnings: tuple[str, ...]


def apply(
    recipe: str | os.PathLike[str] | Mapping[str, Any],
    frame: Any = None,
    *,
    parameters: Mapping[str, Any] | None = None,
    refit: bool = False,
    kind: str | None = None,
) -> Any:
    """The data frame that a recipe makes of another.

    ``recipe`` is the path of a ``*.sluice.json``, its JSON, or a dict. ``frame`` stands for its
    source ``main``; without one the recipe's own source is read. The columns of the source's schema
    are taken from the frame and brought to its types. ``parameters`` are values for the recipe's
    parameters. What steps learned stands in the recipe; ``refit`` learns it from these data, for
    this once.

    The result is of the frame's kind: pandas, polars (lazy for lazy), pyarrow. Without a frame it
    is what ``kind`` says: ``pandas``, ``polars`` or ``arrow``. A check of severity error that fails
    is an error. Raises SluiceError.
    """
    return apply_recipe(recipe, frame, parameters or {}, kind, refit=refit).result


def apply_recipe(
    recipe: str | os.PathLike[str] | Mapping[str, Any],
    frame: Any,
    parameters: Mapping[str, Any],
    kind: str | None,
    *,
    refit: bool = False,
    name: str = "data frame",
) -> Applied:
    """As :func:`apply`, with what is worth telling besides."""
    given = None if frame is None else kind_of(frame)
    target = target_of(given, frame, kind, name)
    require(target)
    with tempfile.TemporaryDirectory(prefix="sluice-") as folder:
        table, rows_in = None, None
        if given in IN_MEMORY or given in ("arrow", "interchange", "duckdb.Relation"):
            table = as_arrow(frame, given, name)
            rows_in = table.num_rows
        elif given is not None:
            table = frame.to_frame() if given == "polars.Series" else frame
            rows_in = None if given == "polars.LazyFrame" else len(table)
        path, inputs = recipe_file(recipe, table, Path(folder), refit)
        out = Path(folder, "script.py")
        ask(["export", str(path), "--target", target, "--out", str(out)])
        text = out.read_text(encoding="utf-8")
        script = RecipeScript(text, target, Path(folder), declared_sources(path))
        script.place_inputs(inputs)
        script.set_parameters(parameters)
        if table is not None:
            make = pandas_input if target == "pandas" else polars_input
            script.give("main", lambda schema, identity: make(table, schema, identity, name))
        result, warnings = script.run()
    rows, columns = result.shape
    return Applied(finished(result, given, frame, kind), rows_in, rows, columns, warnings)


def target_of(given: str | None, frame: Any, kind: str | None, name: str) -> str:
    """The target whose code runs."""
    if kind is not None and kind not in KINDS:
        raise SluiceError(
            "usage", f"There is no kind “{kind}”.", f"Give one of {', '.join(KINDS)}."
        )
    if given == "pyspark.DataFrame":
        raise SluiceError(
            "unsupported",
            f"{name} is a Spark frame, which a recipe is not applied to here.",
            "Export the recipe with --target pyspark, or use “Insert as Cell”.",
        )
    if given is None:
        if frame is not None:
            raise SluiceError(
                "usage",
                f"{name} is no data frame; its type is {type(frame).__qualname__}.",
                "Give a pandas or polars data frame, or a pyarrow table.",
            )
        return target_without_frame(kind)
    return "polars" if given.startswith("polars.") else "pandas"


def target_without_frame(kind: str | None) -> str:
    """The kind that was asked for, else the one that the notebook already uses."""
    if kind is not None:
        return "polars" if kind == "polars" else "pandas"
    if "pandas" not in sys.modules and "polars" in sys.modules:
        return "polars"
    pandas = importable("pandas") and importable("pyarrow")
    return "pandas" if pandas or not importable("polars") else "polars"


def require(target: str) -> None:
    """The packages that the exported code imports."""
    packages = ("pandas", "pyarrow") if target == "pandas" else ("polars",)
    lacking = [package for package in packages if not importable(package)]
    if lacking:
        names = " and ".join(lacking)
        raise SluiceError(
            "python",
            f"{names} must be there to apply a recipe.",
            f"pip install {' '.join(lacking)}",
        )


def as_arrow(frame: Any, kind: str, name: str) -> Any:
    """A frame as a pyarrow table; what had to be changed shows when it does not fit the recipe."""
    try:
        return arrow_table(frame, kind, None, [])[0]
    except FrameError as error:
        raise SluiceError(error.code, error.message.replace("“frame”", name), error.hint) from None


def finished(result: Any, given: str | None, frame: Any, kind: str | None) -> Any:
    """The result as the kind of the frame that went in."""
    if kind is not None and given is None and kind == "arrow":
        return result
    if given == "polars.LazyFrame":
        return result.lazy()
    if given is None or given.startswith("pandas"):
        if type(result).__module__.startswith("polars"):
            return result
        return pandas_result(result, None if given is None else frame)
    return result

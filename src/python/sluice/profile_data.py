"""Profiles: what is in each column of a data frame or of files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .command_line import ask
from .errors import SluiceError
from .export_frame import LAZY, LAZY_ROWS, FrameError, export_frame, kind_of
from .render_html import render_html
from .render_text import render_text


class Profile:
    """The figures of every column; a notebook shows them as a table, a terminal as text.

    ``document`` is what ``sluice profile --json`` gives: ``{rows, columns: [{name, type, nulls,
    distinct, min, max, ...}]}``.
    """

    def __init__(
        self,
        title: str,
        document: Mapping[str, Any],
        *,
        kind: str = "",
        sample: int | None = None,
        limited: bool = False,
        notes: Sequence[str] = (),
    ) -> None:
        self.title = title
        self.document = document
        self.kind = kind
        self.sample = sample
        self.limited = limited
        self.notes = list(notes)

    @property
    def rows(self) -> int:
        """How many rows the data have; of a limited look, how many were looked at."""
        return int(self.document["rows"])

    @property
    def columns(self) -> list[dict[str, Any]]:
        """The figures of each column."""
        return list(self.document["columns"])

    def __getitem__(self, name: str) -> dict[str, Any]:
        """The figures of one column."""
        for column in self.document["columns"]:
            if column["name"] == name:
                return dict(column)
        raise KeyError(name)

    def __repr__(self) -> str:
        return render_text(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": render_html(self), "text/plain": render_text(self)}


def profile(
    data: Any,
    *,
    columns: Sequence[str] | None = None,
    sample: int | None = None,
    full: bool = False,
    name: str | None = None,
) -> Profile:
    """The profile of a data frame, or of a file, folder, glob or ``s3://`` address.

    ``data`` is a pandas, polars or PySpark frame, a pyarrow table, anything with Arrow's PyCapsule
    or the dataframe interchange interface, or a path. ``columns`` names the columns to look at.
    ``sample`` takes the figures from that many rows, which are then estimates. Of a polars
    LazyFrame the first 100,000 rows are looked at unless ``full`` is true, of a PySpark frame
    always. Raises SluiceError.
    """
    if sample is not None and full:
        raise SluiceError("usage", "A sample is not the full data.", "Give one of both.")
    if sample is not None and sample < 1:
        raise SluiceError("usage", "A sample has at least one row.", "Give a number above 0.")
    if isinstance(data, str | os.PathLike):
        return profile_path(os.fspath(data), columns, sample)
    return profile_frame(data, name or "data frame", columns, sample, full)


def profile_path(path: str, columns: Sequence[str] | None, sample: int | None) -> Profile:
    """The profile of what lies at a path, relative to the working directory."""
    arguments = ["profile", os.path.expanduser(path), *sample_flags(sample)]
    if columns is not None:
        if any("," in column for column in columns):
            raise SluiceError(
                "unsupported", "A column whose name has a comma cannot be chosen here.", ""
            )
        arguments += ["--columns", ",".join(columns)]
    # A path that starts with a dash is no flag.
    return Profile(path, ask(protected(arguments)), sample=sample)


def protected(arguments: list[str]) -> list[str]:
    """A relative path that looks like a flag is written as a path."""
    if arguments[1].startswith("-"):
        arguments[1] = os.path.join(".", arguments[1])
    return arguments


def profile_frame(
    frame: Any, name: str, columns: Sequence[str] | None, sample: int | None, full: bool
) -> Profile:
    """The profile of a data frame, which goes through a file that only this user can read."""
    if kind_of(frame) == "pyspark.DataFrame" and full:
        raise SluiceError(
            "unsupported",
            f"{name} is a Spark frame, of which only a look at the first rows is offered.",
            "Leave --full out, or profile the files that it was read from.",
        )
    with tempfile.TemporaryDirectory(prefix="sluice-") as folder:
        try:
            written = export_frame(
                frame, folder, "frame", lazy_rows(sample, full), list(columns) if columns else None
            )
        except FrameError as error:
            raise SluiceError(
                error.code, error.message.replace("“frame”", f"“{name}”"), error.hint
            ) from None
        kind = written["kind"]
        lazy = kind in LAZY
        # The first rows of a lazy frame are the sample.
        rows = None if lazy else sample
        document = ask(["profile", str(Path(written["path"])), *sample_flags(rows)])
    # DuckDB renames columns that differ in case only, or have no name.
    for column, own in zip(document["columns"], written["names"], strict=True):
        column["name"] = own
    return Profile(
        name,
        document,
        kind=kind,
        sample=rows,
        limited=written["limited"],
        notes=written["notes"],
    )


def lazy_rows(sample: int | None, full: bool) -> int | None:
    """How many rows of a lazy frame are looked at."""
    return None if full else (sample or LAZY_ROWS)


def sample_flags(sample: int | None) -> list[str]:
    """The flags of ``sluice profile``."""
    return [] if sample is None else ["--sample", str(sample)]

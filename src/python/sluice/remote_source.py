"""Brings a source that lies elsewhere to this machine, for a script that reads local files."""

from __future__ import annotations

import importlib.metadata
import json
import os
import sys
from pathlib import Path
from typing import Any

from .command_line import ask
from .errors import SluiceError
from .frame_input import pandas_input, polars_input

# The release that the command's runs need; another one is not offered to them.
DUCKDB = "1.5.6"


def local_copy(
    source: str, declared: dict[str, Any], target: str, schema: Any, identity: bool, folder: Path
) -> Any:
    """The frame of a remote source: a recipe of that source alone is run, and its result read.

    Raises ``unsupported`` where the recipe needs each row's place in its file, which is lost.
    """
    if identity:
        raise SluiceError(
            "unsupported",
            f"A step needs the place of each row in the files of “{source}”, which lie elsewhere.",
            "Give the step a key, or run the recipe with the sluice command.",
        )
    place = folder / f"source-{source}"
    place.mkdir()
    recipe = place / "source.sluice.json"
    alone = {"sluice": 1, "name": source, "sources": {"main": declared}, "steps": []}
    recipe.write_text(json.dumps(alone), encoding="utf-8")
    # Its history goes with the folder.
    (place / ".sluice").mkdir()
    done = run_here(recipe, place / "run")
    written = place / "run" / "output" / done["outputs"][0]["name"]
    files = sorted(written.glob("part-*.parquet"))
    if target == "pandas":
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = pa.concat_tables([pq.read_table(file) for file in files])
        return pandas_input(table, schema, False, f"Source “{source}”")
    import polars as pl

    return polars_input(pl.scan_parquet(files), schema, False, f"Source “{source}”")


def run_here(recipe: Path, out: Path, *flags: str) -> Any:
    """Runs a recipe by the command: with this Python, if it can."""
    python = ["--python", sys.executable] if has_duckdb() else []
    return ask(["run", str(recipe), "--local", "--out", str(out), *flags, *python])


def has_duckdb() -> bool:
    """Whether this Python can do the run; else the command makes an environment of its own."""
    if os.environ.get("SLUICE_PYTHON"):
        return False
    try:
        return importlib.metadata.version("duckdb") == DUCKDB
    except importlib.metadata.PackageNotFoundError:
        return False

"""The recipe as a file that the command can read, with a frame in place of its main source."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .errors import SluiceError
from .export_frame import FrameError, export_frame
from .remote_source import run_here


def recipe_file(
    recipe: str | os.PathLike[str] | Mapping[str, Any], table: Any, folder: Path, refit: bool
) -> tuple[Path, dict[str, str]]:
    """The recipe's file, and where its inputs lie if not where the file says.

    A recipe in a file stays there, as its sources and its learned values lie beside it, unless its
    main source has no schema yet: then the frame's is taken. So it is for JSON without a main
    source. What is learned anew is learned in a copy.
    """
    text, base, path = given(recipe)
    try:
        document = json.loads(text)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        # The command says where the JSON is wrong.
        return path or written(folder, text), {}
    sources = document.get("sources")
    sources = sources if isinstance(sources, dict) else {}
    main = sources.get("main")
    declared = isinstance(main, dict) and "schema" in main
    whole = {"sluice": 1, "name": "", **document}
    whole["sources"] = {key: moved(value, base) for key, value in sources.items()}
    if table is not None and (refit or not declared):
        schema = {"schema": main["schema"]} if declared else {}
        file = frame_file(table if refit else empty(table), folder)
        frame = {"uri": file, "format": "parquet", "options": {}, **schema}
        whole["sources"] = {
            "main": frame,
            **{k: v for k, v in whole["sources"].items() if k != "main"},
        }
    elif not refit:
        if path is not None:
            return path, {}
        if all("schema" in value for value in sources.values() if isinstance(value, dict)):
            # Another address would be another recipe, to which learned values do not belong.
            return written(folder, text), places(sources, base)
    if not refit:
        return written(folder, json.dumps(whole)), {}
    copy = written(folder, json.dumps({**whole, "fitted": {}, "outputs": []}))
    (folder / ".sluice").mkdir()
    run_here(copy, folder / "learned", "--refit")
    return copy, {}


def given(
    recipe: str | os.PathLike[str] | Mapping[str, Any],
) -> tuple[str, Path, Path | None]:
    """A recipe's text, the folder that its addresses are relative to, and its file if any."""
    if isinstance(recipe, Mapping):
        return json.dumps(recipe), Path.cwd(), None
    if isinstance(recipe, str) and recipe.lstrip().startswith("{"):
        return recipe, Path.cwd(), None
    path = Path(os.path.expanduser(os.fspath(recipe)))
    if not path.is_file():
        raise SluiceError(
            "not-found", f"There is no recipe {path}.", "Check the path, or give its JSON."
        )
    return path.read_text(encoding="utf-8-sig", errors="replace"), path.parent.resolve(), path


def declared_sources(path: Path) -> Mapping[str, Any]:
    """The sources of a recipe that the command has found sound."""
    sources = json.loads(path.read_text(encoding="utf-8-sig")).get("sources")
    return sources if isinstance(sources, dict) else {}


def here(uri: str) -> bool:
    """Whether an address is relative to the recipe."""
    return "://" not in uri and not uri.startswith("file:") and not os.path.isabs(uri)


def moved(source: Any, base: Path) -> Any:
    """A source whose relative address is made absolute."""
    uri = source.get("uri") if isinstance(source, dict) else None
    return {**source, "uri": str(base / uri)} if isinstance(uri, str) and here(uri) else source


def places(sources: Mapping[str, Any], base: Path) -> dict[str, str]:
    """Where the sources of relative addresses lie."""
    uris = {key: value.get("uri") for key, value in sources.items() if isinstance(value, dict)}
    return {key: str(base / uri) for key, uri in uris.items() if isinstance(uri, str) and here(uri)}


def written(folder: Path, text: str) -> Path:
    """The recipe as a file of its own."""
    path = folder / "recipe.sluice.json"
    path.write_text(text, encoding="utf-8")
    return path


def empty(table: Any) -> Any:
    """No row of a frame: the command reads the schema from it."""
    return table.head(0) if hasattr(table, "head") else table.slice(0, 0)


def frame_file(table: Any, folder: Path) -> str:
    """A frame as a file."""
    try:
        return str(export_frame(table, str(folder), "frame", rows=None)["path"])
    except FrameError as error:
        raise SluiceError(error.code, error.message, error.hint) from None

"""Runs a script that Sluice exported, over inputs of ours and without its outputs."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .errors import SluiceError
from .remote_source import local_copy

FILE_NAME = "<sluice recipe>"
READERS = {"pandas": "read_files", "polars": "scan_files"}


class Input(str):
    """The path of an input that knows whose it is."""

    __slots__ = ("source",)
    source: str


class RecipeScript:
    """An exported script, as a module whose inputs, outputs and checks are taken over."""

    def __init__(self, text: str, target: str, folder: Path, sources: Mapping[str, Any]) -> None:
        self.sources = sources
        self.lines = text.splitlines()
        self.target = target
        self.folder = folder
        self.module: dict[str, Any] = {"__name__": "sluice_recipe"}
        exec(compile(text, FILE_NAME, "exec"), self.module)
        needed = ("INPUTS", "PARAMETERS", "PARSERS", "run", "arguments", "outputs", READERS[target])
        if any(name not in self.module for name in needed):
            raise SluiceError(
                "internal",
                "The sluice command is of another version than this package.",
                "Install the package again from the extension.",
            )
        self.inputs: dict[str, str] = dict(self.module["INPUTS"])
        self.parameters: dict[str, Any] = dict(self.module["PARAMETERS"])
        self.frames: dict[str, Callable[[Any, bool], Any]] = {}
        self.warnings: list[str] = []

    def place_inputs(self, places: Mapping[str, str]) -> None:
        """Where inputs lie, if elsewhere than the recipe says."""
        self.inputs.update({name: path for name, path in places.items() if name in self.inputs})

    def set_parameters(self, values: Mapping[str, Any]) -> None:
        """Values of parameters, as text or as they are."""
        for name, value in values.items():
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise SluiceError(
                    "usage", f"The recipe has no parameter “{name}”.", f"It has: {known}."
                )
            if isinstance(value, str):
                try:
                    value = self.module["PARSERS"][name](value)
                except (ArithmeticError, LookupError, ValueError):
                    raise SluiceError(
                        "usage",
                        f"“{value}” does not fit the type of the parameter “{name}”.",
                        "Give another value.",
                    ) from None
            self.parameters[name] = value

    def give(self, source: str, frame: Callable[[Any, bool], Any]) -> None:
        """A frame for a source, made from the schema that the script reads it with."""
        self.frames[source] = frame

    def run(self) -> tuple[Any, tuple[str, ...]]:
        """The final table, and the checks of severity warn that do not hold."""
        found: list[Any] = []
        module = self.module
        reader = READERS[self.target]
        module.update(
            {
                reader: self.reader(module[reader]),
                "arguments": lambda: (self.named(), self.parameters, self.folder / "out"),
                "outputs": lambda table: found.append(table) or [],
            }
        )
        if "checks" in module:
            module["checks"] = self.checker(module["checks"])
        with pandas_options(self.target):
            try:
                module["run"]()
            except SystemExit as stop:
                raise SluiceError("bad-data", str(stop.code), "") from None
            except (SluiceError, MemoryError):
                raise
            except Exception as error:
                raise self.told(error) from error
        return found[0], tuple(self.warnings)

    def named(self) -> dict[str, Input]:
        """The inputs, each with its source's name."""
        named = {}
        for name, path in self.inputs.items():
            named[name] = Input(path)
            named[name].source = name
        return named

    def reader(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """What reads a source: a frame of ours, a copy of what lies elsewhere, or its files."""

        def read(path: Any, schema: Any, how: Any, identity: bool = False) -> Any:
            source = getattr(path, "source", "")
            if source in self.frames:
                return self.frames[source](schema, identity)
            if "://" in path and not path.startswith("file:"):
                declared = {**self.sources.get(source, {}), "uri": str(path)}
                return local_copy(source, declared, self.target, schema, identity, self.folder)
            return original(path, schema, how, identity=identity)

        return read

    def checker(self, original: Callable[[Any], Iterator[Any]]) -> Callable[[Any], list[Any]]:
        """The recipe's checks: what fails is told here, in a sentence."""

        def check(table: Any) -> list[Any]:
            failed = []
            for severity, rule, broken, found in original(table):
                if broken:
                    sentence = f"The check “{rule}” does not hold ({found:,})."
                    (failed if severity == "error" else self.warnings).append(sentence)
            if failed:
                raise SluiceError("check-failed", " ".join(failed), "Nothing was made.")
            return []

        return check

    def told(self, error: Exception) -> SluiceError:
        """The error of a step: the step by its title, and the engine's first words."""
        lines = [
            f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == FILE_NAME
        ]
        words = str(error).strip().partition("\n")[0] or type(error).__name__
        for number in [n for n in lines if n is not None]:
            title = self.title_above(number)
            if title:
                return SluiceError("bad-data", f"Step {title} failed: {words}", "")
        return SluiceError("bad-data", f"The recipe failed: {words}", "")

    def title_above(self, number: int) -> str:
        """The comment ``# id · Title`` of the step that a line belongs to."""
        for line in reversed(self.lines[:number]):
            text = line.strip()
            if line.startswith("def "):
                return ""
            if text.startswith("# ") and " · " in text:
                step, _, title = text[2:].partition(" · ")
                return f"{step} ({title.partition(':')[0]})"
        return ""


@contextlib.contextmanager
def pandas_options(target: str) -> Iterator[None]:
    """What a script sets for the whole of pandas is set back."""
    option = "future.distinguish_nan_and_na"
    if target != "pandas":
        yield
        return
    import pandas as pd

    future = pd.options.future
    if not hasattr(future, "distinguish_nan_and_na"):
        yield
        return
    before = pd.get_option(option)
    try:
        yield
    finally:
        pd.set_option(option, before)

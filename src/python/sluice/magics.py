"""The magics ``%sluice`` and ``%%sluice``."""

from __future__ import annotations

import ast
import keyword
import os
from glob import glob, has_magic
from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class
from IPython.display import display

from .apply_recipe import apply_recipe
from .errors import SluiceError
from .export_frame import kind_of
from .magic_line import apply_options, profile_options
from .profile_data import profile


@magics_class
class SluiceMagics(Magics):
    """Profiles and recipes in a notebook."""

    @line_magic("sluice")
    def show(self, line: str) -> None:
        """Shows what is in each column of a data frame or of files.

        ::

            %sluice df
            %sluice path/or/folder/or/*.parquet
            %sluice s3://bucket/folder/ --sample 100000
            %sluice df --columns a,b

        ``--sample N`` takes the figures from N rows, ``--full`` from all (of a polars LazyFrame;
        else that is so anyway), ``--columns a,b`` looks at these columns only.
        """
        try:
            options = profile_options(line)
            data = self.meant(options.target)
            display(
                profile(
                    data,
                    columns=options.columns,
                    sample=options.sample,
                    full=options.full,
                    name=options.target,
                )
            )
        except SluiceError as error:
            raise UsageError(str(error)) from None

    @cell_magic("sluice")
    def run(self, line: str, cell: str) -> None:
        """Applies a recipe to a data frame and binds the result to a name.

        ::

            %%sluice result --from df
            path/of/recipe.sluice.json

        The cell holds the path of a recipe, or its JSON. ``--from`` names the data frame that
        stands for the recipe's source ``main``; without it the recipe's own source is read.
        ``--set name=value`` sets a parameter, ``--refit`` learns what the steps learn from these
        data, for this once, ``--as pandas|polars|arrow`` says what a result
        without ``--from`` should be.
        """
        try:
            options = apply_options(line)
            if not options.name.isidentifier() or keyword.iskeyword(options.name):
                raise SluiceError(
                    "usage",
                    f"“{options.name}” is no name that a result can have.",
                    "Write %%sluice NAME --from FRAME.",
                )
            frame = None
            if options.frame is not None:
                frame = self.shell.user_ns.get(options.frame)
                if frame is None:
                    raise SluiceError(
                        "usage",
                        f"There is no variable “{options.frame}”.",
                        "Run the cell that makes it.",
                    )
            recipe = cell.strip()
            if recipe == "":
                raise SluiceError(
                    "usage", "The cell is empty.", "Write the path of a recipe, or its JSON."
                )
            done = apply_recipe(
                recipe,
                frame,
                options.parameters,
                options.kind,
                refit=options.refit,
                name=options.frame or "the source",
            )
        except SluiceError as error:
            raise UsageError(str(error)) from None
        self.shell.push({options.name: done.result})
        before = "" if done.rows_in is None else f" (from {done.rows_in:,})"
        kind = kind_of(done.result)
        print(f"{options.name}: {kind}, {done.rows_out:,} rows{before} × {done.columns:,} columns")
        for warning in done.warnings:
            print(f"Warning: {warning}")

    def meant(self, text: str) -> Any:
        """What a line names: a variable, a path, or an expression on variables."""
        names = self.shell.user_ns
        if text in names:
            return data_or_path(names[text], text)
        unquoted = (
            text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else None
        )
        path = unquoted if unquoted is not None else text
        known = "://" in path or os.path.exists(os.path.expanduser(path))
        if known or unquoted is not None or (has_magic(path) and glob(path, recursive=True)):
            return path
        try:
            tree = ast.parse(text, mode="eval")
        except SyntaxError:
            tree = None
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} if tree else set()
        if tree is None or not any(name in names for name in used):
            raise SluiceError(
                "not-found",
                f"There is no variable and no file “{text}”.",
                "Check the spelling, or run the cell that makes it.",
            )
        try:
            value = self.shell.ev(text)
        except Exception as error:
            raise SluiceError("usage", f"“{text}” is {type(error).__name__}: {error}.") from None
        return data_or_path(value, text)


def data_or_path(value: Any, text: str) -> Any:
    """A frame or a path; anything else is refused by its name."""
    if kind_of(value) is None and not isinstance(value, str | os.PathLike):
        raise SluiceError(
            "usage",
            f"“{text}” is no data frame; its type is {type(value).__qualname__}.",
            "Give a pandas, polars, pyarrow or PySpark data frame, or a path.",
        )
    return value

"""Reads the line of a magic."""

from __future__ import annotations

import re
import shlex
from typing import NamedTuple

from .errors import SluiceError

PROFILE_USAGE = "Write %sluice df, or %sluice path, with --sample N, --full or --columns a,b."
APPLY_USAGE = (
    "Write %%sluice NAME --from FRAME, with --set name=value, --refit or --as pandas|polars|arrow."
)


class ProfileOptions(NamedTuple):
    """What stands after ``%sluice``."""

    target: str
    columns: list[str] | None
    sample: int | None
    full: bool


class ApplyOptions(NamedTuple):
    """What stands after ``%%sluice``."""

    name: str
    frame: str | None
    parameters: dict[str, str]
    kind: str | None
    refit: bool


def profile_options(line: str) -> ProfileOptions:
    """The target is all that stands before the first option: an expression may hold blanks."""
    start = re.search(r"(?:^|\s)--(?=[A-Za-z])", line)
    target = (line[: start.start()] if start else line).strip()
    words = split(line[start.start() :] if start else "", PROFILE_USAGE)
    columns: list[str] | None = None
    sample: int | None = None
    full = False
    while words:
        option = words.pop(0)
        if option == "--full":
            full = True
        elif option == "--sample":
            sample = whole(value_of(option, words, PROFILE_USAGE))
        elif option == "--columns":
            columns = [c for c in value_of(option, words, PROFILE_USAGE).split(",") if c != ""]
        elif option.startswith("--") or target:
            raise SluiceError("usage", f"%sluice does not know “{option}”.", PROFILE_USAGE)
        else:
            target = option
    if target == "":
        raise SluiceError("usage", "%sluice needs a data frame or a path.", PROFILE_USAGE)
    return ProfileOptions(target, columns, sample, full)


def apply_options(line: str) -> ApplyOptions:
    """A name, then options."""
    words = split(line, APPLY_USAGE)
    name = ""
    frame: str | None = None
    kind: str | None = None
    parameters: dict[str, str] = {}
    refit = False
    while words:
        word = words.pop(0)
        if word == "--refit":
            refit = True
        elif word == "--from":
            frame = value_of(word, words, APPLY_USAGE)
        elif word == "--as":
            kind = value_of(word, words, APPLY_USAGE)
        elif word == "--set":
            key, equals, value = value_of(word, words, APPLY_USAGE).partition("=")
            if not key or not equals:
                raise SluiceError("usage", f"“{key}” is no name=value.", APPLY_USAGE)
            parameters[key] = value
        elif word.startswith("--") or name:
            raise SluiceError("usage", f"%%sluice does not know “{word}”.", APPLY_USAGE)
        else:
            name = word
    if name == "":
        raise SluiceError("usage", "%%sluice needs a name for the result.", APPLY_USAGE)
    return ApplyOptions(name, frame, parameters, kind, refit)


def split(text: str, usage: str) -> list[str]:
    """The words of a line; ``--option=value`` is two."""
    try:
        words = shlex.split(text)
    except ValueError:
        raise SluiceError("usage", "A quotation mark is not closed.", usage) from None
    result: list[str] = []
    for word in words:
        option, equals, value = word.partition("=")
        result += [option, value] if equals and re.fullmatch(r"--[a-z]+", option) else [word]
    return result


def value_of(option: str, words: list[str], usage: str) -> str:
    """The word after an option."""
    if not words:
        raise SluiceError("usage", f"{option} needs a value.", usage)
    return words.pop(0)


def whole(text: str) -> int:
    """A number of rows."""
    digits = text.replace("_", "").replace(",", "")
    if not re.fullmatch(r"[1-9][0-9]{0,14}", digits):
        raise SluiceError("usage", f"“{text}” is no number of rows.", "Write --sample 10000.")
    return int(digits)

"""A profile as text, for terminals."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from .figures import ends, figure, headline, insights, mark, most, plain, share

BARS = " ▁▂▃▄▅▆▇█"
HEAD = ("column", "type", "missing", "distinct", "min", "median", "mean", "max", "values")
RIGHT = (False, False, True, True, True, True, True, True, False)
MOST_COLUMNS = 200
WIDEST = 28


def render_text(profile: Any) -> str:
    """The headline, a line a column, and the notes."""
    columns = profile.columns[:MOST_COLUMNS]
    table = [HEAD, *(cells(column, profile.rows) for column in columns)]
    # What no column has takes no room.
    kept = [i for i in range(len(HEAD)) if i < 4 or any(row[i] for row in table[1:])]
    widths = {i: max(width(row[i]) for row in table) for i in kept}
    lines = [f"{plain(profile.title)}: {', '.join(headline(profile))}", ""]
    for row in table:
        cut = [pad(row[i], widths[i], RIGHT[i]) for i in kept]
        lines.append("  ".join(cut).rstrip())
    left = len(profile.columns) - len(columns)
    if left > 0:
        lines.append(f"and {left:,} more; choose with --columns a,b")
    notes = insights(profile)
    return "\n".join([*lines, *([""] if notes else []), *(plain(note) for note in notes)])


def cells(column: Mapping[str, Any], rows: int) -> tuple[str, ...]:
    """A column's line."""
    quantiles = column.get("quantiles") or {}
    missing = mark(column, "nulls") + share(column["nulls"], rows)
    if column.get("nans"):
        missing += f" + {column['nans']:,} NaN"
    return (
        short(plain(column["name"])),
        short(str(column["type"])),
        missing,
        f"{mark(column, 'distinct')}{column['distinct']:,}",
        marked(column, "min", ends(column, "min")),
        marked(column, "quantiles", quantiles.get("p50")),
        marked(column, "mean", column.get("mean")),
        marked(column, "max", ends(column, "max")),
        shape(column, rows),
    )


def marked(column: Mapping[str, Any], name: str, given: Any) -> str:
    """A figure with its mark, or nothing."""
    return "" if given is None else short(mark(column, name) + figure(given, column))


def shape(column: Mapping[str, Any], rows: int) -> str:
    """The histogram as a row of bars, or the most frequent values."""
    bins = column.get("histogram") or []
    highest = max((bin["count"] for bin in bins), default=0)
    if highest > 0 and len(bins) > 1:
        # What is there at all is seen.
        return "".join(BARS[-(-bin["count"] * 8 // highest)] for bin in bins)
    return ", ".join(
        f"{short(text, 14)} {share(count, rows)}" for text, count in most(column, rows)[:3]
    )


def width(text: str) -> int:
    """How many places of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def short(text: str, widest: int = WIDEST) -> str:
    """A text of at most so many places."""
    if width(text) <= widest:
        return text
    while width(text) > widest - 1:
        text = text[:-1] if width(text) < 2 * widest else text[:widest]
    return f"{text}…"


def pad(text: str, to: int, right: bool) -> str:
    """A cell of its column's width."""
    room = " " * (to - width(text))
    return room + text if right else text + room

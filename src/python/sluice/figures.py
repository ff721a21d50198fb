"""How figures of a profile read: grouped digits, shares, marks of what is an estimate."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from typing import Any

NUMBERS = ("int", "float", "decimal")


# Findings under a cell; they are ranked.
MOST_FOUND = 8


def shown(value: Any) -> str:
    """A figure: grouped digits, six digits that count of a fraction, every digit of an integer."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        # Beyond these only doubles come as numbers, and their last digits mean nothing.
        return f"{value:,}" if abs(value) < 2**53 else f"{value:.6g}"
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        if value == int(value) and abs(value) < 1e15:
            return f"{int(value):,}"
        text = f"{value:.6g}"
        if "e" in text:
            return text
        whole, point, fraction = text.partition(".")
        return f"{int(whole):,}".replace("0", "-0", whole == "-0") + point + fraction
    return plain(str(value))


def figure(value: Any, column: Mapping[str, Any]) -> str:
    """A figure of a column; the digits of numbers that come as text are grouped too."""
    text = shown(value)
    if isinstance(value, str) and str(column["type"]).startswith(NUMBERS):
        sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
        whole, point, fraction = digits.partition(".")
        if whole.isascii() and whole.isdigit():
            return f"{sign}{int(whole):,}{point}{fraction}"
    return text


def share(part: int, whole: int) -> str:
    """A share in per cent; never 0 % or 100 % of what is not."""
    if whole == 0:
        return "–"
    percent = 100 * part / whole
    if part == 0 or part == whole:
        return f"{percent:.0f} %"
    if percent < 0.1:
        return "< 0.1 %"
    if percent > 99.9:
        return "> 99.9 %"
    return f"{percent:.1f} %"


def basis(column: Mapping[str, Any], name: str) -> str:
    """``exact``, or what a figure is instead."""
    return str((column.get("basis") or {}).get(name, "exact"))


def mark(column: Mapping[str, Any], name: str) -> str:
    """The mark before an estimate."""
    return "" if basis(column, name) == "exact" else "≈ "


def most(column: Mapping[str, Any], rows: int) -> list[tuple[str, int]]:
    """The most frequent values and their counts; none where even those are rare."""
    top = column.get("top") or []
    if not top or top[0]["count"] < 2 or top[0]["count"] * 200 < rows:
        return []
    return [(figure(entry["value"], column), int(entry["count"])) for entry in top]


def ends(column: Mapping[str, Any], name: str) -> Any:
    """The least or the greatest value of a column where that says something."""
    ordered = str(column["type"]).startswith((*NUMBERS, "date", "time"))
    return column.get(name) if ordered else None


def plain(text: str) -> str:
    """A text on one line, without what a terminal or a page would obey."""
    return "".join(
        character
        if character == " " or unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp", "Cs")
        else escaped(character)
        for character in text
    )


def escaped(character: str) -> str:
    """A control character as Python writes it."""
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")


def headline(profile: Any) -> list[str]:
    """What is said above the columns: kind, size, where the figures come from."""
    parts = [profile.kind] if profile.kind else []
    count = len(profile.columns)
    rows = f"{profile.rows:,} row{'' if profile.rows == 1 else 's'}"
    if profile.limited:
        rows = f"the first {rows}; there are more"
    parts.append(f"{rows} × {count:,} column{'' if count == 1 else 's'}")
    estimated = any(
        value != "exact" for c in profile.columns for value in (c.get("basis") or {}).values()
    )
    if profile.sample is not None and profile.sample < profile.rows:
        parts.append(f"figures from a sample of {profile.sample:,} rows")
    elif estimated:
        parts.append("≈ estimated")
    else:
        parts.append("exact")
    return parts


def insights(profile: Any) -> list[str]:
    """What Sluice found worth saying, most severe first, and what had to be changed to look."""
    found = list(profile.document.get("insights") or [])
    for column in profile.columns:
        found += column.get("insights") or []
    # What concerns a column stands there and in the whole list.
    messages = dict.fromkeys(str(i["message"]) for i in found if i.get("message"))
    shown = list(messages)[:MOST_FOUND]
    left = len(messages) - len(shown)
    if left > 0:
        shown.append(f"And {left:,} more; open the data in Sluice to see them all.")
    return shown + profile.notes

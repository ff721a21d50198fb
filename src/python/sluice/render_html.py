"""A profile as HTML that reads well in JupyterLab and VS Code, light and dark.

Nothing but a table, a style and drawings: no script, no address of elsewhere. Where the style is
taken away, as in a notebook that is not trusted, a plain table is left.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from .figures import basis, ends, figure, headline, insights, mark, most, plain, share
from .profile_style import STYLE

MOST_COLUMNS = 100
LONGEST = 200
HEADS = (
    *(("Column", "name"), ("Type", "kind"), ("Missing", "n"), ("Distinct", "n")),
    *(("Values", "shape"), ("Min", "n"), ("Median", "n"), ("Mean", "n"), ("Max", "n")),
)


def render_html(profile: Any) -> str:
    """The headline, a row a column, and the notes."""
    columns = profile.columns[:MOST_COLUMNS]
    rows = "".join(row(column, profile.rows) for column in columns)
    left = len(profile.columns) - len(columns)
    notes = insights(profile)
    if left > 0:
        notes = [f"And {left:,} more columns; choose with --columns a,b.", *notes]
    said = "".join(f"<li>{escape(note)}</li>" for note in notes)
    facts = "".join(f"<span>{escape(part)}</span>" for part in headline(profile))
    heads = "".join(f'<th scope="col" class="{kind}">{title}</th>' for title, kind in HEADS)
    title = escape(profile.title)
    return (
        f'<div class="sluice-profile"><style>{STYLE}</style>'
        f'<div class="head"><b>{title}</b> {facts}</div>'
        f'<div class="wide" role="region" aria-label="Columns of {title}" tabindex="0">'
        f"<table><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
        f"{f'<ul>{said}</ul>' if said else ''}</div>"
    )


def row(column: Mapping[str, Any], rows: int) -> str:
    """A column's row."""
    quantiles = column.get("quantiles") or {}
    name = escape(column["name"])
    kind = escape(column["type"])
    return (
        f'<tr><th scope="row" title="{name}">{name or "<i>(no name)</i>"}</th>'
        f'<td class="kind" title="{kind}">{kind}</td>'
        f'<td class="n">{missing(column, rows)}</td>'
        f"{cell(column, 'distinct', column['distinct'])}"
        f'<td class="shape">{shape(column, rows)}</td>'
        f"{cell(column, 'min', ends(column, 'min'))}"
        f"{cell(column, 'quantiles', quantiles.get('p50'))}"
        f"{cell(column, 'mean', column.get('mean'))}"
        f"{cell(column, 'max', ends(column, 'max'))}</tr>"
    )


def cell(column: Mapping[str, Any], name: str, value: Any) -> str:
    """A figure: as it is written in short, and every digit in its title."""
    if value is None:
        return '<td class="n"></td>'
    from_what = basis(column, name)
    title = str(value) if from_what == "exact" else f"{value} ({from_what})"
    text = mark(column, name) + figure(value, column)
    return f'<td class="n" title="{escape(title)}">{escape(text)}</td>'


def missing(column: Mapping[str, Any], rows: int) -> str:
    """The missing share, and how many are NaN."""
    nulls = column["nulls"]
    text = escape(mark(column, "nulls") + share(nulls, rows))
    kind = "some" if nulls else "none"
    nans = f" <small>{column['nans']:,} NaN</small>" if column.get("nans") else ""
    return f'<span class="{kind}" title="{nulls:,} of {rows:,}">{text}</span>{nans}'


def shape(column: Mapping[str, Any], rows: int) -> str:
    """The histogram, or the most frequent values as bars."""
    bins = column.get("histogram") or []
    if len(bins) > 1 and any(bin["count"] for bin in bins):
        return histogram(column, bins)
    top = most(column, rows)
    if not top:
        filled = rows - column["nulls"]
        if filled > 1 and column["distinct"] == filled and basis(column, "distinct") == "exact":
            return "<small>all different</small>"
        return ""
    shown, others = (top, 0) if column["distinct"] <= 3 else (top[:2], column["distinct"] - 2)
    lines = [bar(escape(text) or "<em>empty</em>", count, rows) for text, count in shown]
    if others:
        rest = rows - column["nulls"] - sum(count for _, count in shown)
        more = f"<small>{mark(column, 'distinct')}{others:,} more</small>"
        lines.append(bar(more, max(rest, 0), rows))
    return "".join(lines)


def bar(text: str, count: int, rows: int) -> str:
    """A value before a bar of its share."""
    return (
        f'<div class="top" title="{count:,} of {rows:,}"><span>'
        f'<i style="width:{100 * count / rows:.1f}%"></i><b>{text}</b></span> '
        f"<small>{share(count, rows)}</small></div>"
    )


def histogram(column: Mapping[str, Any], bins: list[Mapping[str, Any]]) -> str:
    """The histogram as one path: what is there at all is seen."""
    highest = max(bin["count"] for bin in bins)
    path = ""
    for at, bin in enumerate(bins):
        if bin["count"]:
            height = max(1.0, 28 * bin["count"] / highest)
            path += f"M{at * 6} 28v-{height:.1f}h5v{height:.1f}z"
    first, last = figure(bins[0]["from"], column), figure(bins[-1]["to"], column)
    label = escape(f"{mark(column, 'histogram')}Histogram from {first} to {last}")
    return (
        f'<svg role="img" aria-label="{label}" width="{len(bins) * 6}" height="28" '
        f'viewBox="0 0 {len(bins) * 6} 28"><title>{label}</title><path d="{path}"/></svg>'
    )


def escape(text: Any) -> str:
    """A text that is only text: no markup, no line breaks, not without end."""
    whole = plain(str(text))
    return html.escape(whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1]}…")

"""Plots for the coordinator's page: drawn by Altair into pictures that run nothing."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert

_WIDTH, _HEIGHT = 520, 240
_GREEN = "#1f6b3a"
_BELOW = alt.Legend(orient="bottom")
_COLOURS = ["#1f6b3a", "#1b5e8f", "#8a4b00", "#a3262a", "#b9c4bf"]


@dataclass(frozen=True)
class Plot:
    """A picture, what it shows, and its figures for who cannot see it."""

    title: str
    picture: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def cited_per_year(counts: Mapping[int, int], words: Mapping[str, str]) -> Plot:
    """How many numbered recommendations the documents of each year cite."""
    rows = [{"year": str(year), "count": count} for year, count in sorted(counts.items())]
    bars = alt.Chart(alt.InlineData(values=rows)).mark_bar(color=_GREEN)
    chart = bars.encode(
        x=alt.X("year:O", title=words["year"], axis=alt.Axis(labelAngle=0)),
        y=alt.Y("count:Q", title=words["recommendations"], axis=alt.Axis(tickMinStep=1)),
    )
    return _plot(words["cited_per_year"], chart, (words["year"], words["recommendations"]), rows)


def commitments_by_verdict(
    lines: Iterable[Mapping[str, Any]], verdicts: Mapping[str, str], words: Mapping[str, str]
) -> Plot:
    """What came of the commitments of each year."""
    rows = [
        {"year": str(r["year"]), "verdict": verdicts[r["verdict"]], "count": r["commitments"]}
        for r in lines
    ]
    order = list(verdicts.values())
    chart = _stacked(rows, "verdict", order, words["commitments"], words["year"])
    columns = (words["year"], words["status"], words["commitments"])
    return _plot(words["commitments_by_status"], chart, columns, rows)


def themes_per_year(lines: Iterable[Mapping[str, Any]], words: Mapping[str, str]) -> Plot:
    """How much each theme is on the table, year by year."""
    rows = [{"theme": r["label"], "year": str(r["year"]), "count": r["records"]} for r in lines]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_circle(color=_GREEN, opacity=0.85)
        .encode(
            x=alt.X("year:O", title=words["year"], axis=alt.Axis(labelAngle=0)),
            y=alt.Y("theme:N", title=None, axis=alt.Axis(labelLimit=400, minExtent=230)),
            size=alt.Size(
                "count:Q", title=words["records"], scale=alt.Scale(range=[20, 500]), legend=_BELOW
            ),
        )
    )
    columns = (words["theme"], words["year"], words["records"])
    return _plot(words["themes_per_year"], chart, columns, rows)


def _stacked(
    rows: list[dict[str, Any]], by: str, order: list[str], counted: str, year: str
) -> alt.Chart:
    colours = alt.Scale(domain=order, range=_COLOURS)
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(stroke="white")
        .encode(
            x=alt.X("year:O", title=year, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("count:Q", title=counted, axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(f"{by}:N", scale=colours, title=None, legend=_BELOW),
        )
    )
    return chart


def _plot(
    title: str, chart: alt.Chart, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> Plot:
    specification = chart.properties(width=_WIDTH, height=_HEIGHT).to_dict()
    drawn = vl_convert.vegalite_to_svg(specification, vl_version=_version())
    picture = f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"
    return Plot(title, picture, tuple(columns), tuple(tuple(row.values()) for row in rows))


def _version() -> str:
    return ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])

"""The coordinator's page: one year, or all, from the matrix down to the quotes in their context."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.pages.agenda import Agreement, agenda
from flows.pages.plots import Plot, cited_per_year, commitments_by_verdict, themes_per_year
from flows.pages.rendering import render, words
from flows.pages.sources import Source
from warehouse.answers import RecommendationYear
from warehouse.report import Line, ReportContent

_READ = "read"
_MENTIONED = ("cited", "inferred_only")


@dataclass(frozen=True)
class Cell:
    """A recommendation in one year: cited, or which kind of nothing, with the quotes."""

    anchor: str
    status: str
    citations: int
    quotes: tuple[Line, ...]


@dataclass(frozen=True)
class Row:
    """A recommendation and its years."""

    code: str
    theme: str | None
    description: str | None
    cells: tuple[Cell, ...]
    organisations: tuple[str, ...]


def report_page(content: ReportContent, sources: Sequence[Source], language: str = "nl") -> str:
    """Return the page of ``content`` as one HTML file; ``sources`` hold its quotes in context."""
    told = words(language)
    rows = matrix(content)
    agreements = agenda(content)
    return render(
        "report",
        language=language,
        words=told,
        content=content,
        years=sorted({line.year for line in content.matrix}),
        rows=rows,
        agenda=agreements,
        counts=_counts(content, rows, agreements),
        unread=[line for line in content.documents if line["state"] != _READ],
        asked=asked(content.recommendations),
        plots=list(_plots(content, rows, told)),
        sources=sources,
        organisations=_organisations(content, rows),
    )


def matrix(content: ReportContent) -> list[Row]:
    """Return recommendation by year, in the order of the register."""
    quotes = _quotes(content.citations)
    lines: dict[tuple[Any, ...], list[RecommendationYear]] = defaultdict(list)
    for line in content.matrix:
        lines[line.cycle, line.code, line.theme].append(line)
    return [_row(number, years, quotes) for number, years in enumerate(lines.values())]


def asked(recommendations: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Return who is asked what, the most often asked first; who is not named comes under none."""
    by_addressee: dict[str, list[Line]] = defaultdict(list)
    for line in recommendations:
        for addressee in line["addressees"] or ():
            by_addressee[addressee].append(line)
    return sorted(by_addressee.items(), key=lambda one: (-len(one[1]), one[0]))


def _row(number: int, years: Sequence[RecommendationYear], quotes: Mapping[Any, list[Line]]) -> Row:
    cells = tuple(_cell(number, line, quotes) for line in years)
    named = {name for cell in cells for quote in cell.quotes for name in quote["organisations"]}
    first = years[0]
    return Row(first.code, first.theme, first.description, cells, tuple(sorted(named)))


def _cell(number: int, line: RecommendationYear, quotes: Mapping[Any, list[Line]]) -> Cell:
    theme = line.theme if line.code.startswith("(") else None
    found = quotes[line.code, theme, line.year] if line.status in _MENTIONED else []
    return Cell(f"cell-{number}-{line.year}", line.status, line.citations, tuple(found))


def _quotes(citations: Iterable[Line]) -> Mapping[Any, list[Line]]:
    """A letter alone means its theme's; who speaks of 25(f) also speaks of paragraph 25."""
    quotes: dict[Any, list[Line]] = defaultdict(list)
    for line in citations:
        theme = line["theme"] if line["code"].startswith("(") else None
        quotes[line["code"], theme, line["year"]].append(line)
        paragraph = line["code"].partition("(")[0]
        if paragraph not in ("", line["code"]):
            quotes[paragraph, None, line["year"]].append(line)
    return quotes


def _counts(
    content: ReportContent,
    rows: Sequence[Row],
    groups: Sequence[tuple[str | None, list[Agreement]]],
) -> dict[str, int]:
    agreements = [agreement for _, group in groups for agreement in group]
    return {
        "documents": len(content.documents),
        "unread": sum(line["state"] != _READ for line in content.documents),
        "cited": sum(_is_cited(row, content.year) for row in rows),
        "commitments": len(agreements),
        "overdue": sum(agreement.timing == "overdue" for agreement in agreements),
        "done": sum(agreement.verdict == "done" for agreement in agreements),
        "responses": len(content.responses),
        "recommendations": len(content.recommendations),
    }


def _is_cited(row: Row, year: int | None) -> bool:
    """Whether the documents of the year cite it by its own number, not only a letter of it."""
    return any(
        quote["code"] == row.code and quote["how"] == "cited"
        for cell in row.cells
        for quote in cell.quotes
        if year in (None, quote["year"])
    )


def _plots(content: ReportContent, rows: Sequence[Row], told: Mapping[str, Any]) -> Iterator[Plot]:
    years = sorted({line.year for line in content.matrix})
    if years:
        cited = {year: sum(_is_cited(row, year) for row in rows) for year in years}
        yield cited_per_year(cited, told["report"])
    if content.commitment_years:
        yield commitments_by_verdict(
            content.commitment_years, told["value"]["verdict"], told["report"]
        )
    if content.theme_years:
        yield themes_per_year(content.theme_years, told["report"])


def _organisations(content: ReportContent, rows: Sequence[Row]) -> list[str]:
    """Who can be chosen in the filter: whoever stands in a row of any part."""
    named = {name for row in rows for name in row.organisations}
    named |= {actor for line in content.commitments for actor in line.actors}
    named |= {name for line in content.recommendations for name in line["addressees"] or ()}
    return sorted(named)

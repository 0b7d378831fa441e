"""The year a document is about: rules speak for years, and the year with most weight wins."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from extractors.findings import Finding
from extractors.identity.printed_text import PrintedText
from extractors.identity.rules import claimed, rules_for
from extractors.rules import load_rules
from schemas.document import DocumentKind

_Voice = tuple[float, Finding]


def find_year(
    printed: PrintedText, kind: DocumentKind, published: tuple[str, Finding] | None
) -> tuple[int, Finding] | None:
    """Return the year a document of this kind is about and its strongest evidence.

    ``published`` is the publication date, which speaks for the year of a letter but not of
    an annual report. None where nothing tells the year.
    """
    heard: dict[int, list[_Voice]] = defaultdict(list)
    foreign = claimed("not_the_year", "year", printed)
    if published:
        foreign.append((published[1].start, published[1].end))
    for year, voice in _voices(printed, kind):
        if not any(start <= voice[1].start < end for start, end in foreign):
            heard[year].append(voice)
    if published and (weight := load_rules("identity")["year_of_publication"][kind]):
        heard[int(published[0][:4])].append((weight, published[1]))
    return _heaviest(heard)


def _voices(printed: PrintedText, kind: DocumentKind) -> Iterator[tuple[int, _Voice]]:
    for rule in rules_for("year"):
        matches = rule.matches(printed) if kind in rule.kinds else ()
        for match in islice(matches, rule.most):
            start, end = match.span("year")
            finding = Finding(start=start, end=end, rule=f"year.{rule.id}")
            yield _whole(int(match["year"])), (rule.weight, finding)


def _whole(year: int) -> int:
    """``'23`` is 2023: no report of a dialogue is older than this century."""
    return year if year > 99 else 2000 + year


def _heaviest(heard: dict[int, list[_Voice]]) -> tuple[int, Finding] | None:
    if not heard:
        return None
    year = max(heard, key=lambda year: sum(weight for weight, _ in heard[year]))
    return year, max(heard[year], key=lambda voice: voice[0])[1]

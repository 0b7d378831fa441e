"""What stands under a heading or question that names a year to come is of that year.

``Zelf gaan wij in 2025 verder met:`` says when ``in maart`` in its list is. Under ``Vooruitblik``
an annual report speaks of the year after its own.
"""

from spacy.tokens import Doc

from extractors.dates.grammar import expressions
from extractors.dates.publication import Outlook
from extractors.dates.vocabulary import among
from extractors.rules import load_rules
from extractors.sections import Section
from schemas.document import DocumentKind


def outlooks(doc: Doc) -> tuple[Outlook, ...]:
    """Return the blocks of ``doc`` that stand under a year to come, with that year."""
    identity = doc._.identity
    if not doc._.sections or identity.year is None:
        return ()
    is_report = identity.kind is DocumentKind.ANNUAL_REPORT
    blocks = zip(doc._.clean.blocks, doc._.sections, strict=True)
    headed = ((block, _year_to_come(part, identity.year, is_report)) for block, part in blocks)
    return tuple(Outlook(block.start, block.end, year) for block, year in headed if year)


def _year_to_come(section: Section, year: int, is_report: bool) -> int | None:
    if section.asks:
        return None
    named = (_named_year(words) for words in (section.question_text, section.heading))
    to_come = [told for told in named if told and told > year]
    if to_come:
        return to_come[0]
    outlook = among(tuple(load_rules("dates")["publication"]["outlook"]))
    return year + 1 if is_report and outlook.search(section.heading) else None


def _named_year(words: str) -> int | None:
    """The last year that stands alone: a question on 20 November 2026 tells nothing of March."""
    named = (e.points[0] for e in expressions(words) if not e.is_stretch)
    years = [point.year for point in named if point.unit is None]
    return years[-1] if years else None

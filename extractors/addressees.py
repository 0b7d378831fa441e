"""Addressees: who is asked to act, as canonical names or as groups such as ``gemeenten``.

``Het panel roept de minister op …`` asks the ministry; ``Adviezen aan scholen`` above a
list asks the schools in each of its items.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from spacy.tokens import Doc

from extractors.antecedents import bodies_in_roles
from extractors.findings import found
from extractors.passages import Passage, found_in
from extractors.rules import load_rules, rule_pattern
from extractors.speakers import addressed_by, is_parliament, sender_of
from schemas.document import DocumentKind

_pattern = partial(rule_pattern, "addressees", "asked")


@dataclass(frozen=True)
class _Named:
    """Somebody named in a line, by where the name stands in it (half-open)."""

    start: int
    end: int
    name: str


def addressees_of(doc: Doc, passage: Passage, issuer: str | None) -> tuple[str, ...]:
    """Return who is asked in ``passage`` by ``issuer``, in the order of the text.

    Where nobody is named it is whom the lines above name, who sends the response to it, or
    the State for the Committee's own list; none where the document does not tell.
    """
    if doc._.identity.kind is DocumentKind.CONCLUDING_OBSERVATIONS:
        return (str(load_rules("addressees")["asked"]["state"]),)
    asked = [one for one in _named_in(doc, passage) if _is_asked(passage.text.lower(), one)]
    asked = [one for one in asked or _in_lines_above(doc, passage) if one.name != issuer]
    names = [one.name for one in sorted(asked, key=lambda one: one.start)]
    return tuple(dict.fromkeys(names)) or _of_document(doc, issuer)


def _of_document(doc: Doc, issuer: str | None) -> tuple[str, ...]:
    """Who sends a response, whom a letter is sent to, or the one that governs in a document."""
    senders = sender_of(doc)[:1]
    if doc._.identity.kind is DocumentKind.GOVERNMENT_RESPONSE:
        return senders
    if senders and _governs(senders[0]):
        return senders
    governing = {m.name for m in found(doc, "organisations") if _governs(m.name)} - {issuer}
    if doc._.identity.kind is DocumentKind.OTHER:
        return addressed_by(doc)[:1] or (tuple(governing) if len(governing) == 1 else ())
    return ()


def _governs(name: str) -> bool:
    return bool(re.search(load_rules("actors")["actor"]["governing"], name.lower()))


def _named_in(doc: Doc, passage: Passage) -> list[_Named]:
    named = [
        _Named(m.start - passage.start, m.end - passage.start, m.name)
        for m in found_in(doc, "organisations", passage)
    ]
    named += [_Named(*place, name) for place, name in bodies_in_roles(doc, passage)]
    return named + [one for one in _groups_in(passage.text) if not _overlaps(one, named)]


def _groups_in(line: str) -> Iterator[_Named]:
    for name, pattern in _groups():
        for match in pattern.finditer(line.lower()):
            yield _Named(*match.span(), name)


def _overlaps(one: _Named, others: list[_Named]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _is_asked(told: str, one: _Named) -> bool:
    before, after = told[: one.start], told[one.end :]
    if _fits("before", before):
        return True
    return bool(_fits("after", after)) and not _fits("asks", after)


def _in_lines_above(doc: Doc, passage: Passage) -> Iterator[_Named]:
    """``Wij vragen de gemeente:`` above a list, else the heading."""
    for line in (passage.section.question_text, passage.section.heading):
        start = doc._.clean.text.rfind(line, 0, passage.start) if line else -1
        if start < 0:
            continue
        named = [
            _Named(m.start - start, m.end - start, m.name)
            for m in found(doc, "organisations")
            if start <= m.start and m.end <= start + len(line)
        ]
        named += [one for one in _groups_in(line) if not _overlaps(one, named)]
        bodies = [one for one in named if not is_parliament(one.name)]
        asked = [one for one in bodies if _fits("heading", line[: one.start].lower())]
        if asked:
            yield from asked
            return


def _fits(key: str, told: str) -> bool:
    return bool(_pattern(key).search(told))


@cache
def _groups() -> list[tuple[str, re.Pattern[str]]]:
    groups = load_rules("addressees")["groups"]
    return [(name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in groups.items()]

"""Definitions: names that a document gives to organisations for its own use.

After ``Noordelijk Kinderrechtenberaad (NKB)``, NKB is that body in the rest of the
document; after ``Stichting De Schans``, so is De Schans.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extractors.organisations.names import FoundOrganisation
from extractors.organisations.register import folded, organisation_register
from extractors.rules import load_rules

_ABBREVIATION = r"(?P<short>[A-Z][\w&*]{1,9})"
_BEHIND = re.compile(
    r"\s?\((?:(?:hierna|verder|afgekort|kortweg)(?:\s(?:te\snoemen|genoemd))?:?\s)?"
    r"(?:de\s|het\s)?[\"'“‘]?" + _ABBREVIATION + r"[\"'”’]?[),;]"
)
_IN_FRONT = re.compile(r"\b" + _ABBREVIATION + r"\s\((?:de\s|het\s)?$")
_WORDS_BEFORE = re.compile(r"(?:[\w’'&-]+\s+){1,9}$")


def defined_names(text: str, found: Iterable[FoundOrganisation]) -> dict[str, str]:
    """Return what ``text`` calls its organisations for short, each with its canonical name."""
    names: dict[str, str] = {}
    for finding in found:
        names.update(_beside(text, finding))
        names.update(_tail(text, finding))
    for match in _BEHIND.finditer(text):
        if match["short"] not in names and (long := _long_form(text, match)):
            names[match["short"]] = names[long] = long
    return names


def defined(text: str, names: dict[str, str]) -> Iterator[FoundOrganisation]:
    """Yield the places where ``text`` uses the names that it defined."""
    for surface, name in names.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(surface)}(?![\w])", text):
            yield FoundOrganisation(
                start=match.start(),
                end=match.end(),
                rule="organisations.defined",
                confidence=0.9,
                name=name,
                step="defined",
            )


def _beside(text: str, finding: FoundOrganisation) -> Iterator[tuple[str, str]]:
    """``Centraal Bureau voor de Statistiek (CBS)`` and ``CBS (Centraal Bureau …)``."""
    if finding.step in ("role", "abbreviation"):
        return
    surface = text[finding.start : finding.end]
    behind = _BEHIND.match(text, finding.end)
    if behind and _could_stand_for(behind["short"], surface):
        yield behind["short"], finding.name
    front = _IN_FRONT.search(text, max(0, finding.start - 20), finding.start)
    if front and text.startswith(")", finding.end) and _could_stand_for(front["short"], surface):
        yield front["short"], finding.name


def _tail(text: str, finding: FoundOrganisation) -> Iterator[tuple[str, str]]:
    """``De Schans`` of ``Stichting De Schans``, ``Kinderraad`` of ``Kinderraad Waterhoven``."""
    if finding.step != "pattern":
        return
    surface = text[finding.start : finding.end]
    for expression in _short_forms():
        if (match := expression.fullmatch(surface)) and not _is_registered(match["short"]):
            yield match["short"], finding.name


def _long_form(text: str, match: re.Match[str]) -> str | None:
    """Words before the brackets whose letters make the abbreviation and that name a body."""
    before = _WORDS_BEFORE.search(text, max(0, match.start() - 120), match.start() + 1)
    words = before[0].split() if before else []
    for first in range(max(0, len(words) - 9), len(words)):
        long = " ".join(words[first:])
        if _could_stand_for(match["short"], long) and _is_body(long):
            return long
    return None


def _could_stand_for(short: str, long: str) -> bool:
    """Are the letters of ``short`` in ``long`` in their order, the first at the start?"""
    letters, rest = folded(short), iter(folded(long))
    return folded(long)[:1] == letters[:1] and all(letter in rest for letter in letters)


def _is_body(long: str) -> bool:
    return long[0].isupper() and bool(_body_words().search(long))


def _is_registered(surface: str) -> bool:
    return folded(surface) in organisation_register().names


@cache
def _body_words() -> re.Pattern[str]:
    return re.compile(load_rules("organisations")["definitions"]["body"], re.IGNORECASE)


@cache
def _short_forms() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, load_rules("organisations")["definitions"]["short_forms"]))

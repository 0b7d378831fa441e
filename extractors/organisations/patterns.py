"""Organisations that no register lists, by how such names are made.

``gemeente Waterhoven``, ``Stichting De Schans``, ``Richard Krajicek Foundation``: the
patterns stand in ``rules/organisations.toml``, made of pieces that they share.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.organisations.context import Context
from extractors.organisations.names import FoundOrganisation
from extractors.organisations.register import organisation_register
from extractors.quick_patterns import QuickPattern, quick
from extractors.rules import load_rules

_PIECE = re.compile(r"\{([A-Z]\w*)\}")
_JOINT = re.compile(r"\s(?P<and>en|&|in)\s(?:de\s|het\s)?")
_AND = len(" en ")
_LINK_AT_END = re.compile(r"\s(?:van|de|het|der|den|des|voor|te|en|in|&|tegen|tot)$")
_SURE = 0.8


@dataclass(frozen=True)
class _Pattern:
    id: str
    expression: QuickPattern
    canonical: str
    step: str
    mid_sentence: bool
    unlisted: bool


def patterned(text: str, context: Context, starts: set[int]) -> Iterator[FoundOrganisation]:
    """Yield what the patterns find in ``text``.

    ``starts`` are the places where names of the register begin: a name does not run over
    "en" into the next one (``Stichting Perspectief en Humanitas``).
    """
    for pattern in _patterns():
        for match in pattern.expression.finditer(text):
            if pattern.unlisted and match.start() in starts:
                continue
            if pattern.mid_sentence and context.starts_sentence(match.start()):
                continue
            for start, end in _places(match):
                inner = start if pattern.canonical else led_in(text, start, end)
                if inner > start and not pattern.expression.match(text, inner):
                    continue
                end = _trimmed(text, inner, end, starts)
                one = _one(match, inner, end)
                if one and not is_refused(text[inner:end]):
                    yield _finding(pattern, text, inner, end, one)


def _places(match: re.Match[str]) -> list[tuple[int, int]]:
    groups = match.groupdict()
    if "list" in groups:
        place = _compiled(r"{Place}")
        return [found.span() for found in place.finditer(match.string, *match.span("list"))]
    return [match.span("bare" if groups.get("bare") else 0)]


def _one(match: re.Match[str], start: int, end: int) -> str:
    """The part of a name that varies: ``Assen`` in ``gemeente Assen``."""
    first = start
    if "list" not in match.groupdict() and "one" in match.groupdict():
        first = match.start("one")
        end = min(end, match.end("one"))
    one = match.string[first:end]
    return "" if one.split(" ")[0] in _not_a_name() and " " not in one else one


def led_in(text: str, start: int, end: int) -> int:
    """Return where a name begins behind words such as ``Volgens de`` that open a sentence."""
    words = text[start:end].split(" ")
    while len(words) > 1 and (words[0] in _not_a_name() or words[0] in ("de", "het", "een")):
        start += len(words.pop(0)) + 1
    return start


def _trimmed(text: str, start: int, end: int, starts: set[int]) -> int:
    for joint in _JOINT.finditer(text, start, end):
        named_behind = joint.end() in starts or joint.start() + _AND in starts
        if named_behind or _parts_names(text, start, joint):
            return joint.start()
    while True:
        last = text[start:end].rpartition(" ")[2]
        if last in _not_a_name() or _LINK_AT_END.search(text[start:end]):
            end -= len(last) + 1
        else:
            return end


def _parts_names(text: str, start: int, joint: re.Match[str]) -> bool:
    """``Raad voor de Kinderbescherming en Jeugdbescherming Rijnhoek`` are two."""
    if joint["and"] != "en":
        return False
    is_known = organisation_register().resolve(text[start : joint.start()]) is not None
    return is_known or _next_body().match(text, joint.end()) is not None


def _finding(pattern: _Pattern, text: str, start: int, end: int, one: str) -> FoundOrganisation:
    name = pattern.canonical.format(one=one) if pattern.canonical else text[start:end]
    return FoundOrganisation(
        start=start,
        end=end,
        rule=f"organisations.{pattern.id}",
        confidence=_SURE,
        name=" ".join(name.split()),
        step=pattern.step,
    )


def is_refused(surface: str) -> bool:
    """Tell whether a name is known to be no organisation, such as ``Raad van Toezicht``."""
    return any(expression.search(surface) for expression in _refusals())


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            rule["id"],
            quick(_compiled(rule["pattern"])),
            rule.get("as", ""),
            rule.get("step", "pattern"),
            rule.get("mid_sentence", False),
            rule.get("unlisted", False),
        )
        for rule in load_rules("organisations")["pattern"]
    )


def _compiled(expression: str) -> re.Pattern[str]:
    pieces = load_rules("organisations")["pieces"]
    while _PIECE.search(expression):
        expression = _PIECE.sub(lambda match: str(pieces[match[1]]), expression)
    return re.compile(expression)


@cache
def _refusals() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, load_rules("organisations")["refused"]["patterns"]))


@cache
def _next_body() -> re.Pattern[str]:
    return re.compile(load_rules("organisations")["refused"]["next_body"])


@cache
def _not_a_name() -> frozenset[str]:
    return frozenset(load_rules("organisations")["refused"]["not_a_name"])

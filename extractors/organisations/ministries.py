"""Ministries by their portfolio, and through those who lead them.

``de ministeries van VWS, SZW en JenV`` are three; ``staatssecretaris Verbruggen van SZW``
speaks for one; a logo may say only ``Volksgezondheid, Welzijn en Sport``.
"""

import re
from collections.abc import Iterator
from functools import cache

from extractors.organisations.names import FoundOrganisation, Word, beginnings, spellings
from extractors.organisations.register import (
    Organisation,
    OrganisationType,
    folded,
    organisation_register,
)
from extractors.rules import load_rules

_MINISTRY_OF = re.compile(r"(?:Programmam|M)inisterie (?:van|voor) ")
_LOWER_WORDS = {"en", "van", "voor", "of"}
_MOST_WORDS = 8


def ministries(text: str, words: list[Word], year: int | None) -> Iterator[FoundOrganisation]:
    """Yield the ministries that ``text`` names by portfolio or office."""
    by_start = {word.start: index for index, word in enumerate(words)}
    for rule, opening in _openings():
        for match in opening.finditer(text):
            yield from _listed(text, words, by_start, match, rule, year)
    for index in range(len(words)):
        place = _portfolio(text, words, index, year)
        if place and _stands_alone(text[words[index].start : place[0]]):
            start, end = words[index].start, place[0]
            yield _finding(start, end, place[1], "organisations.portfolio", "alias")


def _listed(
    text: str,
    words: list[Word],
    by_start: dict[int, int],
    opening: re.Match[str],
    rule: str,
    year: int | None,
) -> Iterator[FoundOrganisation]:
    start, position = opening.span()
    step = "role" if rule.endswith("led") else "alias"
    while position in by_start and (place := _portfolio(text, words, by_start[position], year)):
        end, ministry = place
        yield _finding(start, end, ministry, rule, step)
        joint = _joined().match(text[end : end + 60])
        if not joint:
            return
        start = position = end + joint.end()


def _portfolio(
    text: str, words: list[Word], first: int, year: int | None
) -> tuple[int, str] | None:
    """The longest portfolio that begins at a word: where it ends, and whose it is."""
    best = None
    if text[words[first].start].isupper():
        for key, last in spellings(words, first, _beginnings(), _MOST_WORDS):
            if key in _portfolios():
                best = last.end, _ministry_of(key, year)
    return best


def _ministry_of(key: str, year: int | None) -> str:
    bodies = _portfolios()[key]
    then = [body for body in bodies if year and body.existed_in(year)] or list(bodies)
    return then[-1].name


def _stands_alone(surface: str) -> bool:
    """A portfolio without "ministerie" needs two words and all its capitals."""
    words = re.findall(r"\w+", surface)
    notable = [word for word in words if word not in _LOWER_WORDS]
    return (
        len(notable) > 1
        and all(word[0].isupper() for word in notable)
        and folded(surface) in _full_portfolios()
    )


def _finding(start: int, end: int, name: str, rule: str, step: str) -> FoundOrganisation:
    return FoundOrganisation(start=start, end=end, rule=rule, name=name, step=step)


@cache
def _openings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = load_rules("organisations")["ministries"]
    return tuple((f"organisations.{key}", re.compile(rules[key])) for key in ("named", "led"))


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(load_rules("organisations")["ministries"]["joined"])


@cache
def _portfolios() -> dict[str, tuple[Organisation, ...]]:
    """Every portfolio and abbreviation by its letters, with the ministries that bore it."""
    register = organisation_register()
    found: dict[str, tuple[Organisation, ...]] = {}
    for body in register.organisations:
        if body.type is OrganisationType.MINISTRY:
            full = (_MINISTRY_OF.sub("", name) for name in (body.name, *body.aliases))
            for surface in (*full, *body.abbreviations):
                found[folded(surface)] = (*found.get(folded(surface), ()), body)
    for surface, name in load_rules("organisations")["ministries"]["portfolios"].items():
        if led_by := register.resolve(name):
            found.setdefault(folded(surface), (led_by,))
    return found


@cache
def _beginnings() -> frozenset[str]:
    return beginnings(_portfolios())


@cache
def _full_portfolios() -> frozenset[str]:
    """The portfolios that no minister without a ministry bears: enough by themselves."""
    names = (
        _MINISTRY_OF.sub("", name)
        for body in organisation_register().organisations
        if body.type is OrganisationType.MINISTRY and body.name.startswith("Ministerie van ")
        for name in (body.name, *body.aliases)
    )
    return frozenset(map(folded, names))

"""Names of the register in running text: which words together spell one.

The words are joined by their letters, so one lookup finds ``Kinderrechten-collectief``,
``VWS`` in ``VWS-subsidie`` and both names in ``IND/J&V``, all single tokens to spaCy.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.findings import Finding
from extractors.organisations.register import (
    Name,
    NameKind,
    OrganisationRegister,
    folded,
    organisation_register,
)
from extractors.rules import load_rules

_WORD = re.compile(r"@?[^\W_]+(?:&(?![^\W_]))?|&")
_BETWEEN = re.compile(r"[ \t\n]?[-–/*'’.,]?[ \t\n]{0,2}")
_MOST_WORDS = 16
_ARTICLE = re.compile(r"(?:de|het|the)\s+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class FoundOrganisation(Finding):
    """A place where the text names an organisation, with its canonical name."""

    name: str
    step: str
    """What resolved it: alias, abbreviation, role, defined, ocr, pattern or model."""


@dataclass(frozen=True)
class Word:
    """A word of the text, by its place and its folded letters."""

    start: int
    end: int
    letters: str


@dataclass(frozen=True)
class Candidate:
    """Words that spell a name of the register; whether they mean it, the context decides."""

    start: int
    end: int
    name: Name


def words_of(text: str) -> list[Word]:
    """Return the words of ``text``; an ampersand between words counts as one."""
    return [Word(m.start(), m.end(), _letters(m[0])) for m in _WORD.finditer(text)]


def candidates(text: str, words: list[Word], year: int | None) -> Iterator[Candidate]:
    """Yield what spells a name of the register, from each word the longest first."""
    register = organisation_register()
    for first in range(len(words)):
        for key, start, end in reversed(list(_spellings(text, words, first))):
            if key in register.names:
                name = register.name_of(text[start:end], year)
                if name and _spelled_so(text[start:end], name):
                    yield Candidate(start, end, name)


def joins(between: str) -> bool:
    """Tell whether what stands between two words lets them belong to one name."""
    return bool(_BETWEEN.fullmatch(between)) and "\n\n" not in between


def is_ordinary(surface: str) -> bool:
    """Tell whether a name is an ordinary word or phrase too, such as Fier or Veilig Thuis."""
    return folded(surface) in _ordinary()


def _letters(word: str) -> str:
    return "en" if word == "&" else folded(word)


def _spellings(text: str, words: list[Word], first: int) -> Iterator[tuple[str, int, int]]:
    key, starts = "", _beginnings(organisation_register())
    for index in range(first, min(first + _MOST_WORDS, len(words))):
        word = words[index]
        if index > first and not joins(text[words[index - 1].end : word.start]):
            return
        key += word.letters
        if key not in starts:
            return
        yield key, words[first].start, word.end


def _spelled_so(surface: str, name: Name) -> bool:
    """Does ``surface`` have the capitals and the spaces that this name needs?"""
    if name.kind is NameKind.OCR:
        return True
    if name.kind is NameKind.ABBREVIATION:
        return " " not in surface.replace(" & ", "&") and _keeps_capitals(surface, name.surface)
    if len(folded(surface)) < 10 and " " in surface and " " not in name.surface:
        return False
    if is_ordinary(name.surface):
        shouted = surface.isupper() and not name.surface.isupper()
        return not shouted and _keeps_capitals(surface, name.surface)
    return _starts_alike(surface, name.surface) or bool(_any_case().match(surface.casefold()))


def _keeps_capitals(surface: str, registered: str) -> bool:
    written, asked = (_bare(_ARTICLE.sub("", form)) for form in (surface, registered))
    if len(written) != len(asked):
        return written[:1].isupper()
    return all(w.isupper() or not a.isupper() for w, a in zip(written, asked, strict=True))


def _bare(form: str) -> str:
    return re.sub(r"[\W_]", "", form.replace("&", "en"))


def _starts_alike(surface: str, registered: str) -> bool:
    written, asked = (_ARTICLE.sub("", form)[:1] for form in (surface, registered))
    return written.isupper() or not asked.isupper()


@cache
def _beginnings(register: OrganisationRegister) -> frozenset[str]:
    return frozenset(key[:end] for key in register.names for end in range(1, len(key) + 1))


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(folded(surface) for surface in load_rules("organisations")["ordinary"])


@cache
def _any_case() -> re.Pattern[str]:
    return re.compile("|".join(load_rules("organisations")["any_case"]))

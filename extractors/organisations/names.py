"""Names of the register in running text: which words together spell one.

The words are joined by their letters, so one lookup finds ``Kinderrechten-collectief``,
``VWS`` in ``VWS-subsidie`` and both names in ``IND/J&V``, all single tokens to spaCy.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.findings import Finding
from extractors.organisations.register import (
    Name,
    NameKind,
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
    joined: bool
    """What stands before it lets it belong to one name with the word before."""


@dataclass(frozen=True)
class Candidate:
    """Words that spell a name of the register; whether they mean it, the context decides."""

    start: int
    end: int
    name: Name


def words_of(text: str) -> list[Word]:
    """Return the words of ``text``; an ampersand between words counts as one."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        joined = bool(found) and (between == " " or joins(between))
        start, end = match.span()
        found.append(Word(start, end, _letters(match[0]), joined))
    return found


def spellings(
    words: Sequence[Word], first: int, starts: Set[str], most: int
) -> Iterator[tuple[str, Word]]:
    """Yield what at most ``most`` words from the ``first`` on spell, and the last word of each.

    It ends where the letters are none of ``starts``, the beginnings of all known names.
    """
    key = ""
    for index in range(first, min(first + most, len(words))):
        word = words[index]
        if index > first and not word.joined:
            return
        key += word.letters
        if key not in starts:
            return
        yield key, word


def beginnings(names: Iterable[str]) -> frozenset[str]:
    """Return every way in which one of ``names`` can begin."""
    return frozenset(name[:end] for name in names for end in range(1, len(name) + 1))


def candidates(text: str, words: list[Word], year: int | None) -> Iterator[Candidate]:
    """Yield what spells a name of the register, from each word the longest first."""
    register, starts = organisation_register(), _beginnings()
    for first, opening in enumerate(words):
        start = opening.start
        for key, last in reversed(list(spellings(words, first, starts, _MOST_WORDS))):
            if key in register.names:
                name = register.name_of(text[start : last.end], year)
                if name and _spelled_so(text[start : last.end], name):
                    yield Candidate(start, last.end, name)


def joins(between: str) -> bool:
    """Tell whether what stands between two words lets them belong to one name."""
    return bool(_BETWEEN.fullmatch(between)) and "\n\n" not in between


def is_ordinary(surface: str) -> bool:
    """Tell whether a name is an ordinary word or phrase too, such as Fier or Veilig Thuis."""
    return folded(surface) in _ordinary()


@lru_cache(maxsize=50_000)
def _letters(word: str) -> str:
    return "en" if word == "&" else folded(word)


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
def _beginnings() -> frozenset[str]:
    return beginnings(organisation_register().names)


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(folded(surface) for surface in load_rules("organisations")["ordinary"])


@cache
def _any_case() -> re.Pattern[str]:
    return re.compile("|".join(load_rules("organisations")["any_case"]))

"""Folding: how a text is compared, whatever happened to its lines, hyphens and accents.

``ontwikke-\\nling``, ``ontwikkeling`` and ``Ontwikkeling`` fold alike; a map leads back.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

_HYPHENS = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2212-"
_GAP = re.compile(rf"[\s\u200b\ufeff{_HYPHENS}]+")
_BLANK_LINE = "\u2029"
_QUOTES = str.maketrans("‘’‚‛`´“”„‟«»", "''''''\"\"\"\"\"\"")


@dataclass(frozen=True)
class Folded:
    """A text as it is compared, and for each of its characters the place it came from."""

    text: str
    places: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open stretch of the source text that folds to ``text[start:end]``."""
        return self.places[start], self.places[end - 1] + 1

    def at(self, place: int) -> int:
        """Return the first folded character that came from ``place`` or after it."""
        return bisect_left(self.places, place)

    @cached_property
    def starts(self) -> list[int]:
        """Where words begin."""
        return [found.start() for found in re.finditer(r"\S+", self.text)]

    @cached_property
    def ends(self) -> list[int]:
        """Where words end."""
        return [found.end() for found in re.finditer(r"\S+", self.text)]


def fold(text: str) -> Folded:
    """Return ``text`` in lower case, without accents, hyphens and superfluous white space."""
    folded = list(_folded(text))
    while folded and folded[-1][0].isspace():
        folded.pop()
    return Folded("".join(c for c, _ in folded), tuple(place for _, place in folded))


def _folded(text: str) -> Iterator[tuple[str, int]]:
    place = 0
    for gap in _GAP.finditer(text):
        yield from _letters(text, place, gap.start())
        place = gap.end()
        if gap.start() and (between := _between(gap[0])):
            yield between, gap.start()
    yield from _letters(text, place, len(text))


def _between(gap: str) -> str:
    """``jeugd- en``, ``a - b`` part words; ``oud-lid`` and a hyphen at the end of a line do not.

    A blank line stays one: what stands on either side of it is no sentence.
    """
    if not any(map(str.isspace, gap)):
        return ""
    if gap.count("\n") > 1 or _BLANK_LINE in gap:
        return _BLANK_LINE
    return "" if gap[0] in _HYPHENS and "\n" in gap else " "


def _letters(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    for place in range(start, end):
        for letter in _plain(text[place]):
            yield letter, place


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    apart = unicodedata.normalize("NFKD", character.translate(_QUOTES)).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))

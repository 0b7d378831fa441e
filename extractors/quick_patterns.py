"""Patterns that are not tried on a text that lacks the words they cannot do without.

``jaar(?:verslag|bericht) (?P<year>20\\d\\d)`` needs ``verslag`` or ``bericht``. To look for a
few letters takes a hundredth of the time that it takes to try a pattern at every place, and
most of the patterns that tell what a document is find nothing in it. What is found is the same.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_Words = tuple[str, ...]
"""Words of which a match holds at least one; none where nothing is known."""

_SHORTEST = 2
_MOST = 40
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


@dataclass(frozen=True)
class QuickPattern:
    """A regular expression, with words of which each match holds at least one."""

    expression: re.Pattern[str]
    needed: _Words

    def may_match(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Tell whether ``text`` holds, between the offsets, a word that a match needs."""
        if self.expression.flags & re.IGNORECASE:
            text, start, end = _folded(text), 0, sys.maxsize
        for word in self.needed:
            if text.find(word, start, end) >= 0:
                return True
        return not self.needed

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Yield the matches between the offsets, in the order of the text."""
        may_match = self.may_match(text, start, end)
        return self.expression.finditer(text, start, end) if may_match else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in ``text``; None where there is none."""
        return self.expression.search(text) if self.may_match(text) else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match that begins right at ``start``; None where there is none."""
        return self.expression.match(text, start)

    def sub(self, replaced: Callable[[re.Match[str]], str], text: str) -> str:
        """Return ``text`` with every match ``replaced``."""
        return self.expression.sub(replaced, text) if self.may_match(text) else text


def quick(expression: re.Pattern[str]) -> QuickPattern:
    """Return ``expression`` with the words that it needs."""
    words = _needed(_parser.parse(expression.pattern, expression.flags & ~re.UNICODE))
    if expression.flags & re.IGNORECASE:
        words = tuple(map(str.casefold, words))
    fewest = [word for word in words if not any(other in word for other in words if other != word)]
    return QuickPattern(expression, tuple(dict.fromkeys(fewest)) if len(fewest) <= _MOST else ())


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    return text.casefold()


def _needed(parts: Iterable[Any]) -> _Words:
    """Of what stands one behind the other, the words that say most: long ones, and few."""
    return max(_all_needed(parts), key=_worth, default=())


def _worth(words: _Words) -> tuple[int, int]:
    return min(map(len, words)), -len(words)


def _all_needed(parts: Iterable[Any]) -> Iterator[_Words]:
    letters = ""
    for kind, value in [*parts, (None, None)]:
        if kind is op.LITERAL:
            letters += chr(value)
            continue
        if len(letters) >= _SHORTEST:
            yield (letters,)
        letters = ""
        if words := _needed_by(kind, value):
            yield words


def _needed_by(kind: Any, value: Any) -> _Words:
    if kind is op.BRANCH:
        ways = [_needed(way) for way in value[1]]
        return tuple(word for way in ways for word in way) if all(ways) else ()
    if kind is op.SUBPATTERN:
        _, added, _, within = value
        return () if added & re.IGNORECASE else _needed(within)
    if kind in _REPEATS and value[0]:
        return _needed(value[2])
    return _needed(value) if kind is op.ATOMIC_GROUP else ()

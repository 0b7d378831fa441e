"""Repair of text that OCR misread: Dutch read with the wrong language, digits in words.

It changes what rules match, never the source: every edit maps back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from extractors.edits import Edit
from extractors.lexicon import Commonness, commonness
from extractors.ocr_words import repaired
from extractors.rules import load_rules

_LETTERS = r"[^\W_¹²³⁰⁴-⁹]+"
_WORD = re.compile(rf"{_LETTERS}(?:[€¢|!£]+{_LETTERS})*")
_ADDRESS = re.compile(r"://|www\.|@|#|\.\w|\w/\w|%\d|=")
_SPACE = re.compile(r"\s|$")
_SHORT = 4  # letters; shorter ones beside each other are rarely one word


@dataclass(frozen=True)
class _Pattern:
    seen: re.Pattern[str]
    meant: str
    unless: re.Pattern[str]

    def edits(self, text: str) -> Iterator[Edit]:
        matches = list(self.seen.finditer(text))
        if matches and not self.unless.search(text):
            yield from (Edit(match.start(), match.end(), self.meant) for match in matches)


def repairs(text: str) -> Iterator[Edit]:
    """Yield an edit for each word of ``text`` that was surely misread, torn or run together."""
    for pattern in _patterns():
        yield from pattern.edits(text)
    before: re.Match[str] | None = None
    for word in _WORD.finditer(text):
        if before and _is_torn(before[0], word[0]) and text[before.end() : word.start()] == " ":
            yield Edit(before.end(), word.start(), "")
        before = word
        reading = repaired(word[0])
        if reading != word[0] and not _in_address(text, word.start(), word.end()):
            yield _smallest(word.start(), word[0], reading)


def _is_torn(left: str, right: str) -> bool:
    """Tell whether a space came into one word: ``recht vaardigen``; not into ``samen werken``."""
    if not (_is_rare(left) or _is_rare(right)) or min(len(left), len(right)) < _SHORT:
        return False
    return (left + right).islower() and commonness(left + right) >= Commonness.USUAL


@lru_cache(maxsize=2**17)
def _is_rare(word: str) -> bool:
    return commonness(word) < Commonness.USUAL


def _in_address(text: str, start: int, end: int) -> bool:
    left = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    right = _SPACE.search(text, end)
    return bool(right and _ADDRESS.search(text[left : right.start()].rstrip(".")))


def _smallest(start: int, before: str, after: str) -> Edit:
    """Return the edit without the letters that stay, so that the map back is true for them."""
    left = _common(before, after)
    right = _common(before[left:][::-1], after[left:][::-1])
    if left + right == len(before):  # an insertion takes one letter with it
        left, right = (left - 1, right) if left else (0, right - 1)
    return Edit(start + left, start + len(before) - right, after[left : len(after) - right])


def _common(one: str, other: str) -> int:
    """Return how many letters two words have in common from their first one on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            re.compile(rule["pattern"]), rule["replace"], re.compile(rule.get("unless", "(?!)"))
        )
        for rule in load_rules("ocr_repair")["pattern"]
    )

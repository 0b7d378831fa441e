"""Words that OCR misread, and what they were before.

A word that no lexicon knows, and that a common confusion makes a known one, is repaired;
names are left alone but for signs that stand in no name, such as a digit or a ``€``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.compounds import is_compound
from extractors.lexicon import Commonness, bare, commonness
from extractors.ocr_confusions import Doubt, Reading, readings, set_in_capitals, sure_readings
from extractors.rules import load_rules

_CODE = re.compile(r"\d+(?:e|de|ste|x|km|m|cm|[A-Z]{1,2}|[a-z])|[A-Z]{1,4}[.-]?\d+|\w\d+\w?")
_SHORT = 4  # letters; what is shorter is repaired by heart or not at all
_LONG = 6
_LONGER = 10


@lru_cache(maxsize=2**17)
def repaired(word: str) -> str:
    """Return what ``word`` was before it was misread; most are returned as they are."""
    if known := _by_heart().get(word):
        return known
    if commonness(word) or commonness(word.capitalize()) or _is_stressed(word):
        return word
    if (acronym := set_in_capitals(word)) and commonness(acronym):
        return acronym
    if len(word) < _SHORT or word.isdigit() or _CODE.fullmatch(word):
        return word
    return _best(word) or _respelt(word) or _parted(word) or word


def _best(word: str) -> str | None:
    found = [c for c in _candidates(word) if c.is_credible(word)]
    return min(found, key=_Candidate.order).reading.word if found else None


@dataclass(frozen=True)
class _Candidate:
    reading: Reading
    rank: Commonness
    compound: bool = False

    def order(self) -> tuple[int, str]:
        """The best comes first: little doubt, much in use; ``huiselijk`` before ``huisdijk``."""
        return self.reading.doubt - self.rank + self.compound, self.reading.word

    def is_credible(self, word: str) -> bool:
        """The more a reading is in doubt, the more its word must be in use."""
        doubt = self.reading.doubt
        if doubt == Doubt.SURE:
            return True
        if word.isupper() and len(word) < _LONG:
            return False  # CBCL
        if _may_be_name(word) and bare(self.reading.word) == bare(word):  # Andre may be so spelt
            return commonness(self.reading.word.lower()) >= Commonness.USUAL
        if doubt == Doubt.LIKELY:
            return self.rank >= (Commonness.USUAL if _may_be_name(word) else Commonness.RARE)
        if _may_be_name(word) or len(word) < _LONG:
            return self.rank >= Commonness.COMMON
        return self.rank >= (Commonness.USUAL if len(word) < _LONGER else Commonness.RARE)


def _candidates(word: str) -> Iterator[_Candidate]:
    sound = word.isalpha() and is_compound(word)
    for reading in [*sure_readings(word), *readings(word)]:
        rank = commonness(reading.word)
        if sound and rank < Commonness.COMMON:
            continue
        if rank:
            yield _Candidate(reading, rank)
        elif _is_sound_compound(reading, word):
            yield _Candidate(reading, Commonness.RARE, compound=True)
        elif not sound and reading.doubt < Doubt.POSSIBLE:
            yield from _second(reading, word)


def _is_sound_compound(reading: Reading, word: str) -> bool:
    if reading.doubt == Doubt.POSSIBLE and (len(word) < _LONGER or _may_be_name(word)):
        return False
    return reading.word.isalpha() and is_compound(reading.word)


def _second(first: Reading, word: str) -> Iterator[_Candidate]:
    for second in readings(first.word):
        rank = commonness(second.word)
        if rank and second.word.lower() != word.lower():
            yield _Candidate(Reading(second.word, first.doubt + second.doubt), rank)


def _respelt(word: str) -> str | None:
    """Repair what no lexicon lists, a name above all, where its spelling alone tells."""
    for pattern, replacement in _spellings():
        respelt, count = pattern.subn(replacement, word)
        if count:
            return respelt
    return None


def _is_stressed(word: str) -> bool:
    """An accent may only stress a word: ``níet``, ``zélf``."""
    return not word.isascii() and commonness(bare(word)) >= Commonness.USUAL


def _may_be_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def _parted(word: str) -> str | None:
    """Part a word that lost a space: ``hetlidmaatschap``."""
    for first in load_rules("ocr_repair")["joined"]["first"]:
        rest = word.removeprefix(first)
        if rest != word and len(rest) >= _LONG and commonness(rest) >= Commonness.USUAL:
            return f"{first} {rest}"
    return None


@cache
def _by_heart() -> dict[str, str]:
    words: dict[str, str] = load_rules("ocr_repair")["words"]
    return words


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    rules = load_rules("ocr_repair")["spelling"]
    return tuple((re.compile(rule["pattern"]), rule["replace"]) for rule in rules)

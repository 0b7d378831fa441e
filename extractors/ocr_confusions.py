"""What may have been printed where OCR reads a word that does not exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import Any

from extractors.rules import load_rules


class Doubt(IntEnum):
    """How far a reading may be wrong; the doubts of two confusions add up."""

    SURE = 1
    LIKELY = 2
    POSSIBLE = 3


@dataclass(frozen=True)
class Reading:
    """What a word may have been."""

    word: str
    doubt: int


def readings(word: str) -> Iterator[Reading]:
    """Yield what ``word`` may have been, one confusion away: ``invioed``, invloed."""
    capitals = _in_capitals(word)
    for size in _sizes():
        for start in range(len(word) - size + 1):
            seen = word[start : start + size]
            for meant, doubt in _meant(seen, capitals):
                yield Reading(word[:start] + meant + word[start + size :], doubt)
    for seen, meant in _rules()["initial"].items():
        if word.startswith(seen):
            yield Reading(meant + word[len(seen) :], Doubt.LIKELY)


def sure_readings(word: str) -> Iterator[Reading]:
    """Yield ``word`` with every occurrence of a sure sign of damage read as the same letter."""
    capitals = _in_capitals(word)
    found = [(seen, meant) for seen, all_meant in _rules()["sure"].items() for meant in all_meant]
    if among_capitals := set_in_capitals(word):
        yield Reading(among_capitals, Doubt.SURE)
    for seen, meant in found:
        if seen in word:
            yield Reading(word.replace(seen, meant.upper() if capitals else meant), Doubt.SURE)


def set_in_capitals(word: str) -> str | None:
    """Return ``DJI`` for ``DJl``: small letters stand for capitals; None where there are none."""
    read = word
    for seen, meant in _rules()["in_capitals"].items():
        read = read.replace(seen, meant)
    return read if read != word and _in_capitals(word) and read.isupper() else None


def _in_capitals(word: str) -> bool:
    """``DlSCRIMINATIE`` and ``K1ND`` stand in capitals, but for what was misread."""
    capitals = sum(letter.isupper() for letter in word)
    return capitals > 1 and capitals * 2 > len(word)


@lru_cache(maxsize=2**12)
def _meant(seen: str, capitals: bool) -> tuple[tuple[str, Doubt], ...]:
    found = _confusions().get(seen, [])
    if seen[0].isupper():
        lower = _confusions().get(seen.lower(), [])
        found = [*found, *((meant[0].upper() + meant[1:], doubt) for meant, doubt in lower)]
    return tuple((meant.upper() if capitals else meant, doubt) for meant, doubt in found)


@cache
def _confusions() -> dict[str, list[tuple[str, Doubt]]]:
    found: dict[str, list[tuple[str, Doubt]]] = {}
    for doubt in Doubt:
        for seen, meanings in _rules()[doubt.name.lower()].items():
            found.setdefault(seen, []).extend((meant, doubt) for meant in meanings)
    return found


@cache
def _sizes() -> tuple[int, ...]:
    return tuple(sorted({len(seen) for seen in _confusions()}))


def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = load_rules("ocr_repair")["confusions"]
    return rules

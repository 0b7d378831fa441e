"""Misreadings: long names of the register that optical character recognition damaged.

``kinderornbudsman`` and ``K1nderrechtencollectief`` differ by letters that look alike.
Names under eight letters are left alone: there, another letter makes another word.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from extractors.organisations.names import FoundOrganisation, Word, is_ordinary, joins, words_of
from extractors.organisations.places import Places
from extractors.organisations.register import Name, NameKind, organisation_register

_SHORTEST = 8
_LONG = 10  # from here on, any one letter may be wrong
_MOST_LONGER = 2
_LOOK_ALIKE = (
    ("rn", "m"),
    ("ii", "n"),
    ("vv", "w"),
    ("cl", "d"),
    *((seen, "i") for seen in "1l|jt"),
    *((seen, "o") for seen in "0ceq"),
    ("5", "s"),
    ("6", "h"),
    ("b", "h"),
    ("u", "n"),
)
_EDGE = 3
_MOST_WORDS = 8


def misread(
    text: str, words: list[Word], named: list[FoundOrganisation]
) -> Iterator[FoundOrganisation]:
    """Yield the places beside the ``named`` ones where a long name was misread."""
    places = Places((finding.start, finding.end) for finding in named)
    free = [word for word in words if places.is_free(word.start, word.end)]
    for first in range(len(free)):
        key = ""
        for index in range(first, min(first + _MOST_WORDS, len(free))):
            word = free[index]
            if index > first and not joins(text[free[index - 1].end : word.start]):
                break
            key += word.letters
            name = _nearest(key)
            if name and index - first == len(words_of(name.surface)) - 1:
                yield _finding(free[first].start, word.end, name)


def _nearest(key: str) -> Name | None:
    if len(key) < _SHORTEST or key in organisation_register().names:
        return None
    near = sorted(known for known in _neighbours(key) if _misread_as(key, known))
    return organisation_register().names[near[0]][0] if near else None


def _neighbours(key: str) -> set[str]:
    """Names of about the same length that begin or end alike."""
    lengths = range(len(key) - _MOST_LONGER, len(key) + _MOST_LONGER + 1)
    ends = (key[:_EDGE], key[-_EDGE:])
    return {
        known for end in ends for length in lengths for known in _by_end().get((end, length), ())
    }


def _misread_as(key: str, known: str) -> bool:
    """One letter may be wrong in a long name; more of them only where they look alike."""
    if _inflected(key, known):
        return False
    one_wrong = len(known) >= _LONG and Levenshtein.distance(key, known, score_cutoff=1) == 1
    return one_wrong or _blurred(key) == _blurred(known)


@lru_cache(maxsize=20_000)
def _blurred(key: str) -> str:
    for seen, meant in _LOOK_ALIKE:
        key = key.replace(seen, meant)
    return key


def _inflected(key: str, known: str) -> bool:
    """``kinderombudsmans``, ``jeugdautoriteiten``: other letters only at the end, no misreading."""
    return key[:-2] == known[: len(key) - 2] and len(key) >= len(known)


def _finding(start: int, end: int, name: Name) -> FoundOrganisation:
    return FoundOrganisation(
        start=start,
        end=end,
        rule="organisations.misread",
        confidence=0.7,
        name=name.organisation.name,
        step="ocr",
    )


@cache
def _by_end() -> dict[tuple[str, int], set[str]]:
    found: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for key, names in organisation_register().names.items():
        long = len(key) >= _SHORTEST and names[0].kind is NameKind.ALIAS
        if long and not is_ordinary(names[0].surface):
            found[key[:_EDGE], len(key)].add(key)
            found[key[-_EDGE:], len(key)].add(key)
    return dict(found)

"""Cues: the words of asking, promising and answering, found in a sentence."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from extractors.rules import load_rules

_GAP = "…"

_Rest = tuple[str, tuple[str, ...], frozenset[str]]
"""The name of a cue, its words after the first, and the same without gaps."""


def cues_in(words: Sequence[str], lemmas: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the cues of ``rules/passages.toml`` that the sentence holds."""
    starts, forms = _by_first_word(), {*words, *lemmas}
    found: set[str] = set()
    for place, (word, lemma) in enumerate(zip(words, lemmas, strict=True)):
        for form in {word, lemma}:
            for name, rest, needed in starts.get(form, ()):
                if name in found or not needed <= forms:
                    continue
                if _follows(rest, words, lemmas, place + 1):
                    found.add(name)
    return tuple(sorted(found))


@cache
def cue_words() -> frozenset[str]:
    """Return every word that is part of a cue."""
    return frozenset(part for _, parts in _cues() for part in parts if part != _GAP)


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return a list of words, or of cues, that the features need by name."""
    return tuple(load_rules("passages")["lists"][name])


@cache
def cue_words_of(name: str) -> frozenset[str]:
    """Return the single words of one cue."""
    return frozenset(parts[0] for cue, parts in _cues() if cue == name and len(parts) == 1)


@lru_cache(maxsize=50_000)
def cue_names(*forms: str) -> frozenset[str]:
    """Return the cues that one word is, or begins; ``forms`` are the word and its lemma."""
    starts = _by_first_word()
    return frozenset(name for form in forms for name, *_ in starts.get(form, ()))


def _follows(
    rest: tuple[str, ...], words: Sequence[str], lemmas: Sequence[str], place: int
) -> bool:
    gap = False
    for part in rest:
        if part == _GAP:
            gap = True
            continue
        end = len(words) if gap else min(place + 1, len(words))
        place = next((i for i in range(place, end) if part in (words[i], lemmas[i])), -1) + 1
        if not place:
            return False
        gap = False
    return True


@cache
def _by_first_word() -> dict[str, list[_Rest]]:
    starts: dict[str, list[_Rest]] = {}
    for name, (first, *rest) in _cues():
        needed = frozenset(part for part in rest if part != _GAP)
        starts.setdefault(first, []).append((name, tuple(rest), needed))
    return starts


def _cues() -> Iterator[tuple[str, list[str]]]:
    for name, cues in load_rules("passages")["cues"].items():
        for cue in cues:
            yield name, cue.split()

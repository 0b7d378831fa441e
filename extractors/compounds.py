"""Compounds: words that no lexicon lists, made of words that it does."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from extractors.lexicon import Commonness, commonness
from extractors.rules import load_rules

_LINK = "s"  # beleid-s-vrijheid; the plural in kinder- and boeken- is a word of its own
_FIRST = 3  # letters that the first part has at least
_LAST = 4
_LONG = 7  # letters from which a rare word may be a part
_SHORTEST = 7  # letters of a compound: huisarts, leerwet
_DEAR = {Commonness.COMMON: 1.0, Commonness.USUAL: 1.2, Commonness.RARE: 1.6}

_Split = tuple[float, tuple[str, ...]]
"""How dear a way to part a word is, and the parts."""


@lru_cache(maxsize=2**16)
def is_compound(word: str) -> bool:
    """Tell whether ``word`` is put together from known words: jeugd-hulp-verlening."""
    word = word.lower()
    return any(
        _is_part(word[cut:]) and _is_beginning(word[:cut])
        for cut in range(len(word) - _LAST, _FIRST - 1, -1)
    )


@lru_cache(maxsize=2**16)
def parts_of(lemma: str) -> tuple[str, ...]:
    """Return the words that ``lemma`` is put together from; a simple word is its only part.

    ``noodopvanglocatie`` is nood, opvang, locatie; ``kinderrechtentoets`` is kind, recht,
    toets: what links them is taken off. A common word stays whole, whatever it looks like
    (``onderwijs`` is no wijs), and so does one with a particle before it (``uitvoering``).
    """
    word = lemma.lower()
    if "-" in word.strip("-"):
        return tuple(part for piece in word.split("-") if piece for part in parts_of(piece))
    if len(word) < _SHORTEST or commonness(word) is Commonness.COMMON:
        return (word,)
    _, parts = min(_splits(word), default=(0.0, (word,)))
    return parts if parts == (word,) else (*_leaves(parts[:-1]), *parts_of(parts[-1]))


def _leaves(parts: tuple[str, ...]) -> Iterator[str]:
    """The parts of parts: of kinderrechten-, before toets, kind and recht."""
    for part in parts:
        *leaves, last = parts_of(part)
        read = _beginning(last)
        yield from (*leaves, read[1][-1] if read else last)


@lru_cache(maxsize=2**16)
def _end(form: str) -> _Split | None:
    """The cheapest way to read the end of a compound: as one word, or as several."""
    if _stands_alone(form):
        return _DEAR[commonness(form)], (form,)
    return min(_splits(form), default=None)


def _splits(word: str) -> Iterator[_Split]:
    for cut in range(_FIRST, len(word) - _FIRST + 1):
        first, rest = _beginning(word[:cut]), _end(word[cut:])
        if first and rest:
            yield first[0] + rest[0], (*first[1], *rest[1])


@lru_cache(maxsize=2**16)
def _beginning(form: str) -> _Split | None:
    """A part that another follows: kinder-, rechten-, beleids- are kind, recht, beleid."""
    return min(_linked(form), default=None)


def _linked(form: str) -> Iterator[_Split]:
    for link, price in {"": 0.0, **_rules("links")}.items():
        word = form.removesuffix(link)
        if form.endswith(link) and _stands_alone(word) and word not in _rules("particles"):
            yield _DEAR[commonness(word)] + price, (word,)


def _stands_alone(word: str) -> bool:
    """A noun long enough not to be met by chance; an ending such as -schap is none."""
    if word in _rules("endings"):
        return False
    known = word in _rules("short") or (len(word) >= _LAST and _is_part(word))
    return known and commonness(word) >= Commonness.RARE


def _is_beginning(word: str) -> bool:
    if _is_part(word) or is_compound(word):
        return True
    bare = word.removesuffix(_LINK)
    return bare != word and len(bare) > _FIRST and (_is_part(bare) or is_compound(bare))


def _is_part(word: str) -> bool:
    rank = commonness(word)
    return rank >= Commonness.USUAL or (rank is Commonness.RARE and len(word) >= _LONG)


@cache
def _rules(name: str) -> Any:
    listed = load_rules("compounds")[name]
    return listed if isinstance(listed, dict) else frozenset(listed)

"""Misreadings: long names of the register that optical character recognition damaged.

``kinderornbudsman`` and ``K1nderrechtencollectief`` differ by letters that look alike.
Names under eight letters are left alone: there, another letter makes another word.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from extractors.organisations.names import FoundOrganisation, Word, is_ordinary, words_of
from extractors.organisations.places import Places
from extractors.organisations.register import Name, NameKind, organisation_register

_SHORTEST = 8
_LONG = 10  # from here on, any one letter may be wrong
_MOST_LONGER = 2
_PAIRS_ALIKE = (("rn", "m"), ("ii", "n"), ("vv", "w"), ("cl", "d"))
_LETTERS_ALIKE = str.maketrans("1l|jt0ceq56bu", "iiiiioooos" + "hhn")
_EDGE = 3
_MOST_WORDS = 8
_NONE: dict[str, list[str]] = {}


def misread(words: list[Word], named: list[FoundOrganisation]) -> Iterator[FoundOrganisation]:
    """Yield the places beside the ``named`` ones where ``words`` are a long name misread."""
    near = _near()
    for opening, key, count, last in _stretches(words, named):
        by_edge = near.get((len(key), count), _NONE)
        edges = key[:_EDGE], key[-_EDGE:]
        if edges[0] in by_edge or edges[1] in by_edge:
            alike = [name for edge in edges for name in by_edge.get(edge, ())]
            if name := _nearest(key, alike):
                yield _finding(opening.start, last.end, name)


def _stretches(
    words: list[Word], named: list[FoundOrganisation]
) -> Iterator[tuple[Word, str, int, Word]]:
    """Yield the stretches of free words that begin or end as a name does.

    Of each: its first word, its letters, how many words, its last one.
    """
    places = Places((finding.start, finding.end) for finding in named)
    free = [places.is_free(word.start, word.end) for word in words]
    opens = [_may_be_edge(word.letters[:_EDGE]) for word in words]
    closes = [_may_be_edge(word.letters[-_EDGE:]) for word in words]
    for first, opening in enumerate(words):
        key = ""
        for index in range(first, min(first + _most_words(), len(words))):
            word = words[index]
            if not free[index] or (index > first and not word.joined):
                break
            key += word.letters
            if opens[first] or closes[index]:
                yield opening, key, index - first + 1, word


def _may_be_edge(letters: str) -> bool:
    """A word of fewer letters is an edge together with its neighbour."""
    return len(letters) < _EDGE or letters in _edges()


def _nearest(key: str, alike: list[str]) -> Name | None:
    """The name that ``key`` is a misreading of, among those that begin or end like it."""
    near = [known for known in alike if _misread_as(key, known)]
    if not near or key in organisation_register().names:
        return None
    return organisation_register().names[min(near)][0]


def _misread_as(key: str, known: str) -> bool:
    """One letter may be wrong in a long name; more of them only where they look alike."""
    one_wrong = len(known) >= _LONG and Levenshtein.distance(key, known, score_cutoff=1) == 1
    return (one_wrong or _blurred(key) == _blurred(known)) and not _inflected(key, known)


@lru_cache(maxsize=20_000)
def _blurred(key: str) -> str:
    for seen, meant in _PAIRS_ALIKE:
        key = key.replace(seen, meant)
    return key.translate(_LETTERS_ALIKE)


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
def _near() -> dict[tuple[int, int], dict[str, list[str]]]:
    """For each length of a misreading and number of words, by their edges, the names to compare."""
    found: defaultdict[tuple[int, int], dict[str, list[str]]] = defaultdict(dict)
    for key, names in organisation_register().names.items():
        long = len(key) >= _SHORTEST and names[0].kind is NameKind.ALIAS
        if long and not is_ordinary(names[0].surface):
            count = len(words_of(names[0].surface))
            for length in range(len(key) - _MOST_LONGER, len(key) + _MOST_LONGER + 1):
                if length >= _SHORTEST:
                    for edge in (key[:_EDGE], key[-_EDGE:]):
                        found[length, count].setdefault(edge, []).append(key)
    return dict(found)


@cache
def _edges() -> frozenset[str]:
    return frozenset(edge for by_edge in _near().values() for edge in by_edge)


@cache
def _most_words() -> int:
    return min(_MOST_WORDS, max(count for _, count in _near()))

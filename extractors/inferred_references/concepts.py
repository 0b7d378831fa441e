"""Concepts: which of a recommendation's concepts the words of a passage meet.

``Haal kinderen uit noodopvanglocaties`` meets all three of 37(f): what it is about (the
emergency shelter), what should change (away from it) and whom it concerns.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, groupby

from spacy.tokens import Doc, Span

from extractors.compounds import parts_of
from extractors.follow_up.terms import bare_form, rarity
from extractors.references.register import RecommendationRegister, code_of
from extractors.rules import load_rules
from schemas.records import Theme

CONCEPTS = ("key", "what", "whom", "not")
"""What it is about, what should change, whom it concerns; and words of another matter."""

Concepts = dict[str, float]
"""The concepts that a passage meets, each with how much its rarest word tells (0 to 1)."""

_Place = tuple[int, str]
_Match = tuple[_Place, float]
_Phrases = tuple[tuple[_Place, re.Pattern[str]], ...]
_MOST_WORDS = 5  # of a phrase
_PART = 4  # letters that a part of a compound has at least
_COMPOUND = 9  # letters of a compound: pleegkind


@dataclass(frozen=True)
class Matter:
    """A recommendation of the register, with the place of its concepts in the rules."""

    place: int
    code: str
    theme: Theme
    description: str


def matters(register: RecommendationRegister) -> tuple[Matter, ...]:
    """Return the recommendations that can be spoken of in other words.

    A letter whose paragraph the register has learnt since goes by its whole code.
    """
    rules = load_rules("inferred_references")["recommendation"]
    return tuple(_matter(place, rule, register) for place, rule in enumerate(rules))


def _matter(place: int, rule: Mapping[str, str], register: RecommendationRegister) -> Matter:
    theme, code = Theme(rule["theme"]), rule["code"]
    letter = code.strip("()")
    if len(letter) == 1:
        code = code_of(register.paragraph_for(letter, theme), letter)
    described = (e.description for e in register.entries if (e.code, e.theme) == (code, theme))
    return Matter(place, code, theme, next(described, ""))


class Reader:
    """Reads which concepts the passages of one document meet.

    Words are looked up by the numbers that spaCy has for them: most meet nothing.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._strings = doc.vocab.strings
        self._words: list[tuple[int, int]] = list(
            map(tuple, doc.to_array(["LOWER", "LEMMA"]).tolist())
        )
        self._known: dict[tuple[int, int], tuple[_Match, ...]] = {}
        lower = {number for number, _ in self._words}
        self._opening = {number for number in lower if _opened_by(self._strings[number])}

    def met(self, span: Span) -> dict[int, Concepts]:
        """Return which concepts of which recommendation ``span`` meets, by place in the rules."""
        concepts: dict[int, Concepts] = defaultdict(dict)
        for at in range(span.start, span.end):
            word = self._words[at]
            matches = self._known.get(word)
            if matches is None:
                matches = self._known[word] = _met_by(*map(self._strings.__getitem__, word))
            if matches or word[0] in self._opening:
                for (place, concept), tells in (*matches, *self._phrases(at, span.end)):
                    concepts[place][concept] = max(tells, concepts[place].get(concept, 0.0))
        return concepts

    def _phrases(self, at: int, end: int) -> tuple[_Match, ...]:
        """A phrase tells as much as the rarest word."""
        words = [self._strings[lower] for lower, _ in self._words[at : min(end, at + _MOST_WORDS)]]
        text = " ".join(words)
        opened = _opened_by(words[0])
        return tuple((place, 1.0) for place, pattern in opened if pattern.match(text))


@lru_cache(maxsize=2**15)
def _met_by(word: str, lemma: str) -> tuple[_Match, ...]:
    forms = {word, lemma.lower(), *_parts(lemma.lower())}
    told = {form: rarity(bare_form(form), form) for form in forms if _is_listed(form)}
    met_by = {
        place: [tells for form, tells in told.items() if pattern.fullmatch(form)]
        for place, pattern in (_words().items() if told else ())
    }
    return tuple((place, max(tells)) for place, tells in met_by.items() if tells)


def _parts(word: str) -> tuple[str, ...]:
    """The parts of a compound, where one of them may be a word of the rules at all."""
    return parts_of(word) if len(word) >= _COMPOUND and _any_inside().search(word) else ()


def _is_listed(form: str) -> bool:
    words = _words_by_letter().get(form[:1])
    return words is not None and words.fullmatch(form) is not None


@lru_cache(maxsize=2**15)
def _opened_by(word: str) -> _Phrases:
    if not _any_first().fullmatch(word):
        return ()
    return tuple((place, whole) for place, first, whole in _phrases() if first.fullmatch(word))


@cache
def _words_by_letter() -> dict[str, re.Pattern[str]]:
    """All words in one pattern for each first letter: most words of a text fail at once."""
    listed = sorted({word for words in _listed(phrases=False).values() for word in words})
    groups = groupby(listed, key=lambda word: word[0])
    return {letter: _any_of(list(words)) for letter, words in groups}


@cache
def _any_inside() -> re.Pattern[str]:
    words = chain.from_iterable(_listed(phrases=False).values())
    return _any_of(sorted({bare for word in words if len(bare := word.strip("*")) >= _PART}))


@cache
def _any_first() -> re.Pattern[str]:
    phrases = chain.from_iterable(_listed(phrases=True).values())
    return _any_of([phrase.split()[0] for phrase in phrases])


@cache
def _words() -> dict[tuple[int, str], re.Pattern[str]]:
    return {place: _any_of(words) for place, words in _listed(phrases=False).items() if words}


@cache
def _phrases() -> tuple[tuple[tuple[int, str], re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (place, _any_of([phrase.split()[0]]), re.compile(rf"{_pattern(phrase)}(?!\w)"))
        for place, phrases in _listed(phrases=True).items()
        for phrase in phrases
    )


def _listed(*, phrases: bool) -> dict[tuple[int, str], list[str]]:
    return {
        (place, concept): [word for word in rule.get(concept, ()) if (" " in word) is phrases]
        for place, rule in enumerate(load_rules("inferred_references")["recommendation"])
        for concept in CONCEPTS
    }


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_pattern, words)))


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ")

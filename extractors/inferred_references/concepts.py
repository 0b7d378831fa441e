"""Concepts: which of a recommendation's concepts the words of a passage meet.

``Haal kinderen uit noodopvanglocaties`` meets all three of 37(f): what it is about (the
emergency shelter), what should change (away from it) and whom it concerns.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, groupby

from spacy.strings import StringStore
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
_Told = tuple[tuple[_Match, ...], _Phrases]
_Word = tuple[int, int]
"""The numbers of a word in lower case and of its lemma."""
_MOST_WORDS = 5  # of a phrase
_PART = 5  # letters that a part of a compound has at least
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


class Vocabulary:
    """What the words of all documents so far meet, by the numbers that spaCy has for them."""

    def __init__(self) -> None:
        self.telling: dict[_Word, _Told] = {}
        """The words that meet a concept, or open a phrase that does."""
        self.keys: set[_Word] = set()
        """Those without which no passage is meant."""
        self._seen: set[_Word] = set()

    def learn(self, words: Iterable[_Word], strings: StringStore) -> None:
        """Look up those of ``words`` that are new."""
        new = set(words) - self._seen
        self._seen |= new
        for word in new:
            lower, lemma = strings[word[0]], strings[word[1]]
            told = _met_by(lower, lemma), _opened_by(lower)
            if any(told):
                self.telling[word] = told
            if _may_be_key(*told):
                self.keys.add(word)


class Reader:
    """Reads which concepts the passages of one document meet."""

    def __init__(self, doc: Doc, vocabulary: Vocabulary) -> None:
        self._strings = doc.vocab.strings
        self._words: list[_Word] = list(map(tuple, doc.to_array(["LOWER", "LEMMA"]).tolist()))
        self._vocabulary = vocabulary
        vocabulary.learn(self._words, self._strings)

    def met(self, span: Span) -> dict[int, Concepts]:
        """Return which concepts of which recommendation ``span`` meets, by place in the rules."""
        concepts: dict[int, Concepts] = defaultdict(dict)
        words = self._words[span.start : span.end]
        if self._vocabulary.keys.isdisjoint(words):
            return concepts
        for at, word in enumerate(words):
            if told := self._vocabulary.telling.get(word):
                for (place, concept), tells in (*told[0], *self._phrases(told[1], words[at:])):
                    concepts[place][concept] = max(tells, concepts[place].get(concept, 0.0))
        return concepts

    def _phrases(self, opened: _Phrases, words: list[_Word]) -> tuple[_Match, ...]:
        """A phrase tells as much as the rarest word."""
        if not opened:
            return ()
        text = " ".join(self._strings[lower] for lower, _ in words[:_MOST_WORDS])
        return tuple((place, 1.0) for place, pattern in opened if pattern.match(text))


def _may_be_key(met_by: tuple[_Match, ...], opened: _Phrases) -> bool:
    places = (place for place, _ in (*met_by, *opened))
    return any(concept == "key" for _, concept in places)


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

"""Concepts: which of a recommendation's concepts the words of a passage meet.

``Haal kinderen uit noodopvanglocaties`` meets all three of 37(f): what it is about (the
emergency shelter), what should change (away from it) and whom it concerns.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from spacy.tokens import Token

from extractors.compounds import parts_of
from extractors.follow_up.terms import bare_form, rarity
from extractors.references.register import RecommendationRegister, code_of
from extractors.rules import load_rules
from schemas.records import Theme

CONCEPTS = ("key", "what", "whom", "not")
"""What it is about, what should change, whom it concerns; and words of another matter."""

Concepts = dict[str, float]
"""The concepts that a passage meets, each with how much its rarest word tells (0 to 1)."""

_Match = tuple[tuple[int, str], float]
_MOST_WORDS = 5  # of a phrase


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


def met(tokens: Iterable[Token]) -> dict[int, Concepts]:
    """Return which concepts of which recommendation ``tokens`` meet, by place in the rules."""
    listed = [token for token in tokens if not token.is_space]
    lower = [token.lower_ for token in listed]
    matches = chain(
        chain.from_iterable(_met_by(token.lower_, token.lemma_) for token in listed),
        chain.from_iterable(_phrases_at(lower, at) for at in range(len(lower))),
    )
    concepts: dict[int, Concepts] = defaultdict(dict)
    for (place, concept), tells in matches:
        concepts[place][concept] = max(tells, concepts[place].get(concept, 0.0))
    return concepts


@lru_cache(maxsize=2**15)
def _met_by(word: str, lemma: str) -> tuple[_Match, ...]:
    forms = {word, lemma.lower(), *parts_of(lemma.lower()), *parts_of(word)}
    telling = {form: rarity(bare_form(form), form) for form in forms}
    met_by = {
        place: [telling[form] for form in forms if pattern.fullmatch(form)]
        for place, pattern in _words().items()
    }
    return tuple((place, max(tells)) for place, tells in met_by.items() if tells)


def _phrases_at(words: list[str], at: int) -> tuple[_Match, ...]:
    """A phrase tells as much as the rarest word."""
    candidates = _opened_by(words[at])
    if not candidates:
        return ()
    text = " ".join(words[at : at + _MOST_WORDS])
    return tuple((place, 1.0) for place, pattern in candidates if pattern.match(text))


@lru_cache(maxsize=2**15)
def _opened_by(word: str) -> tuple[tuple[tuple[int, str], re.Pattern[str]], ...]:
    return tuple((place, whole) for place, first, whole in _phrases() if first.fullmatch(word))


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

"""Terms: the words by which two documents are seen to speak of the same thing.

A word counts by how rare it is: ``noodopvang`` tells more than ``kind``. The measure is
fixed (``model/term_documents.csv``, then the lexicon), not taken from the warehouse, so
that a new document changes no link between others.
"""

import csv
import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from spacy.tokens import Token

from extractors.compounds import parts_of
from extractors.lexicon import Commonness, commonness
from extractors.rules import load_rules

_QUOTED = re.compile(r"[‘'“„\"](\w[^‘’'“”\"\n]{2,60})[’'”\"]")
_WORD = re.compile(r"[^\W\d_][\w-]+")
_TWICE = re.compile(r"([aeou])\1|([b-df-hj-np-tv-z])\2$")
_HARD = str.maketrans("vz", "fs")
_LEAST = 4  # letters that stay when an ending is taken off
DOCUMENTS = "*"
"""The row that tells how many documents were counted."""


@lru_cache(maxsize=2**16)
def bare_form(word: str) -> str:
    """Return what the forms of a word share: ``lanceer`` of lanceren, lancering, gelanceerd.

    Cruder than a lemma: ``publicatie`` and ``publiceren`` are one, and so are a noun's forms.
    """
    word = word.lower().strip("'’-")
    for ending in load_rules("follow_up")["terms"]["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word.removesuffix(ending)
            break
    bare = _TWICE.sub(lambda twice: twice[1] or twice[2], word)
    return bare[:-1] + bare[-1:].translate(_HARD)


def terms_of(tokens: Iterable[Token]) -> dict[str, float]:
    """Return the terms of ``tokens`` and how much each counts; compounds give their parts too."""
    terms: dict[str, float] = {}
    for token in tokens:
        share = _shares().get(token.pos_)
        if share and token.is_alpha | ("-" in token.text) and len(token) > 1:
            for term, weight in _terms_of_word(word_of(token)):
                terms[term] = max(terms.get(term, 0.0), round(share * weight, 3))
    return {term: weight for term, weight in terms.items() if weight}


def terms_of_text(text: str) -> dict[str, float]:
    """Return the terms of words whose sort nobody knows; those that only join others have none."""
    terms: dict[str, float] = {}
    for word in _WORD.findall(text.lower()):
        if bare_form(word) in _documents() or commonness(word) < Commonness.USUAL:
            for term, weight in _terms_of_word(word):
                terms[term] = max(terms.get(term, 0.0), round(weight, 3))
    return {term: weight for term, weight in terms.items() if weight}


def word_of(token: Token) -> str:
    """Return the word in dictionary form, or as it stands: the model only guesses at new words."""
    lemma = token.lemma_.lower()
    return lemma if commonness(lemma) > Commonness.UNKNOWN else token.lower_


def is_name(token: Token) -> bool:
    """Tell whether a token is a proper name: tagged so, or a rare word with a capital."""
    if token.is_sent_start or len(token) < 2 or not token.text[:1].isupper():
        return False
    return token.pos_ == "PROPN" or commonness(token.lower_) < Commonness.USUAL


def quoted_in(text: str) -> tuple[str, ...]:
    """Return what stands between quotation marks, such as the name of a campaign."""
    return tuple(found[1].lower() for found in _QUOTED.finditer(text))


@lru_cache(maxsize=2**16)
def _terms_of_word(lemma: str) -> tuple[tuple[str, float], ...]:
    if lemma in _stop_words():
        return ()
    parts = parts_of(lemma)
    whole = (_term(lemma), rarity(bare_form(lemma), lemma))
    if len(parts) == 1:
        return (whole,)
    shares = load_rules("follow_up")["terms"]
    inner = [(word, shares["inner"]) for word in _inner_words(lemma, parts)]
    told = [*inner, *((part, shares["part"]) for part in parts)]
    counted = ((_term(word), share * rarity(bare_form(word), word)) for word, share in told)
    return (whole, *((bare, weight) for bare, weight in counted if bare not in _stop_forms()))


def _term(word: str) -> str:
    """The word's bare form, or that of the word that stands for it: toets for check."""
    return _same().get(bare_form(word), bare_form(word))


def _inner_words(lemma: str, parts: tuple[str, ...]) -> list[str]:
    """Compounds within a compound: noodopvang and opvanglocatie in noodopvanglocatie."""
    joined = ["".join(pair) for pair in pairwise(parts)] if len(parts) > 2 else []
    return [word for word in joined if word in lemma]


@lru_cache(maxsize=2**16)
def rarity(bare: str, word: str) -> float:
    """Return how much a term tells, from 0 (every document has it) to 1 (hardly one has)."""
    documents = _documents()
    if bare in documents:
        most = documents[DOCUMENTS]
        return max(0.0, min(1.0, math.log(most / documents[bare]) / math.log(most / 2)))
    rank = commonness(word)
    rarities: dict[str, float] = load_rules("follow_up")["terms"]["rarity"]
    return rarities[Commonness(rank).name.lower()]


@cache
def _documents() -> dict[str, int]:
    path = files("extractors") / "model" / "term_documents.csv"
    with path.open(encoding="utf-8") as lines:
        return {row["term"]: int(row["documents"]) for row in csv.DictReader(lines)}


@cache
def _shares() -> dict[str, float]:
    shares: dict[str, float] = load_rules("follow_up")["terms"]["share"]
    return shares


@cache
def _same() -> dict[str, str]:
    groups = load_rules("follow_up")["terms"]["same"]
    return {bare_form(word): bare_form(words[0]) for words in groups for word in words}


@cache
def _stop_forms() -> frozenset[str]:
    return frozenset(map(bare_form, _stop_words()))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(load_rules("follow_up")["terms"]["stop"])

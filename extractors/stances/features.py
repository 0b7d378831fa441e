"""What the stance model looks at in a sentence: its words, its skeleton, where it denies.

The skeleton has tags in the place of the words of the topic, so that a no to bicycles
teaches something about a no to detention.
"""

import itertools
import re
from collections.abc import Iterator

from spacy.tokens import Span

from extractors.rules import load_rules
from extractors.stances.cues import cue_in

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM", "VERB"})
_WORD = re.compile(r"\w+")
_LONG = 6  # letters from which on the head of a word is a feature of its own
_CLAUSES = 4


def features(sentence: Span) -> tuple[str, ...]:
    """Return the features of ``sentence``, each once, such as ``l=overnemen``."""
    return tuple(dict.fromkeys(_features(sentence)))


def _features(sentence: Span) -> Iterator[str]:
    tokens = [token for token in sentence if not token.is_space]
    words = [token.lower_ for token in tokens]
    lemmas = [token.lemma_.lower() for token in tokens]
    yield from (f"w={word}" for word in words)
    yield from (f"l={lemma}" for lemma in lemmas)
    yield from (f"p={lemma[:5]}" for lemma in lemmas if len(lemma) > _LONG)
    yield from (f"2={a} {b}" for a, b in itertools.pairwise(words))
    yield from (f"l2={a} {b}" for a, b in itertools.pairwise(lemmas))
    tags = (
        _tag(token.tag_) if token.pos_ in _CONTENT else word
        for token, word in zip(tokens, words, strict=True)
    )
    yield from _skeleton(("^", *tags, "$"))
    yield f"length={min(5, len(words) // 5)}"
    yield from _denials(sentence.text.lower())
    yield from _cue(sentence.text)


def _skeleton(tags: tuple[str, ...]) -> Iterator[str]:
    yield from (f"s={a} {b}" for a, b in itertools.pairwise(tags))
    for a, b, c in zip(tags, tags[1:], tags[2:], strict=False):
        yield f"s={a} {b} {c}"
        yield f"s={a} _ {c}"
    yield from (f"at{place}={tag}" for place, tag in enumerate(tags[1:4]))


def _denials(told: str) -> Iterator[str]:
    """``Ja voor de stad, nee voor het dorp`` denies in its second clause only."""
    rules = load_rules("responses")["denial"]
    denying = set(rules["words"])
    clauses = re.split(rules["border"], told)[:_CLAUSES]
    marks = ["-" if denying.isdisjoint(_WORD.findall(clause)) else "n" for clause in clauses]
    yield f"denied={''.join(marks)}"


def _cue(told: str) -> Iterator[str]:
    cue = cue_in(told)
    if cue:
        yield f"cue={cue.stance}"
        yield f"cue={cue.stance} {'strong' if cue.is_strong else 'weak'}"


def _tag(tag: str) -> str:
    """``WW|pv|tgw|met-t`` is ``WW:pv:tgw``."""
    return ":".join(tag.split("|")[:3])

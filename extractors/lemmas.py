"""Lemmas: the dictionary forms that the model's own lemmatizer gives, for all words at once.

It scores a thousand ways to change a word's letters (``kinderen`` to ``kind``) and takes the
best one that the word allows. spaCy looks for it word by word and makes each change twice;
here one look finds the best of all words, and what was changed before is known. The lemmas
are the same.
"""

from functools import lru_cache
from typing import Any

import numpy.typing as npt
from spacy.pipeline import EditTreeLemmatizer
from spacy.tokens import Doc


def lemmatise(doc: Doc, lemmatizer: Any) -> Doc:
    """Put the lemmas that ``lemmatizer``, a part of a model, finds on ``doc``; as it would."""
    if not isinstance(lemmatizer, EditTreeLemmatizer) or not len(doc):
        lemmatizer(doc)
        return doc
    (scores,) = lemmatizer.model.predict([doc])
    for token, best, ways in zip(doc, scores.argmax(axis=1).tolist(), scores, strict=True):
        if token.lemma and not lemmatizer.overwrite:
            continue
        lemma = _changed(lemmatizer, best, token.text)
        if lemma is None:
            lemma = _next_best(lemmatizer, ways, token.text)
        if lemma is not None:
            token.lemma_ = lemma
        elif lemmatizer.backoff:
            token.lemma = getattr(token, lemmatizer.backoff)
    return doc


def _next_best(lemmatizer: Any, ways: npt.NDArray[Any], word: str) -> str | None:
    """The best of the next few ways, where the word does not allow the very best."""
    for way in (-ways).argsort(kind="stable")[1 : lemmatizer.top_k].tolist():
        lemma = _changed(lemmatizer, way, word)
        if lemma is not None:
            return lemma
    return None


@lru_cache(maxsize=50_000)
def _changed(lemmatizer: Any, way: int, word: str) -> str | None:
    lemma: str | None = lemmatizer.trees.apply(lemmatizer.cfg["labels"][way], word)
    return lemma

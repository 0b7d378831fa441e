"""Words: the tokens of any stretch of a document, and what they tell; each worked out once."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

from extractors.findings import found
from extractors.follow_up.readings import DEEDS
from extractors.follow_up.terms import terms_of

_SILENT = ("dates", "organisations")  # compared as what they are, not word by word


class Words:
    """The tokens of one document by their place in the clean text, and their terms."""

    def __init__(self, doc: Doc, hidden: Container[int]) -> None:
        self._doc = doc
        self._starts = doc.to_array("IDX")
        self._deeds = np.isin(doc.to_array("TAG"), _tags_of_deeds(doc))
        self._hidden = hidden
        self._silent = {place for stretch in self._findings(doc) for place in range(*stretch)}
        self._found: dict[tuple[int, int], Sequence[Token]] = {}
        self._terms: dict[tuple[int, int], Mapping[str, float]] = {}

    def between(self, start: int, end: int) -> Sequence[Token]:
        """Return the tokens that begin in a stretch of the clean text, in characters."""
        if (start, end) not in self._found:
            tokens = self._doc[slice(*self._places(start, end))]
            self._found[start, end] = [token for token in tokens if not token.is_space]
        return self._found[start, end]

    def may_tell_a_deed(self, start: int, end: int) -> bool:
        """Tell whether a verb in the past tense or a participle stands in a stretch."""
        return bool(self._deeds[slice(*self._places(start, end))].any())

    def telling(self, start: int, end: int) -> list[Token]:
        """Return those that can name what it is about: no date, body or hidden name."""
        return [
            token
            for token in self.between(start, end)
            if token.i not in self._silent and token.i not in self._hidden and not _is_acting(token)
        ]

    def terms(self, start: int, end: int) -> Mapping[str, float]:
        """Return the terms of a stretch, and how much each counts."""
        if (start, end) not in self._terms:
            self._terms[start, end] = terms_of(self.telling(start, end))
        return self._terms[start, end]

    def are_hidden(self, start: int, end: int) -> bool:
        """Tell whether a hidden name stands in a stretch."""
        return any(token.i in self._hidden for token in self.between(start, end))

    def _findings(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """Where dates and organisations stand, in tokens."""
        for noun in _SILENT:
            for finding in found(doc, noun):
                yield self._places(finding.start, finding.end)

    def _places(self, start: int, end: int) -> tuple[int, int]:
        first, last = np.searchsorted(self._starts, (start, end))
        return int(first), int(last)


def among(findings: Sequence[Any], start: int, end: int) -> Sequence[Any]:
    """Return which of ``findings``, in the order of the text, begin in a stretch of it."""
    first = bisect_left(findings, start, key=attrgetter("start"))
    return findings[first : bisect_left(findings, end, lo=first, key=attrgetter("start"))]


def _tags_of_deeds(doc: Doc) -> list[int]:
    tags = (int(tag) for tag in np.unique(doc.to_array("TAG")))
    return [tag for tag in tags if doc.vocab.strings[tag].startswith(DEEDS)]


def _is_acting(token: Token) -> bool:
    """A name that opens the sentence right before its verb: ``Guiada opende …``."""
    if not token.is_sent_start or token.pos_ != "PROPN" or token.i + 1 == len(token.doc):
        return False
    return token.nbor().tag_.startswith(("WW|pv", "VG"))

"""Entities: the names that the model's own recogniser finds, scored for all words at once.

spaCy walks from word to word, and each step costs it far more than the sum it makes. But
outside a name what a word begins depends on that word alone, so those sums are one matrix;
only inside a name (``Centraal Orgaan opvang …``) is there a way to walk. The names are the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span

_THIS, _FIRST, _LAST = range(3)  # the words that a step looks at: here, and of the open name
_OUTSIDE = "O"

_Floats = npt.NDArray[np.float32]


def recognise(doc: Doc, recogniser: Any) -> Doc:
    """Put the names that ``recogniser``, the ner of a model, finds on ``doc``; as it would."""
    if len(doc) and _is_plain(recogniser):
        doc.set_ents(list(_entities(doc, _Steps.of(doc, recogniser))))
    else:
        recogniser(doc)
    return doc


def _is_plain(recogniser: Any) -> bool:
    """Tell whether it is of spaCy's usual kind: greedy, with three words to look at."""
    model: Any = recogniser.model
    looks_at = model.get_ref("lower").get_dim("nF")
    is_greedy = recogniser.cfg["beam_width"] == 1 and model.attrs["has_upper"]
    return is_greedy and looks_at == _LAST + 1 and not model.attrs["unseen_classes"]


@dataclass(frozen=True)
class _Steps:
    """What the recogniser makes of each word, before it knows in which name it stands."""

    moves: list[str]
    """``B-ORG`` begins a name, ``I-ORG`` goes on, ``L-ORG`` ends it, ``U-ORG`` is one word; ``U-``
    is for names given beforehand, and there are none."""
    parts: _Floats
    """For each word what it adds to a step that looks at it; the first row is of no word."""
    bias: _Floats
    weights: _Floats
    offsets: _Floats

    @classmethod
    def of(cls, doc: Doc, recogniser: Any) -> "_Steps":
        model: Any = recogniser.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        parts = lower.predict(model.get_ref("tok2vec").predict([doc]))
        weights = (upper.get_param("W"), upper.get_param("b"))
        moves = [recogniser.moves.get_class_name(i) for i in range(upper.get_dim("nO"))]
        return cls(moves, parts, lower.get_param("b"), *weights)

    def outside(self) -> _Floats:
        """Return the scores of every word for every move, where no name is open."""
        of_no_word = self.parts[0]
        sums = self.parts[1:, _THIS] + of_no_word[_FIRST] + of_no_word[_LAST] + self.bias
        return self._scores(sums)

    def inside(self, first: int, place: int) -> _Floats:
        """Return the scores at ``place`` for every move, in a name that begins at ``first``."""
        sums = self.parts[place + 1, _THIS] + self.parts[first + 1, _FIRST]
        return self._scores(sums + self.parts[place, _LAST] + self.bias)

    def _scores(self, sums: _Floats) -> _Floats:
        largest = reduce(np.maximum, np.moveaxis(sums, -1, 0))  # sooner than .max(axis=-1)
        scores: _Floats = largest @ self.weights.T + self.offsets
        return scores


def _entities(doc: Doc, steps: _Steps) -> Iterator[Span]:
    chosen = _openings(doc, steps)
    end = 0
    for first in np.flatnonzero(chosen != steps.moves.index(_OUTSIDE)).tolist():
        if first < end:
            continue
        kind, _, label = steps.moves[chosen[first]].partition("-")
        end = first + 1 if kind == "U" else _end(steps, first, label, len(doc))
        yield Span(doc, first, end, label=label)


def _openings(doc: Doc, steps: _Steps) -> npt.NDArray[np.int64]:
    """The best move of each word where no name is open; white space begins none."""
    scores = steps.outside()
    kinds = np.array(["" if move.endswith("-") else move[0] for move in steps.moves])
    scores[:, ~np.isin(kinds, ["B", "U", _OUTSIDE])] = -np.inf
    is_space = doc.to_array("IS_SPACE").astype(bool)
    scores[np.ix_(is_space, kinds != _OUTSIDE)] = -np.inf
    scores[-1, kinds == "B"] = -np.inf  # nothing follows the last word
    best: npt.NDArray[np.int64] = scores.argmax(axis=1)
    return best


def _end(steps: _Steps, first: int, label: str, length: int) -> int:
    """Where the name ends that begins at ``first``; the last word ends it at the latest."""
    goes_on, ends = (steps.moves.index(f"{kind}-{label}") for kind in "IL")
    for place in range(first + 1, length - 1):
        scores = steps.inside(first, place)
        if scores[goes_on] <= scores[ends]:
            return place + 1
    return length

"""The stance model: does a sentence answer a recommendation, and how does it take it?

A linear model over the features of ``features``, trained by
``python -m extractors.training.stances``; its weights and figures stand in ``model/``.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from extractors.stances.features import features
from schemas.records import Stance

NO_ANSWER = "none"
"""The class of what stands around an answer: what was asked, reasons, thanks, next steps."""

CLASSES = (*Stance, NO_ANSWER)
"""What is judged, in the order of the columns of the weights."""


@dataclass(frozen=True)
class Opinion:
    """What the model holds of a sentence."""

    answers: float
    """How likely it is that the sentence answers, from 0 to 1."""
    stance: Stance
    """The likeliest stance, if it does."""


@dataclass(frozen=True)
class Weights:
    """The trained weights: a row for each feature, a column for each class."""

    vocabulary: dict[str, int]
    rows: npt.NDArray[np.float64]
    intercepts: npt.NDArray[np.float64]


def opinion_on(doc: Doc, start: int, end: int) -> Opinion:
    """Judge the clean characters of ``doc`` from ``start`` up to ``end`` (half-open)."""
    span = doc.char_span(start, end, alignment_mode="expand") or doc[:0]
    weights = load_weights()
    known = [row for f in features(span) if (row := weights.vocabulary.get(f)) is not None]
    likely = _likely(weights, known)
    best = int(likely[:-1].argmax())
    return Opinion(answers=float(1 - likely[-1]), stance=list(Stance)[best])


def _likely(weights: Weights, known: list[int]) -> npt.NDArray[np.float64]:
    scores = weights.intercepts.copy()
    if known:
        scores += weights.rows[known].sum(axis=0) / np.sqrt(len(known))
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())


@cache
def load_weights() -> Weights:
    """Load the weights of ``model/stances.npz``, once per process."""
    path = resources.files("extractors") / "model" / "stances.npz"
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        names = bytes(stored["features"]).decode().split("\n")
        return Weights(
            vocabulary={name: row for row, name in enumerate(names)},
            rows=stored["rows"].astype(np.float64),
            intercepts=stored["intercepts"].astype(np.float64),
        )

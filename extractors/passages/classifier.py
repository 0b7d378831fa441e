"""The passage classifier: is a sentence a recommendation, a commitment, an answer?

Linear models over the features of ``features``, trained by
``python -m extractors.training.passages``; weights and figures stand in ``model/``. The
probabilities are calibrated: of the sentences judged 0.8, eight in ten are what they seem.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from extractors.passages.features import Features, features
from extractors.passages.unit import units
from schemas.records import CommitmentStatus, Stance

GROUPS = ("construction", "surroundings", "words")
"""The groups of features; each has its own vocabulary and weights."""

LABELS = ("recommendation", "commitment", "response", *Stance, *CommitmentStatus)
"""What is judged, in the order of the columns of the weights."""

_BINARY = 3
STANCES = slice(_BINARY, _BINARY + len(Stance))
STATUSES = slice(STANCES.stop, len(LABELS))

_Scores = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Judgement:
    """How a sentence is judged; offsets are half-open, in characters of the clean text."""

    start: int
    end: int
    recommendation: float
    commitment: float
    response: float
    stance: Stance
    """The likeliest stance, if the sentence is an answer."""
    status: CommitmentStatus
    """The likeliest status, if the sentence is a commitment."""


@dataclass(frozen=True)
class Thresholds:
    """From which probability on a sentence counts: the best F1 in cross-validation."""

    recommendation: float
    commitment: float
    response: float


@dataclass(frozen=True)
class Weights:
    """The trained weights: for each group of features a vocabulary and a matrix."""

    vocabularies: tuple[dict[str, int], ...]
    matrices: tuple[_Scores, ...]
    scales: tuple[float, ...]
    calibration: _Scores
    thresholds: Thresholds

    def scores(self, found: Sequence[Features]) -> _Scores:
        """Return the score of each sentence for each label, before calibration."""
        return sum(
            (self._group(place, name, found) for place, name in enumerate(GROUPS)),
            start=np.zeros((len(found), len(LABELS))),
        )

    def _group(self, place: int, name: str, found: Sequence[Features]) -> _Scores:
        row_of = self.vocabularies[place].get
        scores = np.zeros((len(found), len(LABELS)))
        for index, one in enumerate(found):
            rows = [row for row in map(row_of, getattr(one, name)) if row is not None]
            if rows:
                weights = np.add.reduce(self.matrices[place].take(rows, axis=0))
                scores[index] = weights * group_scale(name, self.scales[place], rows)
        return scores


def group_scale(name: str, scale: float, rows: Sequence[int]) -> float:
    """Return what one feature counts: constructions as they are, others by their number."""
    return scale if name == "construction" else float(scale / np.sqrt(len(rows)))


def classify(doc: Doc, weights: Weights | None = None) -> list[Judgement]:
    """Judge every sentence of ``doc``, headings included, in the order of the text."""
    judged = units(doc)
    weights = weights or load_weights()
    scores = weights.scores(features(judged))
    slopes, intercepts = weights.calibration
    likely = 1 / (1 + np.exp(-(slopes * scores[:, :_BINARY] + intercepts)))
    stances = scores[:, STANCES].argmax(axis=1)
    statuses = scores[:, STATUSES].argmax(axis=1)
    return [
        Judgement(
            start=unit.start,
            end=unit.end,
            recommendation=float(likely[index, 0]),
            commitment=float(likely[index, 1]),
            response=float(likely[index, 2]),
            stance=list(Stance)[stances[index]],
            status=list(CommitmentStatus)[statuses[index]],
        )
        for index, unit in enumerate(judged)
    ]


def thresholds() -> Thresholds:
    """Return the thresholds that training recommends."""
    return load_weights().thresholds


@cache
def load_weights() -> Weights:
    """Load the weights of ``model/passages.npz``, once per process."""
    path = resources.files("extractors") / "model" / "passages.npz"
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return _weights(dict(stored))


def _weights(stored: dict[str, Any]) -> Weights:
    names = [bytes(stored[f"{group}_features"]).decode().split("\n") for group in GROUPS]
    return Weights(
        vocabularies=tuple({name: row for row, name in enumerate(group)} for group in names),
        matrices=tuple(stored[f"{group}_weights"].astype(np.float64) for group in GROUPS),
        scales=tuple(float(scale) for scale in stored["scales"]),
        calibration=stored["calibration"],
        thresholds=Thresholds(*(float(value) for value in stored["thresholds"])),
    )

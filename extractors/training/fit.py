"""Fitting: one logistic regression per label, and the calibration of the first three.

Before fitting, each feature is scaled by how unevenly the label divides it (the log-count
ratio of naive Bayes; Wang and Manning 2012), which is folded back into its weight. It is
worth one to two points of average precision here.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from extractors.passages.classifier import LABELS
from extractors.training.samples import Sample
from schemas.records import CommitmentStatus, Stance

Numbers = npt.NDArray[np.float64]

BINARY = LABELS[:3]
_STRENGTH = 6.0  # how little the weights are held back; this and the next by cross-validation
_EVEN = 0.4  # the share of a scale that does not depend on the label
_SMOOTH = 0.3


def truth(found: Sequence[Sample]) -> npt.NDArray[np.bool_]:
    """Return for each sample whether it is a recommendation, a commitment, an answer."""
    return np.array([(s.recommendation, s.commitment, bool(s.stance)) for s in found])


def fit_scores(rows: Any, found: Sequence[Sample]) -> Numbers:
    """Return the weights of every label, one column each, in the order of ``LABELS``."""
    columns = [_fit(rows, column) for column in truth(found).T]
    columns += _one_of(rows, [sample.stance for sample in found], list(Stance))
    columns += _one_of(rows, [sample.status for sample in found], list(CommitmentStatus))
    return np.stack(columns, axis=1)


def fit_binary(rows: Any, found: Sequence[Sample]) -> Numbers:
    """Return the weights of the first three labels only."""
    return np.stack([_fit(rows, column) for column in truth(found).T], axis=1)


def calibrate(scores: Numbers, actual: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return slope and intercept that make scores of unseen documents probabilities."""
    model = LogisticRegression(C=1e6, solver="lbfgs")
    model.fit(scores.reshape(-1, 1), actual)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def _fit(rows: Any, actual: npt.NDArray[np.bool_]) -> Numbers:
    model = LogisticRegression(
        C=_STRENGTH,
        solver="liblinear",
        dual=True,  # a hundred times faster here; its shuffling is seeded
        fit_intercept=False,
        random_state=0,
        max_iter=5000,
    )
    scale = _unevenness(rows, actual)
    coefficients: Numbers = model.fit(rows.multiply(scale).tocsr(), actual).coef_[0]
    return coefficients * scale


def _unevenness(rows: Any, actual: npt.NDArray[np.bool_]) -> Numbers:
    present = (rows > 0).astype(float)
    inside, outside = (
        np.asarray(present[mask].sum(axis=0)).ravel() + _SMOOTH for mask in (actual, ~actual)
    )
    ratio = np.abs(np.log(inside / inside.sum()) - np.log(outside / outside.sum()))
    mixed: Numbers = _EVEN + (1 - _EVEN) * ratio / ratio.mean()
    return mixed


def _one_of(rows: Any, labels: list[str], names: Sequence[str]) -> list[Numbers]:
    """One column per name, learnt from the samples that have any of them."""
    known = np.array([bool(label) for label in labels])
    kept = [label for label in labels if label]
    return [_fit(rows[known], np.array([label == name for label in kept])) for name in names]

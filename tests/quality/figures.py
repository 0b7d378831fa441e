"""Figures: precision, recall and F1 per field with their 95 % intervals, over any documents."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.quality.gold_sets import Annotated
from tests.quality.score import FIELDS, score

_DRAWS = 1000
_MIDDLE = (2.5, 97.5)  # percentiles


@dataclass(frozen=True)
class Figures:
    """How well one field is found; ``low`` and ``high`` bound F1 in 95 of 100 like samples."""

    precision: float | None
    recall: float | None
    f1: float | None
    low: float | None
    high: float | None
    gold: int
    found: int


def figures(documents: Sequence[Annotated]) -> dict[str, Figures]:
    """Return the figures of every field, over all ``documents`` together.

    The intervals are bootstrapped by document (Efron and Tibshirani, 1993): rows of one
    document are right or wrong together, so whole documents are drawn.
    """
    counts = np.array([_counts(document) for document in documents])  # document, field, count
    return {field: _figures(counts[:, place]) for place, field in enumerate(FIELDS)}


def _counts(document: Annotated) -> list[tuple[int, int, int, int]]:
    with tempfile.TemporaryDirectory() as folder:
        for part, rows in (("gold", document.gold), ("found", document.found)):
            (Path(folder) / part).mkdir()
            (Path(folder) / part / "document.json").write_text(json.dumps(rows), "utf-8")
        _, tallies = score(Path(folder) / "gold", Path(folder) / "found")
    return [(t.hit, t.missed, t.right, t.wrong) for t in (tallies[field] for field in FIELDS)]


def _figures(counts: NDArray[np.int64]) -> Figures:
    hit, missed, right, wrong = counts.sum(axis=0)
    precision = right / (right + wrong) if right + wrong else None
    recall = hit / (hit + missed) if hit + missed else None
    f1 = _f1(counts.sum(axis=0)[None])[0] if hit + missed else None
    low, high = _interval(counts) if f1 is not None else (None, None)
    return Figures(precision, recall, f1, low, high, int(hit + missed), int(right + wrong))


def _interval(counts: NDArray[np.int64]) -> tuple[float, float]:
    chance = np.random.default_rng(0)
    drawn = chance.integers(len(counts), size=(_DRAWS, len(counts)))
    scores = _f1(counts[drawn].sum(axis=1))
    low, high = np.nanpercentile(scores, _MIDDLE)
    return float(low), float(high)


def _f1(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Of the gold what was hit is recall, of the found what is right is precision."""
    hit, missed, right, wrong = counts.T.astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        precision, recall = right / (right + wrong), hit / (hit + missed)
        f1 = 2 * precision * recall / (precision + recall)
    return np.where(np.isnan(recall), np.nan, np.nan_to_num(f1))

"""Evaluation: cross-validation over documents, thresholds chosen inside the folds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import GroupKFold

from extractors.passages.classifier import LABELS, STANCES, STATUSES
from extractors.training.fit import BINARY, Numbers, calibrate, fit_binary, fit_scores, truth
from extractors.training.matrix import matrix, vocabularies
from extractors.training.samples import Sample
from schemas.records import CommitmentStatus, Stance

_FOLDS = 10
_INNER = 4
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Figures:
    """What cross-validation found, and what it settles for extraction."""

    calibration: Numbers
    thresholds: Numbers
    likely: Numbers
    judged: Flags
    stance: tuple[int, int]
    status: tuple[int, int]


def evaluate(found: list[Sample]) -> Figures:
    """Judge every document by a model that has not seen it."""
    actual = truth(found)
    scores = np.zeros((len(found), len(LABELS)))
    judged = np.zeros_like(actual)
    for learnt, unseen in _folds(found, _FOLDS):
        scores[unseen] = _scores(found, learnt, unseen)
        judged[unseen] = _judge(found, learnt, scores[unseen, : len(BINARY)])
    pairs = [calibrate(scores[:, place], actual[:, place]) for place in range(len(BINARY))]
    calibration = np.array(pairs).T
    likely = 1 / (1 + np.exp(-(scores[:, : len(BINARY)] * calibration[0] + calibration[1])))
    return Figures(
        calibration,
        _best_thresholds(likely, actual, found),
        likely,
        judged,
        _agreement(scores[:, STANCES], [s.stance for s in found], list(Stance)),
        _agreement(scores[:, STATUSES], [s.status for s in found], list(CommitmentStatus)),
    )


def best_threshold(likely: Numbers, actual: Flags) -> float:
    """Return the threshold of the highest F1, halfway to the next lower value."""
    order = np.argsort(-likely, kind="stable")
    hits = np.cumsum(actual[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + actual.sum())
    best = int(f1.argmax())
    lower = order[min(best + 1, len(order) - 1)]
    return float((likely[order[best]] + likely[lower]) / 2)


def f1(judged: Flags, actual: Flags) -> tuple[float, float, float]:
    """Return F1, precision and recall."""
    hits = int((judged & actual).sum())
    precision, recall = hits / max(1, judged.sum()), hits / max(1, actual.sum())
    return 2 * hits / max(1, judged.sum() + actual.sum()), float(precision), float(recall)


def report(found: list[Sample], figures: Figures) -> str:
    """Return the figures as a page of Markdown."""
    lines = ["# The passage classifier, measured", ""]
    lines += ["| part | label | sentences | F1 | precision | recall |", "|---|---|---|---|---|---|"]
    actual = truth(found)
    for name, part in _parts(found).items():
        for place, label in enumerate(BINARY):
            if not actual[part, place].any():
                continue
            values = f1(figures.judged[part, place], actual[part, place])
            row = " | ".join(f"{value:.3f}" for value in values)
            lines.append(f"| {name} | {label} | {actual[part, place].sum()} | {row} |")
    lines += ["", *_calibration(figures, actual, _free(found))]
    lines += ["", f"Stance right: {figures.stance[0]} of {figures.stance[1]}."]
    lines += [f"Status right: {figures.status[0]} of {figures.status[1]}.", ""]
    return "\n".join(lines)


def _calibration(figures: Figures, actual: Flags, free: Flags) -> list[str]:
    lines = ["| judged | label | sentences | right |", "|---|---|---|---|"]
    for low, high in ((0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        for place, label in enumerate(BINARY):
            inside = free & (low <= figures.likely[:, place]) & (figures.likely[:, place] < high)
            share = actual[inside, place].mean() if inside.any() else 0.0
            lines.append(f"| {low} to {min(high, 1.0)} | {label} | {inside.sum()} | {share:.2f} |")
    return lines


def _folds(found: Sequence[Sample], count: int) -> Iterator[tuple[Numbers, Numbers]]:
    stems = [sample.stem for sample in found]
    yield from GroupKFold(count).split(stems, groups=stems)


def _scores(
    found: list[Sample], learnt: Numbers, unseen: Numbers, *, binary: bool = False
) -> Numbers:
    known = vocabularies([found[i].features for i in learnt])
    train = [found[i] for i in learnt]
    fit = fit_binary if binary else fit_scores
    weights = fit(matrix([s.features for s in train], known), train)
    scores: Numbers = matrix([found[i].features for i in unseen], known) @ weights
    return scores


def _judge(found: list[Sample], learnt: Numbers, scores: Numbers) -> Flags:
    """Apply thresholds that were chosen without a look at the documents judged."""
    train = [found[i] for i in learnt]
    inner = np.zeros((len(train), len(BINARY)))
    for learnt_inside, unseen_inside in _folds(train, _INNER):
        inner[unseen_inside] = _scores(train, learnt_inside, unseen_inside, binary=True)
    return scores >= _best_thresholds(inner, truth(train), train)


def _best_thresholds(likely: Numbers, actual: Flags, found: Sequence[Sample]) -> Numbers:
    """Answers are only looked for in government responses, so their threshold is set there."""
    free = _free(found)
    parts = [free, free, free & _of_kind(found, "government_response")]
    return np.array(
        [best_threshold(likely[part, p], actual[part, p]) for p, part in enumerate(parts)]
    )


def _of_kind(found: Sequence[Sample], kind: str) -> Flags:
    return np.array([sample.kind == kind for sample in found])


def _free(found: Sequence[Sample]) -> Flags:
    return np.array([not sample.asks and not sample.answers for sample in found])


def _parts(found: Sequence[Sample]) -> dict[str, Flags]:
    free = _free(found)
    corpus = np.array([sample.origin == "corpus" for sample in found])
    own = np.array([sample.origin == "own" for sample in found])
    tables = np.array([sample.stem.startswith("b1") for sample in found])
    answers = np.array([sample.answers and not sample.asks for sample in found])
    return {
        "running prose": free & corpus & ~tables,
        "recaps, outside answers": free & corpus & tables,
        "answers in theme tables": corpus & answers,
        "all but answers": free & corpus,
        "government responses": free & _of_kind(found, "government_response"),
        "own texts": free & own,
    }


def _agreement(scores: Numbers, labels: list[str], names: Sequence[str]) -> tuple[int, int]:
    chosen = scores.argmax(axis=1)
    right = sum(names[chosen[i]] == label for i, label in enumerate(labels) if label)
    return right, sum(1 for label in labels if label)

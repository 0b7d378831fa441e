"""Measure what the rules are worth: ``python -m extractors.training.confidence``.

Each labelled document is read by the whole pipeline, with a classifier that was taught by the
other documents; a record is right where a sentence in it has its label. Writes
``extractors/model/confidence.toml``. Run it behind ``extractors.training.passages``.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import GroupKFold
from spacy.tokens import Doc

from extractors import commitments, recommendations
from extractors.confidence import Scale, written
from extractors.nlp import annotate, load
from extractors.passages import Passage, find_passages
from extractors.passages.classifier import GROUPS, Weights, load_weights
from extractors.training.documents import LabelledDocument, labelled_documents
from extractors.training.fit import fit_scores
from extractors.training.frames import ORIGIN
from extractors.training.matrix import matrix, vocabularies
from extractors.training.samples import Sample, samples

_FOLDS = 10
_CURVED = 60  # records; of fewer only the share that is right can be told
_STEPS = 10
_NOUNS = {"recommendations": recommendations, "commitments": commitments}
_LABELS = {"recommendations": "recommendation", "commitments": "commitment"}

_HEAD = """\
# How often the records of each rule are right, by the likelihood that the classifier gives:
# measured by `python -m extractors.training.confidence` on the labelled documents, each read with
# a classifier taught by the others. A rule with few records has one share, drawn towards a half.
"""

Told = tuple[float, bool]


def main() -> None:
    """Measure every rule and write what it is worth."""
    told: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for noun, rule, likelihood, is_right in _measured():
        told[noun, rule].append((likelihood, is_right))
    lines = [_HEAD]
    for (noun, rule), records in sorted(told.items()):
        hits = sum(right for _, right in records)
        lines += written(noun, rule, _scale(records), hits, len(records))
    path = Path(str(resources.files("extractors") / "model" / "confidence.toml"))
    path.write_text("\n".join(lines), encoding="utf-8")


def _measured() -> Iterator[tuple[str, str, float, bool]]:
    found = samples()
    documents = [one for one in labelled_documents() if one.origin != ORIGIN]
    stems = [one.stem for one in documents]
    nlp = load()
    for _, unseen in GroupKFold(_FOLDS).split(stems, groups=stems):
        held_out = {stems[place] for place in unseen}
        weights = _weights([sample for sample in found if sample.stem not in held_out])
        for place in unseen:
            doc = annotate(documents[place].document, nlp)
            doc._.passages = find_passages(doc, weights)
            yield from _records(doc, documents[place])


def _weights(taught_by: list[Sample]) -> Weights:
    known = vocabularies([sample.features for sample in taught_by])
    fitted = fit_scores(matrix([sample.features for sample in taught_by], known), taught_by)
    ends = np.cumsum([len(known[group]) for group in GROUPS])
    return replace(
        load_weights(),
        vocabularies=tuple(
            {name: row for row, name in enumerate(known[group])} for group in GROUPS
        ),
        matrices=tuple(np.split(fitted, ends[:-1])),
    )


def _records(doc: Doc, labelled: LabelledDocument) -> Iterator[tuple[str, str, float, bool]]:
    for noun, module in _NOUNS.items():
        for passage, rule, likelihood in module.judged(doc):
            yield noun, rule, likelihood, _is_right(doc, passage, labelled, _LABELS[noun])


def _is_right(doc: Doc, passage: Passage, labelled: LabelledDocument, label: str) -> bool:
    first, last = doc._.clean.source(passage.start, passage.end)
    inside = (row for row in labelled.rows if row.start < last and first < row.end)
    return any(row.label in (label, "both") for row in inside)


def _scale(records: Sequence[Told]) -> Scale:
    likelihoods, right = (np.array(column, dtype=float) for column in zip(*records, strict=True))
    if len(records) < _CURVED:
        return Scale((0.0,), (round(float((right.sum() + 1) / (len(right) + 2)), 3),))
    curve = IsotonicRegression(out_of_bounds="clip", y_min=0.02, y_max=0.98)
    curve.fit(likelihoods, right)
    edges = np.unique(np.quantile(likelihoods, np.linspace(0, 1, _STEPS + 1)).round(3))
    smooth = [float(curve.predict(likelihoods[_near(likelihoods, edge)]).mean()) for edge in edges]
    return Scale(tuple(map(float, edges)), tuple(round(share, 3) for share in smooth))


def _near(likelihoods: np.ndarray, edge: float) -> np.ndarray:
    """The records nearest to an edge: a tenth of all, so that no single one decides."""
    return np.argsort(np.abs(likelihoods - edge))[: max(10, len(likelihoods) // _STEPS)]


if __name__ == "__main__":
    main()

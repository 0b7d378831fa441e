"""Train the stance model: ``python -m extractors.training.stances``.

Reads ``answers.toml`` and the labelled government responses, measures by cross-validation
over documents, and writes ``extractors/model/stances.npz`` with its figures in
``stances.md``. Needs scikit-learn; the same data give the same bytes.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from extractors.stances.features import features
from extractors.stances.model import CLASSES, NO_ANSWER
from extractors.training.documents import labelled_documents, load_tagger
from schemas.document import DocumentKind

_FOLDS = 5
_SEEN = 2  # how often a feature must have been seen to learn from it
_STRENGTH = 30.0  # how little the weights are held back; by cross-validation

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Answer:
    """A sentence of a government response: its document, its features and its stance."""

    group: str
    features: tuple[str, ...]
    stance: str


def main() -> None:
    """Train, measure and write the weights and their figures."""
    found = answers()
    folder = Path(str(resources.files("extractors") / "model"))
    write_weights(folder / "stances.npz", found)
    (folder / "stances.md").write_text(report(found, judged(found)), encoding="utf-8")


def answers() -> list[Answer]:
    """Return the sentences to learn from, with their features, in the order of the files."""
    told = [*_written(), *_labelled()]
    docs = load_tagger().pipe(sentence for _, sentence, _ in told)
    return [
        Answer(group, features(doc[:]), stance)
        for (group, _, stance), doc in zip(told, docs, strict=True)
    ]


def judged(found: Sequence[Answer]) -> list[str]:
    """Return for each sentence the class that a model gives it that has not seen its document."""
    classes = np.empty(len(found), dtype=object)
    groups = [answer.group for answer in found]
    for learnt, unseen in GroupKFold(_FOLDS).split(found, groups=groups):
        known = _vocabulary([found[place] for place in learnt])
        model = _fitted([found[place] for place in learnt], known)
        classes[unseen] = model.predict(_matrix([found[place] for place in unseen], known))
    return list(classes)


def write_weights(path: Path, found: Sequence[Answer]) -> None:
    """Fit on all sentences and store the weights in ``path``."""
    known = _vocabulary(found)
    model = _fitted(found, known)
    order = [list(model.classes_).index(name) for name in CLASSES]
    np.savez_compressed(
        path,
        features=np.frombuffer("\n".join(known).encode(), dtype=np.uint8),
        rows=model.coef_[order].T.astype(np.float16),
        intercepts=model.intercept_[order],
    )


def report(found: Sequence[Answer], classes: Sequence[str]) -> str:
    """Return the figures as a page: what was found of each class, and what was taken for it."""
    lines = [
        "# The stance model",
        "",
        f"Trained on {len(found)} sentences by `python -m extractors.training.stances`;",
        f"measured by cross-validation over documents, {_FOLDS} folds.",
        "",
        "| class | sentences | found | of those found, right |",
        "|---|---:|---:|---:|",
    ]
    actual = Counter(answer.stance for answer in found)
    taken = Counter(classes)
    pairs = zip(found, classes, strict=True)
    right = Counter(a.stance for a, taken_for in pairs if a.stance == taken_for)
    for name in CLASSES:
        recall, precision = right[name] / actual[name], right[name] / taken[name]
        lines.append(f"| {name} | {actual[name]} | {recall:.2f} | {precision:.2f} |")
    return "\n".join(lines) + "\n"


def _written() -> Iterator[tuple[str, str, str]]:
    """``answers.toml``: sentences without a document; its parts stand for documents."""
    path = resources.files("extractors.training") / "answers.toml"
    for stance, sentences in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for place, sentence in enumerate(sentences):
            yield f"written {place % _FOLDS}", sentence, stance


def _labelled() -> Iterator[tuple[str, str, str]]:
    for labelled in labelled_documents():
        if labelled.kind != DocumentKind.GOVERNMENT_RESPONSE:
            continue
        for row in labelled.rows:
            if row.label != "heading":
                sentence = labelled.document.text[row.start : row.end]
                yield labelled.stem, sentence, row.stance or NO_ANSWER


def _vocabulary(found: Sequence[Answer]) -> list[str]:
    counts = Counter(feature for answer in found for feature in answer.features)
    return sorted(feature for feature, count in counts.items() if count >= _SEEN)


def _matrix(found: Sequence[Answer], known: Sequence[str]) -> Any:
    places = {name: place for place, name in enumerate(known)}
    rows = sparse.lil_matrix((len(found), len(known)))
    for index, answer in enumerate(found):
        present = [place for f in answer.features if (place := places.get(f)) is not None]
        if present:
            rows[index, present] = 1 / np.sqrt(len(present))
    return rows.tocsr()


def _fitted(found: Sequence[Answer], known: Sequence[str]) -> Any:
    model = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=1000)
    return model.fit(_matrix(found, known), [answer.stance for answer in found])


if __name__ == "__main__":
    main()

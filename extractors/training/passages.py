"""Train the passage classifier: ``python -m extractors.training.passages``.

Reads the labelled sentences, measures by cross-validation over documents, and writes
``extractors/model/passages.npz`` with its figures in ``passages.md``. Needs scikit-learn;
the same data give the same bytes.
"""

from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from extractors.passage_classifier import GROUPS
from extractors.training.evaluation import Figures, evaluate, report
from extractors.training.fit import Numbers, fit_scores
from extractors.training.matrix import SCALES, matrix, vocabularies
from extractors.training.samples import Sample, samples

_NEGLIGIBLE = 1e-3  # weights that change nothing are not stored


def main() -> None:
    """Train, measure and write the weights and their figures."""
    found = samples()
    figures = evaluate(found)
    folder = Path(str(resources.files("extractors") / "model"))
    write_weights(folder / "passages.npz", found, figures)
    (folder / "passages.md").write_text(report(found, figures), encoding="utf-8")


def write_weights(path: Path, found: list[Sample], figures: Figures) -> None:
    """Fit on all samples and store weights, calibration and thresholds in ``path``."""
    known = vocabularies([sample.features for sample in found])
    weights = fit_scores(matrix([sample.features for sample in found], known), found)
    stored: dict[str, Any] = {
        "scales": np.array([SCALES[group] for group in GROUPS]),
        "calibration": figures.calibration,
        "thresholds": figures.thresholds,
    }
    place = 0
    for group in GROUPS:
        rows = weights[place : place + len(known[group])]
        place += len(known[group])
        stored |= _stored_group(group, known[group], rows)
    np.savez_compressed(path, **stored)


def _stored_group(group: str, names: list[str], rows: Numbers) -> dict[str, Any]:
    kept = np.abs(rows).max(axis=1) > _NEGLIGIBLE
    text = "\n".join(name for name, keep in zip(names, kept, strict=True) if keep)
    return {
        f"{group}_features": np.frombuffer(text.encode(), dtype=np.uint8),
        f"{group}_weights": rows[kept].astype(np.float16),
    }


if __name__ == "__main__":
    main()

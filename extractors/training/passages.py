"""Train the passage classifier: ``python -m extractors.training.passages``.

Reads the labelled sentences, measures by cross-validation over documents, and writes
``extractors/model/passages.npz`` with its figures in ``passages.md``. Needs scikit-learn;
the same data give the same bytes.
"""

from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from extractors.passages.classifier import GROUPS
from extractors.training.evaluation import Figures, evaluate, report
from extractors.training.fit import fit_scores
from extractors.training.matrix import SCALES, matrix, vocabularies
from extractors.training.samples import Sample, samples


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
    ends = np.cumsum([len(known[group]) for group in GROUPS])
    for group, rows in zip(GROUPS, np.split(weights, ends[:-1]), strict=True):
        names = "\n".join(known[group]).encode()
        stored[f"{group}_features"] = np.frombuffer(names, dtype=np.uint8)
        stored[f"{group}_weights"] = rows.astype(np.float16)
    np.savez_compressed(path, **stored)


if __name__ == "__main__":
    main()

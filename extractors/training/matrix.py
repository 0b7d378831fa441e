"""Features as numbers: vocabularies and matrices, the same as at extraction."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse

from extractors.passages.classifier import GROUPS, group_scale
from extractors.passages.features import Features

Vocabularies = dict[str, list[str]]

SCALES = {"construction": 0.2, "surroundings": 1.0, "words": 2.0}
"""How much each group of features counts; chosen by cross-validation."""

_SEEN = {"construction": 3, "surroundings": 2, "words": 2}


def vocabularies(found: Sequence[Features]) -> Vocabularies:
    """Return the features seen often enough to learn from, group by group, sorted."""
    counts = {group: Counter(f for one in found for f in getattr(one, group)) for group in GROUPS}
    return {
        group: sorted(f for f, count in counts[group].items() if count >= _SEEN[group])
        for group in GROUPS
    }


def matrix(found: Sequence[Features], known: Vocabularies) -> Any:
    """Return the features of each sentence as one sparse row, the groups side by side."""
    return sparse.hstack([_group(found, group, known[group]) for group in GROUPS]).tocsr()


def _group(found: Sequence[Features], group: str, names: list[str]) -> Any:
    places = {name: place for place, name in enumerate(names)}
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for one in found:
        row = [places[f] for f in getattr(one, group) if f in places]
        columns.extend(row)
        if row:
            values.extend([group_scale(group, SCALES[group], row)] * len(row))
        ends.append(len(columns))
    return sparse.csr_matrix((np.array(values), columns, ends), shape=(len(found), len(names)))

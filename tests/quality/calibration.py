"""Calibration: of the records at 0.9, are nine in ten right?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.quality.gold_sets import Annotated, Records
from tests.quality.score import same_span

TYPES = ("recommendations", "commitments", "responses")
_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True)
class Band:
    """The records of one type whose confidence lies in a band."""

    low: float
    high: float
    records: int
    confidence: float
    right: float


def bands(documents: Iterable[Annotated], record_type: str) -> list[Band]:
    """Return how often records are right, by how sure they are, the least sure first."""
    judged = [pair for document in documents for pair in _judged(document, record_type)]
    return [band for low, high in pairwise(_EDGES) if (band := _band(judged, low, high))]


def error(found: Iterable[Band]) -> float:
    """Return the expected calibration error: how far confidence lies from the share that is right.

    Guo et al., *On Calibration of Modern Neural Networks* (2017).
    """
    listed = list(found)
    total = sum(band.records for band in listed)
    return sum(band.records * abs(band.confidence - band.right) for band in listed) / max(total, 1)


def _judged(document: Annotated, record_type: str) -> Iterator[tuple[float, bool]]:
    for record in document.found[record_type]:
        yield record["confidence"], _is_right(record, document.gold[record_type])


def _is_right(record: Records, gold: Iterable[Records]) -> bool:
    """A response is right with its stance; anything else by its passage."""
    return any(
        same_span(record["quote"], row["quote"]) and record.get("stance") == row.get("stance")
        for row in gold
    )


def _band(judged: list[tuple[float, bool]], low: float, high: float) -> Band | None:
    inside = [(confidence, right) for confidence, right in judged if low <= confidence < high]
    if not inside:
        return None
    confidence = sum(confidence for confidence, _ in inside) / len(inside)
    return Band(low, high, len(inside), confidence, sum(right for _, right in inside) / len(inside))

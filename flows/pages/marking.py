"""Marking: a text in stretches, each with the records that stand there."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from schemas.document import Block, Box


@dataclass(frozen=True)
class Mark:
    """A record as a page shows it: its span in the document's text, and what it says."""

    record_id: str
    record_type: str
    start: int
    end: int
    rule: str
    confidence: float
    fields: tuple[tuple[str, str], ...]
    """Name and value of what the record says beyond its quote; names as in the schema."""
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True)
class Stretch:
    """A piece of text over which the same records stand, and those that begin with it."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]


def stretches(text: str, block: Block, marks: Sequence[Mark]) -> Iterator[Stretch]:
    """Yield the text of ``block`` piece by piece, cut where a mark begins or ends."""
    inside = [mark for mark in marks if mark.start < block.end and mark.end > block.start]
    edges = {block.start, block.end}
    edges |= {edge for m in inside for edge in (m.start, m.end) if block.start < edge < block.end}
    for start, end in pairwise(sorted(edges)):
        over = tuple(mark for mark in inside if mark.start <= start and end <= mark.end)
        first = tuple(m for m in over if m.start == start or (m.start < block.start == start))
        yield Stretch(text[start:end], over, first)


def by_block(blocks: Sequence[Block], marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """Return the marks that touch each block, by its place among ``blocks``."""
    touching: dict[int, list[Mark]] = defaultdict(list)
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.record_id))
    for mark in ordered:
        for place in _touched(blocks, mark):
            touching[place].append(mark)
    return touching


def fields_of(record: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what a record, as JSON, says beyond where it stands and which rule found it."""
    told = ((name, value) for name, value in record.items() if name not in _PROVENANCE)
    return tuple((name, _told(value)) for name, value in told if value not in (None, [], ""))


_PROVENANCE = frozenset(
    {
        *("record_id", "record_type", "document_id", "page", "box", "start", "end"),
        *("start_char", "end_char", "quote", "rule", "confidence", "path", "title", "year"),
        *("text", "text_start", "text_end", "other_start", "other_end"),
        *("due_from", "due_to", "first_day", "last_day"),
    }
)


def _told(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _touched(blocks: Sequence[Block], mark: Mark) -> range:
    """Blocks stand in order, and do not overlap."""
    first = bisect_right(blocks, mark.start, key=lambda block: block.end)
    return range(first, bisect_left(blocks, mark.end, key=lambda block: block.start))

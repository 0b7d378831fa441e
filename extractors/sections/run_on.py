"""Run-on tables: a paragraph in which several standing questions and their answers follow.

``Gekozen: 25d. Doel: twintig scholen. En de eerste stap? OCW belt.`` is parted into blocks
that each ask and answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from extractors.clean import CleanBlock
from extractors.sections.questions import THEME_TABLE, Question, question_of
from schemas.document import BlockKind

_FEWEST = 2  # questions with an answer in one paragraph ...
_FEWEST_IN_ALL = 3  # ... and different ones in all such paragraphs; ``Doel: …`` stands in any plan
_ASKED = re.compile(
    r"(?:^|(?<=[.!?;…])\s+|\s+[–—|]\s+)"
    r"(?P<asked>(?:[^.!?;:|]{4,160}\?|[^.!?;:|]{3,60}:))(?=\s+(?P<answer>\S))"
)
_PARTED = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING)


@dataclass(frozen=True)
class _Asked:
    """A question within a block: where it begins in the clean text, and what it asks."""

    start: int
    question: Question


def parted(text: str, blocks: Sequence[CleanBlock]) -> tuple[CleanBlock, ...]:
    """Return ``blocks`` with those parted in which standing questions run on.

    Offsets stay those of the clean ``text``; every part keeps the source of its block.
    """
    asked = [_run_on(text, block) for block in blocks]
    if len({one.question for some in asked for one in some}) < _FEWEST_IN_ALL:
        return tuple(blocks)
    pairs = zip(blocks, asked, strict=True)
    return tuple(chain.from_iterable(_parts(text, block, some) for block, some in pairs))


def _run_on(text: str, block: CleanBlock) -> list[_Asked]:
    if block.kind not in _PARTED:
        return []
    asked = list(_asked_in(text, block))
    return asked if len({one.question for one in asked}) >= _FEWEST else []


def _asked_in(text: str, block: CleanBlock) -> Iterator[_Asked]:
    for match in _ASKED.finditer(text, block.start, block.end):
        question = question_of(match["asked"])
        if question in THEME_TABLE:
            yield _Asked(match.start("asked"), question)


def _parts(text: str, block: CleanBlock, asked: Sequence[_Asked]) -> Iterator[CleanBlock]:
    starts = [block.start, *(one.start for one in asked if one.start > block.start)]
    for start, end in zip(starts, [*starts[1:], block.end], strict=True):
        last = start + len(text[start:end].rstrip(" –—|;"))
        if last > start:
            yield CleanBlock(start, last, block.source)

"""Enumerations: ``acht thema's: armoede, geweld en onderwijs`` names three.

Where ``en`` may join two items or stand in one (``mensenhandel en uitbuiting``), any number
in between may be right.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.clean import CleanBlock
from extractors.discrepancies.contradiction import Contradiction
from extractors.discrepancies.figures import figure, number
from extractors.rules import load_rules
from schemas.document import BlockKind


def misnamed(text: str, blocks: Sequence[CleanBlock]) -> Iterator[Contradiction]:
    """Yield where a number of things is announced and a sentence names another number."""
    for block in blocks:
        if block.kind is not BlockKind.TABLE:
            for told in _told().finditer(text, block.start, block.end):
                yield from _compared(told)


def _compared(told: re.Match[str]) -> Iterator[Contradiction]:
    items = re.split(r",\s+", told["items"])
    joints = sum(len(re.findall(r"\s(?:en|of)\s", item)) for item in items)
    stated = number(told["number"])
    is_plain = len(items) > 1 and all(len(item.split()) <= _longest() for item in items)
    if is_plain and not len(items) <= stated <= len(items) + joints:
        yield Contradiction(
            start=told.start(),
            end=told.end("thing"),
            subject=told["thing"].lower(),
            stated=stated,
            found=len(items) + bool(joints),
            other_start=told.start("items"),
            other_end=told.end("items"),
        )


def _longest() -> int:
    return int(load_rules("discrepancies")["enumerated"]["longest"])


@cache
def _told() -> re.Pattern[str]:
    rules = load_rules("discrepancies")
    pattern = rules["enumerated"]["pattern"].replace("{number}", figure())
    return re.compile(pattern.replace("{things}", rules["announced"]["things"]), re.IGNORECASE)

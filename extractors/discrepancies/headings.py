"""Headings: ``Aan tien tafels`` in the opening, and headings ``Tafel 1`` up to ``Tafel 9``."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.clean import CleanBlock
from extractors.discrepancies.contradiction import Contradiction
from extractors.discrepancies.figures import figure, number
from extractors.rules import load_rules
from schemas.document import BlockKind


def misnumbered(text: str, blocks: Sequence[CleanBlock]) -> Iterator[Contradiction]:
    """Yield where a text tells how many there are, and numbers another count of headings.

    Only headings that count up from 1 without a gap are counted.
    """
    for thing, rule in load_rules("discrepancies")["numbered"].items():
        headings = [block for block in blocks if _number_in(text, block, rule["heading"])]
        numbers = [_number_in(text, block, rule["heading"]) for block in headings]
        stated = _stated(rule["stated"]).search(text, 0, headings[0].start) if headings else None
        is_whole = numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= rule["fewest"]
        if stated and is_whole and number(stated["number"]) != len(numbers):
            yield Contradiction(
                start=stated.start("number"),
                end=stated.end(),
                subject=thing,
                stated=number(stated["number"]),
                found=len(numbers),
                other_start=headings[0].start,
                other_end=headings[-1].end,
            )


def _number_in(text: str, block: CleanBlock, pattern: str) -> int | None:
    if block.kind is not BlockKind.HEADING:
        return None
    match = re.match(pattern, text[block.start : block.end], re.IGNORECASE)
    return int(match["number"]) if match else None


@cache
def _stated(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{number}", figure()), re.IGNORECASE)

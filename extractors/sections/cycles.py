"""Cycles: questions that come back at every table, in one order, whatever their words.

``Waar zit beweging?`` may ask for the choice or for its chances. Where five lines return at
each table, their places tell: the order is the one thing that no year has changed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from extractors.clean import CleanBlock
from extractors.sections.questions import THEME_TABLE, Question, bare, question_of
from extractors.themes import theme_of_heading
from schemas.document import BlockKind

ORDER = (
    Question.CHOSEN,
    Question.CHANCES,
    Question.GOAL,
    Question.NEEDS,
    Question.FIRST_STEP,
)
"""The standing questions in the order of the table."""

_LONGEST = 160  # characters
_FEWEST = 3  # lines that come back; two may be anything
_SURE = 2  # of them that are known by their words


def questions_by_place(text: str, blocks: Sequence[CleanBlock]) -> Mapping[str, Question]:
    """Return what each returning line asks, by its bare words; nothing where no table is."""
    returning = _returning(text, blocks)
    if not _FEWEST <= len(returning) <= len(ORDER):
        return {}
    known = [question_of(line) for line in returning]
    ranked = [(_agreement(places, known), places) for places in combinations(ORDER, len(known))]
    best = max(score for score, _ in ranked)
    if best < _SURE:
        return {}
    likeliest = [places for score, places in ranked if score == best]
    sure = {line: {places[index] for places in likeliest} for index, line in enumerate(returning)}
    return {line: asked.pop() for line, asked in sure.items() if len(asked) == 1}


def _agreement(places: Sequence[Question], known: Sequence[Question | None]) -> int:
    pairs = [pair for pair in zip(places, known, strict=True) if pair[1] in THEME_TABLE]
    return sum(1 if place is asked else -1 for place, asked in pairs)


def _returning(text: str, blocks: Sequence[CleanBlock]) -> list[str]:
    """The lines that stand above other lines more than once, in the order of the first table."""
    lines = [bare(text[block.start : block.end]) for block in blocks if _may_ask(text, block)]
    counts = Counter(lines)
    return [
        line for line in dict.fromkeys(lines) if counts[line] > 1 and not theme_of_heading(line)
    ]


def _may_ask(text: str, block: CleanBlock) -> bool:
    line = text[block.start : block.end].rstrip(" *_")
    if block.kind is BlockKind.TABLE or not 3 < len(line) <= _LONGEST:
        return False
    return line.endswith(("?", ":")) or question_of(line) in THEME_TABLE

"""Rows of answers: a table with a column of what was asked and one of the answer."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.action_tables import Cell, cells_of
from extractors.clean import CleanBlock
from extractors.exchanges.exchange import Answer, Exchange, Form
from extractors.exchanges.wording import is_column
from extractors.passages import Passage
from extractors.sentences import sentence_starts

_NUMBER = re.compile(r"\d{1,3}(?:\.?\s?\(?[a-z]\)?)?|[a-z]")


@dataclass(frozen=True)
class Columns:
    """Where the columns stand in a table of answers, from 0."""

    asked: int
    answer: int


def columns_of(head: str) -> Columns | None:
    """Return the columns that the first row of a table names; none for another table."""
    cells = cells_of(head)
    asked = [place for place, cell in enumerate(cells) if is_column("asked", cell.text)]
    answer = [place for place, cell in enumerate(cells) if is_column("answer", cell.text)]
    return Columns(asked[0], answer[0]) if asked and answer else None


def row_of(
    line: str, block: CleanBlock, columns: Columns, passages: list[Passage]
) -> Exchange | None:
    """Return the exchange of one row; none where it has no such cells."""
    cells = cells_of(line)
    if max(columns.asked, columns.answer) >= len(cells) or not passages:
        return None
    asked, answer = cells[columns.asked], cells[columns.answer]
    first = cells[0].text.strip(" .")
    return Exchange(
        Form.ROW,
        number=first if _NUMBER.fullmatch(first) else None,
        asked=[(block.start + asked.start, block.start + asked.end)],
        answers=list(_sentences(answer, block, passages)),
    )


def _sentences(cell: Cell, block: CleanBlock, passages: list[Passage]) -> Iterator[Answer]:
    """The sentences of a cell, each judged as the passage of the row that it stands in."""
    starts = [*sentence_starts(cell.text), len(cell.text)]
    for first, last in itertools.pairwise(starts):
        start = block.start + cell.start + first
        text = cell.text[first:last].rstrip()
        around = [passage for passage in passages if passage.start <= start] or passages
        sentence = replace(around[-1], start=start, end=start + len(text), text=text)
        yield Answer(sentence, start)

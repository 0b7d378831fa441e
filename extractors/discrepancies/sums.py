"""Sums: a row ``Totaal`` of a table, and what the rows above it add up to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from extractors.action_tables import cells_of
from extractors.clean import CleanBlock
from extractors.discrepancies.amounts import Amount, amount_of
from extractors.discrepancies.contradiction import Contradiction
from extractors.rules import load_rules
from schemas.document import BlockKind

_CENT = 0.011


@dataclass(frozen=True)
class _Cell:
    start: int
    end: int
    text: str

    @property
    def amount(self) -> Amount | None:
        return amount_of(self.text)


def missummed(text: str, blocks: Sequence[CleanBlock]) -> Iterator[Contradiction]:
    """Yield the cells of a row ``Totaal`` that are not the sum of their column."""
    for is_table, group in groupby(blocks, key=lambda block: block.kind is BlockKind.TABLE):
        if is_table:
            rows = [_cells(text, block) for block in group]
            yield from _checked([row for row in rows if not _is_rule(row)])


def _is_rule(row: list[_Cell]) -> bool:
    """``|---|---:|`` parts the head of a table from its rows."""
    return all(re.fullmatch(":?-+:?", cell.text) for cell in row)


def _checked(rows: list[list[_Cell]]) -> Iterator[Contradiction]:
    """Only the first total is checked, in a table that has one: others may be sums of sums."""
    totals = [place for place, row in enumerate(rows) if _total().match(row[0].text)]
    if len(totals) != 1 or any(_part().match(row[0].text) for row in rows):
        return
    above, total = _without_head(rows[: totals[0]]), rows[totals[0]]
    for column in range(1, len(total)):
        added = [row[column] for row in above if len(row) == len(total)]
        if all(len(row) == len(total) for row in above):
            yield from _compared(added, total[column])


def _without_head(rows: list[list[_Cell]]) -> list[list[_Cell]]:
    """The first row names the columns: in words, or by their years."""
    heads = rows[0][1:] if rows else []
    is_head = all(cell.amount is None or _head().fullmatch(cell.text) for cell in heads)
    return rows[1:] if is_head else rows


def _compared(added: list[_Cell], total: _Cell) -> Iterator[Contradiction]:
    """An empty or worded cell among the amounts is a doubt."""
    amounts = [cell.amount for cell in added]
    sure = [amount for amount in amounts if amount is not None]
    stated, rules = total.amount, load_rules("discrepancies")["sum"]
    if stated is None or len(sure) != len(amounts) or len(sure) < rules["fewest_rows"]:
        return
    if {amount.unit for amount in sure} != {stated.unit}:
        return
    summed = sum(amount.value for amount in sure)
    slack = rules["rounding"] * (sum(amount.step for amount in sure) + stated.step)
    exact = all(amount.step <= 1 and not amount.unit for amount in (*sure, stated))
    if abs(summed - stated.value) > (_CENT if exact else slack):
        yield Contradiction(
            start=total.start,
            end=total.end,
            subject="totaal",
            stated=stated.value,
            found=round(summed, 2),
            other_start=added[0].start,
            other_end=added[-1].end,
        )


def _cells(text: str, block: CleanBlock) -> list[_Cell]:
    """The cells of a row, without the blanks around their words."""
    cells = []
    for cell in cells_of(text[block.start : block.end]):
        bare = cell.text.strip()
        first = block.start + cell.start + len(cell.text) - len(cell.text.lstrip())
        cells.append(_Cell(first, first + len(bare), bare))
    return cells


@cache
def _head() -> re.Pattern[str]:
    return re.compile(load_rules("discrepancies")["sum"]["head"])


@cache
def _total() -> re.Pattern[str]:
    return re.compile(load_rules("discrepancies")["sum"]["total"], re.IGNORECASE)


@cache
def _part() -> re.Pattern[str]:
    return re.compile(load_rules("discrepancies")["sum"]["part"], re.IGNORECASE)

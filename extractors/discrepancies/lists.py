"""Lists: ``De volgende acht thema's kwamen aan bod:`` and how many items follow."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from extractors.clean import CleanBlock
from extractors.discrepancies.contradiction import Contradiction
from extractors.discrepancies.figures import figure, number
from extractors.rules import load_rules
from schemas.document import BlockKind

_SOON = 3  # blocks


def miscounted(text: str, blocks: Sequence[CleanBlock]) -> Iterator[Contradiction]:
    """Yield where a number of things is announced and another number of items follows."""
    for place, block in enumerate(blocks):
        if text[block.end - 1] != ":" or block.kind is BlockKind.TABLE:
            continue
        announced = _announced().search(text, block.start, block.end)
        items = _items(blocks[place + 1 :]) if announced else []
        if not announced or not items or _is_open(text, block):
            continue
        stated = number(announced["number"])
        if stated != len(items):
            yield Contradiction(
                start=announced.start(),
                end=announced.end("thing"),
                subject=announced["thing"].lower(),
                stated=stated,
                found=len(items),
                other_start=items[0].start,
                other_end=items[-1].end,
            )


def _items(after: Sequence[CleanBlock]) -> list[CleanBlock]:
    """The items of the list that begins here, without those under them.

    None where another item follows soon: the list may go on behind a remark or a page.
    """
    run = list(takewhile(lambda block: block.kind is BlockKind.LIST_ITEM, after))
    level = min((block.source.level for block in run), default=0)
    items = [block for block in run if block.source.level == level]
    rules = load_rules("discrepancies")["announced"]
    marks = {_mark(block.source.marker) for block in items}
    goes_on = any(block.kind is BlockKind.LIST_ITEM for block in after[len(run) :][:_SOON])
    is_whole = run[:1] == items[:1] and len(marks) == 1 and not goes_on
    return items if is_whole and rules["fewest"] <= len(items) <= rules["most"] else []


def _mark(marker: str) -> str:
    """Items of one list are marked alike: ``1.`` and ``2.``, ``a)`` and ``b)``, dashes."""
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", marker.lower()))


def _is_open(text: str, block: CleanBlock) -> bool:
    """``drie van de tien thema's``, ``onder meer vier afspraken`` count something else."""
    sentence = re.split(r"[.!?]\s", text[block.start : block.end])[-1]
    several = len(_figures().findall(sentence)) > 1
    return several or _open_ended().search(sentence) is not None


@cache
def _announced() -> re.Pattern[str]:
    rules = load_rules("discrepancies")
    pattern = rules["announced"]["pattern"].replace("{number}", figure())
    return re.compile(pattern.replace("{things}", rules["announced"]["things"]), re.IGNORECASE)


@cache
def _figures() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{figure()})\b", re.IGNORECASE)


@cache
def _open_ended() -> re.Pattern[str]:
    return re.compile(load_rules("discrepancies")["announced"]["open_ended"], re.IGNORECASE)

"""The Committee's own list, as read: its numbered paragraphs and their lettered items.

Numbers and letters count up, which tells ``(i)`` the letter from ``(i)`` the roman
numeral, and a paragraph from a line that happens to begin with a number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractors.references.cycles import committee_cycles
from extractors.rules import load_rules
from extractors.themes import theme_of_heading
from schemas.document import BlockKind, Document
from schemas.records import Theme

_LONGEST_HEADING = 120  # characters
_NOT_SAID = (BlockKind.FURNITURE, BlockKind.FOOTNOTE, BlockKind.CAPTION)


class NoCommitteeListError(ValueError):
    """A document that is not the Committee's list for the Netherlands; says why, in one line."""


@dataclass(frozen=True)
class Item:
    """A paragraph of the list (no letter) or a recommendation in it, with the heading's theme."""

    paragraph: int
    letter: str | None
    theme: Theme | None
    text: str


@dataclass(frozen=True)
class CommitteeList:
    """The list of one cycle, its items in their order."""

    cycle: str
    symbol: str
    items: tuple[Item, ...]


def committee_list(document: Document) -> CommitteeList:
    """Return the paragraphs and recommendations of the Committee's list in ``document``.

    Raises ``NoCommitteeListError`` where the document is another one.
    """
    cycle, symbol = _cycle(document.text)
    items = tuple(item for paragraph in _paragraphs(document) for item in _items(paragraph))
    rules = load_rules("committee_list")["document"]
    letters = sum(item.letter is not None for item in items)
    if len(items) - letters < rules["fewest_paragraphs"] or letters < rules["fewest_letters"]:
        raise NoCommitteeListError("no numbered paragraphs with lettered recommendations in it")
    return CommitteeList(cycle, symbol, items)


@dataclass
class _Paragraph:
    """A numbered paragraph while its lines are gathered."""

    number: int
    theme: Theme | None
    text: str


def _cycle(text: str) -> tuple[str, str]:
    rules = load_rules("committee_list")["document"]
    if not re.search(rules["committee"], text, re.IGNORECASE):
        raise NoCommitteeListError("it does not name the Committee on the Rights of the Child")
    if retold := re.search(rules["retold"], text, re.IGNORECASE):
        raise NoCommitteeListError(f"it is not the Committee's own text ({retold[0]})")
    told = re.search(rules["symbol"], text) or re.search(rules["older_symbol"], text)
    if told is None:
        raise NoCommitteeListError("it bears no symbol such as CRC/C/NLD/CO/5-6")
    if told.groupdict().get("country", rules["country"]) != rules["country"]:
        raise NoCommitteeListError(f"{told[0]} is about another country")
    known = {one.symbol: one.cycle for one in committee_cycles()}
    return known.get(told[0]) or told["cycle"], told[0]


def _paragraphs(document: Document) -> Iterator[_Paragraph]:
    """Follow the numbers down the lines; what stands between two belongs to the first."""
    lines = list(_lines(document))
    numbers = _rising({place: n for place, (line, _) in enumerate(lines) if (n := _number(line))})
    current: _Paragraph | None = None
    themes = _Headings()
    for place, (line, is_heading) in enumerate(lines):
        if place in numbers:
            if current:
                yield current
            current = _Paragraph(numbers[place], themes.theme, _NUMBERED.sub("", line, count=1))
        elif is_heading:
            themes.read(line)
        elif current:
            current.text += f"\n{line}"
    if current:
        yield current


_NUMBERED = re.compile(r"^(?P<number>\d{1,3})(?P<dot>[.)])?(?:\s+|$)")


def _number(line: str) -> int | None:
    """The number that may open a paragraph: ``14.``, or ``14`` before a capital."""
    label = _NUMBERED.match(line)
    if label and (label["dot"] or line[label.end() :][:1].isupper()):
        return int(label["number"])
    return None


def _rising(numbers: dict[int, int]) -> dict[int, int]:
    """The most of ``numbers``, by place, that count up: 14, 15, 37, 16 without the 37."""
    best: dict[int, list[int]] = {}

    def worth(chain: list[int]) -> tuple[int, int]:
        return len(chain), -numbers[chain[-1]] if chain else 0

    for place, number in numbers.items():
        before = (chain for last, chain in best.items() if numbers[last] < number)
        best[place] = [*max(before, key=worth, default=[]), place]
    longest = max(best.values(), key=worth, default=[])
    return {place: numbers[place] for place in longest}


class _Headings:
    """The theme of the headings above: of the nearest one, or else of the chapter (``G. …``)."""

    def __init__(self) -> None:
        self.theme: Theme | None = None
        self._chapter: Theme | None = None

    def read(self, heading: str) -> None:
        named = _theme(heading)
        if _is_chapter(heading):
            self._chapter = named
        self.theme = named or self._chapter


def _is_chapter(line: str) -> bool:
    return re.match(r"(?:[A-Z]|[IVX]+)\.\s", line) is not None


def _theme(heading: str) -> Theme | None:
    for rule in load_rules("committee_list")["heading"]:
        if re.search(rule["pattern"], heading, re.IGNORECASE):
            return Theme(rule["theme"])
    return theme_of_heading(heading)


def _lines(document: Document) -> Iterator[tuple[str, bool]]:
    lines = list(_printed(document))
    for (line, marked), (after, _) in pairwise([*lines, ("", False)]):
        opens_paragraph = _NUMBERED.match(after) is not None
        looks_so = line[:1].isupper() and len(line) <= _LONGEST_HEADING and line[-1] not in ".;:,"
        yield line, marked or (looks_so and (opens_paragraph or _is_chapter(line)))


def _printed(document: Document) -> Iterator[tuple[str, bool]]:
    furniture = _pattern("furniture")
    for block in document.blocks:
        if block.kind in _NOT_SAID:
            continue
        for printed in document.text[block.start : block.end].splitlines():
            line = " ".join(printed.split())
            if line and not furniture.fullmatch(line):
                yield line, block.kind is BlockKind.HEADING and not _NUMBERED.match(line)


@dataclass(frozen=True)
class _Label:
    letter: str
    start: int
    end: int


def _items(paragraph: _Paragraph) -> Iterator[Item]:
    """A paragraph that only voices concerns has letters too, but none that recommends."""
    labels = _labels(paragraph.text)
    if not _pattern("asks").search(paragraph.text, 0, labels[0].start if labels else 0):
        labels = []
    ends = [*(label.start for label in labels), len(paragraph.text)]
    yield Item(paragraph.number, None, paragraph.theme, _whole(paragraph.text[: ends[0]]))
    for label, end in zip(labels, ends[1:], strict=True):
        text = _whole(paragraph.text[label.end : end])
        yield Item(paragraph.number, label.letter, paragraph.theme, text)


def _labels(text: str) -> list[_Label]:
    """The letters that count up; a roman ``(i)`` under one of them does not fit in."""
    found = {match.start(): match for match in _pattern("letter").finditer(text)}
    rising = _rising({place: ord(_letter(match)) for place, match in found.items()})
    return [_Label(chr(letter), at, found[at].end()) for at, letter in rising.items()]


def _letter(label: re.Match[str]) -> str:
    return next(letter for letter in label.groups() if letter)


def _whole(text: str) -> str:
    """The text in one line, with words that a line end parts made whole."""
    return " ".join(re.sub(r"(?<=[a-zë])-\n(?=[a-z])", "", text).split())


@cache
def _pattern(noun: str) -> re.Pattern[str]:
    return re.compile(load_rules("committee_list")[noun]["pattern"], re.IGNORECASE)

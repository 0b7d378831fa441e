"""Parts of a document, as a file marks them, and the lines that they make.

A word processor's file tells what is a heading and what an item of a list; where it does
not, because the author typed a hyphen or made a line bold, the layout tells as in a text
file. So what a reader finds goes through the same eyes as the lines of a text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise

from extractors.read.lines import Line
from extractors.read.markers import HEADING, TOLD
from schemas.document import BlockKind

_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_EMPTY_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")  # above the text
_INDENT = 4  # columns that each level of a list stands in
_HEADING_SIZE = 2.0  # of the highest heading against the body's letters
_STEP = 0.1  # by which each lower heading is smaller
_LOWEST = 6
_SHARE_OF_EMPTY = 0.1
_SHARE_OF_BROKEN = 0.2
_FEWEST = 5  # pairs of paragraphs that a share can be taken of


@dataclass(frozen=True)
class Part:
    """A part of a document as its file marks it; one without text is an empty line."""

    text: str
    kind: BlockKind | None = None
    """Null for a plain paragraph, of which the layout may tell more."""
    level: int = 0
    """Of a heading from 1; of an item of a list from 0."""
    marker: str = ""
    """An item's own mark as printed; it is no part of the text."""
    bold: bool = False
    page: int | None = None


def lines_of_parts(parts: Sequence[Part]) -> Iterator[Line]:
    """Yield the lines of ``parts`` in order, as far apart as their author set them."""
    parts = [replace(part, text=_tidy(part.text)) for part in parts]
    telling = _empty_lines_tell(parts)
    spaced = list(_spaced(parts))
    befores = [None, *(part for part, _ in spaced)]
    afters = [*(part for part, _ in spaced[1:]), None]
    for (part, empty), before, after in zip(spaced, befores, afters, strict=False):
        above = empty if telling else max(empty, 1)
        new_page = part.page is not None and (before is None or part.page != before.page)
        style = _style(part, _in_list(before, part, after))
        yield from _lines_of(part, _gap(before, part, above), style, new_page)


def _spaced(parts: Sequence[Part]) -> Iterator[tuple[Part, int]]:
    """Yield each part that has text, and how many empty lines stand above it."""
    empty = 0
    for part in chain.from_iterable(map(_apart, parts)):
        if part.text:
            yield part, empty
            empty = 0
        elif part.kind is None:
            empty += 1


def _in_list(before: Part | None, part: Part, after: Part | None) -> bool:
    """Tell whether an item stands among others; alone or in bold it may head a chapter."""
    listed = any(near is not None and near.kind is part.kind for near in (before, after))
    return part.kind is BlockKind.LIST_ITEM and not part.bold and (listed or part.level > 0)


def _tidy(text: str) -> str:
    text = _NO_TEXT.sub(" ", _LINE_ENDS.sub("\n", text)).rstrip()
    return _EMPTY_LINES.sub("", text)


def _apart(part: Part) -> Iterator[Part]:
    """Empty lines within a paragraph part it in two."""
    if part.kind is not None or "\n" not in part.text:
        yield part
        return
    for empty, lines in groupby(part.text.split("\n"), key=lambda line: not line.strip()):
        if empty:
            yield from (replace(part, text="") for _ in lines)
        else:
            yield replace(part, text="\n".join(lines))


def _empty_lines_tell(parts: Sequence[Part]) -> bool:
    """Where an author parts paragraphs by empty ones, or sets each line as a paragraph.

    Elsewhere every paragraph stands apart by itself.
    """
    plain = [part.text for part in parts if part.kind is None]
    pairs = list(pairwise(text for text in plain if text))
    broken = sum(b[0].islower() and a[-1] not in ".!?:;" for a, b in pairs)
    empty = len(plain) - plain.count("") and plain.count("") / len(plain)
    return empty > _SHARE_OF_EMPTY or broken > _SHARE_OF_BROKEN * max(len(pairs), _FEWEST)


def _gap(before: Part | None, part: Part, above: int) -> int:
    """Items and rows stand close together; headings, notes and tables stand apart."""
    if before is None:
        return above
    if part.kind is BlockKind.LIST_ITEM:
        return 0 if before.kind in (None, BlockKind.LIST_ITEM) and above < 2 else above
    if part.kind is before.kind and (part.kind is BlockKind.TABLE or _tabbed(before, part)):
        return 0 if above < 2 else above
    return above if part.kind is before.kind is None else max(above, 1)


def _tabbed(before: Part, part: Part) -> bool:
    """A programme set with tabs is a table: ``13:00 uur<tab>Inloop``."""
    return part.kind is None and "\t" in before.text and "\t" in part.text


def _lines_of(part: Part, gap: int, style: str, new_page: bool) -> Iterator[Line]:
    is_item = part.kind is BlockKind.LIST_ITEM
    known = is_item or part.kind is BlockKind.HEADING
    for index, (indent, text) in enumerate(_texts(part)):
        first = index == 0
        yield Line(
            text=text,
            start=0,
            end=0,
            indent=indent,
            width=indent + len(text),
            gap=gap if first else 0,
            page=part.page,
            new_page=new_page and first,
            size=_size(part),
            bold=part.bold,
            kind=None if known else part.kind,
            marker=part.marker if first and is_item else "",
            style=style if first else "",
        )


def _texts(part: Part) -> Iterator[tuple[int, str]]:
    """Yield the lines of a part and how far they stand in.

    What is neither paragraph nor item is one line, however it was broken.
    """
    lines = [line for line in part.text.split("\n") if line.strip()]
    if part.kind is None:
        expanded = (line.expandtabs(_INDENT) for line in lines)
        indents = (len(line) - len(line.lstrip()) for line in expanded)
        yield from zip(indents, (line.strip() for line in lines), strict=True)
        return
    marked = f"{part.marker} {lines[0].strip()}".lstrip()
    if part.kind is BlockKind.LIST_ITEM:
        yield part.level * _INDENT, marked
        yield from (((part.level + 1) * _INDENT, line.strip()) for line in lines[1:])
    else:
        yield 0, " ".join([marked, *(line.strip() for line in lines[1:])])


def _size(part: Part) -> float:
    return _HEADING_SIZE - min(part.level, _LOWEST) * _STEP if _is_heading(part) else 1


def _is_heading(part: Part) -> bool:
    return part.kind is BlockKind.HEADING


def _style(part: Part, in_list: bool) -> str:
    """What sort of mark an item has, in the names that the rules for text have for them."""
    if in_list:
        return TOLD
    if part.kind is not BlockKind.LIST_ITEM:
        return HEADING if _is_heading(part) else ""
    label = part.marker.strip("()[].")
    if part.marker[:1] in ("(", "["):
        return "bracket"
    if not label.isalnum():
        return "clause" if label[:1].isdigit() else "bullet"
    if label.isdigit():
        return "number"
    if len(label) == 1:
        return "letter" if label.islower() else "capital"
    return "small_roman" if label.islower() else "roman"

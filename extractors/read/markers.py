"""Marks before list items and numbered headings: bullets, numbers, letters, boxes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.read.lines import Line
from extractors.rules import load_rules

TOLD = "told"
"""Style of a mark, of whatever sort, that the file itself tells to be that of a list."""

BULLETS = frozenset({"bullet", "misread", TOLD})
"""Styles of marks that are never those of a chapter."""

HEADING = "heading"
"""Style of a line that is a heading by its markup: ``## Armoede``, ``- **Armoede**``."""

_BOLD_DEPTH = 6  # a line in bold is the lowest of headings

_ROMAN = {"i": 1, "v": 5, "x": 10}
_MISREAD_ONE = "l"  # "l. Beoordeel de situatie" is item 1


@dataclass(frozen=True)
class _Label:
    line: int
    style: str
    marker: str
    ordinal: int


def mark_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return ``lines`` with the mark that each begins with, where it is truly a mark.

    A number or letter counts where its neighbour is there too: ``2.`` after ``1.``. So
    a sentence that happens to go on with ``12. De raad`` on a new line is no item.
    """
    misread = _misread_bullets(lines)
    found = {i: ("", HEADING) for i, line in enumerate(lines) if heading_depth(line.text)}
    for i, line in enumerate(lines):
        if bullet := _bullet(line, misread):
            found.setdefault(i, bullet)
    labels = [label for i, line in enumerate(lines) if i not in found for label in _labels(i, line)]
    for label in _in_sequence(labels):
        found.setdefault(label.line, (label.marker, label.style))
    return tuple(_marked(line, *found.get(i, ("", ""))) for i, line in enumerate(lines))


def heading_depth(text: str) -> int:
    """Return the depth of a line that is a heading by its markup, and 0 where it is none."""
    markdown, bold = _heading_patterns()
    if match := markdown.fullmatch(text):
        return len(match["depth"])
    match = bold.fullmatch(text)
    return _BOLD_DEPTH if match and not match["text"].endswith((".", ",", ";")) else 0


def _marked(line: Line, marker: str, style: str) -> Line:
    known = line.kind or line.style  # a Word file tells what is an item of a list
    return line if known or not style else replace(line, marker=marker, style=style)


def _bullet(line: Line, misread: frozenset[str]) -> tuple[str, str] | None:
    match = _bullets().match(line.text)
    if match and _says_something(line.text[match.end() :]):
        return match[0].rstrip(), "bullet"
    if line.text[0] in misread and line.text[1:2].isspace():
        return line.text[0], "misread"
    return None


def _says_something(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _misread_bullets(lines: Sequence[Line]) -> frozenset[str]:
    """A lone ``e`` before text is a misread bullet where two lines begin so."""
    pattern = _misread()
    first = Counter(line.text[0] for line in lines if pattern.match(line.text))
    return frozenset(c for c, count in first.items() if count > 1)


def _labels(index: int, line: Line) -> Iterator[_Label]:
    for style, pattern in _label_patterns():
        match = pattern.match(line.text)
        if match and match.end() < len(line.text):
            label = next(group for group in match.groups() if group)
            for ordinal in _ordinals(style, label):
                yield _Label(index, style, match[0], ordinal)


def _ordinals(style: str, label: str) -> list[int]:
    """Return the places in its list that a label may stand for; ``i`` is the first or the ninth."""
    if style == "clause":
        major, minor = label.split(".")
        return [int(major) * 100 + int(minor)]
    if style in ("number", "plain"):
        return [1 if label == _MISREAD_ONE else int(label)]
    if style.endswith("roman"):
        return [_roman(label)]
    if style == "bracket":
        return [0]
    return [ord(label) - ord("a" if label.islower() else "A") + 1]


def _roman(label: str) -> int:
    values = [_ROMAN[c] for c in label.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _in_sequence(labels: Sequence[_Label]) -> Iterator[_Label]:
    """Yield the labels whose neighbour stands before or after them in the document."""
    by_style = defaultdict(list)
    for label in labels:
        by_style[label.style].append(label)
    for style, members in by_style.items():
        for before, label, after in zip(
            [None, *members[:-1]], members, [*members[1:], None], strict=True
        ):
            if style == "bracket" or _follows(before, label) or _follows(label, after):
                yield label


def _follows(label: _Label | None, after: _Label | None) -> bool:
    if label is None or after is None:
        return False
    next_chapter = label.style == "clause" and after.ordinal == label.ordinal // 100 * 100 + 101
    return after.ordinal == label.ordinal + 1 or next_chapter


@cache
def _heading_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = load_rules("reading")["headings"]
    return re.compile(rules["markdown"]), re.compile(rules["bold"])


@cache
def _bullets() -> re.Pattern[str]:
    rules = load_rules("reading")["markers"]
    return re.compile(rf"(?:{rules['bullet']})\s+|(?:{rules['glyph']})\s*")


@cache
def _misread() -> re.Pattern[str]:
    return re.compile(rf"{load_rules('reading')['markers']['misread']}\s+\S")


@cache
def _label_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    labels = load_rules("reading")["markers"]["labels"]
    return tuple((style, re.compile(pattern)) for style, pattern in labels.items())

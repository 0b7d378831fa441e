"""The clean text as it was printed: line by line, and legible where OCR mistook a character.

Reading what a document is takes its lines, which the clean text has joined. Every
character keeps its clean offset, so what is found here needs no map.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.clean import CleanText
from extractors.rules import load_rules
from schemas.document import Document

Stretch = tuple[int, int]
"""A stretch of the text by its clean offsets, half-open."""

_SPACE = re.compile(r"(?<=\S) (?=\S)")
_LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True)
class PrintedText:
    """The text in small letters with its printed lines, and where its zones are."""

    text: str
    zones: dict[str, Stretch]

    def lines(self, zone: str) -> Iterator[Stretch]:
        """Yield each printed line of ``zone`` that is not blank."""
        for match in _LINE.finditer(self.text, *self.zones[zone]):
            yield match.start(), match.start() + len(match[0].rstrip())

    def with_title(self, title: Stretch) -> "PrintedText":
        """Return the same text with a zone for ``title`` and the line below it, its subtitle."""
        start, end = title
        below = next((line for line in self.lines("head") if line[0] >= end), (end, end))
        zone = (start, below[1] if end and self._is_subtitle(below) else end)
        return PrintedText(self.text, {**self.zones, "title": zone})

    def _is_subtitle(self, line: Stretch) -> bool:
        start, end = line
        is_short = end - start < load_rules("identity")["title"]["subtitle"]
        return is_short and not self.text.endswith((".", "!", ":"), start, end)


def printed_text(clean: CleanText, document: Document) -> PrintedText:
    """Return ``clean`` as it was printed in ``document``; between its first pages and its
    last one it is left as it is, for nothing is read there.
    """
    zones = _zones(len(clean.text))
    front, end = zones["text"], zones["end"]
    pieces = (
        _as_printed(clean, document.text, front),
        clean.text[front[1] : end[0]],
        _as_printed(clean, document.text, end),
    )
    return PrintedText("".join(pieces), zones)


def _zones(length: int) -> dict[str, Stretch]:
    size = load_rules("identity")["zones"]
    front = min(size["text"], length)
    return {
        "head": (0, min(size["head"], length)),
        "text": (0, front),
        "end": (max(front, length - size["end"]), length),
        "foot": (max(length // 2, length - size["foot"]), length),
    }


def _as_printed(clean: CleanText, source: str, stretch: Stretch) -> str:
    return _legible(_in_small_letters(_with_line_ends(clean, source, stretch)))


def _with_line_ends(clean: CleanText, source: str, stretch: Stretch) -> str:
    chars = list(clean.text[slice(*stretch)])
    origins = clean.origins
    for match in _SPACE.finditer(clean.text, *stretch):
        place = match.start()
        if "\n" in source[origins[place - 1] + 1 : origins[place + 1]]:
            chars[place - stretch[0]] = "\n"
    return "".join(chars)


def _in_small_letters(text: str) -> str:
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)  # İ has two


def _legible(text: str) -> str:
    for pattern, replacement in _misreadings():
        text = pattern.sub(replacement, text)
    return text


@cache
def _misreadings() -> list[tuple[re.Pattern[str], str]]:
    rules = load_rules("identity")["legible"]
    return [(re.compile(rule["pattern"]), rule["replace"]) for rule in rules]

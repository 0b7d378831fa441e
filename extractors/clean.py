"""The clean text: what spaCy and the rules read, with a map back to the source text.

Soft line breaks become spaces, words broken at a line end and passages broken by a page
are whole again, furniture is left out, markup and the noise of optical character
recognition are repaired. Every clean character knows the source character it came from,
so evidence stays true to the letter.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.broken_characters import mended
from extractors.edits import Edit, Mapped
from extractors.ocr_repair import repairs
from extractors.page_joins import whole_passages
from extractors.rules import load_rules
from schemas.document import Block, BlockKind, Document

BREAK = "\n\n"
"""What stands between two blocks of the clean text."""

_LINE_END_HYPHEN = re.compile(r"\b(?P<left>\w++)[-\u00AD\u2010][ \t]*\n\s*(?P<right>\w+)")
_SPACE = re.compile(r"[ \t\u00A0]*\n\s*|[ ]{2,}")
_BARE_MARKER = re.compile(r"[^\w(\[]+|\d+[.)]|[eo«*]")


@dataclass(frozen=True)
class CleanBlock:
    """A block of the source document, by its place in the clean text (half-open)."""

    start: int
    end: int
    source: Block
    """Where it begins; a passage that a page break parts goes on in a later block."""

    @property
    def kind(self) -> BlockKind:
        """What the block is on its page."""
        return self.source.kind


@dataclass(frozen=True)
class CleanText:
    """The clean text, its blocks, and for each character its source offset."""

    text: str
    blocks: tuple[CleanBlock, ...]
    origins: "array[int]"

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the source offsets of the clean characters from ``start`` up to ``end``."""
        if start >= end:
            raise ValueError(f"an empty passage has no source: {start} to {end}")
        return self.origins[start], self.origins[end - 1] + 1

    def place_at(self, offset: int) -> int | None:
        """Return which block, from 0, holds the clean character at ``offset``; None between two."""
        place = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return place if place >= 0 and offset < self.blocks[place].end else None


def clean(document: Document) -> CleanText:
    """Make the clean text of ``document``, block by block, without its furniture."""
    parts: list[str] = []
    origins = array("l")
    blocks = []
    for passage in whole_passages(document):
        cleaned = _cleaned(document.text, passage)
        if not cleaned.text:
            continue
        start = len(origins)
        blocks.append(CleanBlock(start, start + len(cleaned.text), passage[0]))
        parts.append(cleaned.text + BREAK)
        origins.extend(cleaned.origins)
        origins.extend([cleaned.origins[-1]] * len(BREAK))
    return CleanText("".join(parts), tuple(blocks), origins)


def _cleaned(text: str, passage: tuple[Block, ...]) -> Mapped:
    printed = _printed(text, passage)
    plain = printed.edited([*mended(printed.text), *_plain(printed.text)])
    return plain.edited(repairs(plain.text)).stripped()


def _printed(text: str, passage: tuple[Block, ...]) -> Mapped:
    """Return what is printed of a passage, without its marker; its blocks are on lines apart."""
    parts: list[str] = []
    origins = array("l")
    for block in passage:
        start = block.start + _marker_length(text, block)
        if parts:
            parts.append("\n")
            origins.append(origins[-1])
        parts.append(text[start : block.end])
        origins.extend(range(start, block.end))
    return Mapped("".join(parts), origins)


def _marker_length(text: str, block: Block) -> int:
    """A bullet or number is no part of what an item says; a letter may be a citation."""
    head = text[block.start : block.end]
    if block.marker and _BARE_MARKER.fullmatch(block.marker) and head.startswith(block.marker):
        return len(block.marker)
    return 0


def _plain(printed: str) -> Iterator[Edit]:
    """Yield the edits that undo how a text was set: its lines, its letters, its markup."""
    for match in _LINE_END_HYPHEN.finditer(printed):
        yield Edit(match.end("left"), match.start("right"), _hyphen(match["left"], match["right"]))
    for match in _SPACE.finditer(printed):
        yield Edit(match.start(), match.end(), " ")
    characters = load_rules("clean")["characters"]
    for match in _any_character().finditer(printed):
        yield Edit(match.start(), match.end(), characters[match[0]])
    for pattern in _markup():
        for match in pattern.finditer(printed):
            yield Edit(match.start(), match.end(), "")


def _hyphen(left: str, right: str) -> str:
    """``Kinderrechten-/collectief`` is one word; ``VN-/Kinderrechtencomité`` keeps its hyphen."""
    rules = load_rules("clean")["hyphens"]
    if right in rules["keep_before"]:
        return "- "
    word = re.split(r"\W", left)[-1]
    keeps = (len(word) > 1 and word.isupper()) or word.lower() in rules["keep_after"]
    return "-" if keeps or right[0].isupper() or not (word + right).isalpha() else ""


@cache
def _any_character() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(load_rules("clean")["characters"])) + "]")


@cache
def _markup() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"]) for rule in load_rules("clean")["markup"])

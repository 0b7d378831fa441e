"""The clean text: what spaCy and the rules read, with a map back to the source text.

Soft line breaks become spaces, words broken at a line end are whole again, furniture is
left out, markup and the noise of optical character recognition are repaired. Every clean
character knows the source character it came from, so evidence stays true to the letter.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from extractors.rules import load_rules
from schemas.document import Block, BlockKind, Document

BREAK = "\n\n"
"""What stands between two blocks of the clean text."""

_LINE_END_HYPHEN = re.compile(r"(?P<left>\w+)[-\u00AD\u2010][ \t]*\n\s*(?P<right>\w+)")
_SPACE = re.compile(r"[ \t\u00A0]*\n\s*|[ ]{2,}")
_BARE_MARKER = re.compile(r"[^\w(\[]+|\d+[.)]|[eo«*]")


@dataclass(frozen=True)
class CleanBlock:
    """A block of the source document, by its place in the clean text (half-open)."""

    start: int
    end: int
    source: Block

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


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    replacement: str


def clean(document: Document) -> CleanText:
    """Make the clean text of ``document``, block by block, without its furniture."""
    parts: list[str] = []
    origins = array("l")
    blocks = []
    for block in document.blocks:
        text, block_origins = _clean_block(document.text, block)
        if block.kind is BlockKind.FURNITURE or not text:
            continue
        start = len(origins)
        blocks.append(CleanBlock(start, start + len(text), block))
        parts.append(text + BREAK)
        origins.extend(block_origins)
        origins.extend([block_origins[-1]] * len(BREAK))
    return CleanText("".join(parts), tuple(blocks), origins)


def _clean_block(text: str, block: Block) -> tuple[str, list[int]]:
    start = block.start + _marker_length(text, block)
    source = text[start : block.end]
    chars: list[str] = []
    origins: list[int] = []
    position = 0
    for edit in [*_edits(source), _Edit(len(source), len(source), "")]:
        chars.extend(source[position : edit.start])
        origins.extend(range(start + position, start + edit.start))
        chars.extend(edit.replacement)
        origins.extend(_spread(start + edit.start, start + edit.end, len(edit.replacement)))
        position = edit.end
    return _strip("".join(chars), origins)


def _spread(start: int, end: int, count: int) -> Iterator[int]:
    """Spread the source characters of an edit over its replacement, the last one on the last."""
    for index in range(count):
        yield end - 1 if index == count - 1 else min(start + index, end - 1)


def _marker_length(text: str, block: Block) -> int:
    """A bullet or number is no part of what an item says; a letter may be a citation."""
    head = text[block.start : block.end]
    if block.marker and _BARE_MARKER.fullmatch(block.marker) and head.startswith(block.marker):
        return len(block.marker)
    return 0


def _strip(text: str, origins: list[int]) -> tuple[str, list[int]]:
    left = len(text) - len(text.lstrip())
    right = len(text.rstrip())
    return text[left:right], origins[left:right]


def _edits(source: str) -> list[_Edit]:
    """All changes to one block, in order; where two overlap the earlier found one stands."""
    chosen: list[_Edit] = []
    end = 0
    for edit in sorted(_candidates(source), key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= end:
            chosen.append(edit)
            end = edit.end
    return chosen


def _candidates(source: str) -> Iterator[_Edit]:
    for match in _LINE_END_HYPHEN.finditer(source):
        yield _Edit(match.end("left"), match.start("right"), _hyphen(match["left"], match["right"]))
    for match in _SPACE.finditer(source):
        yield _Edit(match.start(), match.end(), " ")
    for pattern, replacement in _patterns():
        for match in pattern.finditer(source):
            if match.start() < match.end():
                yield _Edit(match.start(), match.end(), replacement(match))


def _hyphen(left: str, right: str) -> str:
    """``Kinderrechten-/collectief`` is one word; ``VN-/Kinderrechtencomité`` keeps its hyphen."""
    rules = load_rules("clean")["hyphens"]
    if right in rules["keep_before"]:
        return "- "
    word = re.split(r"\W", left)[-1]
    keeps = (len(word) > 1 and word.isupper()) or word.lower() in rules["keep_after"]
    return "-" if keeps or right[0].isupper() or not (word + right).isalpha() else ""


@cache
def _patterns() -> list[tuple[re.Pattern[str], Any]]:
    rules = load_rules("clean")
    characters = rules["characters"]
    any_of = re.compile("[" + re.escape("".join(characters)) + "]")
    found: list[tuple[re.Pattern[str], Any]] = [(any_of, lambda match: characters[match[0]])]
    found += [(re.compile(rule["pattern"]), _nothing) for rule in rules["markup"]]
    found += [
        (re.compile(rule["pattern"]), partial(_text, rule["replace"])) for rule in rules["repair"]
    ]
    return found


def _nothing(_match: re.Match[str]) -> str:
    return ""


def _text(text: str, _match: re.Match[str]) -> str:
    return text

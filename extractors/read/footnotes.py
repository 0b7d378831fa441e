"""Footnotes in plain text: a raised number, a list of notes, a note between two halves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extractors.read.lines import Line
from extractors.read.wrapping import ends_sentence, is_lower
from extractors.rules import load_rules
from schemas.document import BlockKind


def mark_footnotes(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return ``lines`` with the first line of each footnote told apart."""
    found = {i for i, line in enumerate(lines) if _matches("superscript", line.text)}
    found.update(_listed(lines), _interrupting(lines))
    return tuple(_footnote(line) if i in found else line for i, line in enumerate(lines))


def _footnote(line: Line) -> Line:
    return replace(line, kind=line.kind or BlockKind.FOOTNOTE, marker="", style="")


def _listed(lines: Sequence[Line]) -> Iterator[int]:
    """Notes that stand together at the end, below ``Noten``."""
    listing = False
    for index, line in enumerate(lines):
        if line.text.strip("*#: ").lower() in load_rules("reading")["footnotes"]["headings"]:
            listing = True
        elif listing and _matches("marker", line.text):
            yield index
        elif listing and line.gap and line.kind is None:
            listing = False


def _interrupting(lines: Sequence[Line]) -> Iterator[int]:
    """``… en vroeg // 1 Leden zijn: NJi, VNG … // om meer geld``."""
    for index, line in enumerate(lines):
        if line.gap and index and _matches("marker", line.text):
            after = next((x for x in lines[index + 1 :] if x.gap and x.kind is None), None)
            if not ends_sentence(lines[index - 1]) and after is not None and is_lower(after):
                yield index


def _matches(what: str, text: str) -> bool:
    return _patterns()[what].fullmatch(text) is not None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rules = load_rules("reading")["footnotes"]
    return {what: re.compile(rules[what]) for what in ("marker", "superscript")}

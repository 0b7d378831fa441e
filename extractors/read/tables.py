"""Rows of tables in plain text: cells parted by pipes, tabs or wide spaces."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractors.read.lines import Line
from schemas.document import BlockKind

_WIDE = re.compile(r"(?<=\S) {3,}(?=\S)")
_RULE = re.compile(r"[|+:\s=-]*-{2,}[|+:\s=-]*|={3,}")


def mark_tables(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return ``lines`` with the rows of tables told apart; the rule below a head is furniture."""
    rows = {row for parts in (_pipes, _tabs, _columns) for row in _rows(lines, parts)}
    return tuple(_row(line) if i in rows else line for i, line in enumerate(lines))


def is_rule(line: Line) -> bool:
    """Tell whether ``line`` is drawn rather than written: ``|---|---|``, ``=====``."""
    return _RULE.fullmatch(line.text) is not None


def row_runs_on(line: Line) -> bool:
    """Tell whether a row was broken behind a pipe: ``Loterij | 250.000 |`` and ``250.000``."""
    return line.text.endswith("|") and not line.text.startswith("|")


def _row(line: Line) -> Line:
    kind = BlockKind.FURNITURE if is_rule(line) else BlockKind.TABLE
    return replace(line, kind=kind, marker="", style="")


def _rows(lines: Sequence[Line], parts: Callable[[Line], int]) -> Iterator[int]:
    start = 0
    while start < len(lines):
        end = _table_end(lines, start, parts)
        if _is_table([parts(line) for line in lines[start:end]], lines[start : start + 1]):
            yield from range(start, end)
        start = max(end, start + 1)


def _table_end(lines: Sequence[Line], start: int, parts: Callable[[Line], int]) -> int:
    end = start
    while end < len(lines) and (end == start or not lines[end].gap):
        continues = end > start and row_runs_on(lines[end - 1])
        if lines[end].kind or not (parts(lines[end]) or continues):
            break
        end += 1
    return end


def _is_table(counts: Sequence[int], first: Sequence[Line]) -> bool:
    """A stray pipe in OCR text is no table; two rows of three cells are, or three of two."""
    framed = any(line.text.startswith("|") or "\t" in line.text for line in first)
    return len(counts) > 1 and (max(counts) > 1 or len(counts) > 2 or framed)


def _pipes(line: Line) -> int:
    return line.text.strip("|").count("|") if " | " in line.text or line.text[0] == "|" else 0


def _tabs(line: Line) -> int:
    return line.text.removeprefix(line.marker).lstrip().count("\t")


def _columns(line: Line) -> int:
    return len(_WIDE.findall(line.text.removeprefix(line.marker).lstrip()))

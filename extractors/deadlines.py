"""Deadlines: which of the dates in a commitment says by when.

``vóór 1 maart``, ``per 1 januari``, ``verschoven naar oktober`` name one; ``sinds 2023`` and
``de brief van 3 mei`` do not. A target has the moment that its question names.
"""

import re
from collections.abc import Sequence
from functools import partial

from spacy.tokens import Doc

from extractors.action_tables import Column, cell_in, has_moved
from extractors.dates import FoundDate
from extractors.findings import found
from extractors.passages import Passage, found_in
from extractors.rules import rule_pattern
from extractors.sections import Question
from schemas.document import DocumentKind
from schemas.edtf import edtf_bounds

_BEFORE = 45  # characters before a date in which the word that governs it stands
_AFTER = 25  # characters behind it in which another takes its place
_IN_A_YEAR = re.compile(r"\bover (?:een|1|één) jaar\b")
_pattern = partial(rule_pattern, "deadlines", "due")


def due_of(doc: Doc, passage: Passage) -> str | None:
    """Return the deadline of the commitment in ``passage`` as EDTF, or none where it is open."""
    if passage.section.columns:
        return _due_in_row(doc, passage)
    own = _due_among(doc, passage, found_in(doc, "dates", passage))
    return own or _due_around(doc, passage)


def _due_around(doc: Doc, passage: Passage) -> str | None:
    """What stands around a commitment that names no date: its row, its question, the next line."""
    if passage.question is Question.TARGET:
        return _asked_for(doc, passage)
    if passage.section.beside:
        return _due_beside(doc, passage)
    if passage.question is Question.GOAL and passage.is_answer:
        return _asked_in_question(doc, passage)
    return None


def _due_beside(doc: Doc, passage: Passage) -> str | None:
    """``Wij passen de instructie aan | Q3 2027``: the column behind it tells by when."""
    row = passage.block
    text = doc._.clean.text[row.start : row.end]
    cell = cell_in(text, passage.section.beside, Column.DUE)
    if cell is None:
        return None
    return _last_date(doc, row.start + cell.start, row.start + cell.end)


def _last_date(doc: Doc, start: int, end: int) -> str | None:
    named = [d for d in found(doc, "dates") if start <= d.start and d.end <= end]
    return str(named[-1].edtf) if named else None


def _asked_in_question(doc: Doc, passage: Passage) -> str | None:
    """``Wat moet er in mei 2026 staan?`` tells by when its goals are to be reached."""
    asked = passage.section.question_text
    start = doc._.clean.text.rfind(asked, 0, passage.start) if asked else -1
    return _last_date(doc, start, start + len(asked)) if start >= 0 else None


def _due_in_row(doc: Doc, passage: Passage) -> str | None:
    """The last column to name a date counts: ``juni | verschoven naar oktober``."""
    columns = [Column.DUE]
    if has_moved(passage.text, passage.section.columns):
        columns.append(Column.STATUS)
    cells = [cell for column in columns if (cell := passage.cell(column))]
    named = [d for a, b in cells for d in found(doc, "dates") if a <= d.start and d.end <= b]
    return str(named[-1].edtf) if named else None


def _due_among(doc: Doc, passage: Passage, dates: Sequence[FoundDate]) -> str | None:
    ahead = _standing(doc, passage, [date for date in dates if not _is_past(doc, date)])
    strong = [date for date in ahead if _governs(doc, passage, date, "strong")]
    if strong:
        return str(strong[-1].edtf)
    weak = [date for date in ahead if _may_be_due(doc, passage, date)]
    return str(weak[0].edtf) if weak else None


def _standing(doc: Doc, passage: Passage, dates: list[FoundDate]) -> list[FoundDate]:
    """Of two dates the one that still stands: ``was april, wordt september``."""
    replaced = [date for date in dates if _is_replaced(doc, passage, date)]
    return [date for date in dates if date not in replaced] or dates


def _is_replaced(doc: Doc, passage: Passage, date: FoundDate) -> bool:
    after = doc._.clean.text[date.end : passage.end][:_AFTER].lower()
    is_left = bool(_pattern("replaced_after").search(after))
    return is_left or _governs(doc, passage, date, "replaced_before")


def _may_be_due(doc: Doc, passage: Passage, date: FoundDate) -> bool:
    """``De brief van 3 mei`` is past; ``op de vergadering van 3 mei`` is when it happens."""
    is_occasion = _governs(doc, passage, date, "occasion")
    return is_occasion or not _governs(doc, passage, date, "not_due")


def _governs(doc: Doc, passage: Passage, date: FoundDate, key: str) -> bool:
    start = max(passage.start, date.start - _BEFORE)
    return bool(_pattern(key).search(doc._.clean.text[start : date.start].lower()))


def _is_past(doc: Doc, date: FoundDate) -> bool:
    """A deadline does not lie before the document; without a date of its own nothing is past.

    An annual report speaks from the end of its year, whenever it was published.
    """
    identity = doc._.identity
    if identity.published and identity.kind is not DocumentKind.ANNUAL_REPORT:
        return edtf_bounds(date.edtf)[1] < edtf_bounds(identity.published)[0]
    return identity.year is not None and edtf_bounds(date.edtf)[1].year < identity.year


def _asked_for(doc: Doc, passage: Passage) -> str | None:
    """The date that the question or the heading above it names; ``over een jaar`` is next year."""
    asked = _asking_blocks(doc, passage.place)
    for start, end in asked:
        named = _last_date(doc, start, end)
        if named:
            return named
    texts = " ".join(doc._.clean.text[start:end].lower() for start, end in asked)
    year = doc._.identity.year
    return str(year + 1) if year and _IN_A_YEAR.search(texts) else None


def _asking_blocks(doc: Doc, place: int) -> list[tuple[int, int]]:
    """The question above the block at ``place``, then the headings right above that."""
    blocks, sections = doc._.clean.blocks, doc._.sections
    index = place
    while index > 0 and not sections[index].asks:
        index -= 1
    asking: list[tuple[int, int]] = []
    while index >= 0 and sections[index].asks and len(asking) < 3:
        asking.append((blocks[index].start, blocks[index].end))
        index -= 1
    return asking

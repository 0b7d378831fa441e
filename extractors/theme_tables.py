"""Theme tables: a theme and the five standing questions, each with its answers.

The sections tell what each line answers; here the lines become one structure per table.
An empty answer stays one, and a question under which nothing stands was left open too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.action_tables import cells_of
from extractors.clean import CleanBlock
from extractors.findings import Finding, found, keep
from extractors.provenance import evidence
from extractors.sections import THEME_TABLE, Question, Section, is_empty_answer
from schemas.document import BlockKind
from schemas.records import Theme, ThemeTable, ThemeTableAnswer

_FEWEST_QUESTIONS = 2  # ``Doel`` alone is a heading of any plan
_UNREAD = (BlockKind.FOOTNOTE, BlockKind.CAPTION)


@dataclass(frozen=True, kw_only=True)
class FoundAnswer(Finding):
    """An answer in the clean text: of which table, and to which question."""

    number: int
    heading: str | None
    theme: Theme | None
    question: Question
    is_empty: bool


@dataclass(frozen=True)
class _Line:
    """A question that is asked, or an answer to it."""

    start: int
    end: int
    section: Section
    question: Question
    asks: bool


@Language.component("theme_tables")
def theme_tables(doc: Doc) -> Doc:
    """Find the answers of the theme tables of ``doc``."""
    tables = [table for table in _tables(doc) if _is_theme_table(table)]
    answers = [
        answer
        for number, table in enumerate(tables, start=1)
        for answer in _answers(doc, table, number)
    ]
    return keep(doc, "theme_tables", answers)


def records(doc: Doc) -> tuple[ThemeTable, ...]:
    """Return the theme tables of ``doc``, each with its answers as records with evidence."""
    tables: dict[int, dict[str, list[ThemeTableAnswer]]] = {}
    named: dict[int, FoundAnswer] = {}
    for finding in found(doc, "theme_tables"):
        named.setdefault(finding.number, finding)
        answers = tables.setdefault(finding.number, {question: [] for question in THEME_TABLE})
        answers[finding.question].append(_record(doc, finding))
    return tuple(
        ThemeTable(
            number=number, heading=named[number].heading, theme=named[number].theme, **answers
        )
        for number, answers in tables.items()
    )


def _record(doc: Doc, finding: FoundAnswer) -> ThemeTableAnswer:
    return ThemeTableAnswer(
        **evidence(doc, finding),
        number=finding.number,
        heading=finding.heading,
        theme=finding.theme,
        question=finding.question,
        is_empty=finding.is_empty,
    )


def _tables(doc: Doc) -> Iterator[list[_Line]]:
    """Yield the lines of each table: a new one begins with its theme, heading or first question."""
    table: list[_Line] = []
    for line in _lines(doc):
        if table and _begins(line, table):
            yield table
            table = []
        table.append(line)
    if table:
        yield table


def _begins(line: _Line, table: list[_Line]) -> bool:
    last, asked = table[-1], {one.question for one in table}
    if line.section.cells:
        return line.start > last.end + 1 and line.section is not last.section
    if (line.section.heading, line.section.theme) != (last.section.heading, last.section.theme):
        return True
    return line.asks and line.question is not last.question and line.question in asked


def _is_theme_table(table: list[_Line]) -> bool:
    asked = {line.question for line in table}
    is_told = Question.CHOSEN in asked or table[0].section.theme is not None
    return is_told and len(asked) >= _FEWEST_QUESTIONS


def _lines(doc: Doc) -> Iterator[_Line]:
    text = doc._.clean.text
    for block, section in zip(doc._.clean.blocks, doc._.sections, strict=True):
        if block.kind in _UNREAD:
            continue
        if section.cells and not section.asks:
            yield from _cells(text, block, section)
        elif section.question in THEME_TABLE:
            start = block.start if section.asks else max(block.start, section.answer_start)
            yield _Line(start, block.end, section, section.question, section.asks)


def _cells(text: str, block: CleanBlock, section: Section) -> Iterator[_Line]:
    for place, cell in enumerate(cells_of(text[block.start : block.end])):
        question = section.cells.get(place)
        if question and cell.text.strip():
            start = block.start + cell.start
            yield _Line(start, block.start + cell.end, section, question, asks=False)


def _answers(doc: Doc, table: list[_Line], number: int) -> Iterator[FoundAnswer]:
    answered = {line.question for line in table if not line.asks}
    text, first = doc._.clean.text, table[0].section
    for line in table:
        if line.asks and line.question in answered:
            continue
        yield FoundAnswer(
            start=line.start,
            end=line.end,
            rule=f"theme_table.{line.question}",
            number=number,
            heading=first.heading or None,
            theme=first.theme or first.likely_theme,
            question=line.question,
            is_empty=line.asks or is_empty_answer(text[line.start : line.end]),
        )

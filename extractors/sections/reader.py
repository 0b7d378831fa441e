"""Reading sections: down the blocks of a document, with what was asked last in mind."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.action_tables import Cell, Column, cells_of, columns_of, roles_of
from extractors.clean import CleanBlock
from extractors.sections.questions import (
    THEME_TABLE,
    Question,
    bare,
    lead_in_question,
    question_of,
)
from extractors.sections.section import Section
from extractors.themes import theme_of_heading
from schemas.document import BlockKind

_LONGEST_HEADING = 90
_LONGEST_NAME = 40  # of a table, where nothing else makes it a heading
_RUNNING_TEXT = 60  # characters; what is shorter may be one more answer
_STOPS = (".", "!", "?")
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)]\s+")
_LABEL = re.compile(r"(?:(?P<asked>[^:?]{3,160})\?|(?P<label>[^:?]{3,60}):)\s+(?=\S)")


@dataclass(frozen=True)
class Line:
    """What one block says, and the block."""

    text: str
    block: CleanBlock


class SectionReader:
    """Walks down the lines and remembers what was asked last.

    ``returning`` are the lines that come back at every table, and what they ask by their place.
    """

    def __init__(self, returning: Mapping[str, Question]) -> None:
        self.returning = returning
        self.current = Section()
        self.level = 0
        self.list_question: int | None = None  # depth of a list item that asked
        self.lead_in = False
        self.just_asked = False
        self.answered_in_list = False
        self.columns: Mapping[Column, int] = {}
        self.beside: Mapping[Column, int] = {}  # of a table that is none of actions
        self.asked_by: Mapping[int, Question] = {}  # the columns whose head asks
        self.in_table = False
        self.asked: set[Question] = set()  # of the current table

    def read(self, line: Line, after: Line | None) -> Section:
        """Return the section of the next line; ``after`` is the one behind it, if any."""
        text, block = line.text, line.block
        next_block = after.block if after else None
        if block.kind is BlockKind.TABLE:
            return self._row(text, block)
        self.in_table = False
        question = self._question(text, block, next_block)
        if question:
            return self._asked(question, text, block)
        labelled = self._labelled(text, block)
        if labelled:
            return labelled
        if self._is_heading(text, block) or self._opens_table(text, block, after):
            return self._headed(text, block)
        self._leave_list(text, block)
        self.just_asked = False
        if self._leads_in(text, block, next_block):
            return replace(self.current, question=None, answer_start=block.start)
        return replace(self.current, answer_start=self._answer_start(text, block))

    def _question_of(self, text: str) -> Question | None:
        return self.returning.get(bare(text)) or question_of(text)

    def _row(self, line: str, block: CleanBlock) -> Section:
        """The first row of a table is its head, unless each row asks and answers."""
        self.just_asked = False
        cells, columns = cells_of(line), columns_of(line)
        question = question_of(cells[0].text) if len(cells) > 1 and not columns else None
        if question and not question_of(cells[1].text):
            self.current = replace(self.current, question=question, question_text=cells[0].text)
            return replace(self.current, answer_start=block.start + cells[1].start)
        is_head = not self.in_table
        if is_head:
            self.columns = columns
            self.beside = {} if columns else roles_of(line)
            self.asked_by = {} if self.columns else _asked_by(cells)
            self.in_table = True
        here = replace(self.current, answer_start=block.start, beside=self.beside)
        if self.asked_by:
            theme = theme_of_heading(cells[0].text) or self.current.theme
            return replace(here, question=None, theme=theme, cells=self.asked_by, asks=is_head)
        return replace(here, columns=self.columns, asks=is_head and bool(self.columns))

    def _question(self, line: str, block: CleanBlock, after: CleanBlock | None) -> Question | None:
        if block.kind is BlockKind.FOOTNOTE:
            return None
        if block.kind is BlockKind.LIST_ITEM and not _opens_list(block, after):
            return None
        label = _LABEL.match(line)
        is_answered = label is not None and question_of(_asked_in(label)) is not None
        return None if is_answered else self._question_of(line)

    def _asked(self, question: Question, line: str, block: CleanBlock) -> Section:
        is_item = block.kind is BlockKind.LIST_ITEM
        self.list_question = block.source.level if is_item else None
        self.lead_in = self.answered_in_list = False
        looks_ahead = question is Question.TARGET and Question.FIRST_STEP in self.asked
        looks_ahead = looks_ahead or self._is_next(line)
        if looks_ahead or (question not in THEME_TABLE and self._is_beside(block)):
            self.current = Section()  # the table is over: this is about all of them
        self.asked.add(question)
        self.just_asked = True
        self.current = replace(self.current, question=question, question_text=line)
        return replace(self.current, asks=True, answer_start=block.end)

    def _is_heading(self, line: str, block: CleanBlock) -> bool:
        if block.kind is not BlockKind.HEADING:
            return False
        if self.just_asked and not block.source.level and _NUMBERED.match(line):
            return False  # ``1. Elke melding onderzoeken``: an answer alone under its question
        answers = self.current.question in (Question.TARGET, Question.CHOSEN)
        looks_like_answer = len(line) > 60 or line.rstrip().endswith(".")
        return not (answers and looks_like_answer) and len(line) <= 2 * _LONGEST_HEADING

    def _opens_table(self, line: str, block: CleanBlock, after: Line | None) -> bool:
        """A short line right above the first question names the table: ``Armoede``."""
        if after is None or block.kind is not BlockKind.PARAGRAPH or self.just_asked:
            return False
        asks_first = self._question_of(after.text) is Question.CHOSEN
        return asks_first and len(line) <= _LONGEST_NAME and not line.rstrip().endswith(_STOPS)

    def _is_beside(self, block: CleanBlock) -> bool:
        """``5. Onze adviezen`` behind ``3. Migratie`` is no part of it."""
        return block.kind is BlockKind.HEADING and 0 < block.source.level <= self.level

    def _is_next(self, line: str) -> bool:
        """``4. Toezeggingen`` behind ``3. Migratie`` is no question to it."""
        last, this = (_NUMBERED.match(one) for one in (self.current.heading, line))
        follows = last and this and int(this["number"]) == int(last["number"]) + 1
        return bool(follows) and not self.asked

    def _answer_start(self, line: str, block: CleanBlock) -> int:
        number = _NUMBERED.match(line) if self.current.question in THEME_TABLE else None
        return block.start + (number.end() if number else 0)

    def _headed(self, line: str, block: CleanBlock) -> Section:
        level = block.source.level
        self.just_asked = False
        theme = theme_of_heading(line)
        if theme is None and level > self.level > 0:
            theme = self.current.theme  # a deeper heading keeps the theme of its parent
        elif theme is None and not level and line.rstrip().endswith("?"):
            theme = self.current.theme  # one more question to the same table
        elif theme is not None or level:
            self.level = level
        self.list_question, self.lead_in = None, False
        if theme != self.current.theme:
            self.asked.clear()
        self.current = Section(heading=line, theme=theme)
        return replace(self.current, asks=True, answer_start=block.end)

    def _leave_list(self, line: str, block: CleanBlock) -> None:
        """A list that answered is over when running text follows it."""
        is_item = block.kind is BlockKind.LIST_ITEM
        left_item = self.list_question is not None and (
            not is_item or block.source.level <= self.list_question
        )
        ending = line.rstrip()[-1:]
        runs_on = ending == ":" or (len(line) >= _RUNNING_TEXT and ending in _STOPS)
        running_text = not is_item and runs_on
        if left_item or (self.answered_in_list and running_text) or (self.lead_in and not is_item):
            self.current = replace(self.current, question=None, question_text="")
            self.list_question, self.lead_in, self.answered_in_list = None, False, False
        self.answered_in_list = self.answered_in_list or is_item

    def _labelled(self, line: str, block: CleanBlock) -> Section | None:
        """``Doel: in 2029 …`` asks and answers in one line, and what follows answers too."""
        label = _LABEL.match(line)
        question = question_of(_asked_in(label)) if label else None
        if not label or not question:
            return None
        self.lead_in = self.answered_in_list = False
        self.list_question = block.source.level if block.kind is BlockKind.LIST_ITEM else None
        self.current = replace(self.current, question=question, question_text=_asked_in(label))
        return replace(self.current, answer_start=block.start + label.end())

    def _leads_in(self, line: str, block: CleanBlock, after: CleanBlock | None) -> bool:
        is_lead_in = (
            block.kind is not BlockKind.LIST_ITEM
            and self.current.question is None
            and line.rstrip().endswith(":")
            and after is not None
            and after.kind is BlockKind.LIST_ITEM
        )
        question = lead_in_question(line) if is_lead_in else None
        if question:
            self.current = replace(self.current, question=question, question_text=line)
            self.lead_in = True
        return question is not None


def _asked_in(label: re.Match[str]) -> str:
    return label["asked"] or label["label"]


def _opens_list(block: CleanBlock, after: CleanBlock | None) -> bool:
    return after is not None and (
        after.kind is not BlockKind.LIST_ITEM or after.source.level > block.source.level
    )


def _asked_by(cells: Sequence[Cell]) -> dict[int, Question]:
    """Which columns ask: ``Thema | Gekozen aanbeveling | Doel``, ``Nr. | Uw advies | Antwoord``."""
    questions = ((place, question_of(cell.text)) for place, cell in enumerate(cells))
    asked = {place: question for place, question in questions if question}
    standing: dict[int, Question] = {p: q for p, q in asked.items() if q in THEME_TABLE}
    if len(standing) > 1:
        return standing
    advice: dict[int, Question] = {p: q for p, q in asked.items() if q is Question.ADVICE}
    return advice if len(cells) > 1 else {}

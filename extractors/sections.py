"""Sections: for each block the heading, the theme and the standing question that govern it.

A theme table is a theme and five standing questions with their answers. Its layout
differs (headings, bold questions, slides, nested lists, a label before a colon), the
order of the questions hardly does; so the question above a line is found by its wording.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from extractors.action_tables import Column, columns_of
from extractors.clean import CleanBlock
from extractors.rules import load_rules
from extractors.themes import theme_of_document, theme_of_heading, theme_of_passage
from schemas.document import BlockKind
from schemas.records import Theme

Doc.set_extension("sections", default=(), force=True)

_LONGEST_QUESTION = 200  # characters; the longest standing question with a remark in brackets
_LONGEST_HEADING = 90
_RUNNING_TEXT = 60  # characters; what is shorter may be one more answer
_STOPS = (".", "!", "?")
_LABEL = re.compile(r"(?P<label>[^:?]{3,60})[:?]\s+(?=\S.{8})")
_NUMBER = re.compile(
    r"^(?:\d{1,2}[.)]?|[a-z][.)]|[-•–—*#]+)\s+|^(?:vraag|stap)\s+\d{1,2}\s*[:.]\s*", re.I
)


class Question(StrEnum):
    """What is asked above a line: the five standing questions, and their kin."""

    CHOSEN = "chosen"
    CHANCES = "chances"
    GOAL = "goal"
    NEEDS = "needs"
    FIRST_STEP = "first_step"
    TARGET = "target"
    ADVICE = "advice"
    AGREED = "agreed"
    OUTCOME = "outcome"


THEME_TABLE = frozenset(
    {Question.CHOSEN, Question.CHANCES, Question.GOAL, Question.NEEDS, Question.FIRST_STEP}
)
"""The five standing questions of a theme table."""


@dataclass(frozen=True)
class Section:
    """Where a block stands: under which heading, theme and question."""

    heading: str = ""
    theme: Theme | None = None
    """The theme that a heading above the block names."""
    likely_theme: Theme | None = None
    """What the words under the same heading, or in the whole document, are about."""
    question: Question | None = None
    question_text: str = ""
    asks: bool = False
    """The block is itself the question (or a heading), not an answer to it."""
    answer_start: int = 0
    """Where the answer begins, in clean characters: behind a label such as ``Doel:``."""
    columns: Mapping[Column, int] = field(default_factory=dict)
    """Which column says what, in the row of an action table."""


@Language.component("sections")
def sections(doc: Doc) -> Doc:
    """Put on ``doc`` one section for each block of its clean text, in the same order."""
    doc._.sections = find_sections(doc.text, doc._.clean.blocks)
    return doc


def find_sections(text: str, blocks: Sequence[CleanBlock]) -> tuple[Section, ...]:
    """Return the section of each block of the clean ``text``."""
    reader = _SectionReader()
    following = [*blocks[1:], None]
    found = [
        reader.read(text[block.start : block.end], block, after)
        for block, after in zip(blocks, following, strict=False)
    ]
    return tuple(_with_likely_themes(text, blocks, found))


def _with_likely_themes(
    text: str, blocks: Sequence[CleanBlock], found: Sequence[Section]
) -> Iterator[Section]:
    of_document = theme_of_document(text)
    pairs = zip(blocks, found, strict=True)
    for _, group in groupby(pairs, key=lambda pair: (pair[1].heading, pair[1].theme)):
        members = list(group)
        words = text[members[0][0].start : members[-1][0].end]
        likely = members[0][1].theme or theme_of_passage(words, of_document)
        yield from (replace(section, likely_theme=likely) for _, section in members)


def is_empty_answer(answer: str) -> bool:
    """Tell whether an answer leaves its question open (``Niet meer aan toegekomen.``)."""
    return any(pattern.fullmatch(answer.strip().strip("()").lower()) for pattern in _empty())


def question_of(line: str) -> Question | None:
    """Return the standing question that ``line`` asks, if it is one."""
    bare = _bare(line)
    if not bare or len(bare) > _LONGEST_QUESTION:
        return None
    return next((q for q, pattern in _questions("question") if pattern.fullmatch(bare)), None)


class _SectionReader:
    """Walks down the blocks and remembers what was asked last."""

    def __init__(self) -> None:
        self.current = Section()
        self.level = 0
        self.list_question: int | None = None  # depth of a list item that asked
        self.lead_in = False
        self.answered_in_list = False
        self.columns: Mapping[Column, int] = {}
        self.in_table = False
        self.asked: set[Question] = set()  # of the current table

    def read(self, line: str, block: CleanBlock, after: CleanBlock | None) -> Section:
        if block.kind is BlockKind.TABLE:
            return self._row(line, block)
        self.in_table = False
        question = self._question(line, block, after)
        if question:
            return self._asked(question, line, block)
        labelled = self._labelled(line, block)
        if labelled:
            return labelled
        if self._is_heading(line, block):
            return self._headed(line, block)
        self._leave_list(line, block)
        if self._leads_in(line, block, after):
            return replace(self.current, question=None, answer_start=block.start)
        return replace(self.current, answer_start=block.start)

    def _row(self, line: str, block: CleanBlock) -> Section:
        """The first row of a table is its head; in an action table it tells the columns."""
        is_head = not self.in_table
        if is_head:
            self.columns = columns_of(line)
            self.in_table = True
        here = replace(self.current, answer_start=block.start, columns=self.columns)
        return replace(here, asks=is_head and bool(self.columns))

    def _question(self, line: str, block: CleanBlock, after: CleanBlock | None) -> Question | None:
        if block.kind is BlockKind.FOOTNOTE:
            return None
        if block.kind is BlockKind.LIST_ITEM and not _opens_list(block, after):
            return None
        label = _LABEL.match(line)
        is_answered = label is not None and question_of(label["label"]) is not None
        return None if is_answered else question_of(line)

    def _asked(self, question: Question, line: str, block: CleanBlock) -> Section:
        is_item = block.kind is BlockKind.LIST_ITEM
        self.list_question = block.source.level if is_item else None
        self.lead_in = self.answered_in_list = False
        if question is Question.TARGET and Question.FIRST_STEP in self.asked:
            self.current = Section()  # the table is over: this looks ahead for all of them
        self.asked.add(question)
        self.current = replace(self.current, question=question, question_text=line)
        return replace(self.current, asks=True, answer_start=block.end)

    def _is_heading(self, line: str, block: CleanBlock) -> bool:
        if block.kind is not BlockKind.HEADING:
            return False
        answers = self.current.question in (Question.TARGET, Question.CHOSEN)
        looks_like_answer = len(line) > 60 or line.rstrip().endswith(".")
        return not (answers and looks_like_answer) and len(line) <= 2 * _LONGEST_HEADING

    def _headed(self, line: str, block: CleanBlock) -> Section:
        level = block.source.level
        theme = theme_of_heading(line)
        if theme is None and level > self.level > 0:
            theme = self.current.theme  # a deeper heading keeps the theme of its parent
        elif theme is None and line.rstrip().endswith("?"):
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
        question = question_of(label["label"]) if label else None
        if not label or not question:
            return None
        self.lead_in = self.answered_in_list = False
        self.list_question = block.source.level if block.kind is BlockKind.LIST_ITEM else None
        self.current = replace(self.current, question=question, question_text=label["label"])
        return replace(self.current, answer_start=block.start + label.end())

    def _leads_in(self, line: str, block: CleanBlock, after: CleanBlock | None) -> bool:
        is_lead_in = (
            block.kind is not BlockKind.LIST_ITEM
            and self.current.question is None
            and line.rstrip().endswith(":")
            and after is not None
            and after.kind is BlockKind.LIST_ITEM
        )
        question = _lead_in_question(line) if is_lead_in else None
        if question:
            self.current = replace(self.current, question=question, question_text=line)
            self.lead_in = True
        return question is not None


def _opens_list(block: CleanBlock, after: CleanBlock | None) -> bool:
    return after is not None and (
        after.kind is not BlockKind.LIST_ITEM or after.source.level > block.source.level
    )


def _lead_in_question(line: str) -> Question | None:
    last_sentence = re.split(r"(?<=[.!?])\s+", line.strip().lower())[-1]
    return next((q for q, pattern in _questions("lead_in") if pattern.search(last_sentence)), None)


def _bare(line: str) -> str:
    folded = _NUMBER.sub("", " ".join(line.lower().split()))
    folded = re.sub(r"\s*\([^)]*\)\s*$", "", folded)
    return folded.strip().rstrip(":.… ").strip("'\"*_ ")


@cache
def _questions(kind: str) -> list[tuple[Question, re.Pattern[str]]]:
    return [
        (Question(rule["question"]), re.compile(rf"(?:{pattern})\??"))
        for rule in load_rules("sections")[kind]
        for pattern in rule["patterns"]
    ]


@cache
def _empty() -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in load_rules("sections")["empty"]["patterns"]]

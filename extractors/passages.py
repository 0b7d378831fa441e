"""Passages: the units that can be a recommendation, a commitment or an answer.

A sentence is one; an answer in a theme table is one as a whole, since its sentences hang
together (``Wet … is in werking getreden. Er ligt een voorstel leerrecht.``). Each carries
where it stands and how the trained classifier judges it.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractors.clean import CleanBlock
from extractors.findings import Finding, found
from extractors.passage_classifier import Judgement, classify
from extractors.sections import Question, Section
from schemas.document import BlockKind

Doc.set_extension("passages", default=(), force=True)

ANSWERS = frozenset({Question.CHOSEN, Question.GOAL, Question.FIRST_STEP, Question.TARGET})
"""The questions whose answers are records by where they stand."""

_LONGEST_ANSWER = 60  # words; what is longer is running text, and judged sentence by sentence
_WHOLE_ANSWER = 25  # words; of a longer answer the first sentence is the record
_UNJUDGED = (BlockKind.FOOTNOTE, BlockKind.CAPTION)


@dataclass(frozen=True)
class Passage:
    """A unit of the clean text with its surroundings; offsets are half-open, in characters."""

    start: int
    end: int
    text: str
    block: CleanBlock
    section: Section
    judgement: Judgement
    is_answer: bool
    """The passage answers a standing question by where it stands."""

    @property
    def question(self) -> Question | None:
        """The standing question above the passage."""
        return self.section.question

    def holds(self, finding: Finding) -> bool:
        """Tell whether ``finding`` stands in the passage."""
        return self.start <= finding.start and finding.end <= self.end


@Language.component("passages")
def passages(doc: Doc) -> Doc:
    """Put the passages of ``doc`` on it, in the order of the text."""
    doc._.passages = tuple(_passages(doc))
    return doc


def found_in(doc: Doc, noun: str, passage: Passage) -> list[Any]:
    """Return the findings of one noun that stand in ``passage``."""
    return [finding for finding in found(doc, noun) if passage.holds(finding)]


def _passages(doc: Doc) -> Iterator[Passage]:
    judgements = deque(classify(doc))
    for block, section in zip(doc._.clean.blocks, doc._.sections, strict=True):
        units = list(_units(judgements, block))
        if section.asks or block.kind in _UNJUDGED or not units:
            continue
        answer = _answer(doc, units) if section.question in ANSWERS else None
        for unit in [answer] if answer else units:
            yield _passage(doc, block, section, unit, is_answer=answer is not None)


def _units(judgements: deque[Judgement], block: CleanBlock) -> Iterator[Judgement]:
    while judgements and judgements[0].start < block.end:
        unit = judgements.popleft()
        if unit.start >= block.start:
            yield unit


def _answer(doc: Doc, units: list[Judgement]) -> Judgement | None:
    """The judgement of an answer as a whole, or of the first sentence of a long one."""
    counts = [len(doc.text[unit.start : unit.end].split()) for unit in units]
    if sum(counts) > _LONGEST_ANSWER:
        return None
    last = units[-1] if sum(counts) <= _WHOLE_ANSWER else units[0]
    return replace(units[0], end=last.end)


def _passage(
    doc: Doc, block: CleanBlock, section: Section, unit: Judgement, *, is_answer: bool
) -> Passage:
    start = max(unit.start, section.answer_start)
    text = doc.text[start : unit.end]
    return Passage(start, unit.end, text, block, section, unit, is_answer)

"""Passages: the units that can be a recommendation, a commitment or an answer.

A sentence is one; an answer in a theme table is one as a whole, since its sentences hang
together (``De wet is er. Elke school kent haar.``). Each carries
where it stands and how the trained classifier judges it.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractors.action_tables import cells_of
from extractors.clean import CleanBlock
from extractors.findings import found
from extractors.language import DUTCH, language_of
from extractors.passages.apparatus import is_apparatus
from extractors.passages.classifier import Judgement, Weights, classify, load_weights
from extractors.passages.cues import cue_words_of
from extractors.passages.passage import Passage
from extractors.passages.subjects import with_themes
from extractors.sections import Question
from schemas.document import BlockKind

__all__ = ["ANSWERS", "LIKELY", "Passage", "find_passages", "found_in", "has_verb"]

Doc.set_extension("passages", default=(), force=True)

ANSWERS = frozenset({Question.CHOSEN, Question.GOAL, Question.FIRST_STEP, Question.TARGET})
"""The questions whose answers are records by where they stand."""

LIKELY = 0.5
"""In running text a record must be more likely than not: a false one costs trust."""

_LONGEST_ANSWER = 60  # words; what is longer is running text, and judged sentence by sentence
_WHOLE_ANSWER = 25  # words; of a longer answer the first sentence is the record ...
_LONGEST_SENTENCE = 35  # words; ... and of a longer sentence what stands before its colon
_HEAD = re.compile(r"\S+(?:\s+\S+){2,24}?(?=\s*(?::\s|;\s|\())")
_UNJUDGED = (BlockKind.FOOTNOTE, BlockKind.CAPTION)


@Language.component("passages")
def passages(doc: Doc) -> Doc:
    """Put the passages of ``doc`` on it, in the order of the text."""
    doc._.passages = find_passages(doc)
    return doc


def find_passages(doc: Doc, weights: Weights | None = None) -> tuple[Passage, ...]:
    """Return the passages of ``doc``, judged by ``weights``; without them by those of the model."""
    return with_themes(doc, tuple(_passages(doc, weights or load_weights())))


def found_in(doc: Doc, noun: str, passage: Passage) -> list[Any]:
    """Return the findings of one noun that stand in ``passage``."""
    return passage.among(found(doc, noun))


def has_verb(doc: Doc, passage: Passage) -> bool:
    """Tell whether a verb stands in ``passage``, in whatever form; ``Luister!`` is one."""
    span = doc.char_span(passage.start, passage.end, alignment_mode="expand") or ()
    stems = cue_words_of("imperative")
    return any(
        token.pos_ in ("VERB", "AUX") or (token.is_sent_start and token.lower_ in stems)
        for token in span
    )


def _passages(doc: Doc, weights: Weights) -> Iterator[Passage]:
    if not _is_read(doc._.identity.language):
        return
    judgements = deque(classify(doc, weights))
    for place, (block, section) in enumerate(zip(doc._.clean.blocks, doc._.sections, strict=True)):
        units = [one for one in _units(judgements, block) if one.end > section.answer_start]
        if section.asks or block.kind in _UNJUDGED or not units:
            continue
        if is_apparatus(doc._.clean.text[block.start : block.end], section.heading):
            continue
        units = [unit for unit in units if unit.end > section.answer_start]
        if not units:
            continue  # all of it asks: ``Welke kans ligt er? En het begin?``
        if section.cells:
            yield from _cells(doc, place, units)
            continue
        if section.columns:
            units = [replace(units[0], end=units[-1].end)]  # a row is one passage
        answer = _answer(doc, units) if section.question in ANSWERS else None
        following = [unit for unit in units if answer is None or unit.start >= answer.end]
        for unit in _dutch(doc, [answer, *following] if answer else units, block):
            yield _passage(doc, place, unit, is_answer=unit is answer)


def _cells(doc: Doc, place: int, units: list[Judgement]) -> Iterator[Passage]:
    """The cells of a row whose columns ask; where one answers, it is a passage as a whole."""
    block, section = doc._.clean.blocks[place], doc._.sections[place]
    row = doc._.clean.text[block.start : block.end]
    for column, cell in enumerate(cells_of(row)):
        start, end = block.start + cell.start, block.start + cell.end
        inside = [unit for unit in units if start <= unit.start < end]
        question = section.cells.get(column)
        here = replace(section, question=question, answer_start=start)
        whole = inside and question in {*ANSWERS, Question.ADVICE}
        for unit in [replace(inside[0], end=end)] if whole else inside:
            text = doc._.clean.text[unit.start : unit.end]
            yield Passage(unit.start, unit.end, text, block, here, place, unit, bool(whole))


def _is_read(language: str | None) -> bool:
    """Rules made for Dutch hear asking in ``stop`` and acting in ``will``: they are off."""
    return language in (DUTCH, None)


def _dutch(doc: Doc, units: list[Judgement], block: CleanBlock) -> list[Judgement]:
    """``Wij spreken met the Commission for the Rights of the Child`` is, by the text around it."""
    text = doc._.clean.text
    around = language_of(text[block.start : block.end])
    if around == DUTCH:
        return units
    return [unit for unit in units if _is_read(language_of(text[unit.start : unit.end]) or around)]


def _units(judgements: deque[Judgement], block: CleanBlock) -> Iterator[Judgement]:
    while judgements and judgements[0].start < block.end:
        unit = judgements.popleft()
        if unit.start >= block.start:
            yield unit


def _answer(doc: Doc, units: list[Judgement]) -> Judgement | None:
    """The judgement of an answer as a whole, or of the first sentence of a long one."""
    text = doc._.clean.text
    counts = [len(text[unit.start : unit.end].split()) for unit in units]
    if sum(counts) > _LONGEST_ANSWER:
        return None
    if len(units) > 1 and all(u.commitment >= LIKELY for u in units):
        return None  # ``De gemeente maakt een lijst. De bank levert cijfers.``: two promises
    if sum(counts) <= _WHOLE_ANSWER:
        return replace(units[0], end=units[-1].end)
    return _head(doc, units[0]) if counts[0] > _LONGEST_SENTENCE else units[0]


def _head(doc: Doc, unit: Judgement) -> Judgement:
    """``Draagvlak voor opvang: betere voorlichting aan …`` promises what its head names."""
    head = _HEAD.match(doc._.clean.text, unit.start, unit.end)
    return replace(unit, end=head.end()) if head else unit


def _passage(doc: Doc, place: int, unit: Judgement, *, is_answer: bool) -> Passage:
    block, section = doc._.clean.blocks[place], doc._.sections[place]
    start = max(unit.start, section.answer_start)
    text = doc._.clean.text[start : unit.end]  # doc.text would be made anew for each passage
    return Passage(start, unit.end, text, block, section, place, unit, is_answer)

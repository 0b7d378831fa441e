"""Sections: for each block the heading, the theme and the standing question that govern it.

A theme table is a theme and five standing questions with their answers. Its layout
differs (headings, bold questions, slides, nested lists, a label before a colon), the
order of the questions hardly does; so the question above a line is found by its wording.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from spacy.language import Language
from spacy.tokens import Doc

from extractors.clean import CleanBlock
from extractors.sections.cycles import questions_by_place
from extractors.sections.questions import THEME_TABLE, Question, is_empty_answer, question_of
from extractors.sections.reader import Line, SectionReader
from extractors.sections.run_on import parted
from extractors.sections.section import Section
from extractors.sentences import sentences
from extractors.themes import theme_of_document, theme_of_passage

__all__ = ["THEME_TABLE", "Question", "Section", "is_empty_answer", "question_of"]

Doc.set_extension("sections", default=(), force=True)


@Language.component("sections")
def sections(doc: Doc) -> Doc:
    """Put on ``doc`` one section for each block of its clean text, in the same order.

    A paragraph in which the standing questions run on is parted into a block for each.
    """
    clean = doc._.clean
    blocks = parted(clean.text, clean.blocks)
    doc._.sections = find_sections(clean.text, blocks)
    if blocks == clean.blocks:
        return doc
    doc._.clean = replace(clean, blocks=blocks)
    sentences(doc)  # every block begins one
    return doc


def find_sections(text: str, blocks: Sequence[CleanBlock]) -> tuple[Section, ...]:
    """Return the section of each block of the clean ``text``."""
    reader = SectionReader(questions_by_place(text, blocks))
    lines = [Line(text[block.start : block.end], block) for block in blocks]
    found = [reader.read(line, after) for line, after in zip_longest(lines, lines[1:]) if line]
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

"""A unit of the passage classifier: one sentence as its features see it.

Its skeleton is the sentence with the words of the topic replaced by their tags; function
words and cues stay, because they carry the construction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from extractors.action_tables import cells_of
from extractors.clean import CleanBlock
from extractors.passages.cues import cue_words, cues_in
from extractors.sections import Section

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM", "VERB"})


@dataclass(frozen=True)
class Unit:
    """A sentence of a document with what its features need, computed once."""

    start: int
    """The first character, in the clean text."""
    text: str
    """What stands there, without white space at its end."""
    section: Section
    block_kind: str
    position: int
    """Its place among the sentences of its block, from 0."""
    siblings: int
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    skeleton: tuple[str, ...]
    tags: tuple[str, ...]
    cues: tuple[str, ...]

    @property
    def end(self) -> int:
        """One past the last character that is not white space."""
        return self.start + len(self.text)

    @property
    def asks(self) -> bool:
        """The unit is a heading or a standing question."""
        return self.section.asks


def units(doc: Doc) -> list[Unit]:
    """Return the sentences of ``doc`` in the order of the text, headings included."""
    found = []
    for block, section in zip(doc._.clean.blocks, doc._.sections, strict=True):
        sentences = _sentences(doc, block, section)
        for position, (sentence, text) in enumerate(sentences):
            place = (section, str(block.kind), position, len(sentences))
            found.append(Unit(sentence.start_char, text, *place, *_read(sentence)))
    return found


def _sentences(doc: Doc, block: CleanBlock, section: Section) -> list[tuple[Span, str]]:
    """The sentences of a block, each with its text: ``Span.text`` would join it word by word."""
    text = doc._.clean.text
    within = doc.char_span(block.start, block.end, alignment_mode="expand")
    spans: Iterable[Span] = within.sents if within else ()  # type: ignore[attr-defined]
    if section.cells:
        spans = [part for span in spans for part in _cut(doc, span, block)]
    pairs = [(span, text[span.start_char : span.end_char].rstrip()) for span in spans]
    return [(span, text) for span, text in pairs if text]


def _cut(doc: Doc, sentence: Span, block: CleanBlock) -> Iterator[Span]:
    """``Laat de bus rijden | Ja, vanaf mei``: no sentence runs over the border of a cell."""
    for cell in cells_of(doc._.clean.text[block.start : block.end]):
        start = max(sentence.start_char, block.start + cell.start)
        end = min(sentence.end_char, block.start + cell.end)
        part = doc.char_span(start, end, alignment_mode="contract") if start < end else None
        if part:
            yield part


def _read(sentence: Span) -> tuple[tuple[str, ...], ...]:
    """The words of a sentence, their lemmas, its skeleton, its tags and its cues."""
    tokens = [token for token in sentence if not token.is_space]
    words = tuple(token.lower_ for token in tokens)
    lemmas = tuple(token.lemma_.lower() for token in tokens)
    tags = tuple(_tag(token.tag_) for token in tokens)
    kept = cue_words()
    skeleton = tuple(
        tag if token.pos_ in _CONTENT and word not in kept else word
        for token, word, tag in zip(tokens, words, tags, strict=True)
    )
    return words, lemmas, skeleton, tags, cues_in(words, lemmas)


@cache
def _tag(tag: str) -> str:
    """``WW|pv|tgw|met-t`` is ``WW:pv:tgw:met-t``; of other words the class and number."""
    parts = tag.split("|")
    if parts[0] == "WW":
        return ":".join(parts[:4])
    if parts[0] == "VNW":
        return ":".join(parts[:2] + parts[5:7])
    return ":".join(parts[:2])

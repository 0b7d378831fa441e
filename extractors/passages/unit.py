"""A unit of the passage classifier: one sentence as its features see it.

Its skeleton is the sentence with the words of the topic replaced by their tags; function
words and cues stay, because they carry the construction.
"""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from extractors.clean import CleanBlock
from extractors.passages.cues import cue_words, cues_in
from extractors.sections import Section

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM", "VERB"})


@dataclass(frozen=True)
class Unit:
    """A sentence of a document with what its features need, computed once."""

    span: Span
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
    def start(self) -> int:
        """The first character, in the clean text."""
        return self.span.start_char

    @property
    def end(self) -> int:
        """One past the last character that is not white space."""
        return self.span.start_char + len(self.span.text.rstrip())

    @property
    def asks(self) -> bool:
        """The unit is a heading or a standing question."""
        return self.section.asks


def units(doc: Doc) -> list[Unit]:
    """Return the sentences of ``doc`` in the order of the text, headings included."""
    found = []
    for block, section in zip(doc._.clean.blocks, doc._.sections, strict=True):
        sentences = _sentences(doc, block)
        for position, sentence in enumerate(sentences):
            found.append(_unit(sentence, section, str(block.kind), position, len(sentences)))
    return found


def _sentences(doc: Doc, block: CleanBlock) -> list[Span]:
    span = doc.char_span(block.start, block.end, alignment_mode="expand")
    within = doc[span.start : span.end].sents if span else ()  # type: ignore[attr-defined]
    return [sentence for sentence in within if sentence.text.strip()]


def _unit(span: Span, section: Section, kind: str, position: int, siblings: int) -> Unit:
    tokens = [token for token in span if not token.is_space]
    words = tuple(token.lower_ for token in tokens)
    lemmas = tuple(token.lemma_.lower() for token in tokens)
    tags = tuple(_tag(token.tag_) for token in tokens)
    skeleton = tuple(
        tag if token.pos_ in _CONTENT and word not in cue_words() else word
        for token, word, tag in zip(tokens, words, tags, strict=True)
    )
    cues = cues_in(words, lemmas)
    return Unit(span, section, kind, position, siblings, words, lemmas, skeleton, tags, cues)


@cache
def _tag(tag: str) -> str:
    """``WW|pv|tgw|met-t`` is ``WW:pv:tgw:met-t``; of other words the class and number."""
    parts = tag.split("|")
    if parts[0] == "WW":
        return ":".join(parts[:4])
    if parts[0] == "VNW":
        return ":".join(parts[:2] + parts[5:7])
    return ":".join(parts[:2])

"""A unit of the passage classifier: one sentence as its features see it."""

from dataclasses import dataclass

from spacy.tokens import Span

from extractors.sections import Section


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
    def asks(self) -> bool:
        """The unit is a heading or a standing question."""
        return self.section.asks

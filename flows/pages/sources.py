"""Sources: the passages that a page quotes, each in its document with what stands around it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.pages.marking import Mark, Stretch, by_block, stretches
from schemas.document import Document


@dataclass(frozen=True)
class Passage:
    """A block with its marks; ``follows_gap`` where something was left out before it."""

    kind: str
    page: int | None
    stretches: tuple[Stretch, ...]
    follows_gap: bool


@dataclass(frozen=True)
class Source:
    """A document as far as a page quotes it."""

    document_id: str
    title: str
    path: str
    passages: tuple[Passage, ...]


def sources(
    documents: Mapping[str, Document], titles: Mapping[str, str], marks: Iterable[tuple[str, Mark]]
) -> list[Source]:
    """Return the documents that ``marks`` stand in, by path: marked blocks and their neighbours.

    Each mark comes with the id of its document.
    """
    by_document: dict[str, list[Mark]] = defaultdict(list)
    for document_id, mark in marks:
        by_document[document_id].append(mark)
    found = [
        Source(name, titles[name], documents[name].path, tuple(_passages(documents[name], marked)))
        for name, marked in by_document.items()
    ]
    return sorted(found, key=lambda source: (source.path, source.document_id))


def _passages(document: Document, marks: list[Mark]) -> Iterator[Passage]:
    touching = by_block(document.blocks, marks)
    shown = sorted({near for place in touching for near in (place - 1, place, place + 1)})
    last = -1
    for place in shown:
        if 0 <= place < len(document.blocks):
            block = document.blocks[place]
            cut = tuple(stretches(document.text, block, touching.get(place, [])))
            yield Passage(block.kind, block.page, cut, follows_gap=place > last + 1)
            last = place

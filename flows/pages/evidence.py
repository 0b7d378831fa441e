"""The evidence page: a document's text with its records marked, and why each is there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.pages.marking import Mark, Stretch, by_block, stretches
from flows.pages.rendering import render, words
from schemas.document import Block, Document, Page
from schemas.records import DocumentIdentity

LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class ShownBlock:
    """A block as the page shows it."""

    kind: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class ShownPage:
    """One page of the document: its blocks, its picture, and where its records stand on it."""

    page: Page
    blocks: tuple[ShownBlock, ...]
    marks: tuple[Mark, ...]
    picture: str | None


def evidence_page(
    document: Document,
    identity: DocumentIdentity,
    marks: Sequence[Mark],
    pictures: Mapping[int, str] | None = None,
    language: str = "nl",
) -> str:
    """Return the page of one document as HTML.

    ``pictures`` are its pages by number, as addresses of the data itself. Each record has an
    anchor that is its id, so that ``page.html#1a2b`` leads to its quote.
    """
    pages = tuple(_shown_pages(document, marks, pictures or {}))
    types = sorted({mark.record_type for mark in marks})
    return render(
        "evidence",
        language=language,
        words=words(language),
        document=document,
        identity=identity,
        pages=pages,
        marks=sorted(marks, key=lambda mark: (mark.start, mark.end, mark.record_id)),
        types=types,
    )


def _shown_pages(
    document: Document, marks: Sequence[Mark], pictures: Mapping[int, str]
) -> Iterator[ShownPage]:
    shown = list(_shown_blocks(document, marks))
    for page in document.pages:
        blocks = [block for start, block in shown if page.start <= start < page.end]
        boxed = [mark for mark in marks if mark.page == page.number and mark.box]
        yield ShownPage(page, tuple(blocks), tuple(boxed), pictures.get(page.number))


def _shown_blocks(document: Document, marks: Sequence[Mark]) -> Iterator[tuple[int, ShownBlock]]:
    touching = by_block(document.blocks, marks)
    for place, block in enumerate(document.blocks):
        yield block.start, _shown_block(document.text, block, touching.get(place, []))


def _shown_block(text: str, block: Block, marks: Sequence[Mark]) -> ShownBlock:
    return ShownBlock(block.kind, tuple(stretches(text, block, marks)))

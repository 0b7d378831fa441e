"""Documents for tests, made of text as a file would hold it."""

import hashlib

from extractors.read.blocks import block_of, passages_of
from extractors.read.lines import lines_of
from schemas.document import Block, BlockKind, Document, Page

_LEVELLED = (BlockKind.HEADING, BlockKind.LIST_ITEM)


def document_of(text: str, path: str = "toets.txt") -> Document:
    """Return the Document that a text file with ``text`` is read as."""
    return _document(
        text, tuple(block_of(passage) for passage in passages_of(lines_of(text))), path
    )


def one_block(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    """Return a Document whose whole text is one block."""
    return _document(text, (Block(kind=kind, start=0, end=len(text)),), "toets.txt")


def show(block: Block, text: str) -> str:
    """Return a block as a case writes it: kind, depth and words; ``/`` ends a line."""
    depth = f" {block.level}" if block.level or block.kind in _LEVELLED else ""
    words = text[block.start : block.end].replace("\n", " / ")
    return f"{block.kind}{depth}: {words}"


def _document(text: str, blocks: tuple[Block, ...], path: str) -> Document:
    return Document(
        document_id=hashlib.sha256(text.encode()).hexdigest()[:16],
        path=path,
        text=text,
        pages=(Page(number=1, start=0, end=len(text)),),
        blocks=blocks,
    )

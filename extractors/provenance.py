"""Provenance: from a passage of the clean text to the evidence of a record."""

from typing import Any

from spacy.tokens import Doc

from extractors.findings import Finding


def evidence(doc: Doc, finding: Finding) -> dict[str, Any]:
    """Return the fields of ``Evidence`` for what ``finding`` found, in source offsets."""
    return passage(doc, finding.start, finding.end) | {
        "rule": finding.rule,
        "confidence": finding.confidence,
    }


def passage(doc: Doc, start: int, end: int) -> dict[str, Any]:
    """Return document, page, box, source offsets and quote of a clean passage."""
    document = doc._.document
    source_start, source_end = doc._.clean.source(start, end)
    place = doc._.clean.place_at(start)
    block = None if place is None else doc._.clean.blocks[place].source
    page = document.page_at(source_start)  # a block may run on over the page it begins on
    return {
        "document_id": document.document_id,
        "page": page if block is None or block.page else None,
        "box": block.box if block and block.page == page else None,
        "start": source_start,
        "end": source_end,
        "quote": document.text[source_start:source_end],
    }


def words_at(doc: Doc, stretch: tuple[int, int] | None) -> str | None:
    """Return the words of the document that stand at a clean stretch, to the letter."""
    if stretch is None:
        return None
    start, end = doc._.clean.source(*stretch)
    return str(doc._.document.text[start:end])

"""The whole pipeline for tests: from a text to its records, with what the case gives."""

from functools import cache

from extractors.extraction import extract
from extractors.nlp import load
from flows.manifest import ManifestRow
from schemas.document import Document
from schemas.records import Extraction
from tests.documents import document_of


@cache
def pipeline():
    """The embedded model with the components of Oogst, loaded once for all tests."""
    return load()


def extraction_of(document: Document, year: int | None = None) -> Extraction:
    """Return the records of ``document``; ``year`` as a manifest would give it."""
    given = ManifestRow(path=document.path, year=year) if year else None
    return extract(document, pipeline(), given)


def records_in(text: str, year: int | None = None) -> Extraction:
    """Return the records of a text file with this text."""
    return extraction_of(document_of(text), year)

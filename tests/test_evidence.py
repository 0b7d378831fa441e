"""Every record stands where it says it stands: to the letter, on its page, within its box."""

from functools import cache
from pathlib import Path

import pytest

from extractors.read import read
from schemas.document import Document
from schemas.evidence import Evidence
from schemas.records import DateMention, Extraction, OrganisationMention, Reference
from tests.pipeline import extraction_of
from tests.raw_folders import rows

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"
READ = {".txt", ".md", ".pdf"}


def documents_under(folder: Path) -> list[Path]:
    found = folder.rglob("*") if folder.is_dir() else ()
    return sorted(p for p in found if p.suffix in READ and p.name != "README.md")


SAMPLES = [p for p in documents_under(PROJECT / "raw" / "samples") if "sources" not in p.parts]
SEEDS = documents_under(SHARED / "seeds")
CORPUS = documents_under(SHARED / "corpus")


def each(paths: list[Path], where: str) -> pytest.MarkDecorator:
    """One case for each document, or one that is skipped and says why."""
    none = pytest.param(None, marks=pytest.mark.skip(f"{where} is not beside this checkout"))
    return pytest.mark.parametrize("path", paths or [none], ids=lambda path: path and path.name)


@cache
def extracted(path: Path) -> tuple[Document, Extraction]:
    document = read(path, path.name)
    assert isinstance(document, Document)
    return document, extraction_of(document)


def astray(document: Document, record: Evidence) -> bool:
    """Whether the record's words are not those of the document where it points."""
    spans = [(record.start, record.end, record.quote)]
    if isinstance(record, Reference):
        spans.append((record.text_start, record.text_end, record.text))
    if isinstance(record, OrganisationMention | DateMention):
        spans.append((record.start, record.end, record.text))
    return any(document.text[start:end] != words for start, end, words in spans)


def misplaced(document: Document, record: Evidence) -> bool:
    """Whether the record's page or box is missing, or not where its words are."""
    page = next(page for page in document.pages if page.start <= record.start < page.end)
    if page.width is None:
        return record.page not in (None, page.number)
    box = record.box
    inside = box and 0 <= box.x0 < box.x1 <= page.width and 0 <= box.top < box.bottom <= page.height
    return record.page != page.number or not inside


@each(SAMPLES, "raw/samples")
def test_a_record_of_a_sample_is_its_words_at_its_place(path):
    document, extraction = extracted(path)
    assert extraction.records()
    assert [record for record in extraction.records() if astray(document, record)] == []
    assert [record for record in extraction.records() if misplaced(document, record)] == []


@each(SEEDS, "shared/seeds")
def test_a_record_of_a_seed_is_its_words(path):
    document, extraction = extracted(path)
    assert extraction.records()
    assert [record for record in extraction.records() if astray(document, record)] == []


@each(CORPUS, "shared/corpus")
def test_a_record_of_the_corpus_is_its_words(path):
    document, extraction = extracted(path)
    assert [record for record in extraction.records() if astray(document, record)] == []


@each(SAMPLES, "raw/samples")
def test_ids_tell_the_records_of_a_document_apart(path):
    ids = [record.record_id for record in extracted(path)[1].records()]
    assert len(set(ids)) == len(ids)


def test_in_the_warehouse_every_quote_is_text_of_its_document(warehouse):
    (counted,) = rows(
        warehouse,
        """SELECT count(*),
            count(*) FILTER (
                substr(text, start_char + 1, end_char - start_char) IS DISTINCT FROM quote
            )
        FROM evidence LEFT JOIN documents USING (document_id)""",
    )
    assert counted[0] > 500
    assert counted[1] == 0


def test_the_warehouse_holds_every_record_that_was_found(warehouse, first_run):
    """Beside them stand only the promises that a later document proved."""
    found = "SELECT record_type, count(*) FROM evidence WHERE rule <> 'follow_up' GROUP BY ALL"
    assert dict(rows(warehouse, found)) == dict(first_run.records)

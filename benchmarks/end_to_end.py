"""End to end: documents a second from PDF to published record, beside a plain script."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import pdfplumber

from benchmarks.figures import Figure
from benchmarks.reports_of_ten import PAGES, make_reports
from benchmarks.warehouse import insert_one_by_one
from benchmarks.watching import Watch
from extractors.extraction import extract, records_of
from extractors.nlp import annotate, load
from extractors.read import read
from flows.ingest import ingest
from flows.settings import Settings
from schemas.document import Block, BlockKind, Document, Page
from warehouse.connection import open_writable
from warehouse.harvest import Harvest
from warehouse.rows import rows_of
from warehouse.structure import bring_up_to_date

DOCUMENTS, PLAIN = int(os.environ.get("DOCUMENTS", "200")), 4
TITLE = "End to end"
METHOD = f"""\
{DOCUMENTS} PDFs of {PAGES} pages go through `ingest` with two workers, to the published warehouse;
{PLAIN} of them through a plain script, one after another: the text by pdfplumber, a paragraph for
each page, the same pipeline, and each document's rows inserted with `executemany` as it comes. The
Dutch model is loaded before, for both.
Documents a second are by the clock. Beside them stands the processor time, which others on the
machine change little. The shares are of the processor time of `ingest`, measured over {PLAIN}
documents in one process; the rest is what masking, workers, the warehouse and its checks take."""


def figures() -> list[Figure]:
    """Measure both ways, and where the time of ours goes."""
    with TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        make_reports(raw, DOCUMENTS)
        some = sorted(raw.rglob("*.pdf"))[:PLAIN]
        load()
        ingest(some[0].parent, Path(folder) / "warm" / "oogst.duckdb", Settings(workers=2))
        with Watch() as plain:
            _plainly(some, Path(folder) / "plain.duckdb")
        with Watch() as ours:
            outcome = ingest(raw, Path(folder) / "oogst.duckdb", Settings(workers=2))
        assert outcome.read == DOCUMENTS
        shares = list(_shares(some, ours.processor / DOCUMENTS))
    return [*_compared(plain, ours), *shares]


def _compared(plain: Watch, ours: Watch) -> Iterator[Figure]:
    slow, fast = PLAIN / plain.seconds, DOCUMENTS / ours.seconds
    spent, spent_plain = ours.processor / DOCUMENTS, plain.processor / PLAIN
    yield Figure("a plain script", slow, "documents/s")
    yield Figure("ingest, two workers", fast, "documents/s")
    yield Figure("ingest against the script", fast / slow, "times", at_least=5)
    yield Figure("cores that the script got", plain.processor / plain.seconds, "")
    yield Figure("cores that ingest got", ours.processor / ours.seconds, "")
    yield Figure("a plain script, processor time", spent_plain, "s a document")
    yield Figure("ingest, processor time", spent, "s a document")
    yield Figure("on two cores of its own, by that", 2 * spent_plain / spent, "times")


def _plainly(paths: list[Path], warehouse: Path) -> None:
    with closing(open_writable(warehouse)) as connection:
        bring_up_to_date(connection, warehouse)
        for path in paths:
            document = _read_plainly(path)
            tables = rows_of(Harvest(document, extract(document, load())), "")
            insert_one_by_one(connection, {name: rows for name, rows in tables.items() if rows})


def _read_plainly(path: Path) -> Document:
    with pdfplumber.open(path) as opened:
        texts = [page.extract_text() for page in opened.pages]
    pages, blocks, start = [], [], 0
    for number, text in enumerate(texts, start=1):
        end = start + len(text)
        pages.append(Page(number=number, start=start, end=end))
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=end, page=number))
        start = end + 1
    told = {"document_id": f"{int(path.stem.split('-')[1]):016}", "path": path.name}
    return Document(**told, text="\n".join(texts), pages=tuple(pages), blocks=tuple(blocks))


def _shares(paths: list[Path], whole: float) -> Iterator[Figure]:
    nlp, begin = load(), process_time()
    outcomes = [read(path, path.name) for path in paths]
    documents = [outcome for outcome in outcomes if isinstance(outcome, Document)]
    were_read = process_time()
    docs = [annotate(document, nlp) for document in documents]
    were_annotated = process_time()
    for doc in docs:
        records_of(doc)
    parts = {
        "reading": were_read - begin,
        "the model and the rules": were_annotated - were_read,
        "making records": process_time() - were_annotated,
    }
    for name, spent in parts.items():
        yield Figure(f"share of {name}", 100 * spent / PLAIN / whole, "%")
    yield Figure("share of the rest", 100 * (1 - sum(parts.values()) / PLAIN / whole), "%")

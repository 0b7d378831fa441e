"""The labelled sentences, rebuilt into documents that look as they do at extraction.

Each file of ``sentences/`` opens with a line on the document; then one line per sentence,
with the block it stands in and whether it starts a block, a table cell or neither.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import extractors.nlp  # noqa: F401  (registers what a Doc carries)
from extractors.clean import clean
from extractors.sections import sections
from extractors.sentences import sentences
from extractors.training.frames import ORIGIN, framed_documents
from schemas.document import Block, BlockKind, Document, Page

_KINDS = {
    "heading": BlockKind.HEADING,
    "item": BlockKind.LIST_ITEM,
    "row": BlockKind.TABLE,
    "cell": BlockKind.TABLE,
    "paragraph": BlockKind.PARAGRAPH,
}
_JOINTS = {"block": "\n\n", "cell": "\t", "sentence": " "}


@dataclass(frozen=True)
class Row:
    """A labelled sentence and its source offsets in the rebuilt document."""

    start: int
    end: int
    label: str
    status: str
    stance: str


@dataclass(frozen=True)
class LabelledDocument:
    """A rebuilt document with its labelled sentences."""

    stem: str
    kind: str
    origin: str
    document: Document
    rows: tuple[Row, ...]


def labelled_documents() -> Iterator[LabelledDocument]:
    """Yield every labelled document of the training folder by name, then those from frames."""
    folder = resources.files("extractors.training") / "sentences"
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".jsonl"):
            lines = path.read_text(encoding="utf-8").splitlines()
            header, *rows = (json.loads(line) for line in lines)
            yield _rebuild(path.name.removesuffix(".jsonl"), header, rows)
    for stem, rows in framed_documents():
        yield _rebuild(stem, {"kind": "other", "origin": ORIGIN}, rows)


def load_tagger() -> Language:
    """Load what the features need of the embedded model: words, tags and lemmas."""
    path = resources.files("extractors") / "model" / "nl_oogst_sm"
    return spacy.load(str(path), exclude=["parser", "ner"])


def annotated(document: Document, nlp: Language) -> Doc:
    """Return ``document`` tagged, cut into sentences and sections."""
    clean_text = clean(document)
    doc = nlp(clean_text.text)
    doc._.document, doc._.clean = document, clean_text
    annotated_doc: Doc = sections(sentences(doc))
    return annotated_doc


def _rebuild(stem: str, header: dict[str, str], raw: list[dict[str, Any]]) -> LabelledDocument:
    text = ""
    blocks: list[Block] = []
    rows = []
    for entry in raw:
        if text:
            text += _JOINTS[entry["starts"]]
        sentence = entry["text"].replace(" | ", "\t") if entry["block"] == "row" else entry["text"]
        start, text = len(text), text + sentence
        rows.append(Row(start, len(text), entry["label"], entry["status"], entry["stance"]))
        if entry["starts"] == "block" or not blocks:
            blocks.append(_block(entry["block"], start, sentence))
        else:
            blocks[-1] = blocks[-1].model_copy(update={"end": len(text)})
    document = _document(stem, text, blocks)
    return LabelledDocument(stem, header["kind"], header["origin"], document, tuple(rows))


def _block(kind: str, start: int, text: str) -> Block:
    marker = "-" if text.startswith("- ") else ""
    return Block(kind=_KINDS[kind], start=start, end=start + len(text), marker=marker)


def _document(stem: str, text: str, blocks: list[Block]) -> Document:
    return Document(
        document_id=stem,
        path=f"{stem}.jsonl",
        text=text,
        pages=(Page(number=1, start=0, end=len(text)),),
        blocks=tuple(blocks),
    )

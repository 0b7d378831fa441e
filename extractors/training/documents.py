"""The labelled sentences, rebuilt into documents that look as they do at extraction."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractors.clean import clean
from extractors.sections import sections
from extractors.sentences import sentences
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
    """Yield every labelled document of the training folder, in the order of their names."""
    folder = resources.files("extractors.training") / "sentences"
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".jsonl"):
            lines = path.read_text(encoding="utf-8").splitlines()
            header, *rows = (json.loads(line) for line in lines)
            yield _rebuild(path.name.removesuffix(".jsonl"), header, rows)


def annotated(document: Document, nlp: Language) -> Doc:
    """Return ``document`` tagged, cut into sentences and sections."""
    clean_text = clean(document)
    doc = nlp(clean_text.text)
    doc._.document, doc._.clean = document, clean_text
    return sections(sentences(doc))


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
            marker = "-" if sentence.startswith("- ") else ""
            kind = _KINDS[entry["block"]]
            blocks.append(Block(kind=kind, start=start, end=len(text), marker=marker))
        else:
            blocks[-1] = blocks[-1].model_copy(update={"end": len(text)})
    document = Document(
        document_id=stem,
        path=f"{stem}.jsonl",
        text=text,
        pages=(Page(number=1, start=0, end=len(text)),),
        blocks=tuple(blocks),
    )
    return LabelledDocument(stem, header["kind"], header["origin"], document, tuple(rows))

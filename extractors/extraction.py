"""Extraction: from a document to all its records, with evidence."""

import hashlib
from importlib import resources
from importlib.resources.abc import Traversable

from spacy.language import Language

from extractors import (
    commitments,
    dates,
    organisations,
    recommendations,
    references,
    responses,
)
from extractors.nlp import Given, annotate, model_of
from schemas.document import Document
from schemas.records import Extraction

_RULES = (".toml", ".csv", ".npz", ".py")


def extract(document: Document, nlp: Language, given: Given | None = None) -> Extraction:
    """Return every record that ``document`` holds.

    ``given`` is what the manifest says of the file; what it leaves null is found in the text.
    """
    doc = annotate(document, nlp, given)
    return Extraction(
        document_id=document.document_id,
        document=doc._.identity,
        references=references.records(doc),
        recommendations=recommendations.records(doc),
        commitments=commitments.records(doc),
        organisations=organisations.records(doc),
        dates=dates.records(doc),
        responses=responses.records(doc),
    )


def extraction_version(nlp: Language) -> str:
    """Return what the records depend on beside the document: model, rules, registers, code.

    A document is extracted anew when this changes. 12 hex digits.
    """
    digest = hashlib.sha256(repr(model_of(nlp)).encode())
    for path, content in sorted(_contents(resources.files("extractors"), "")):
        digest.update(path.encode() + content)
    return digest.hexdigest()[:12]


def _contents(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir() and entry.name not in ("__pycache__", "training", "nl_oogst_sm"):
            found += _contents(entry, name)
        elif entry.name.endswith(_RULES):
            found.append((name, entry.read_bytes()))
    return found

"""Extraction: from a document to all its records, with evidence."""

import hashlib
from collections import defaultdict
from collections.abc import Container
from importlib import resources
from importlib.resources.abc import Traversable

from spacy.language import Language
from spacy.tokens import Doc

from extractors import (
    commitments,
    dates,
    discrepancies,
    identity,
    inferred_references,
    organisations,
    recommendations,
    references,
    responses,
    theme_tables,
)
from extractors.clean import CleanBlock
from extractors.nlp import Given, annotate, imported_of, model_of
from extractors.read.version import is_of_readers
from schemas.document import Block, Document
from schemas.records import Extraction

_RULES = (".toml", ".csv", ".npz", ".py")
_REGISTERS = "extractors/register/"


def extract(document: Document, nlp: Language, given: Given | None = None) -> Extraction:
    """Return every record that ``document`` holds.

    ``given`` is what the manifest says of the file; what it leaves null is found in the text.
    """
    return records_of(annotate(document, nlp, given))


def records_of(doc: Doc) -> Extraction:
    """Return every record on an annotated Doc."""
    return Extraction(
        document_id=doc._.document.document_id,
        document=doc._.identity,
        identity_evidence=identity.records(doc),
        references=references.records(doc),
        inferred_references=inferred_references.records(doc),
        recommendations=recommendations.records(doc),
        commitments=commitments.records(doc),
        organisations=organisations.records(doc),
        dates=dates.records(doc),
        responses=responses.records(doc),
        discrepancies=discrepancies.records(doc),
        theme_tables=theme_tables.records(doc),
    )


def lemmas_of(doc: Doc, hidden: Container[int] = ()) -> tuple[str | None, ...]:
    """Return for each block of the document its words in dictionary form; none for furniture.

    Search reads them, so that who looks for ``kind`` finds ``kinderen``. The tokens with a
    number in ``hidden`` are left out.
    """
    lemmas: dict[Block, list[str]] = defaultdict(list)
    for block in doc._.clean.blocks:
        lemmas[block.source].append(_lemmas(doc, block, hidden))
    told = {source: " ".join(parts) for source, parts in lemmas.items()}
    return tuple(told.get(block) for block in doc._.document.blocks)


def extraction_versions(nlp: Language) -> dict[str, str]:
    """Return what the records depend on beside the text: model, registers, rules with code.

    A document is extracted anew when one of them changes, and its records tell which.
    """
    model = model_of(nlp)
    return code_versions(imported_of(nlp)) | {"model": f"{model.name} {model.version}"}


def code_versions(imported: str) -> dict[str, str]:
    """Return the same but for the model; ``imported`` rows, as CSV, go over a register."""
    contents = sorted(_contents(resources.files("extractors"), "extractors"))
    registers = [one for one in contents if one[0].startswith(_REGISTERS)]
    rules = [one for one in contents if one not in registers and not is_of_readers(one[0])]
    return {
        "register": _digest([*registers, ("imported", imported.encode())]),
        "rules": _digest(rules),
    }


def _lemmas(doc: Doc, block: CleanBlock, hidden: Container[int]) -> str:
    span = doc.char_span(block.start, block.end, alignment_mode="expand") or ()
    told = (token for token in span if not token.is_space and token.i not in hidden)
    return " ".join(token.lemma_.lower() for token in told)


def _digest(contents: list[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for path, content in contents:
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

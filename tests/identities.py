"""A text with its identity read, for tests: without the model, which identity does not need."""

from dataclasses import dataclass

import spacy
from spacy.tokens import Doc

import extractors.nlp  # noqa: F401  (registers what a Doc carries)
from extractors.clean import clean
from extractors.identity import identity
from schemas.document import DocumentKind
from tests.documents import document_of

NLP = spacy.blank("nl")


@dataclass(frozen=True)
class Told:
    """A row of the manifest: a cell may be empty."""

    kind: DocumentKind | None = None
    year: int | None = None
    publisher: str | None = None
    url: str | None = None


def identified(text: str, told: Told | None = None) -> Doc:
    """Return the Doc of a text file with the identity that its text, or ``told``, gives."""
    document = document_of(text)
    clean_text = clean(document)
    doc = NLP.make_doc(clean_text.text)
    doc._.document, doc._.clean, doc._.given = document, clean_text, told
    return identity(doc)

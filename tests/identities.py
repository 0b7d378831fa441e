"""A text with its identity read, for tests: without the model, which identity does not need."""

import re
from dataclasses import dataclass

import spacy
from spacy.tokens import Doc

import extractors.nlp  # noqa: F401  (registers what a Doc carries)
from extractors.clean import clean
from extractors.identity import identity
from schemas.document import Block, BlockKind, Document, DocumentKind, Page

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
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, start=match.start(), end=match.end())
        for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)
    )
    page = Page(number=1, start=0, end=len(text))
    document = Document(
        document_id="0" * 16, path="case.txt", text=text, pages=(page,), blocks=blocks
    )
    clean_text = clean(document)
    doc = NLP.make_doc(clean_text.text)
    doc._.document, doc._.clean, doc._.given = document, clean_text, told
    return identity(doc)

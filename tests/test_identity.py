"""What a document is and when, read from its text."""

import re
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

import extractors.nlp  # noqa: F401  (registers what a Doc carries)
from extractors.clean import clean
from extractors.identity import identity
from schemas.document import Block, BlockKind, Document, Page
from schemas.records import DocumentIdentity

CASE_FILE = Path(__file__).parent / "cases" / "identity.toml"
CASES = tomllib.loads(CASE_FILE.read_text("utf-8"))["case"]
NLP = spacy.blank("nl")


def identified(text: str, told: DocumentIdentity | None = None) -> Doc:
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


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
@pytest.mark.parametrize("field", ["kind", "year", "published", "title"])
def test_the_text_tells_it(case: dict[str, object], field: str) -> None:
    silent = case.get("silent", [])
    if field not in case and field not in silent:
        pytest.skip("the case says nothing of it")
    doc = identified(str(case["text"]))
    assert getattr(doc._.identity, field) == case.get(field), doc._.identity_evidence

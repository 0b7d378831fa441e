"""Identity: what a document is, which year and event it is about, when and by whom published.

What the manifest tells wins; the rest is read from the text, and what the text does not
tell stays null. Each answer has its evidence, the rule and where it stands; each null
has its reason.
"""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractors.clean import CleanText
from extractors.findings import Finding
from extractors.identity.edition import find_edition
from extractors.identity.event_date import find_event_date
from extractors.identity.evidence import records
from extractors.identity.kind import judge_kind
from extractors.identity.printed_text import PrintedText, printed_text
from extractors.identity.published import find_published
from extractors.identity.publisher import find_publisher
from extractors.identity.title import find_title
from extractors.identity.year import find_year
from extractors.language import language_of
from schemas.document import Document, DocumentKind
from schemas.records import DocumentIdentity

__all__ = ["identity", "records"]

for _name in ("identity", "identity_evidence", "identity_text"):
    Doc.set_extension(_name, default=None, force=True)


_Answer = tuple[Any, Finding | None]


@Language.component("identity")
def identity(doc: Doc) -> Doc:
    """Set the identity of ``doc``, and the evidence of each field that its text tells."""
    given = {
        field: value
        for field in DocumentIdentity.model_fields
        if (value := getattr(doc._.given, field, None)) is not None
    }
    printed, title = _titled(doc._.clean, doc._.document)
    answers = {"title": title} | _read(printed, doc._.clean.text, given.get("kind"))
    told = {field: answer for field, answer in answers.items() if answer and field not in given}
    values = {field: value for field, (value, _) in told.items()}
    doc._.identity = DocumentIdentity(**(values | given))
    doc._.identity_evidence = {field: finding for field, (_, finding) in told.items() if finding}
    doc._.identity_text = printed
    return doc


def _titled(clean: CleanText, document: Document) -> tuple[PrintedText, _Answer | None]:
    printed = printed_text(clean, document)
    title = find_title(printed, clean.text)
    return printed.with_title((title[1].start, title[1].end) if title else (0, 0)), title


def _read(printed: PrintedText, text: str, kind: DocumentKind | None) -> dict[str, _Answer | None]:
    """Read each field in the order in which one helps to find the next."""
    judgement = judge_kind(printed)
    kind = kind or judgement.kind
    published = find_published(printed, kind)
    year = find_year(printed, kind, published)
    return {
        "kind": (kind, judgement.evidence),
        "published": published,
        "year": year,
        "edition": find_edition(printed, kind),
        "event_date": find_event_date(printed, kind, year[0] if year else None),
        "publisher": find_publisher(printed, text, kind),
        "language": (language_of(text), None),
    }

"""Remarks: what people must know of a document that was read, in one line."""

from extractors.language import DUTCH
from schemas.document import Document, Grade
from schemas.records import DocumentIdentity

_MOST_TOLD = 3
"""Of the reasons for a grade, such as the pages that could not be read."""


def remark_on(document: Document, identity: DocumentIdentity) -> str | None:
    """Return what is missing of ``document`` or makes it less than it seems; None for nothing."""
    return "; ".join(filter(None, (_shortfall(document), remark_on_language(identity)))) or None


def remark_on_language(identity: DocumentIdentity) -> str | None:
    """Return what was not looked for in a document that is not in Dutch; None where it is.

    The rules are made for Dutch: what they heard in English would be chance.
    """
    if identity.language in (DUTCH, None):
        return None
    off = "recommendations, commitments and responses were not looked for"
    return f"not in Dutch ({identity.language}), so {off}"


def _shortfall(document: Document) -> str | None:
    told = document.grade_reasons[:_MOST_TOLD]
    more = len(document.grade_reasons) - _MOST_TOLD
    listed = ", ".join([*told, *([f"{more} more"] if more > 0 else [])])
    if document.reason:
        return f"read in part: {listed}"
    return f"poor text: {listed}" if document.grade is Grade.POOR else None

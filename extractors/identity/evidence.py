"""The evidence of a document's identity: where each field is told, or why nothing is quoted."""

from enum import StrEnum
from typing import Any

from spacy.tokens import Doc

from extractors.findings import Finding
from extractors.identity.silence import reason_for
from extractors.provenance import evidence
from extractors.rules import load_rules
from schemas.records import DocumentIdentity, IdentityEvidence


def records(doc: Doc) -> tuple[IdentityEvidence, ...]:
    """Return one record for each field of the identity of ``doc``, with a quote or a reason."""
    return tuple(_record(doc, field) for field in DocumentIdentity.model_fields)


def _record(doc: Doc, field: str) -> IdentityEvidence:
    value = getattr(doc._.identity, field)
    finding: Finding | None = doc._.identity_evidence.get(field)
    found: dict[str, Any] = evidence(doc, finding) if finding else {}
    found.pop("box", None)
    reason = None if finding else _reason(doc, field)
    told = {"document_id": doc._.document.document_id, "value": _text(value), "reason": reason}
    return IdentityEvidence(field=field, **(found | told))


def _reason(doc: Doc, field: str) -> str:
    silence = load_rules("identity_silence")
    if getattr(doc._.given, field, None) is not None:
        return str(silence["given"])
    if field == "language" and doc._.identity.language:
        return str(silence["counted"])
    return reason_for(field, doc._.identity_text, doc._.identity.kind)


def _text(value: object) -> str | None:
    if value is None:
        return None
    return value.value if isinstance(value, StrEnum) else str(value)

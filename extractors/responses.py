"""Responses: the sentence that answers a recommendation, and the stance it takes.

Only a government response answers; a progress report or a recap does not, whatever its
tone. The classifier tells which sentence settles it and how.
"""

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.findings import Finding, found, keep
from extractors.passage_classifier import thresholds
from extractors.passages import Passage, found_in
from extractors.provenance import evidence
from extractors.speakers import answered_issuer
from schemas.document import DocumentKind
from schemas.records import Response, Stance


@dataclass(frozen=True, kw_only=True)
class FoundResponse(Finding):
    """An answer in the clean text: its stance, and whose recommendation it answers."""

    stance: Stance
    issuer: str | None
    codes: tuple[str, ...]


@Language.component("responses")
def responses(doc: Doc) -> Doc:
    """Find the answers of ``doc`` among its passages, where it is a government response."""
    if doc._.identity.kind is not DocumentKind.GOVERNMENT_RESPONSE:
        return keep(doc, "responses", [])
    issuer = answered_issuer(doc)
    return keep(doc, "responses", [_found(doc, p, issuer) for p in doc._.passages if _answers(p)])


def records(doc: Doc) -> tuple[Response, ...]:
    """Return the answers of ``doc`` as records with evidence."""
    return tuple(
        Response(
            **evidence(doc, finding),
            stance=finding.stance,
            issuer=finding.issuer,
            codes=finding.codes,
        )
        for finding in found(doc, "responses")
    )


def _answers(passage: Passage) -> bool:
    return passage.judgement.response >= thresholds().response


def _found(doc: Doc, passage: Passage, issuer: str | None) -> FoundResponse:
    codes = (reference.code for reference in found_in(doc, "references", passage))
    return FoundResponse(
        start=passage.start,
        end=passage.end,
        rule=f"classifier.{passage.judgement.stance}",
        confidence=round(passage.judgement.response, 3),
        stance=passage.judgement.stance,
        issuer=issuer,
        codes=tuple(dict.fromkeys(codes)),
    )

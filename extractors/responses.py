"""Responses: the sentence that answers a recommendation, and the stance it takes.

A government response answers, and a report may tell how those it advised answered; a
progress report or a recap does not, whatever its tone. Of the sentences that may answer
what was asked, the one that settles it is the record.
"""

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.exchanges import Exchange, exchanges, reported_exchanges
from extractors.findings import Finding, found, keep
from extractors.passages import Passage
from extractors.provenance import evidence
from extractors.recommendations import FoundRecommendation
from extractors.recommendations import records as recommendation_records
from extractors.settling import Settled, settle
from extractors.speakers import answered_issuer, sender_of
from schemas.document import DocumentKind
from schemas.records import Response, Stance


@dataclass(frozen=True, kw_only=True)
class FoundResponse(Finding):
    """An answer in the clean text: its stance, and which recommendation it answers."""

    stance: Stance
    issuer: str | None
    codes: tuple[str, ...]
    recommendation: int | None
    """Which of the recommendations found in the document, from 0."""


@Language.component("responses")
def responses(doc: Doc) -> Doc:
    """Find the answers of ``doc`` among its passages: its own, or those that it reports."""
    issuer = _asked_by(doc)
    return keep(
        doc,
        "responses",
        [
            _found(doc, exchange, settled, issuer)
            for exchange in _exchanges(doc)
            for settled in settle(doc, exchange)
        ],
    )


def records(doc: Doc) -> tuple[Response, ...]:
    """Return the answers of ``doc`` as records with evidence."""
    recommended = [record.record_id for record in recommendation_records(doc)]
    return tuple(
        Response(
            **evidence(doc, finding),
            stance=finding.stance,
            issuer=finding.issuer,
            codes=finding.codes,
            recommendation_id=(
                None if finding.recommendation is None else recommended[finding.recommendation]
            ),
        )
        for finding in found(doc, "responses")
    )


def _exchanges(doc: Doc) -> list[Exchange]:
    if doc._.identity.kind is DocumentKind.GOVERNMENT_RESPONSE:
        return exchanges(doc)
    return reported_exchanges(doc) if doc._.identity.kind is DocumentKind.OTHER else []


def _asked_by(doc: Doc) -> str | None:
    """Who recommended what is answered: whom the letter answers, or who reports the answers."""
    if doc._.identity.kind is DocumentKind.GOVERNMENT_RESPONSE:
        return answered_issuer(doc)
    return next(iter(sender_of(doc)), None)


def _found(doc: Doc, exchange: Exchange, settled: Settled, issuer: str | None) -> FoundResponse:
    answer = settled.passage
    place = _recommendation(doc, exchange, answer)
    recommended = None if place is None else found(doc, "recommendations")[place]
    return FoundResponse(
        start=answer.start,
        end=answer.end,
        rule=f"{exchange.form}.{settled.stance}",
        confidence=round(settled.confidence, 3),
        stance=settled.stance,
        issuer=_issuer(doc, recommended) or issuer,
        codes=_codes(doc, exchange, answer),
        recommendation=place,
    )


def _recommendation(doc: Doc, exchange: Exchange, answer: Passage) -> int | None:
    """The first recommendation found where the exchange tells what was asked."""
    spans = [*exchange.asked, (answer.start, answer.end)]
    asked = (
        place
        for start, end in spans
        for place, finding in enumerate(found(doc, "recommendations"))
        if finding.start < end and start < finding.end
    )
    return next(asked, None)


def _issuer(doc: Doc, recommended: FoundRecommendation | None) -> str | None:
    """Whose recommendation it is; who answers does not ask."""
    issuer = recommended.issuer if recommended else None
    return None if issuer in sender_of(doc) else issuer


def _codes(doc: Doc, exchange: Exchange, answer: Passage) -> tuple[str, ...]:
    """The number that the response gives the recommendation, else the codes that it cites."""
    if exchange.number:
        return (exchange.number,)
    spans = [*exchange.asked, (answer.start, answer.end)]
    cited = (
        reference.code
        for reference in found(doc, "references")
        if any(start <= reference.start and reference.end <= end for start, end in spans)
    )
    return tuple(dict.fromkeys(cited))

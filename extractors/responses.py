"""Responses: the sentence that answers a recommendation, and the stance it takes.

Only a government response answers; a progress report or a recap does not, whatever its
tone. Words of answering settle it (``nemen wij over``); where they are weak or none, the
classifier does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.findings import Finding, found, keep
from extractors.passages import Passage, found_in
from extractors.passages.classifier import thresholds
from extractors.provenance import evidence
from extractors.speakers import answered_issuer
from extractors.stances import Cue, cue_in
from schemas.document import DocumentKind
from schemas.records import Response, Stance

_SETTLED = 0.85  # how sure strong words are, measured on the development texts
_UNHEARD = 0.02  # below this the classifier overrules even strong words
_CERTAIN = 0.9  # from here on it needs no words of ours


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
    answers = (answer for turn in _turns(doc) for answer in _settling(doc, turn, issuer))
    return keep(doc, "responses", answers)


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


def _turns(doc: Doc) -> Iterator[list[Passage]]:
    """Yield what is said between one recommendation and the next, within a block."""
    asked = {finding.start for finding in found(doc, "recommendations")}
    turn: list[Passage] = []
    for passage in doc._.passages:
        if turn and (passage.start in asked or passage.place != turn[0].place):
            yield turn
            turn = []
        turn.append(passage)
    yield turn


def _settling(doc: Doc, turn: list[Passage], issuer: str | None) -> list[FoundResponse]:
    """Of sentences that take the same stance in one turn, the surest settles it."""
    answers = [answer for passage in turn if (answer := _found(doc, passage, issuer))]
    surest = {a.stance: a for a in sorted(answers, key=lambda answer: answer.confidence)}
    return list(surest.values())


def _found(doc: Doc, passage: Passage, issuer: str | None) -> FoundResponse | None:
    cue, heard = cue_in(passage.text), passage.judgement.response
    if not _answers(cue, heard):
        return None
    codes = (reference.code for reference in found_in(doc, "references", passage))
    return FoundResponse(
        start=passage.start,
        end=passage.end,
        rule=f"cue.{cue.stance}" if cue else "classifier",
        confidence=round(max(heard, _SETTLED if cue and cue.is_strong else 0), 3),
        stance=cue.stance if cue else passage.judgement.stance,
        issuer=issuer,
        codes=tuple(dict.fromkeys(codes)),
    )


def _answers(cue: Cue | None, heard: float) -> bool:
    """Strong words answer alone, weak ones where the classifier hears an answer too."""
    if cue and cue.is_strong:
        return heard >= _UNHEARD
    return heard >= (thresholds().response if cue else _CERTAIN)

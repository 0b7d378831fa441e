"""Follow-up: what a document promises, and what it tells of promises that others made.

Each document gives, once and for all, the passages that linking needs: its commitments, and
its sentences that tell an outcome (``is op 10 december gelanceerd``), each with its terms. Which
of them belong together is decided without the model and without the documents: the warehouse
finds pairs by shared rare terms, ``judging`` judges a pair, ``flows.follow_up`` joins the two.
"""

from collections.abc import Container, Iterator, Sequence
from typing import Any

from spacy.tokens import Doc

from extractors.findings import found
from extractors.follow_up.readings import Reading, reading_of, reading_of_row, verb_of
from extractors.follow_up.surroundings import Surroundings, tokens_in
from extractors.follow_up.terms import terms_of
from extractors.passages import ANSWERS, Passage, found_in
from extractors.sections import Question
from extractors.speakers import sender_of
from schemas.document import BlockKind
from schemas.follow_up import FollowUpPassage, Role, Verdict
from schemas.records import Commitment, CommitmentKind

_STATES = (CommitmentKind.GOAL, CommitmentKind.TARGET)
_MOVED = (Verdict.CANCELLED, Verdict.RESCHEDULED)
_PLACES = frozenset({"GPE", "LOC"})
_PROMISED = 0.8  # what is as likely as this a promise tells no deed by its tense alone


def passages_of(
    doc: Doc, commitments: Sequence[Commitment], hidden: Container[int] = ()
) -> tuple[FollowUpPassage, ...]:
    """Return what ``doc`` promises and what it tells, in the order of the text.

    ``commitments`` are its records; the tokens with a number in ``hidden`` (names of private
    people) leave no term.
    """
    reader = _Reader(doc, hidden)
    return (*reader.promises(commitments), *reader.evidence())


class _Reader:
    """Makes the passages of one document."""

    def __init__(self, doc: Doc, hidden: Container[int]) -> None:
        self.doc = doc
        self.hidden = hidden
        self.around = Surroundings(doc, hidden)
        self.holding = {passage.start: passage for passage in doc._.passages}

    def promises(self, commitments: Sequence[Commitment]) -> Iterator[FollowUpPassage]:
        for finding, record in zip(found(self.doc, "commitments"), commitments, strict=True):
            passage = self.holding[finding.start]
            yield FollowUpPassage(
                **self._about(passage),
                role=Role.PROMISE,
                record_id=record.record_id,
                cue=verb_of(tokens_in(self.doc, passage.start, passage.end)),
                is_state=record.kind in _STATES,
            )

    def evidence(self) -> Iterator[FollowUpPassage]:
        for passage in self.doc._.passages:
            reading = self._reading(passage)
            if reading:
                yield FollowUpPassage(
                    **self._about(passage),
                    role=Role.EVIDENCE,
                    tells=reading.verdict,
                    cue=reading.cue,
                    is_state=reading.is_outspoken,
                )

    def _reading(self, passage: Passage) -> Reading | None:
        """An answer such as ``De wet is in werking getreden`` under a target is wished."""
        if passage.block.kind is BlockKind.TABLE:
            return reading_of_row(passage.text)
        reading = reading_of(passage.text, tokens_in(self.doc, passage.start, passage.end))
        if reading is None or reading.verdict in _MOVED:
            return reading
        is_wish = passage.question in ANSWERS or passage.question is Question.AGREED
        is_promise = passage.judgement.commitment >= _PROMISED and not reading.is_outspoken
        return None if is_wish or is_promise else reading

    def _about(self, passage: Passage) -> dict[str, Any]:
        document = self.doc._.document
        start, end = self.doc._.clean.source(passage.start, passage.end)
        mentions = self._shown(found_in(self.doc, "organisations", passage))
        names = dict.fromkeys(mention.name for mention in mentions)
        codes = (reference.code for reference in found_in(self.doc, "references", passage))
        own = terms_of(self.around.telling(passage.start, passage.end))
        dates = (date.edtf for date in found_in(self.doc, "dates", passage))
        return {
            "document_id": document.document_id,
            "start": start,
            "end": end,
            "page": document.page_at(start),
            "theme": passage.theme,
            "organisations": tuple(names) or sender_of(self.doc),
            "codes": tuple(dict.fromkeys(codes)),
            "places": self._places(passage, mentions),
            "dates": tuple(dict.fromkeys(dates)),
            "terms": self.around.terms(passage) | own,
            "own": round(sum(own.values()), 3),
        }

    def _shown(self, mentions: Sequence[Any]) -> list[Any]:
        """What the model took for an organisation may be a private person's name."""
        return [
            mention
            for mention in mentions
            if not any(t.i in self.hidden for t in tokens_in(self.doc, mention.start, mention.end))
        ]

    def _places(self, passage: Passage, mentions: Sequence[Any]) -> tuple[str, ...]:
        """Places that are not part of an organisation's name (``gemeente Zwolle``)."""
        named = (
            ent.text.lower()
            for ent in self.doc.ents
            if ent.label_ in _PLACES
            and passage.start <= ent.start_char < passage.end
            and not any(token.i in self.hidden for token in ent)
            and not any(m.start <= ent.start_char < m.end for m in mentions)
        )
        return tuple(dict.fromkeys(named))

"""Follow-up: what a document promises, and what it tells of promises that others made.

Each document gives, once and for all, the passages that linking needs: its commitments, and
its sentences that tell an outcome (``is op 10 december gelanceerd``), each with its terms. Which
of them belong together is decided without the model and without the documents: the warehouse
finds pairs by shared rare terms, ``judging`` judges a pair, ``flows.follow_up`` joins the two.
"""

from collections.abc import Container, Iterator, Sequence
from typing import Any

from spacy.tokens import Doc

from extractors.actors import actors_of
from extractors.deadlines import due_of
from extractors.findings import found
from extractors.follow_up.likely import likely_promises
from extractors.follow_up.moments import came_by, told_on
from extractors.follow_up.readings import (
    Reading,
    plain_reading_of,
    reading_of,
    reading_of_row,
    verb_of,
)
from extractors.follow_up.surroundings import Surroundings, tells_on
from extractors.follow_up.terms import is_name, quoted_in
from extractors.follow_up.words import Words, among
from extractors.passages import ANSWERS, Passage, found_in
from extractors.rules import load_rules
from extractors.sections import Question
from extractors.speakers import sender_of
from schemas.document import BlockKind
from schemas.evidence import record_id_at
from schemas.follow_up import FollowUpPassage, Role, Verdict
from schemas.records import Commitment, CommitmentKind

_STATES = (CommitmentKind.GOAL, CommitmentKind.TARGET)
_MOVED = (Verdict.CANCELLED, Verdict.RESCHEDULED)
_COME = (Verdict.DONE, Verdict.UNDER_WAY)
_NAMED = 0.5  # how much a body named in a passage tells of what it is about
_PROMISED = 0.8  # what is as likely as this a promise tells no deed by its tense alone


def passages_of(
    doc: Doc, commitments: Sequence[Commitment], hidden: Container[int] = ()
) -> tuple[FollowUpPassage, ...]:
    """Return what ``doc`` promises and what it tells, in the order of the text.

    ``commitments`` are its records; the tokens with a number in ``hidden`` (names of private
    people) leave no term.
    """
    reader = _Reader(doc, hidden)
    return (*reader.promises(commitments), *reader.likely_promises(), *reader.evidence())


class _Reader:
    """Makes the passages of one document."""

    def __init__(self, doc: Doc, hidden: Container[int]) -> None:
        self.doc = doc
        self.words = Words(doc, hidden)
        self.around = Surroundings(doc, self.words)
        identity = doc._.identity
        self.told = told_on(
            identity.kind, identity.year, identity.published, identity.event_date, identity.title
        )
        self.holding = {passage.start: passage for passage in doc._.passages}

    def promises(self, commitments: Sequence[Commitment]) -> Iterator[FollowUpPassage]:
        for finding, record in zip(found(self.doc, "commitments"), commitments, strict=True):
            passage = self.holding[finding.start]
            yield FollowUpPassage(
                **self._about(passage),
                role=Role.PROMISE,
                record_id=record.record_id,
                dates=self._dates(passage),
                cue=verb_of(self.words.between(passage.start, passage.end)),
                is_state=record.kind in _STATES,
            )

    def likely_promises(self) -> Iterator[FollowUpPassage]:
        """A sentence that itself tells an outcome promises nothing."""
        for passage in likely_promises(self.doc):
            reading = self._reading(passage)
            if reading is None or reading.is_plain:
                about = self._about(passage)
                place = about["document_id"], about["start"], about["end"]
                yield FollowUpPassage(
                    **about | {"organisations": actors_of(self.doc, passage)},
                    role=Role.PROMISE,
                    record_id=record_id_at(Commitment.record_type, *place),
                    likelihood=round(passage.judgement.commitment, 3),
                    due=due_of(self.doc, passage),
                    dates=self._dates(passage),
                    cue=verb_of(self.words.between(passage.start, passage.end)),
                )

    def evidence(self) -> Iterator[FollowUpPassage]:
        for passage in self.doc._.passages:
            reading = self._reading(passage)
            if reading:
                yield FollowUpPassage(
                    **self._about(passage),
                    role=Role.EVIDENCE,
                    dates=self._dates(passage, reading.verdict),
                    tells=reading.verdict,
                    cue=reading.cue,
                    is_state=reading.is_outspoken,
                    is_plain=reading.is_plain,
                )

    def _reading(self, passage: Passage) -> Reading | None:
        """An answer such as ``De wet is in werking getreden`` under a target is wished."""
        if passage.block.kind is BlockKind.TABLE:
            return reading_of_row(passage.text)
        stretch = passage.start, passage.end
        tokens = self.words.between(*stretch) if self.words.may_tell_a_deed(*stretch) else ()
        reading = reading_of(passage.text, tokens)
        if reading is None and passage.question is Question.OUTCOME:
            reading = reading_of_row(passage.text)
        reading = reading or self._plain_reading(passage)
        if reading is None or reading.verdict in _MOVED:
            return reading
        is_wish = passage.question in ANSWERS or passage.question is Question.AGREED
        is_promise = passage.judgement.commitment >= _PROMISED and not reading.is_outspoken
        is_more = tells_on(passage.text) and not reading.is_outspoken
        return None if is_wish or is_promise or is_more else reading

    def _plain_reading(self, passage: Passage) -> Reading | None:
        judgement, least = passage.judgement, load_rules("follow_up")["plain"]["promise"]
        if max(judgement.commitment, judgement.recommendation) >= least:
            return None
        return plain_reading_of(passage.text, self.words.between(passage.start, passage.end))

    def _about(self, passage: Passage) -> dict[str, Any]:
        document = self.doc._.document
        start, end = self.doc._.clean.source(passage.start, passage.end)
        mentions = self._shown(found_in(self.doc, "organisations", passage))
        names = dict.fromkeys(mention.name for mention in mentions)
        codes = self._codes(passage)
        sender = sender_of(self.doc)
        return {
            "document_id": document.document_id,
            "start": start,
            "end": end,
            "page": document.page_at(start),
            "theme": passage.section.theme or passage.section.likely_theme,
            "organisations": tuple(names) or sender,
            "codes": codes,
            "names": self._names(passage),
            "terms": {name: _NAMED for name in names if name not in sender}
            | dict(self.around.own_terms(passage)),
            "context": self.around.terms(passage) if codes else {},
        }

    def _names(self, passage: Passage) -> tuple[str, ...]:
        """Proper names, and what stands between quotation marks."""
        telling = self.words.telling(passage.start, passage.end)
        names = [token.text.lower() for token in telling if is_name(token)]
        return tuple(dict.fromkeys([*names, *quoted_in(passage.text)]))

    def _codes(self, passage: Passage) -> tuple[str, ...]:
        """Cited or meant in its block, or chosen by the table that it stands in."""
        stretches = [(passage.block.start, passage.block.end), *self.around.chosen(passage)]
        return tuple(
            dict.fromkeys(
                reference.code
                for stretch in stretches
                for noun in ("references", "inferred_references")
                for reference in among(found(self.doc, noun), *stretch)
            )
        )

    def _shown(self, mentions: Sequence[Any]) -> list[Any]:
        """What the model took for an organisation may be a private person's name."""
        return [
            mention for mention in mentions if not self.words.are_hidden(mention.start, mention.end)
        ]

    def _dates(self, passage: Passage, told: Verdict | None = None) -> tuple[str, ...]:
        """``Op 18 september gehouden`` in a report of May is last year's September."""
        dates = found_in(self.doc, "dates", passage)
        if told not in _COME:
            return tuple(dict.fromkeys(date.edtf for date in dates))
        return tuple(dict.fromkeys(came_by(date.edtf, date.basis, self.told) for date in dates))

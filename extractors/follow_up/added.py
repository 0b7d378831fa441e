"""Added promises: commitments that a person added or split, of which no model read a passage."""

from extractors.follow_up.terms import quoted_in, terms_of_text
from schemas.follow_up import FollowUpPassage, Role
from schemas.records import Commitment, CommitmentKind

_STATES = (CommitmentKind.GOAL, CommitmentKind.TARGET)


def passage_of(commitment: Commitment) -> FollowUpPassage:
    """Return ``commitment`` as linking sees it, by the words of its quote alone."""
    return FollowUpPassage(
        document_id=commitment.document_id,
        role=Role.PROMISE,
        start=commitment.start,
        end=commitment.end,
        page=commitment.page,
        record_id=commitment.record_id,
        is_state=commitment.kind in _STATES,
        theme=commitment.theme,
        organisations=commitment.actors,
        codes=commitment.codes,
        names=quoted_in(commitment.quote),
        terms=terms_of_text(commitment.quote),
    )

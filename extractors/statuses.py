"""Statuses: what the text itself says of how a commitment stands.

Words settle it (``schuift door naar mei``, ``is van de baan``); where none do, the
classifier says what is likeliest.
"""

import re
from functools import cache

from extractors.action_tables import has_moved
from extractors.passages import Passage
from extractors.rules import load_rules
from schemas.records import CommitmentKind, CommitmentStatus

_MOVING = (CommitmentKind.STEP, CommitmentKind.PLEDGE)


def status_of(passage: Passage, kind: CommitmentKind) -> CommitmentStatus:
    """Return how the commitment of ``passage`` stands.

    An answer in the perfect tense (``De wet is in werking getreden``) is wished, not done.
    """
    if has_moved(passage.text, passage.section.columns):
        return CommitmentStatus.RESCHEDULED
    status = _told(passage.text) or passage.judgement.status
    believed = [CommitmentStatus.CANCELLED, CommitmentStatus.RESCHEDULED]
    if kind in _MOVING:
        believed.append(CommitmentStatus.UNDER_WAY)
    is_wished = kind is not CommitmentKind.PLEDGE and status not in believed
    return CommitmentStatus.PLANNED if is_wished else status


def _told(text: str) -> CommitmentStatus | None:
    words = " ".join(text.lower().split())
    fitting = (status for status, pattern in _cues() if pattern.search(words))
    return next(fitting, None)


@cache
def _cues() -> list[tuple[CommitmentStatus, re.Pattern[str]]]:
    return [
        (CommitmentStatus(rule["status"]), re.compile(pattern))
        for rule in load_rules("statuses")["told"]
        for pattern in rule["patterns"]
    ]

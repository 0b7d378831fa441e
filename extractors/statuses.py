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
_REACHED = frozenset({CommitmentStatus.DONE, CommitmentStatus.UNDER_WAY})


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
    """What the words say; ``zou al klaar moeten zijn`` says nothing of what is reached."""
    words = " ".join(text.lower().split())
    is_hedged = bool(re.search(load_rules("statuses")["hedged"], words))
    fitting = (
        status
        for status, pattern in _cues()
        if pattern.search(words) and not (is_hedged and status in _REACHED)
    )
    return next(fitting, None)


@cache
def _cues() -> list[tuple[CommitmentStatus, re.Pattern[str]]]:
    return [
        (CommitmentStatus(rule["status"]), re.compile(pattern))
        for rule in load_rules("statuses")["told"]
        for pattern in rule["patterns"]
    ]

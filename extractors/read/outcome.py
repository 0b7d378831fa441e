"""How the reading of a file may end other than in a document."""

from collections.abc import Callable

from schemas.document import FileState, Reason, Unreadable

Progress = Callable[[int, int], None]
"""Called for each page with its number and how many there are."""


class TooManyPagesError(Exception):
    """A file has more pages than is allowed."""


def unreadable(
    name: str, reason: Reason, message: str, document_id: str | None = None
) -> Unreadable:
    """Return the outcome for a file that could not be read, with the state it is in."""
    state = FileState.NEEDS_OCR if reason is Reason.NEEDS_OCR else FileState.QUARANTINED
    return Unreadable(
        document_id=document_id, path=name, state=state, reason=reason, message=message
    )

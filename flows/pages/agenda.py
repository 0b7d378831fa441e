"""The agenda for the next dialogue: what was agreed, by theme, and what came of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.answers import CommitmentDue
from warehouse.report import Line, ReportContent

_ORDER = ("overdue", "due", "upcoming", "open_ended", "closed", None)


@dataclass(frozen=True)
class Agreement:
    """A commitment with how its deadline stands and what later documents tell of it."""

    commitment: CommitmentDue
    verdict: str
    evidence: tuple[Line, ...]

    @property
    def timing(self) -> str | None:
        """How its deadline stands; what is known to be done or cancelled is closed."""
        return "closed" if self.verdict in ("done", "cancelled") else self.commitment.timing


def agenda(content: ReportContent) -> list[tuple[str | None, list[Agreement]]]:
    """Return the agreements by theme, in the order of the themes; what is overdue comes first.

    Agreements without a theme come last, under ``None``.
    """
    evidence: dict[str, list[Line]] = defaultdict(list)
    for line in content.follow_up:
        evidence[line["record_id"]].append(line)
    by_theme: dict[str | None, list[Agreement]] = defaultdict(list)
    for commitment in content.commitments:
        found = evidence[commitment.record_id]
        by_theme[commitment.theme].append(_agreement(commitment, found))
    themes = [*content.themes, None]
    return [(theme, sorted(by_theme[theme], key=_urgency)) for theme in themes if by_theme[theme]]


def _agreement(commitment: CommitmentDue, evidence: Sequence[Line]) -> Agreement:
    """Later documents know better than the one that promised."""
    told = commitment.status if commitment.status in ("done", "cancelled") else "no_evidence"
    return Agreement(commitment, evidence[0]["verdict"] if evidence else told, tuple(evidence))


def _urgency(agreement: Agreement) -> tuple[int, str, str]:
    commitment = agreement.commitment
    return _ORDER.index(agreement.timing), str(commitment.due_to or "9999"), commitment.quote

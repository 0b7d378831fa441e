"""Places in a text that do not overlap: of findings that do, the longest stands."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from extractors.organisations.names import FoundOrganisation

_ORDER = ("defined", "alias", "abbreviation", "role", "ocr", "pattern", "model")


class Places:
    """Passages that are taken, each by its start and end (half-open)."""

    def __init__(self, taken: Iterable[tuple[int, int]] = ()) -> None:
        self._taken = sorted(taken)

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no taken passage overlaps this one."""
        index = bisect_left(self._taken, (end,)) - 1
        return index < 0 or self._taken[index][1] <= start

    def take(self, start: int, end: int) -> None:
        """Take a free passage."""
        insort(self._taken, (start, end))


def longest(
    findings: Iterable[FoundOrganisation], beside: Iterable[FoundOrganisation] = ()
) -> list[FoundOrganisation]:
    """Return ``findings`` without overlaps, in the order of the text.

    Of two that overlap the longer stands, then the one whose step is surer. What stands
    in ``beside`` is kept as it is and returned with them.
    """
    kept = list(beside)
    places = Places((finding.start, finding.end) for finding in kept)
    for finding in sorted(findings, key=_weight):
        if places.is_free(finding.start, finding.end):
            places.take(finding.start, finding.end)
            kept.append(finding)
    return sorted(kept, key=lambda finding: finding.start)


def _weight(finding: FoundOrganisation) -> tuple[int, int, int, str]:
    length = finding.end - finding.start
    return -length, _ORDER.index(finding.step), finding.start, finding.name

"""Edits of a text that leave a map back: each character of the new text knows its origin."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """What stands from ``start`` up to ``end`` becomes ``replacement``."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True)
class Mapped:
    """A text, and for each of its characters where it stood in the source."""

    text: str
    origins: "array[int]"

    def stripped(self) -> "Mapped":
        """Return the text without the white space around it."""
        left = len(self.text) - len(self.text.lstrip())
        right = len(self.text.rstrip())
        return Mapped(self.text[left:right], self.origins[left:right])

    def edited(self, edits: Iterable[Edit]) -> "Mapped":
        """Return the text with ``edits`` made; of two that overlap the earlier one stands."""
        chosen = list(_apart(edits))
        if not chosen:
            return self
        parts: list[str] = []
        origins = array("l")
        position = 0
        for edit in [*chosen, Edit(len(self.text), len(self.text), "")]:
            parts += self.text[position : edit.start], edit.replacement
            origins.extend(self.origins[position : edit.start])
            origins.extend(self._spread(edit))
            position = edit.end
        return Mapped("".join(parts), origins)

    def _spread(self, edit: Edit) -> Iterator[int]:
        """Spread the old characters over the new ones, the last one on the last."""
        last = len(edit.replacement) - 1
        for index in range(last + 1):
            yield self.origins[
                edit.end - 1 if index == last else min(edit.start + index, edit.end - 1)
            ]


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    end = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= end and edit.start < edit.end:
            yield edit
            end = edit.end

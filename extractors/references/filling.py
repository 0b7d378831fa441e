"""Filling the register: what the Committee's own list adds to what was known from citations.

Nothing that is known is lost: a row becomes firm and gets the Committee's words; a letter
whose paragraph was open gets it where the list has that letter once under its theme.
"""

from dataclasses import dataclass
from enum import StrEnum

from extractors.references.committee_list import CommitteeList, Item
from extractors.references.register import (
    Certainty,
    Entry,
    RecommendationRegister,
    code_of,
)
from extractors.rules import load_rules


class Change(StrEnum):
    """What a list does to one row of the register."""

    ADDED = "added"
    CHANGED = "changed"
    RESOLVED = "resolved"
    SAME = "same"


@dataclass(frozen=True)
class Filled:
    """The rows that a list gives, each with what it does to the register, and what it lacks."""

    rows: tuple[tuple[Entry, Change], ...]
    not_in_list: tuple[Entry, ...]
    """Rows of the cycle that somebody cited and the list does not have; they stay."""

    def of(self, change: Change) -> list[Entry]:
        """Return the rows that were added, changed, resolved or left as they were."""
        return [entry for entry, how in self.rows if how is change]


def filled(register: RecommendationRegister, given: CommitteeList) -> Filled:
    """Return what ``given`` makes of the ``register``'s rows for its cycle."""
    known = register.of(given.cycle)
    rows = tuple(_row(item, known, given) for item in given.items)
    codes = {entry.code for entry, _ in rows}
    settled = {(entry.letter, entry.theme) for entry, how in rows if how is Change.RESOLVED}
    lacking = (
        entry
        for entry in known.entries
        if entry.code not in codes and (entry.letter, entry.theme) not in settled
    )
    return Filled(rows, tuple(lacking))


def _row(item: Item, known: RecommendationRegister, given: CommitteeList) -> tuple[Entry, Change]:
    code = code_of(item.paragraph, item.letter)
    before = next((entry for entry in known.entries if entry.code == code), None)
    if before:
        after = _made_sure(before, item, given)
        return after, Change.SAME if after == before else Change.CHANGED
    open_one = _open(item, known, given)
    description = open_one.description if open_one else _first_words(item.text)
    row = Entry(
        cycle=given.cycle,
        paragraph=item.paragraph,
        letter=item.letter,
        theme=item.theme,
        description=description,
        certainty=Certainty.FIRM,
        source=given.symbol,
        text=item.text or None,
    )
    return row, Change.RESOLVED if open_one else Change.ADDED


def _made_sure(entry: Entry, item: Item, given: CommitteeList) -> Entry:
    """The same row on the Committee's own word; a theme that was only worked out gives way."""
    unsure = entry.theme is None or entry.certainty is Certainty.INFERRED
    theme = (item.theme if unsure else None) or entry.theme
    told = {
        "theme": theme,
        "description": entry.description if theme == entry.theme else _first_words(item.text),
        "certainty": Certainty.FIRM,
        "source": given.symbol,
        "text": item.text or entry.text,
    }
    return entry.model_copy(update=told)


def _open(item: Item, known: RecommendationRegister, given: CommitteeList) -> Entry | None:
    """The row whose letter was cited without its paragraph, if only this item can be meant."""
    alike = [one for one in given.items if (one.letter, one.theme) == (item.letter, item.theme)]
    return next(
        (
            entry
            for entry in known.entries
            if entry.certainty is Certainty.OPEN
            and (entry.letter, entry.theme) == (item.letter, item.theme)
            and len(alike) == 1
        ),
        None,
    )


def _first_words(text: str) -> str:
    words, most = text.split(), load_rules("committee_list")["entry"]["described_by"]
    return " ".join(words[:most]).rstrip(",;:.") + (" …" if len(words) > most else "") or "–"

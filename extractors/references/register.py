"""The register of the Committee's recommendations: what a code such as 25(f) is about.

The register knows some paragraphs with their letters, some only as a cluster ("36 to 38
are about migration"), and some letters whose paragraph nobody cited yet.
"""

import csv
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TextIO

from pydantic import Field, ValidationError, field_validator, model_validator

from schemas.document import Frozen
from schemas.records import Theme


class Certainty(StrEnum):
    """How sure an entry is: firm, cited so, worked out, or with its paragraph still to find."""

    FIRM = "firm"
    CITED = "cited"
    INFERRED = "inferred"
    OPEN = "open"


class Entry(Frozen):
    """One recommendation, a whole paragraph (no letter), or a letter without its paragraph."""

    cycle: str = Field(min_length=1, description="The Committee's reporting cycle, such as 5-6.")
    paragraph: int | None = Field(ge=1, description="Null while it is open.")
    letter: str | None = Field(pattern="^[a-z]$", description="Null for a whole paragraph.")
    theme: Theme | None
    description: str = Field(min_length=1, description="In our own words, in Dutch.")
    certainty: Certainty
    source: str = Field(min_length=1, description="The document that says or cites it so.")
    text: str | None = Field(None, description="The Committee's words, once its list is imported.")

    @field_validator("paragraph", "letter", "theme", "text", mode="before")
    @classmethod
    def _empty_cell_is_null(cls, value: object) -> object:
        return None if value == "" else value

    @model_validator(mode="after")
    def _open_means_without_paragraph(self) -> "Entry":
        if (self.paragraph is None) != (self.certainty is Certainty.OPEN):
            raise ValueError("an entry is open exactly when its paragraph is empty")
        if self.paragraph is None and (self.letter is None or self.theme is None):
            raise ValueError("an open entry needs a letter and a theme")
        return self

    @property
    def code(self) -> str:
        """The entry as it is cited: ``25(f)``, ``25`` or, while the paragraph is open, ``(i)``."""
        return code_of(self.paragraph, self.letter)


_Key = tuple[str, str, Theme | None]


class RegisterError(ValueError):
    """The register says something twice, or something that makes no sense; names the line."""


class RecommendationRegister:
    """The entries of one register, asked by code or by letter and theme.

    Codes mean different things in different cycles: ask the register ``of`` a cycle.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)

    def of(self, cycle: str | None) -> "RecommendationRegister":
        """Return the entries of one cycle as a register of their own."""
        return self._of_cycle.get(cycle) or RecommendationRegister(())

    def is_known(self, code: str) -> bool:
        """Tell whether the register has a lettered recommendation of this code."""
        return code in self._lettered

    def has_paragraph(self, paragraph: str) -> bool:
        """Tell whether the register has the paragraph at all, be it only as part of a cluster."""
        return paragraph in self._themes

    def theme_of(self, code: str) -> Theme | None:
        """Return the theme of ``25(f)``: its own, or else that of its paragraph's cluster.

        A letter without a paragraph (``(c)``) belongs to several themes, so to none.
        """
        return self._themes.get(code) or self._themes.get(code.partition("(")[0])

    def paragraph_for(self, letter: str, theme: Theme | None) -> int | None:
        """Return the paragraph of ``letter`` under ``theme``, where there is one and it is sure."""
        found = {
            entry.paragraph
            for entry in self.entries
            if entry.letter == letter
            and entry.theme == theme
            and entry.certainty is not Certainty.INFERRED
        }
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _of_cycle(self) -> "dict[str | None, RecommendationRegister]":
        cycles = {entry.cycle for entry in self.entries}
        return {
            cycle: RecommendationRegister(one for one in self.entries if one.cycle == cycle)
            for cycle in cycles
        }

    @cached_property
    def _lettered(self) -> frozenset[str]:
        return frozenset(entry.code for entry in self.entries if entry.letter)

    @cached_property
    def _themes(self) -> dict[str, Theme | None]:
        """Of a register of several cycles, those of the first count: the newest."""
        return {entry.code: entry.theme for entry in reversed(self.entries) if entry.paragraph}


def code_of(paragraph: int | str | None, letter: str | None) -> str:
    """Return the one form of a code: ``25(f)``, ``25`` or ``(i)``."""
    return f"{paragraph or ''}{f'({letter.lower()})' if letter else ''}"


def load(source: Path | Traversable) -> RecommendationRegister:
    """Read a register from a CSV file; raise ``RegisterError`` naming the line that is wrong."""
    with source.open(encoding="utf-8") as lines:
        return read(lines)


def read(lines: Iterable[str]) -> RecommendationRegister:
    """Read a register from lines of CSV; raise ``RegisterError`` naming the line that is wrong."""
    return RecommendationRegister(_valid(csv.DictReader(lines)))


def write(entries: Iterable[Entry], target: TextIO) -> None:
    """Write entries as the lines of CSV that ``read`` reads."""
    rows = csv.DictWriter(target, list(Entry.model_fields), lineterminator="\n")
    rows.writeheader()
    rows.writerows(entry.model_dump(mode="json") for entry in entries)


@lru_cache(maxsize=4)
def committee_register(imported: str = "") -> RecommendationRegister:
    """Return the register that comes with Oogst, with ``imported`` rows (CSV) over its own.

    Raises ``RegisterError`` naming the line of the imported rows that is wrong.
    """
    ours = load(files("extractors") / "register" / "recommendations.csv")
    return merged(ours.entries, read(imported.splitlines()).entries) if imported else ours


def merged(ours: Iterable[Entry], theirs: Iterable[Entry]) -> RecommendationRegister:
    """Return the register with the rows of ``theirs`` over ``ours``.

    An open letter is left out once another row tells its paragraph.
    """
    rows = {_key(entry): entry for entry in (*ours, *theirs)}.values()
    known = RecommendationRegister(row for row in rows if row.paragraph)
    return RecommendationRegister(
        row
        for row in rows
        if row.paragraph or not known.of(row.cycle).paragraph_for(row.letter or "", row.theme)
    )


def _valid(rows: "csv.DictReader[str]") -> Iterator[Entry]:
    seen: dict[_Key, int] = {}
    for row in rows:
        try:
            entry = Entry.model_validate(row)
        except ValidationError as error:
            wrong = error.errors()[0]
            place = ".".join(str(part) for part in wrong["loc"])
            raise RegisterError(f"line {rows.line_num}: {place}: {wrong['msg']}") from error
        key = _key(entry)
        if key in seen:
            raise RegisterError(
                f"line {rows.line_num}: {entry.code} stands on line {seen[key]} too"
            )
        seen[key] = rows.line_num
        yield entry


def _key(entry: Entry) -> _Key:
    """An open letter stands for another recommendation under each theme."""
    return entry.cycle, entry.code, None if entry.paragraph else entry.theme

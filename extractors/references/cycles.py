"""Cycles: which of the Committee's lists a citation is taken from.

The text may tell it (``CRC/C/NLD/CO/4``, *de aanbevelingen uit 2015*, *de vorige
slotbeschouwingen*); else it is the newest list of the document's day.
"""

import csv
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from pydantic import Field, field_validator

from extractors.rules import load_rules
from schemas.document import Frozen
from schemas.edtf import Edtf

_YEAR = 4  # digits that an EDTF date begins with


class Cycle(Frozen):
    """One round of reporting: the State's report, the Committee's list, the State's response."""

    cycle: str = Field(pattern=r"^\d+(-\d+)?$", description="Number of the reports: 5-6.")
    symbol: str = Field(min_length=1, description="Symbol of the Committee's document.")
    adopted: Edtf = Field(description="Date of the Committee's document, EDTF.")
    subject: str = Field(min_length=1, description="The report that was considered, in Dutch.")
    response: str | None = Field(None, description="The government's answer to it.")
    response_date: Edtf | None = Field(None, description="Date of that answer, EDTF.")
    certainty: str = Field(min_length=1, description="How sure the register is, such as firm.")
    source: str = Field(min_length=1, description="Where the register has it from.")

    @field_validator("response", "response_date", mode="before")
    @classmethod
    def _empty_cell_is_null(cls, value: object) -> object:
        return None if value == "" else value

    @property
    def year(self) -> int:
        """The year of the Committee's document."""
        return int(self.adopted[:_YEAR])


@cache
def committee_cycles() -> tuple[Cycle, ...]:
    """Return the cycles of ``register/cycles.csv``, the newest first."""
    with (files("extractors") / "register" / "cycles.csv").open(encoding="utf-8") as lines:
        cycles = [Cycle.model_validate(row) for row in csv.DictReader(lines)]
    return tuple(sorted(cycles, key=lambda cycle: cycle.year, reverse=True))


def cycle_of_year(year: int | None) -> str | None:
    """Return the newest cycle whose list was there in ``year``; the newest of all without a year.

    None before the first.
    """
    return _first(lambda one: year is None or one.year <= year)


def cycle_told(sentence: str, place: int, default: str | None) -> str | None:
    """Return the cycle that ``sentence`` tells for the citation at ``place`` in it.

    The nearest telling before it counts, else the first one behind it; ``default`` where
    there is none. ``de vorige aanbevelingen`` are of the cycle before ``default``.
    """
    told = [
        (match.start(), cycle)
        for match in _tellings().finditer(sentence)
        if (cycle := _meant(match, default))
    ]
    before = [cycle for start, cycle in told if start < place]
    return before[-1] if before else next((cycle for _, cycle in told), default)


def _meant(match: re.Match[str], default: str | None) -> str | None:
    if symbol := match["symbol"]:
        return _by_symbol(symbol)
    if years := [match[name] for name in ("year", "year_before") if match[name]]:
        return _first(lambda one: str(one.year) == years[0])
    return _before(default)


def _by_symbol(symbol: str) -> str | None:
    """``CRC/C/NLD/CO/4`` and the short ``CO/4`` are one list."""
    ending = symbol.upper().removeprefix("CRC/C/NLD/")
    return _first(lambda one: one.symbol.upper().endswith(ending))


def _first(fits: Callable[[Cycle], bool]) -> str | None:
    return next((one.cycle for one in committee_cycles() if fits(one)), None)


def _before(cycle: str | None) -> str | None:
    names = [one.cycle for one in committee_cycles()]
    place = names.index(cycle) + 1 if cycle in names else len(names)
    return names[place] if place < len(names) else None


@cache
def _tellings() -> re.Pattern[str]:
    return re.compile("|".join(load_rules("references")["cycle"]["patterns"]), re.IGNORECASE)

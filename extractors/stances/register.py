"""The register of stances: what parliament and the UPR call each of them."""

import csv
from functools import cache
from importlib.resources import files

from pydantic import Field

from schemas.document import Frozen
from schemas.records import Stance


class StanceEntry(Frozen):
    """A stance and its labels elsewhere."""

    stance: Stance
    order: int = Field(ge=1, description="Place in a list, from 1.")
    parliament_label: str = Field(min_length=1, description="As cabinet responses call it.")
    motion_label: str = Field(min_length=1, description="As a minister judges a motion so taken.")
    upr_label: str = Field(min_length=1, description="As the Universal Periodic Review calls it.")
    upr_older_label: str = Field(
        min_length=1, description="As reports of its first cycles called it."
    )
    source: str = Field(min_length=1, description="Where the labels come from.")


@cache
def stance_register() -> tuple[StanceEntry, ...]:
    """Return the stances in their order, as ``register/stances.csv`` has them."""
    path = files("extractors") / "register" / "stances.csv"
    with path.open(encoding="utf-8") as lines:
        entries = [StanceEntry.model_validate(row) for row in csv.DictReader(lines)]
    return tuple(sorted(entries, key=lambda entry: entry.order))

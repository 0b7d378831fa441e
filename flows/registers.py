"""The registers as rows of the warehouse: what was known before any document was read."""

import csv
from importlib import resources
from typing import Any

from extractors.organisations.register import organisation_register
from extractors.references.register import committee_register

Row = dict[str, Any]


def register_rows() -> dict[str, list[Row]]:
    """Return the rows of every register, by the table that holds it."""
    return {
        "organisations": [
            organisation.model_dump(mode="json")
            for organisation in organisation_register().organisations
        ],
        "recommendations_register": [
            entry.model_dump(mode="json") | {"code": entry.code}
            for entry in committee_register().entries
        ],
        "themes": _themes(),
    }


def _themes() -> list[Row]:
    path = resources.files("extractors") / "register" / "themes.csv"
    with path.open(encoding="utf-8") as lines:
        return [row | {"order": int(row["order"])} for row in csv.DictReader(lines)]

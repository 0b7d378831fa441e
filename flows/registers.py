"""The registers as rows of the warehouse: what was known before any document was read."""

from typing import Any

from extractors.organisations.register import organisation_register
from extractors.references.register import committee_register
from extractors.themes import theme_register

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
        "themes": [entry.model_dump(mode="json") for entry in theme_register()],
    }

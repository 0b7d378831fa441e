"""The registers: as rows of the warehouse, and with the Committee's own list imported."""

import io
from pathlib import Path
from typing import Any

from extractors.organisations.register import organisation_register
from extractors.read.isolated import read_all
from extractors.references.committee_list import NoCommitteeListError, committee_list
from extractors.references.cycles import committee_cycles
from extractors.references.filling import Change, Filled, filled
from extractors.references.register import (
    Entry,
    RegisterError,
    committee_register,
    merged,
    write,
)
from extractors.stances.register import stance_register
from extractors.themes import theme_register
from flows.settings import Settings, SettingsError
from schemas.document import Unreadable

Row = dict[str, Any]


class ImportRefusedError(Exception):
    """A file that is not the Committee's list, or cannot be read; one line says why."""


def register_rows(imported: str = "") -> dict[str, list[Row]]:
    """Return the rows of every register, by the table that holds it.

    ``imported`` rows, as CSV, go over the Committee's recommendations that Oogst knows.
    """
    return {
        "organisations": [
            organisation.model_dump(mode="json")
            for organisation in organisation_register().organisations
        ],
        "recommendations_register": [
            entry.model_dump(mode="json") | {"code": entry.code}
            for entry in committee_register(imported).entries
        ],
        "cycles": [cycle.model_dump(mode="json") for cycle in committee_cycles()],
        "themes": [entry.model_dump(mode="json") for entry in theme_register()],
        "stances": [entry.model_dump(mode="json") for entry in stance_register()],
    }


def imported_rows(settings: Settings) -> str:
    """Return the imported recommendations as CSV; nothing where none were imported.

    ``settings`` name the file (``Settings.at``). Raises ``SettingsError`` where it is damaged.
    """
    path = settings.recommendations
    if path is None or not path.exists():
        return ""
    try:
        rows = path.read_text(encoding="utf-8")
        committee_register(rows)
    except (RegisterError, OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from None
    return rows


def import_list(file: Path, settings: Settings) -> Filled:
    """Put the Committee's list in ``file`` over the register; what changes nothing writes nothing.

    ``settings`` name the file of imported rows (``Settings.at``). Raises ``ImportRefusedError``
    where ``file`` is no such list, and ``SettingsError`` where the imported rows are damaged.
    """
    before = imported_rows(settings)
    register = committee_register(before)
    (document,) = read_all([(file, file.name)], workers=1)
    if isinstance(document, Unreadable):
        raise ImportRefusedError(f"{file}: {document.message}")
    try:
        found = filled(register, committee_list(document))
    except NoCommitteeListError as error:
        raise ImportRefusedError(f"{file} is no list of the Committee: {error}") from None
    if any(how is not Change.SAME for _, how in found.rows) and settings.recommendations:
        _keep(merged(register.entries, (row for row, _ in found.rows)).entries, settings)
    return found


def _keep(entries: tuple[Entry, ...], settings: Settings) -> None:
    """Write the rows that differ from those of Oogst, aside and then in one step."""
    path, ours = settings.recommendations, committee_register().entries
    assert path is not None
    written = io.StringIO()
    write((entry for entry in entries if entry not in ours), written)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    aside.write_text(written.getvalue(), encoding="utf-8")
    aside.replace(path)

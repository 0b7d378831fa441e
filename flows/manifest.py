"""The manifest: what people know of a file beyond its text, in ``raw/manifest.csv``.

Every row names a file by its path under the raw folder; kind, year, publisher and url may
be empty. A fault in it costs its row alone and is told in one line.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field, ValidationError, field_validator

from schemas.document import DocumentKind, Frozen

NAME = "manifest.csv"


class ManifestRow(Frozen):
    """What the manifest gives for one file; null where the cell is empty."""

    path: str = Field(description="Relative to the raw folder, with forward slashes.")
    kind: DocumentKind | None = None
    year: int | None = None
    publisher: str | None = None
    url: str | None = None

    @field_validator("path")
    @classmethod
    def _inside_raw(cls, path: str) -> str:
        parts = Path(path.replace("\\", "/")).parts
        if not parts or path.startswith(("/", "~")) or ".." in parts or ":" in parts[0]:
            raise ValueError(f"{path!r} is outside the raw folder")
        return "/".join(parts)


@dataclass(frozen=True)
class Manifest:
    """The rows by path, and one line for each fault in the file."""

    rows: dict[str, ManifestRow] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


def read_manifest(raw: Path) -> Manifest:
    """Read ``raw/manifest.csv``; without that file there is nothing to say.

    Nothing raises: an unknown column, a value of the wrong kind, a path outside the raw
    folder and a path named twice are faults, each with its line number.
    """
    path = raw / NAME
    if not path.is_file():
        return Manifest()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return Manifest(faults=(f"{NAME}: cannot be read: {error}",))
    return _parse(text, raw)


def _parse(text: str, raw: Path) -> Manifest:
    reader = csv.DictReader(text.splitlines())
    unknown = sorted(set(reader.fieldnames or ()) - set(ManifestRow.model_fields))
    faults = [f"{NAME}: line 1: unknown column {name!r}, not used" for name in unknown]
    rows: dict[str, ManifestRow] = {}
    for cells in reader:
        try:
            row = _row(cells)
        except ValidationError as error:
            faults.append(f"{NAME}: line {reader.line_num}: {_first_fault(error)}")
            continue
        if row.path in rows:
            faults.append(f"{NAME}: line {reader.line_num}: {row.path!r} is named twice")
        elif not (raw / row.path).exists():
            faults.append(f"{NAME}: line {reader.line_num}: no file {row.path!r}")
        rows.setdefault(row.path, row)
    return Manifest(rows, tuple(faults))


def _row(cells: dict[str, str | None]) -> ManifestRow:
    known = {name: cells.get(name) for name in ManifestRow.model_fields}
    filled = {name: cell.strip() for name, cell in known.items() if cell and cell.strip()}
    return ManifestRow.model_validate({"path": "", **filled})


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    where = ".".join(str(part) for part in fault["loc"])
    return f"{where}: {fault['msg'].removeprefix('Value error, ')}"

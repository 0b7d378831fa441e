"""The manifest: what people know of a file beyond its text, in ``raw/manifest.csv``.

Every row names a file by its path under the raw folder; kind, year, publisher and url may
be empty. A fault in it costs its row alone and is told in one line.
"""

import csv
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator

from extractors.read.text import decode
from flows.locations import far_errors
from schemas.document import DocumentKind, Frozen

NAME = "manifest.csv"
_REST = "\0"  # the key of cells beyond the last column


class ManifestRow(Frozen):
    """What the manifest gives for one file; null where the cell is empty."""

    path: str = Field(description="Relative to the raw folder, with forward slashes.")
    kind: DocumentKind | None = None
    year: int | None = Field(None, ge=1900, le=2100)
    publisher: str | None = None
    url: str | None = None

    @field_validator("path")
    @classmethod
    def _inside_raw(cls, path: str) -> str:
        parts = Path(path.replace("\\", "/")).parts
        if not parts:
            raise ValueError("is empty")
        if path.startswith(("/", "~")) or ".." in parts or ":" in parts[0]:
            raise ValueError(f"{path!r} is outside the raw folder")
        return "/".join(parts)


class _TooManyCellsError(ValueError):
    pass


@dataclass(frozen=True)
class Manifest:
    """The rows by path, and one line for each fault in the file."""

    rows: dict[str, ManifestRow] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


def read_manifest(raw: Path) -> Manifest:
    """Read ``raw/manifest.csv``; without that file there is nothing to say.

    Cells are parted by commas or, as Dutch Excel does it, semicolons. Nothing raises: an
    unknown column, a value of the wrong kind, a path outside the raw folder and a path named
    twice are faults, each with its line number.
    """
    path = raw / NAME
    try:
        with far_errors():
            return _parse(decode(path.read_bytes()), raw) if path.is_file() else Manifest()
    except OSError as error:
        return Manifest(faults=(f"{NAME}: cannot be read: {error.strerror}",))
    except csv.Error as error:
        return Manifest(faults=(f"{NAME}: is no CSV file: {error}; nothing in it is used",))


def _parse(text: str, raw: Path) -> Manifest:
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=_delimiter(text), restkey=_REST)
    columns = set(reader.fieldnames or ())
    if "path" not in columns:
        return Manifest(faults=(f"{NAME}: line 1: no column 'path'; nothing in it is used",))
    unknown = sorted(columns - set(ManifestRow.model_fields))
    faults = [f"{NAME}: line 1: unknown column {name!r}, not used" for name in unknown]
    rows: dict[str, ManifestRow] = {}
    for cells in reader:
        if not any(cells.values()):  # Excel leaves rows of commas behind
            continue
        try:
            row = _row(cells)
        except (ValidationError, _TooManyCellsError) as error:
            faults.append(f"{NAME}: line {reader.line_num}: {_complaint(error)}")
            continue
        if row.path in rows:
            faults.append(f"{NAME}: line {reader.line_num}: {row.path!r} is named twice")
        elif not (raw / row.path).exists():
            faults.append(f"{NAME}: line {reader.line_num}: no file {row.path!r}")
        rows.setdefault(row.path, row)
    return Manifest(rows, tuple(faults))


def _delimiter(text: str) -> str:
    """Return what parts the cells: Dutch Excel writes semicolons."""
    head = text.partition("\n")[0]
    return ";" if head.count(";") > head.count(",") else ","


def _row(cells: dict[str, Any]) -> ManifestRow:
    if _REST in cells:
        raise _TooManyCellsError("more cells than columns; put a cell with a comma in quotes")
    known = {name: cells.get(name) for name in ManifestRow.model_fields}
    filled = {name: cell.strip() for name, cell in known.items() if cell and cell.strip()}
    return ManifestRow.model_validate({"path": "", **filled})


def _complaint(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    fault = error.errors()[0]
    where = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "value_error":
        return f"{where}: {fault['msg'].removeprefix('Value error, ')}"
    return f"{where}: {fault['input']!r} does not fit: {fault['msg'].lower()}"

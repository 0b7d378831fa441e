"""What is shown of the files of the raw folder: their paths without the names of private people.

The shown path is a file's key in plan, warehouse, logs and messages alike; only the reader,
who opens the file, knows the true one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.masked_paths import masked_path, shown_paths
from flows.discover import RawFile
from flows.manifest import Manifest, ManifestRow
from schemas.document import Unreadable


@dataclass(frozen=True)
class ShownFiles:
    """The files of the raw folder, what cannot be opened in it, and what the manifest says."""

    files: list[RawFile]
    outside: list[Unreadable]
    manifest: Manifest


def without_names(
    files: list[RawFile], outside: Iterable[Unreadable], manifest: Manifest
) -> ShownFiles:
    """Return all three under the paths that are shown; two that look alike are numbered."""
    refused = list(outside)
    shown = shown_paths([*(file.name for file in files), *(one.path for one in refused)])
    rows = {shown.get(path, masked_path(path)): _shown(row) for path, row in manifest.rows.items()}
    faults = tuple(masked_path(fault) for fault in manifest.faults)
    return ShownFiles(
        [replace(file, name=shown[file.name]) for file in files],
        [one.model_copy(update={"path": shown[one.path]}) for one in refused],
        Manifest(rows, faults),
    )


def _shown(row: ManifestRow) -> ManifestRow:
    url = row.url and masked_path(row.url)
    return row.model_copy(update={"path": masked_path(row.path), "url": url})

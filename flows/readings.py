"""Readings: the documents that were read, kept so that other rules need not read them again.

They lie beside the warehouse and hold names that the warehouse masks: nobody but the owner may
open them. A reading is for the bytes of a file, its suffix, which names the reader, and the
version of the readers.
"""

import gzip
import logging
import zlib
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from extractors.read.version import reading_version
from flows.locations import far_errors
from flows.private_files import keep_privately
from flows.settings import Settings
from schemas.document import Document

_ENDING = ".json.gz"
_FAST = 1  # of gzip's levels

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Readings:
    """The kept readings in a folder, of one version of the readers."""

    folder: Path
    version: str

    def find(self, document_id: str, suffix: str) -> Document | None:
        """Return the reading of a file, or None where there is none that can be used."""
        try:
            with far_errors():
                kept = gzip.decompress(self._path(document_id, suffix).read_bytes())
            document = Document.model_validate_json(kept)
        except (OSError, EOFError, ValueError, zlib.error):
            return None
        return document if document.document_id == document_id else None

    def keep(self, document: Document, suffix: str) -> None:
        """Keep a reading in the place of earlier ones; a full disk costs no more than that."""
        path = self._path(document.document_id, suffix)
        content = gzip.compress(document.model_dump_json().encode(), _FAST, mtime=0)
        try:
            with far_errors():
                keep_privately(path, content)
                self._drop_earlier(path)
        except OSError:
            _log.warning("the reading of document %s could not be kept", document.document_id)

    def sweep(self, present: Container[str]) -> None:
        """Delete the readings of documents that are no longer ``present``."""
        with suppress(OSError), far_errors():
            for path in self._files():
                if path.name.partition(".")[0] not in present:
                    with suppress(OSError):
                        path.unlink()

    def _path(self, document_id: str, suffix: str) -> Path:
        name = f"{document_id}{suffix.lower()}.{self.version}{_ENDING}"
        return self.folder / document_id[:2] / name

    def _files(self) -> Iterator[Path]:
        return self.folder.glob(f"[0-9a-f][0-9a-f]/*{_ENDING}*")

    def _drop_earlier(self, path: Path) -> None:
        stem = path.name.removesuffix(f".{self.version}{_ENDING}")
        for earlier in path.parent.glob(f"{stem}.*{_ENDING}"):
            if earlier != path:
                earlier.unlink()


def readings_of(settings: Settings) -> Readings | None:
    """Return where readings are kept, or None where they are not; ``settings`` name the folder."""
    if settings.readings is None or not settings.keep_readings:
        return None
    return Readings(settings.readings, reading_version())


def sweep_readings(settings: Settings, present: Container[str]) -> None:
    """Delete the readings of documents not in ``present``; all, where none are to be kept."""
    if settings.readings is not None:
        Readings(settings.readings, reading_version()).sweep(
            present if settings.keep_readings else ()
        )

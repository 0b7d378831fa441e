"""Files that were seen: what a file's bytes are, without reading those that have not changed.

A file is as it was when its size, its inode and both its times are: when it was changed, and
when anything about it was, which no copy with an old date keeps. A store far away tells a tag in
the place of the inode, which is another for other bytes. In doubt its bytes are hashed.
"""

import hashlib
import json
import logging
import os
import time
from collections.abc import Sequence
from pathlib import Path

from flows.locations import is_far, tag_of

_DOUBT = 2.0  # seconds: the coarsest clock of a file system, that of FAT
_VERSION = 1

_log = logging.getLogger(__name__)


class SeenFiles:
    """The hash of each file, as far as it was seen before; kept beside the warehouse.

    Files go by a digest of their path: nobody's name is in it. What is damaged or of another
    version is as good as nothing, and costs that all bytes are hashed once.
    """

    def __init__(self, warehouse: Path, check_all: bool = False) -> None:
        self._path = warehouse.with_name(f"{warehouse.name}.seen")
        self._before = _load(self._path)
        self._now: dict[str, list[int | str]] = {}
        self._check_all = check_all
        self._looked = time.time()

    def sha256(self, path: Path, status: os.stat_result) -> str:
        """Return the SHA-256 of the file at ``path``; raises ``OSError`` where it must be read."""
        key = hashlib.blake2b(os.fsencode(str(path.absolute())), digest_size=12).hexdigest()
        identity = tag_of(status) if is_far(path) else status.st_ino
        traits = [status.st_size, identity, status.st_mtime_ns, status.st_ctime_ns]
        known = self._before.get(key, [])
        is_known = known[:-1] == traits and not self._check_all
        sha256 = str(known[-1]) if is_known else _hashed(path)
        if identity if is_far(path) else self._is_settled(status):
            self._now[key] = [*traits, sha256]
        return sha256

    def save(self) -> None:
        """Keep what was seen now for the next run; where it cannot be kept, that run hashes."""
        if self._now == self._before:
            return
        aside = self._path.with_name(f"{self._path.name}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(json.dumps([_VERSION, self._now]), encoding="utf-8")
            aside.replace(self._path)
        except OSError:
            aside.unlink(missing_ok=True)
            _log.debug("what was seen of the files is not kept")

    def _is_settled(self, status: os.stat_result) -> bool:
        """A file that was changed just now, or to come, may change again and look the same."""
        return max(status.st_mtime, status.st_ctime) < self._looked - _DOUBT


def _load(path: Path) -> dict[str, Sequence[int | str]]:
    try:
        version, seen = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return {}
    is_whole = version == _VERSION and isinstance(seen, dict)
    return seen if is_whole and all(map(_is_sound, seen.values())) else {}


def _is_sound(traits: object) -> bool:
    return isinstance(traits, list) and len(traits) == 5 and isinstance(traits[-1], str)


def _hashed(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()

"""Files that nobody but the owner may read: whole or not there, whatever ends the run."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from flows.locations import is_far


def keep_privately(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``, which has its old content or all of the new.

    On this machine only the owner may open it, and the folders made for it; far away, whom the
    store lets. Raises ``OSError``.
    """
    if is_far(path):
        path.write_bytes(content)
        return
    _make_private(path.parent)
    aside = path.with_name(f"{path.name}.{uuid4().hex}")
    try:
        _write(aside, content)
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink()
        raise


def _make_private(folder: Path) -> None:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)


def _write(path: Path, content: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
        file.write(content)

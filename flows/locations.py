"""Locations: files and folders of this machine, or far away, as ``s3://bucket/raw``.

A location far away is a path of universal-pathlib, which does over fsspec what a ``Path`` does.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, cast

from pydantic import PlainSerializer, PlainValidator

from flows.extras import needed_for

_FAR = "://"
_TAGS = ("ETag", "etag", "md5Hash", "created")  # as S3, others, and the memory of a test say it
_STORES = ("botocore", "aiobotocore", "aiohttp", "s3fs", "gcsfs", "adlfs", "azure", "google")


class LocationError(Exception):
    """A location cannot be used; the message is one line."""


def location(given: str | Path) -> Path:
    """Return the path that ``given`` means.

    Raises ``LocationError`` where nothing knows its protocol, and ``MissingLibraryError`` where
    what does is not installed.
    """
    text = str(given)
    if _FAR not in text:
        return Path(given)
    with needed_for(text):
        from upath import UPath

        try:
            path = UPath(text)
            _ = path.fs  # what reads it is imported now
        except ValueError as error:
            raise LocationError(f"{text}: no such protocol") from error
    return cast(Path, path)


class FetchError(Exception):
    """A file far away could not be fetched; the message is one line without its name."""


Location = Annotated[
    Path,
    PlainValidator(location, json_schema_input_type=str),
    PlainSerializer(str, return_type=str),
]
"""A setting that names a location."""


def is_far(path: Path) -> bool:
    """Whether ``path`` is not on a file system of this machine."""
    return not isinstance(path, Path)


@contextmanager
def far_errors() -> Iterator[None]:
    """Raise as ``OSError`` what a store far away raises when it cannot be reached."""
    try:
        yield
    except Exception as error:
        if isinstance(error, OSError) or not _is_of_a_store(error):
            raise
        raise OSError(errno.EIO, f"the store does not answer ({type(error).__name__})") from error


def tag_of(status: os.stat_result) -> str:
    """Return what a store tells of a file's bytes, another for others; empty where it does not."""
    of_store: Any = status
    told = of_store.as_info()
    return next((str(told[name]) for name in _TAGS if told.get(name)), "")


@contextmanager
def fetched(path: Path, within: Path | None = None) -> Iterator[Path]:
    """Yield a file of this machine with the bytes at ``path``: that file itself, or a copy.

    The copy lies in the folder ``within``, or among what is temporary here, and is gone
    afterwards. Raises ``FetchError`` where none can be made.
    """
    if not is_far(path):
        yield path
        return
    far: Any = path
    with TemporaryDirectory(prefix="oogst-", dir=within) as folder:
        near = Path(folder) / f"document{path.suffix}"
        try:
            with far_errors():
                far.fs.get_file(far.path, str(near))
        except OSError as error:
            raise FetchError(f"could not be fetched: {error.strerror or error}") from error
        yield near


def listed(folder: Path) -> list[Path]:
    """Return what lies in ``folder``, by name, as it is now.

    Some stores keep a file without a name, ``raw/``, for the folder itself: it is none of these.
    """
    if not is_far(folder):
        return sorted(folder.iterdir())
    far: Any = folder
    itself = far.path.rstrip("/")
    names = (name.rstrip("/") for name in far.fs.ls(itself, detail=False))
    return sorted(folder / name.rpartition("/")[2] for name in names if name != itself)


def forget_listings(path: Path) -> None:
    """Let what was listed far away before be asked for again."""
    far: Any = path
    if is_far(path):
        far.fs.invalidate_cache()


def _is_of_a_store(error: Exception) -> bool:
    return type(error).__module__.partition(".")[0] in _STORES

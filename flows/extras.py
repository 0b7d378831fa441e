"""Libraries that not everyone needs: what installs them, where one is missing."""

from collections.abc import Iterator
from contextlib import contextmanager

CLUSTER = "cluster"
"""The extra with Dask, and with what reads files far away."""


class MissingLibraryError(Exception):
    """A library is not installed here; the message is one line that says what mends it."""


@contextmanager
def needed_for(what: str, extra: str = CLUSTER) -> Iterator[None]:
    """Say what installs the library that ``what`` needs, where one cannot be imported.

    Raises ``MissingLibraryError``.
    """
    try:
        yield
    except ImportError as error:
        line = f"{what} needs libraries that are not installed: pip install 'oogst[{extra}]'"
        raise MissingLibraryError(line) from error

"""The exit codes of ``oogst``: an interface, documented in the README and tested."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    WRONG_USE = 2
    NOTHING_READABLE = 3
    NEEDS_ATTENTION = 4
    WAREHOUSE = 5
    INTERRUPTED = 130

"""After a run: the command that the settings name gets the report, to mail or to post it."""

import os
import signal
import subprocess
from collections.abc import Sequence

_GRACE = 5.0


class AfterRunError(Exception):
    """The command could not be run, failed or took too long; the message is one line."""


def tell(command: Sequence[str], report: str, seconds: float) -> None:
    """Run ``command`` with ``report`` on its standard input, for ``seconds`` at the most.

    It is run as it stands, by no shell; what it prints goes nowhere. Raises ``AfterRunError``.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - whoever writes the settings runs Oogst
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise AfterRunError(f"after_run: {command[0]} cannot be run: {error}") from error
    try:
        process.communicate(report.encode(), timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise AfterRunError(f"after_run: {command[0]} took over {seconds:g} seconds") from error
    finally:
        _end(process)
    if process.returncode:
        raise AfterRunError(f"after_run: {command[0]} ended with {process.returncode}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the command with all that it started, if it is still there."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(_GRACE)

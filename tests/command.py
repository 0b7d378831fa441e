"""The command ``oogst`` for tests: as people run it, and inside this process, which is faster."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from flows.cli import app

OOGST = Path(sys.executable).with_name("oogst")
_OURS = ("OOGST_", "PREFECT_", "FORCE_COLOR", "NO_COLOR", "COLUMNS")


def environment(**more: str) -> dict[str, str]:
    """Return this environment and ``more``, without settings of Oogst, Prefect and terminals."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_OURS)} | more


def oogst(*arguments: object, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a process of its own, in the folder ``cwd``."""
    return subprocess.run(
        [OOGST, *map(str, arguments)],
        cwd=cwd,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=240,
    )


def invoke(*arguments: object, **variables: str | None) -> Result:
    """Run the command inside this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env=variables)


def hear_interrupts() -> None:
    """A job that a shell started in the background is deaf to Ctrl-C, and so are its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)

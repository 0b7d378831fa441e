"""A Prefect server on this machine, for as long as a command runs, where none is configured.

Prefect's own temporary server loses what it was told last, and writes tracebacks when it ends.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path

from flows.logs import OURS

HOST = "127.0.0.1"
_PORT = 4200  # where Prefect's page is looked for
_ADDRESS = "server.url"
_LOGGING = "logging.yml"
_START = 240.0  # seconds; its first start makes the database
_STOP = 10.0
_PAUSE = 0.1


class PrefectServerError(Exception):
    """The Prefect server did not start; the message is one line for people."""


@contextmanager
def prefect_server(
    home: Path, first: Callable[[], None] = lambda: None
) -> Iterator["LocalServer | None"]:
    """Yield a server that runs meanwhile; None where there is one to use.

    That is the one that ``PREFECT_API_URL`` names, or the one that another command runs at
    ``home``. Call it before Prefect is imported: ``first`` may do that, and what it raises
    starts no server. Raises ``PrefectServerError``.
    """
    prepare(home)
    home = Path(os.environ["PREFECT_HOME"])
    if os.environ.get("PREFECT_API_URL"):
        first()
        yield None
        return
    found = _found(home)
    server = None if found else LocalServer(home, free_port())
    os.environ["PREFECT_API_URL"] = server.url if server else str(found)
    try:
        first()
        if server:
            server.start()
        yield server
    finally:
        del os.environ["PREFECT_API_URL"]
        if server:
            server.stop()


def prepare(home: Path) -> None:
    """Set the environment in which Prefect is imported; what is set already holds.

    Nothing phones home, what Prefect writes goes to ``home``, and its messages to a file there.
    """
    for name, value in _variables(home).items():
        os.environ.setdefault(name, value)
    Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)


class LocalServer:
    """A Prefect server in a process of its own, which ends when this one does."""

    def __init__(self, home: Path, port: int) -> None:
        self.port = port
        self.url = f"http://{HOST}:{port}/api"
        self.address = home / _ADDRESS
        self.log = home / "server.log"
        self.variables = _variables(home) | {"PREFECT_API_URL": self.url}  # for its page
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers. Raises ``PrefectServerError``."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own
                [sys.executable, "-m", "flows.prefect_server", str(self.port)],
                stdin=subprocess.PIPE,  # closed when this process is no more
                stdout=log,
                stderr=log,
                start_new_session=True,  # deaf to Ctrl-C: it must outlive the flow
                env=os.environ | self.variables,
            )
        self._await()
        self.address.write_text(self.url, encoding="utf-8")

    def is_running(self) -> bool:
        """Whether its process is there."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """End it."""
        self.address.unlink(missing_ok=True)
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()

    def _await(self) -> None:
        until = time.monotonic() + _START
        while not _answers(self.url):
            if not self.is_running() or time.monotonic() > until:
                self.stop()
                raise PrefectServerError(f"the Prefect server did not start; {self.log} tells why")
            time.sleep(_PAUSE)


def page() -> str:
    """Return where Prefect's page is."""
    return os.environ["PREFECT_API_URL"].removesuffix("/api")


def free_port(wanted: int = _PORT) -> int:
    """Return a port that nobody listens on: the one that is wanted, or any."""
    for port in (wanted, 0):
        with suppress(OSError), socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((HOST, port))
            return int(tried.getsockname()[1])
    raise PrefectServerError(f"no port of {HOST} is free for the Prefect server")


def _variables(home: Path) -> dict[str, str]:
    return {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_HOME": str(home.resolve()),
        "PREFECT_LOGGING_SETTINGS_PATH": str(files("flows.prefect_server").joinpath(_LOGGING)),
        "PREFECT_LOGGING_EXTRA_LOGGERS": ",".join(OURS),
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        # It gives up after three questions without an answer; a server is back by then.
        "PREFECT_RUNNER_POLL_FREQUENCY": "30",
    }


def _found(home: Path) -> str | None:
    """Return the address of a server that another command runs, if it is still there."""
    with suppress(OSError):
        url = (home / _ADDRESS).read_text("utf-8")
        return url if _answers(url) else None
    return None


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)
    except OSError:
        return False

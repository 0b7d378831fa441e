"""The process of a local Prefect server: ``python -m flows.prefect_server PORT``."""

import os
import signal
import sys
import threading

import uvicorn
from prefect.server.api.server import create_app

from flows.prefect_server import HOST


def main(port: int) -> None:
    """Serve Prefect's interface and page until told to stop, or until the parent is gone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    uvicorn.run(create_app(final=True), host=HOST, port=port, log_level="warning")


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(int(sys.argv[1]))

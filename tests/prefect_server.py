"""A Prefect server for the tests of the flow: one for all of them, since it takes long to start."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.prefect_server import LocalServer, free_port


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A server that runs while the tests do; commands are given its address and home."""
    server = LocalServer(tmp_path_factory.mktemp("prefect"), free_port(0))
    server.start()
    yield server
    server.stop()


def known_to(server: LocalServer) -> dict[str, str]:
    """Return the variables with which a command uses ``server``."""
    home: Path = server.log.parent
    return {"PREFECT_API_URL": server.url, "PREFECT_HOME": str(home)}

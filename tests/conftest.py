"""What several test files stand on: the samples, ingested once."""

import shutil
from pathlib import Path

import pytest

from flows.outcome import Outcome
from tests.far_store import s3  # noqa: F401 - where a test asks for a store
from tests.prefect_server import prefect  # noqa: F401 - one server for all tests of the flow
from tests.raw_folders import run, warehouse_of

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The raw folder of this project, as a fresh clone has it."""
    raw = tmp_path_factory.mktemp("samples") / "raw"
    shutil.copytree(PROJECT / "raw", raw)
    return raw


@pytest.fixture(scope="session")
def first_run(samples: Path) -> Outcome:
    """The outcome of the first ingest of the samples."""
    return run(samples)


@pytest.fixture(scope="session")
def warehouse(samples: Path, first_run: Outcome) -> Path:
    """The published warehouse of the samples."""
    return warehouse_of(samples)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """An empty raw folder."""
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder

"""A hundred thousand documents with ten million records, built in one go: time, memory, answers.

It takes half an hour, so it is run by its name only: ``python -m benchmarks warehouse_size``.
"""

import platform
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure
from benchmarks.made_documents import RECORDS, made_harvests
from warehouse.load import load
from warehouse.store import building, connect

DOCUMENTS = 100_000
ANSWERS = 5
TITLE = "A warehouse of ten million records"
METHOD = f"""\
{DOCUMENTS:,} made-up documents of {RECORDS} records (`benchmarks/made_documents.py`) are loaded,
checked, indexed and published in one build; memory is the most that the process ever held, the
documents being made among it. Then the year matrix of all years is asked {ANSWERS} times; the
fastest counts. Machine: {platform.machine()}, {platform.system()}, {platform.python_version()}."""


def figures() -> list[Figure]:
    """Build the warehouse, and ask it."""
    with TemporaryDirectory() as folder:
        warehouse = Path(folder) / "oogst.duckdb"
        begin = time.perf_counter()
        with building(warehouse, warn=lambda _: None) as connection:
            load(connection, made_harvests(DOCUMENTS), "made")
        took = time.perf_counter() - begin
        records, answer = _asked(warehouse)
        size = warehouse.stat().st_size / 1e9
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return [
        Figure("records", records, "", at_least=DOCUMENTS * RECORDS),
        Figure("built in", took / 60, "minutes"),
        Figure("size of the file", size, "GB"),
        Figure("memory at the most", most, "GB", at_most=4),
        Figure("the year matrix", answer * 1000, "ms", at_most=100),
    ]


def _asked(warehouse: Path) -> tuple[int, float]:
    with connect(warehouse) as connection:
        row = connection.execute("SELECT count(*) FROM evidence").fetchone()
        times = []
        for _ in range(ANSWERS):
            begin = time.perf_counter()
            connection.execute("FROM recommendation_by_year").fetchall()
            times.append(time.perf_counter() - begin)
    return (row[0] if row else 0), min(times)

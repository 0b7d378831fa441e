"""Shards: what it costs to make them, and to load them, against loading what was just harvested."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, seconds
from benchmarks.made_documents import RECORDS, made_harvests
from flows.batches import SIZE
from warehouse.connection import Connection, open_writable
from warehouse.harvest import Harvest
from warehouse.load import load_harvested
from warehouse.shards import load_shards, shard_of
from warehouse.structure import bring_up_to_date

DOCUMENTS = 1000
RUNS = 3
TITLE = "Shards"
METHOD = f"""\
{DOCUMENTS:,} made-up documents of {RECORDS} records (`benchmarks/made_documents.py`) become shards
of {SIZE} documents, as workers make them, and are loaded into an empty warehouse: from the shards,
as the one loader of a nightly run does, and directly, as `ingest` does. Milliseconds of processor
time, the fewest of {RUNS} times; checks, indexes and publishing come on top of either."""

Load = Callable[[Connection], Iterator[object]]


def figures() -> list[Figure]:
    """Measure making and loading, and what a shard takes on a disk."""
    harvests = list(made_harvests(DOCUMENTS))
    shards = _made(harvests)
    making = min(seconds(partial(_made, harvests)) for _ in range(RUNS))
    by_shards = _loading(partial(load_shards, shards=shards))
    directly = _loading(partial(load_harvested, harvested=harvests, run_id="run"))
    return [
        Figure("making shards, on the workers", 1000 * making / DOCUMENTS, "ms a document"),
        Figure("loading shards", 1000 * by_shards / DOCUMENTS, "ms a document"),
        Figure("loading without shards", 1000 * directly / DOCUMENTS, "ms a document"),
        Figure("shards against none", by_shards / directly, "times the time"),
        Figure("size of shards", sum(map(len, shards)) / DOCUMENTS / 1000, "KB a document"),
    ]


def _made(harvests: list[Harvest]) -> list[bytes]:
    starts = range(0, len(harvests), SIZE)
    return [shard_of(harvests[start : start + SIZE], "run") for start in starts]


def _loading(load: Load) -> float:
    return min(_once(load) for _ in range(RUNS))


def _once(load: Load) -> float:
    with TemporaryDirectory() as folder, closing(open_writable(Path(folder) / "empty")) as empty:
        bring_up_to_date(empty, Path(folder))
        return seconds(lambda: list(load(empty)))

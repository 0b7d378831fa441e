"""The warehouse: loading in bulk, and what one changed document costs among many."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure
from benchmarks.made_documents import made_harvest, made_harvests, made_text
from benchmarks.watching import Watch
from flows.ingest import ingest, versions
from flows.model import dutch_model
from flows.plan import Plan, make_plan
from flows.settings import Settings
from warehouse.connection import Connection, open_writable, transaction
from warehouse.harvest import Harvest
from warehouse.load import insert, load, withdraw
from warehouse.reviews.log import read_log
from warehouse.rows import Rows, rows_of, together
from warehouse.runs import Run, record_run
from warehouse.store import building
from warehouse.structure import bring_up_to_date

TITLE = "The warehouse"
METHOD = """\
Documents of ten lines and a hundred records each, made up from a few sentences
(`benchmarks/made_documents.py`). The rows of 200 are inserted by Arrow in one transaction, as the
warehouse does, and those of four with `executemany` as it comes; the fastest of four counts. A
folder of 100 and one of 10,000 such files is published; then one file changes and `ingest` goes
from the first look at the folder to the published file, four times, the fastest counted, the Dutch
model loaded before. All in seconds of processor time."""

Way = Callable[[Connection, Rows], None]

LOADED, ONE_BY_ONE = 200, 4
FEW, MANY = 100, 10_000
RUNS = 4


def figures() -> list[Figure]:
    """Measure loading, and a run over few and over many documents."""
    return [*_loading(), *_changing()]


def _loading() -> Iterator[Figure]:
    tables, few = _tables(LOADED), _tables(ONE_BY_ONE)
    bulk = max(_speed(_in_one_transaction(_insert_in_bulk), tables) for _ in range(RUNS))
    single = max(_speed(insert_one_by_one, few) for _ in range(RUNS))
    at_once = max(_speed(_in_one_transaction(insert_one_by_one), few) for _ in range(RUNS))
    yield Figure("rows loaded by Arrow", bulk, "rows/s")
    yield Figure("the same with executemany", single, "rows/s")
    yield Figure("the same with executemany in one transaction", at_once, "rows/s")
    yield Figure("Arrow against executemany", bulk / single, "times the speed", at_least=100)


def _changing() -> Iterator[Figure]:
    few, many = _one_change_in(FEW), _one_change_in(MANY)
    yield Figure(f"one document changed in {FEW:,}", few, "s")
    yield Figure(f"one document changed in {MANY:,}", many, "s")
    yield Figure("the second against the first", many / few, "times the time", at_most=2)


def _speed(way: Way, tables: Rows) -> float:
    with TemporaryDirectory() as folder, closing(open_writable(Path(folder) / "empty")) as empty:
        bring_up_to_date(empty, Path(folder))
        return sum(map(len, tables.values())) / _spent(partial(way, empty, tables))


def _in_one_transaction(way: Way) -> Way:
    def both(connection: Connection, tables: Rows) -> None:
        with transaction(connection):
            way(connection, tables)

    return both


def _tables(documents: int) -> Rows:
    tables = together(rows_of(harvest, "run") for harvest in made_harvests(documents))
    return {table: rows for table, rows in tables.items() if rows}


def _insert_in_bulk(connection: Connection, tables: Rows) -> None:
    for table, rows in tables.items():
        insert(connection, table, rows)


def insert_one_by_one(connection: Connection, tables: Rows) -> None:
    """Insert rows with ``executemany``, as a script does that knows no better."""
    for table, rows in tables.items():
        names = sorted({name for row in rows for name in row})
        columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        statement = f"INSERT INTO stored.{table} ({columns}) VALUES ({places})"  # noqa: S608 (ours)
        connection.executemany(statement, [[row.get(name) for name in names] for row in rows])


def _one_change_in(count: int) -> float:
    with TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        warehouse = Path(folder) / "warehouse" / "oogst.duckdb"
        publish_made(raw, warehouse, count)
        return min(_one_change(raw, warehouse, run) for run in range(RUNS))


def publish_made(raw: Path, warehouse: Path, count: int) -> None:
    """Publish what an ingest of ``count`` files would have, without an hour of reading."""
    for harvest in made_harvests(count):
        path = raw / harvest.document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(harvest.document.text, encoding="utf-8")
    settings = Settings()
    depends_on = versions(dutch_model(settings.model), settings)
    plan = make_plan(raw, warehouse, depends_on, read_log(settings.reviews_for(warehouse)))
    with building(warehouse) as connection:
        load(connection, _as_planned(plan), "made")
        withdraw(connection, plan.present)
        record_run(connection, Run("made", dt.datetime.now(dt.UTC)))


def _as_planned(plan: Plan) -> Iterator[Harvest]:
    for task in plan.tasks:
        harvest = made_harvest(int(Path(task.file.name).stem))
        made = {"file": task.facts, "extraction_version": task.version}
        yield dataclasses.replace(harvest, made_with=task.made_with, **made)


def _one_change(raw: Path, warehouse: Path, run: int) -> float:
    (raw / "00" / "0.txt").write_text(f"{made_text(0)}\nVersie {run}.", encoding="utf-8")
    return _spent(partial(ingest, raw, warehouse, Settings()))


def _spent(deed: Callable[[], object]) -> float:
    """Seconds of processor time, of the processes that read documents too."""
    with Watch() as watch:
        deed()
    return watch.processor

"""Readers are never in the way, and the published file is whole at every moment."""

import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from schemas.records import Recommendation
from tests.warehouse_factory import document, harvest, record
from warehouse import kept, structure
from warehouse.errors import WarehouseError, WarehouseLocked
from warehouse.harvest import Harvest
from warehouse.kept import previous_versions
from warehouse.load import load
from warehouse.package_sql import sql_files
from warehouse.store import building, connect

BUILD_AND_STOP = """
import sys, time
from pathlib import Path
from warehouse.store import building
with building(Path(sys.argv[1])) as connection:
    connection.execute("INSERT INTO stored.themes VALUES ('half', 'Half gedaan', 1)")
    connection.execute("CHECKPOINT")
    print("in the middle", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "oogst.duckdb"


def publish(path: Path, *texts: str) -> None:
    with building(path) as connection:
        load(connection, [harvest(document(text)) for text in texts], "run-1")


def texts(path: Path) -> list[str]:
    with connect(path) as connection:
        found = connection.execute("SELECT text FROM documents ORDER BY text").fetchall()
    return [text for (text,) in found]


@contextmanager
def another_process_building(path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", BUILD_AND_STOP, str(path)]
    root = {"PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | root
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        yield process
        process.kill()


def test_what_was_loaded_is_read_back_and_added_to(path: Path) -> None:
    publish(path, "Wij luisteren.")
    publish(path, "Wij doen mee.")
    assert texts(path) == ["Wij doen mee.", "Wij luisteren."]


def test_an_error_while_building_leaves_the_published_file_as_it_was(path: Path) -> None:
    publish(path, "Wij luisteren.")
    before = path.read_bytes()

    def interrupted() -> Iterator[Harvest]:
        yield harvest(document("Half gelezen."))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), building(path) as connection:
        load(connection, interrupted(), "run-2")
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, f"{path.name}.lock"]


def test_a_kill_in_mid_build_leaves_the_published_file_whole(path: Path) -> None:
    publish(path, "Wij luisteren.")
    before = path.read_bytes()
    with another_process_building(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert path.read_bytes() == before
    assert path.with_name(f"{path.name}.building").exists()
    publish(path, "Wij doen mee.")
    assert texts(path) == ["Wij doen mee.", "Wij luisteren."]
    assert not path.with_name(f"{path.name}.building").exists()
    with connect(path) as connection:
        assert connection.execute("FROM themes").fetchall() == []


def test_a_second_writer_is_told_who_is_writing_and_since_when(path: Path) -> None:
    with another_process_building(path) as process:
        since = r"since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
        named = rf"{path.name} is being written by process {process.pid} {since}"
        with pytest.raises(WarehouseLocked, match=named), building(path):
            pytest.fail("two writers at a time")


def test_a_second_writer_can_wait_its_turn(path: Path) -> None:
    with another_process_building(path) as process:
        process.send_signal(signal.SIGKILL)
        with building(path, wait=10) as connection:
            assert connection.execute("FROM themes").fetchall() == []
    began = time.monotonic()
    with (
        building(path),
        pytest.raises(WarehouseLocked),
        building(path, wait=0.3),
    ):
        pytest.fail("two writers at a time")
    assert time.monotonic() - began >= 0.3


def test_who_reads_goes_on_reading_the_old_while_new_readers_get_the_new(path: Path) -> None:
    publish(path, "Oud.")
    with connect(path) as reader:
        publish(path, "Nieuw.")
        assert reader.execute("SELECT text FROM documents").fetchall() == [("Oud.",)]
        assert texts(path) == ["Nieuw.", "Oud."]
        assert reader.execute("SELECT text FROM documents").fetchall() == [("Oud.",)]


def test_readers_read_during_a_build(path: Path) -> None:
    publish(path, "Oud.")
    with another_process_building(path):
        assert texts(path) == ["Oud."]


def test_readers_cannot_write(path: Path) -> None:
    publish(path)
    with connect(path) as connection, pytest.raises(duckdb.InvalidInputException):
        connection.execute("DELETE FROM stored.documents")


def test_the_last_three_versions_are_kept(path: Path) -> None:
    for number in range(5):
        publish(path, f"Versie {number}")
    kept = previous_versions(path)
    assert [len(texts(version)) for version in kept] == [4, 3, 2]
    assert len(texts(path)) == 5


def test_a_name_with_signs_in_it_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "l'année [2024]" / "oogst 'b'.duckdb"
    publish(path, "Eén")
    publish(path, "Twee")
    assert texts(path) == ["Eén", "Twee"]
    assert len(previous_versions(path)) == 1


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[9000:60000] = bytes(byte ^ 0x5A for byte in content[9000:60000])
    path.write_bytes(content)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def no_database(path: Path) -> None:
    path.write_text("kind,jaar\n" * 900)


def another_database(path: Path) -> None:
    path.unlink()
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE klanten (naam VARCHAR)")


@pytest.mark.parametrize("harm", [damaged, cut_off, emptied, no_database, another_database])
def test_a_file_that_is_no_sound_warehouse_is_refused_in_one_line(path: Path, harm) -> None:
    publish(path, "Wij luisteren.")
    harm(path)
    with pytest.raises(WarehouseError) as refused, connect(path):
        pytest.fail("opened")
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("harm", [damaged, cut_off, emptied, no_database])
def test_a_damaged_warehouse_is_not_built_upon(path: Path, harm) -> None:
    publish(path, "Wij luisteren.")
    harm(path)
    before = path.read_bytes()
    with pytest.raises(WarehouseError, match=path.name), building(path):
        pytest.fail("built upon")
    assert path.read_bytes() == before


def test_a_missing_warehouse_is_named(path: Path) -> None:
    with pytest.raises(WarehouseError, match=r"oogst\.duckdb is not there"), connect(path):
        pytest.fail("opened")


def test_a_warehouse_of_a_later_oogst_is_refused(path: Path, monkeypatch) -> None:
    with building(path) as connection:
        row = "INSERT INTO stored.migrations VALUES ('9000_later', 'x', '2030-01-01')"
        connection.execute(row)
    with pytest.raises(WarehouseError, match="later Oogst: it knows 9000_later"), connect(path):
        pytest.fail("read")
    with pytest.raises(WarehouseError, match="later Oogst: it knows 9000_later"), building(path):
        pytest.fail("written")


def with_migrations(monkeypatch, change) -> None:
    real = structure.sql_files

    def changed(folder: str) -> dict[str, str]:
        return change(real(folder)) if folder == "migrations" else real(folder)

    monkeypatch.setattr(structure, "sql_files", changed)


def test_a_new_migration_is_run_once_over_what_is_there(path: Path, monkeypatch) -> None:
    publish(path, "Wij luisteren.")
    wards = "CREATE TABLE stored.wards (ward VARCHAR)"
    before = path.read_bytes()
    with_migrations(monkeypatch, lambda known: known | {"9000_wards": wards})
    assert texts(path) == ["Wij luisteren."]
    publish(path)
    assert texts(path) == ["Wij luisteren."]
    assert path.with_name("oogst.before-9000_wards.duckdb").read_bytes() == before


def test_a_migration_that_fails_leaves_nothing_behind(path: Path, monkeypatch) -> None:
    publish(path, "Wij luisteren.")
    before = path.read_bytes()
    wrong = "CREATE TABLE stored.wards (ward VARCHAR); SELECT nothing FROM nowhere"
    with_migrations(monkeypatch, lambda known: known | {"9000_wards": wrong})
    with pytest.raises(duckdb.CatalogException), building(path):
        pytest.fail("half migrated")
    assert path.read_bytes() == before


def test_a_migration_edited_after_the_fact_is_noticed(path: Path, monkeypatch) -> None:
    publish(path)
    with_migrations(monkeypatch, lambda known: {name: f"{text}\n" for name, text in known.items()})
    with pytest.raises(WarehouseError, match="0001_documents before that migration was edited"):
        publish(path)


def test_a_build_that_loses_a_third_says_so(path: Path) -> None:
    source = document("Luister naar ons. Betrek ons. Vertrouw ons.")
    quotes = ["Luister naar ons.", "Betrek ons.", "Vertrouw ons."]
    found = [record(Recommendation, source, quote) for quote in quotes]
    told: list[str] = []
    for records in (found, found[:2], found[:2]):
        with building(path, warn=told.append) as connection:
            load(connection, [harvest(source, *records)], "run")
    assert told == ["recommendations: 2 where the warehouse before had 3"]


def test_a_write_ahead_log_of_someone_else_does_not_outlive_its_file(path: Path) -> None:
    publish(path, "Oud.")
    path.with_name(f"{path.name}.wal").write_bytes(b"left by a shell that crashed")
    publish(path, "Nieuw.")
    assert texts(path) == ["Nieuw.", "Oud."]


def test_files_without_links_are_copied(path: Path, monkeypatch) -> None:
    def no_links(self: Path, target: Path) -> None:
        raise OSError("not supported")

    monkeypatch.setattr(kept.Path, "hardlink_to", no_links)
    publish(path, "Oud.")
    publish(path, "Nieuw.")
    assert [texts(version) for version in previous_versions(path)] == [["Oud."]]


FIRST_RELEASE = 5
OF_THEN = """
    INSERT INTO stored.documents (document_id, path, paths, state, grade_reasons, text, withdrawn)
    VALUES ('0123456789abcdef', 'oud.txt', ['oud.txt'], 'read', [], 'Uit een ouder bestand.', false)
"""


@pytest.fixture
def of_the_first_release(path: Path) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql_files("queries")["migrations_table"])
        for name, text in list(sql_files("migrations").items())[:FIRST_RELEASE]:
            structure._migrate(connection, name, text)
        connection.execute(OF_THEN)
    return path


def test_a_warehouse_of_the_first_release_opens_and_a_copy_is_kept(of_the_first_release) -> None:
    path, before = of_the_first_release, of_the_first_release.read_bytes()
    assert texts(path) == ["Uit een ouder bestand."]
    (copy,) = path.parent.glob("oogst.before-*.duckdb")
    assert copy.read_bytes() == before
    publish(path, "Wij luisteren.")
    assert texts(path) == ["Uit een ouder bestand.", "Wij luisteren."]
    assert list(path.parent.glob("oogst.before-*.duckdb")) == [copy]


def test_the_copy_from_before_a_migration_outlives_the_versions_that_are_kept(
    of_the_first_release,
) -> None:
    before = of_the_first_release.read_bytes()
    for number in range(6):
        publish(of_the_first_release, f"Versie {number}")
    (copy,) = of_the_first_release.parent.glob("oogst.before-*.duckdb")
    assert copy.read_bytes() == before


def test_harm_deep_within_a_file_is_named_when_it_is_met(path: Path) -> None:
    for number in range(2):
        publish(path, *(f"Wij luisteren naar {number} en {n}." for n in range(3000)))
    good = previous_versions(path)[0]
    content = bytearray(path.read_bytes())
    content[300_000:] = bytes(byte ^ 0x5A for byte in content[300_000:])
    path.write_bytes(content)
    with pytest.raises(WarehouseError, match=good.name), connect(path) as connection:
        connection.execute("SELECT sum(hash(COLUMNS(*))) FROM stored.blocks").fetchall()


def test_who_waits_as_long_as_it_takes_gets_the_turn(path: Path) -> None:
    with another_process_building(path) as process:
        threading.Timer(0.5, process.kill).start()
        with building(path, wait=math.inf) as connection:
            assert connection.execute("FROM themes").fetchall() == []


def test_whoever_waits_is_told_for_whom(path: Path, caplog) -> None:
    with another_process_building(path) as process:
        with pytest.raises(WarehouseLocked), building(path, wait=0.2):
            pytest.fail("two writers at a time")
        assert f"is being written by process {process.pid} since" in caplog.text
        assert "; waiting" in caplog.text

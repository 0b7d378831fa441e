"""Raw files and readings far away: what holds for a folder here holds for one by fsspec."""

import sys
from pathlib import Path

import pytest

from flows.discover import RawFolderError, discover
from flows.exit_codes import ExitCode, exit_code_of
from flows.extras import MissingLibraryError
from flows.locations import FetchError, LocationError, far_errors, fetched, is_far, location
from flows.manifest import read_manifest
from flows.plan import make_plan
from flows.readings import Readings
from flows.settings import Settings, read_settings
from flows.shards import shards_of
from tests.command import invoke, oogst
from tests.documents import document_of
from tests.far_store import KEYS, keys_in, needs_far, needs_s3
from tests.raw_folders import LETTER, RECAP, hash_of, pdf, rows, run, warehouse_of, write
from warehouse.reviews.log import ReviewLog
from warehouse.shards import ShardError

DEPENDS_ON = {"rules": "r", "register": "g", "model": "m", "reader": "d"}


@pytest.fixture
def far():
    """A raw folder in the memory of this process."""
    folder = location("memory://oogst/raw")
    (folder / "2024" / "terugblik.txt").write_text(RECAP)
    (folder / "brief.txt").write_text(LETTER)
    (folder / ".verborgen").write_text("niet voor ons")
    (folder / "manifest.csv").write_text("path,year\nbrief.txt,2026\nweg.txt,2025\n")
    yield folder
    folder.parent.rmdir(recursive=True)


@needs_far
def test_what_lies_far_away_is_found_as_it_is_here(far, raw):
    for name in ("2024/terugblik.txt", "brief.txt", ".verborgen", "manifest.csv"):
        write(raw / name, (far / name).read_text())
    assert [file.name for file in discover(far)[0]] == ["2024/terugblik.txt", "brief.txt"]
    there, here = (
        make_plan(folder, raw.parent / "oogst.duckdb", DEPENDS_ON, ReviewLog())
        for folder in (far, raw)
    )
    assert [(task.facts.sha256, task.facts.bytes, task.version) for task in there.tasks] == [
        (task.facts.sha256, task.facts.bytes, task.version) for task in here.tasks
    ]
    assert (there.present, there.faults) == (here.present, here.faults)
    assert read_manifest(far).rows["brief.txt"].year == 2026


@needs_far
def test_what_was_seen_far_away_is_fetched_again_only_when_it_changed(far, tmp_path, monkeypatch):
    def planned():
        plan = make_plan(far, tmp_path / "oogst.duckdb", DEPENDS_ON, ReviewLog())
        return {task.file.name: task.document_id for task in plan.tasks}

    first, opened = planned(), []
    real = type(far).open
    monkeypatch.setattr(
        type(far),
        "open",
        lambda path, *how, **more: opened.append(path.name) or real(path, *how, **more),
    )
    assert planned() == first
    assert "brief.txt" not in opened
    (far / "brief.txt").write_text(LETTER.replace("Zwolle", "Almere"))
    again = planned()
    assert [name for name in again if again[name] != first[name]] == ["brief.txt"]


@needs_far
def test_a_file_far_away_is_read_from_a_copy_that_goes_again(far):
    with fetched(far / "brief.txt") as near:
        assert (near.suffix, near.read_text()) == (".txt", LETTER)
    assert not near.exists()
    with pytest.raises(FetchError, match="could not be fetched: "), fetched(far / "weg.txt"):
        pass


def test_a_file_that_is_here_is_not_copied(raw):
    path = write(raw / "brief.txt", LETTER)
    with fetched(path) as near:
        assert near == path
    assert path.exists()


@needs_far
def test_readings_are_kept_far_away_and_swept(far):
    document = document_of(LETTER)
    kept, later = (Readings(far / "readings", version) for version in ("one", "two"))
    kept.keep(document, ".txt")
    assert kept.find(document.document_id, ".txt") == document
    assert later.find(document.document_id, ".txt") is None
    later.keep(document, ".txt")  # in the place of what an earlier reader made
    assert kept.find(document.document_id, ".txt") is None
    later.sweep({document.document_id})
    assert later.find(document.document_id, ".txt") == document
    later.sweep(())
    assert later.find(document.document_id, ".txt") is None


@pytest.mark.parametrize(
    "where", [pytest.param("memory://oogst/shards", marks=needs_far), "shards"]
)
def test_shards_are_kept_until_the_run_ends(where, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    warehouse, other = tmp_path / "oogst.duckdb", tmp_path / "other.duckdb"
    settings = Settings(shards=where).at(warehouse)
    with shards_of(other, "run-1", settings) as others:
        others.keep(1, b"of another warehouse")
        with shards_of(warehouse, "run-1", settings) as shards:
            for number, shard in ((2, b"two"), (1, b"first"), (1, b"one")):
                shards.keep(number, shard)
            assert list(shards.read(2)) == [b"one", b"two"]
            with pytest.raises(ShardError, match="must both reach the folder that `shards` names"):
                list(shards.read(3))
        assert list(others.read(1)) == [b"of another warehouse"]
    assert not settings.shards.exists() or list(settings.shards.iterdir()) == []


def test_a_shard_that_cannot_be_written_is_one_line(tmp_path):
    settings = Settings(shards=write(tmp_path / "shards", "no folder")).at(
        tmp_path / "oogst.duckdb"
    )
    line = r"^\S+000001.parquet cannot be written \(Not a directory\)$"
    with shards_of(tmp_path / "oogst.duckdb", "run-1", settings) as shards:
        with pytest.raises(ShardError, match=line) as raised:
            shards.keep(1, b"one")
        assert exit_code_of(raised.value) is ExitCode.WAREHOUSE


def test_what_a_killed_run_left_is_no_part_of_the_next(tmp_path):
    settings = Settings().at(tmp_path / "oogst.duckdb")
    left = shards_of(tmp_path / "oogst.duckdb", "run-1", settings).__enter__()
    left.keep(1, b"of a run that was killed")
    with shards_of(tmp_path / "oogst.duckdb", "run-2", settings) as shards:
        left.keep(1, b"of a worker that did not hear of it")
        shards.keep(1, b"one")
        assert list(shards.read(1)) == [b"one"]
        (kept,) = shards.folder.iterdir()
        assert (kept.stat().st_mode & 0o777, shards.folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert list(tmp_path.rglob("*.parquet")) == []


@needs_far
@pytest.mark.parametrize(
    ("name", "complaint"), [("weg", "no such folder"), ("raw/brief.txt", "is a file, not a folder")]
)
def test_what_is_no_folder_far_away_is_told_in_one_line(far, name, complaint):
    path = location(f"memory://oogst/{name}")
    with pytest.raises(RawFolderError, match=f"^memory://oogst/{name}: {complaint}$"):
        discover(path)


@pytest.mark.parametrize("given", ["raw", "/srv/raw", "C:raw", "raw/s3:"])
def test_what_has_no_protocol_is_here(given):
    assert location(given) == Path(given)
    assert not is_far(location(given))


@needs_far
def test_a_protocol_that_nobody_knows_is_refused(raw):
    with pytest.raises(LocationError, match="gopher://raw: no such protocol"):
        location("gopher://raw")
    result = invoke("ingest", "gopher://raw")
    assert (result.exit_code, result.stderr.count("\n")) == (ExitCode.WRONG_USE, 1)


@pytest.mark.parametrize("library", ["upath", "s3fs"])
def test_a_library_that_is_missing_is_one_line_with_what_installs_it(monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingLibraryError, match=r"^s3://x/raw needs .*'oogst\[cluster\]'$"):
        location("s3://x/raw")


@needs_far
def test_settings_name_locations(monkeypatch):
    monkeypatch.setenv("OOGST_RAW", "memory://oogst/raw")
    settings = read_settings()
    assert (str(settings.raw), is_far(settings.raw)) == ("memory://oogst/raw", True)
    assert settings.warehouse_for(settings.raw) == Path.cwd() / "warehouse" / "oogst.duckdb"
    assert Settings(raw="raw").raw == Path("raw")


def test_what_a_store_raises_is_an_error_of_input_and_output():
    gone = type("EndpointConnectionError", (Exception,), {"__module__": "botocore.exceptions"})
    with pytest.raises(OSError, match="the store does not answer"), far_errors():
        raise gone("http://127.0.0.1:9")
    with pytest.raises(ZeroDivisionError), far_errors():
        raise ZeroDivisionError


@needs_s3
@pytest.mark.slow
def test_a_bucket_gives_the_same_warehouse_as_a_folder(raw, tmp_path, s3):
    store, variables = s3
    write(raw / "2024" / "terugblik.txt", RECAP)
    pdf(raw / "plan.pdf", "Het ministerie van SZW stelt in 2027 een plan op.", "Bladzijde twee.")
    write(raw / "leeg.txt", "")
    for path in (path for path in raw.rglob("*") if path.is_file()):
        store.upload_file(str(path), "oogst", f"raw/{path.relative_to(raw).as_posix()}")
    store.put_object(Bucket="oogst", Key="raw/", Body=b"")  # as some tools make a folder
    target = tmp_path / "far" / "oogst.duckdb"
    command = "ingest", "s3://oogst/raw", "--warehouse", target
    where = variables | {"OOGST_READINGS": "s3://oogst/readings"}
    first = oogst(*command, cwd=tmp_path, **where)
    assert first.returncode == ExitCode.NEEDS_ATTENTION
    assert first.stderr == "Needs attention: leeg.txt: the file holds no text (empty)\n"
    run(raw)
    assert hash_of(target) == hash_of(warehouse_of(raw))
    assert len(keys_in(store, "readings")) == 2

    store.delete_object(Bucket="oogst", Key="raw/plan.pdf")
    second = oogst(*command, cwd=tmp_path, **where)
    assert second.returncode == ExitCode.NEEDS_ATTENTION
    assert rows(target, "SELECT path FROM files WHERE state = 'withdrawn'") == [("plan.pdf",)]
    assert len(keys_in(store, "readings")) == 1


@needs_s3
@pytest.mark.slow
def test_a_store_that_does_not_answer_is_told_in_one_line(tmp_path):
    nobody = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_DEFAULT_REGION": "us-east-1", **KEYS}
    told = oogst("ingest", "s3://oogst/raw", cwd=tmp_path, AWS_MAX_ATTEMPTS="1", **nobody)
    assert told.returncode == ExitCode.NOTHING_READABLE
    assert told.stderr.startswith("s3://oogst/raw: cannot be opened: the store does not answer")
    assert told.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []

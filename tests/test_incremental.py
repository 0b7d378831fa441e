"""A run costs what has changed: files are looked into in doubt, PDFs are read once."""

import ast
import gzip
import importlib.util
import os
import stat
import time
from functools import partial
from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import pytest

from extractors import extraction
from extractors.nlp import EMBEDDED
from extractors.read.isolated import LimitedReader
from extractors.rules import load_rules
from flows import harvest as harvesting
from flows import ingest as ingesting
from flows import readings as reading
from flows import seen
from flows.model import dutch_model
from flows.plan import make_plan
from schemas.document import Reason
from tests.raw_folders import LETTER, RECAP, pdf, rows, run, warehouse_of, write
from tests.troubled_readers import refusing
from warehouse.reviews.log import ReviewLog

DEPENDS_ON = {"rules": "r", "register": "g", "model": "m", "reader": "d"}
EVIDENCE = "SELECT record_id, quote, document_id FROM evidence ORDER BY ALL"
NAMED = "Sanne Voorbeeld (14) zei: ik wil meepraten.\n"


@pytest.fixture
def two(raw):
    """A raw folder with a PDF and a text."""
    pdf(raw / "verslag.pdf", "Het ministerie van SZW stelt in 2027 een plan op.", "Bladzijde twee.")
    write(raw / "brief.txt", LETTER)
    return raw


@pytest.fixture
def nobody_reads(monkeypatch):
    """From here on, a file that is read costs its document."""

    def refuse():
        monkeypatch.setattr(harvesting, "LimitedReader", partial(LimitedReader, read=refusing))

    return refuse


@pytest.fixture
def with_version(monkeypatch):
    """Let what the records depend on differ from here on."""

    def differ(**parts):
        versions = ingesting.versions
        monkeypatch.setattr(ingesting, "versions", lambda *told: versions(*told) | parts)

    return differ


@pytest.mark.parametrize("part", ["rules", "register", "model", "reader", "names"])
def test_other_rules_extract_anew_and_read_nothing_again(two, nobody_reads, with_version, part):
    first = run(two)
    told = rows(warehouse_of(two), EVIDENCE)
    nobody_reads()
    with_version(**{part: "other"})
    second = run(two)
    assert (second.read, second.failed, second.records) == (2, [], first.records)
    assert rows(warehouse_of(two), EVIDENCE) == told


def test_a_changed_reader_reads_again(two, nobody_reads, with_version, monkeypatch):
    run(two)
    nobody_reads()
    with_version(rules="other")
    monkeypatch.setattr(reading, "reading_version", lambda: "another")
    assert [file.reason for file in run(two).failed] == [Reason.CRASHED] * 2


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("extractors/read/columns.py", None),
        ("extractors/rules/reading.toml", None),
        ("extractors/readers.py", "rules"),
        ("extractors/compounds.py", "rules"),
        ("extractors/rules/recommendations.toml", "rules"),
        ("extractors/register/organisations.csv", "register"),
    ],
)
def test_what_only_readers_depend_on_is_no_rule(monkeypatch, path, part):
    nlp = dutch_model(EMBEDDED)
    before, contents = extraction.extraction_versions(nlp), extraction._contents
    more = [(path, b"another")]
    monkeypatch.setattr(extraction, "_contents", lambda *folder: [*contents(*folder), *more])
    after = extraction.extraction_versions(nlp)
    assert [name for name in after if after[name] != before[name]] == ([part] if part else [])


def test_a_file_that_was_moved_is_known_by_its_bytes(two, nobody_reads, with_version):
    run(two)
    (two / "2025").mkdir()
    (two / "verslag.pdf").rename(two / "2025" / "plan.pdf")
    nobody_reads()
    with_version(rules="other")
    assert (run(two).read, run(two).failed) == (2, [])
    assert rows(warehouse_of(two), "SELECT path FROM documents ORDER BY path") == [
        ("2025/plan.pdf",),
        ("brief.txt",),
    ]


def _spoil(path: Path, how: str) -> None:
    whole = path.read_bytes()
    spoiled = {
        "cut": whole[: len(whole) // 2],
        "empty": b"",
        "no gzip": b"{}",
        "no document": gzip.compress(b'{"text": 1}'),
        "of another": gzip.compress(gzip.decompress(whole).replace(b'_id":"', b'_id":"f', 1)),
    }
    path.write_bytes(spoiled[how])


@pytest.mark.parametrize("how", ["cut", "empty", "no gzip", "no document", "of another"])
def test_a_damaged_reading_is_made_again(two, with_version, how):
    first = run(two)
    before = {path: path.read_bytes() for path in kept(two)}
    for path in before:
        _spoil(path, how)
    with_version(rules="other")
    second = run(two)
    assert (second.records, second.failed) == (first.records, [])
    assert {path: path.read_bytes() for path in kept(two)} == before


def kept(raw: Path) -> list[Path]:
    """The kept readings beside the warehouse of ``raw``."""
    return sorted((warehouse_of(raw).parent / "readings").glob("*/*"))


def test_readings_hold_names_and_only_the_owner_may_open_them(raw):
    write(raw / "verslag.txt", RECAP + NAMED)
    before = os.umask(0)
    try:
        run(raw)
    finally:
        os.umask(before)
    (path,) = kept(raw)
    assert b"Sanne" in gzip.decompress(path.read_bytes())
    assert b"Sanne" not in warehouse_of(raw).read_bytes()
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent, path.parents[1])]
    assert modes == [0o600, 0o700, 0o700]


def test_who_wants_no_readings_keeps_none(two):
    run(two)
    assert len(kept(two)) == 2
    write(two / "terugblik.txt", RECAP)
    run(two, keep_readings=False)
    assert kept(two) == []


def test_the_reading_of_a_file_that_has_gone_goes_too(two):
    run(two)
    (two / "brief.txt").unlink()
    run(two)
    (path,) = kept(two)
    assert ".pdf." in path.name


def test_where_no_reading_can_be_kept_the_run_goes_on(two):
    write(warehouse_of(two).parent / "readings", "no folder")
    outcome = run(two)
    assert (outcome.read, outcome.failed) == (2, [])


def test_readings_depend_on_all_that_the_readers_use():
    """Of Oogst itself: what they import, and what that imports."""
    named = _reading_depends_on()
    met, waiting = set(), ["extractors.read"]
    while waiting:
        module = waiting.pop()
        if module in met:
            continue
        met.add(module)
        waiting += _imported_by(module)
    paths = {module.replace(".", "/") for module in met if module.startswith("extractors.")}
    roots = tuple(name.removesuffix(".py").removesuffix("/__init__") for name in named)
    assert [path for path in sorted(paths) if not path.startswith(roots)] == []


def _reading_depends_on() -> list[str]:
    parts = load_rules("reading_version")
    return [*parts["own"], *parts["shared"]]


def _imported_by(module: str) -> list[str]:
    spec = importlib.util.find_spec(module)
    folder = Path(spec.origin).parent if spec.submodule_search_locations else None
    files = sorted(folder.rglob("*.py")) if folder else [Path(spec.origin)]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return [node.module for node in nodes if node.module.startswith("extractors")]


def test_readings_depend_on_all_rules_that_the_readers_ask_for():
    named = _reading_depends_on()
    asked = set()
    for path in resources.files("extractors").joinpath("read").iterdir():
        if path.name.endswith(".py"):
            asked |= _rules_asked_for(path.read_text(encoding="utf-8"))
    asked.discard("reading_version")
    assert asked
    assert {f"extractors/rules/{name}.toml" for name in asked} <= set(named)


def _rules_asked_for(code: str) -> set[str]:
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    return {call.args[0].value for call in calls if getattr(call.func, "id", None) == "load_rules"}


class Folder:
    """A raw folder that is looked at, and the files of it whose bytes were read."""

    def __init__(self, raw, monkeypatch):
        self.raw, self.hashed, self.ahead = raw, [], 10
        hash_of_file = seen._hashed
        note = self.hashed.append
        monkeypatch.setattr(seen, "_hashed", lambda path: (note(path.name), hash_of_file(path))[1])
        later = SimpleNamespace(time=lambda: time.time() + self.ahead)
        monkeypatch.setattr(seen, "time", later)

    def look(self, **how) -> list[str]:
        """Return the files that a plan hashes."""
        self.hashed.clear()
        self.ids = make_plan(
            self.raw, warehouse_of(self.raw), DEPENDS_ON, ReviewLog(), **how
        ).present
        return sorted(self.hashed)


@pytest.fixture
def folder(two, monkeypatch):
    """A raw folder with two files, looked at once."""
    looked_at = Folder(two, monkeypatch)
    looked_at.look()
    return looked_at


def test_a_file_that_has_not_changed_is_not_opened(folder):
    before = folder.ids
    assert folder.look() == []
    assert folder.ids == before


def test_all_files_are_looked_into_where_that_is_asked(folder):
    assert folder.look(check_all=True) == ["brief.txt", "verslag.pdf"]
    assert folder.look() == []


def test_other_bytes_of_the_same_size_and_date_are_noticed(folder):
    """As by a program that sets a file's date back, or a change within one tick of the clock."""
    path, before = folder.raw / "brief.txt", folder.ids["brief.txt"]
    was = path.stat()
    path.write_text(LETTER.replace("2026", "2027"))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert path.stat().st_size == was.st_size
    assert folder.look() == ["brief.txt"]
    assert folder.ids["brief.txt"] != before


def test_a_copy_with_an_old_date_in_the_place_of_a_file_is_noticed(folder):
    path = folder.raw / "brief.txt"
    was, copy = path.stat(), folder.raw / "copy"
    copy.write_text(LETTER.replace("2026", "2027"))
    os.utime(copy, ns=(was.st_atime_ns, was.st_mtime_ns))
    copy.replace(path)
    assert folder.look() == ["brief.txt"]


def test_a_file_that_was_changed_just_now_is_looked_into_again(folder):
    write(folder.raw / "nieuw.txt", RECAP)
    folder.ahead = 1
    assert folder.look() == ["nieuw.txt"]
    assert folder.look() == ["brief.txt", "nieuw.txt", "verslag.pdf"]


def test_when_the_clock_jumps_back_every_file_is_in_doubt(folder):
    """What is dated after now could be changed again, and get the same date."""
    folder.ahead = -3600
    folder.look()
    assert folder.look() == ["brief.txt", "verslag.pdf"]


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", "[9, {}]", '[1, {"a": [1]}]', "\x00"])
def test_what_was_seen_may_be_damaged(folder, content):
    before = folder.ids
    path = warehouse_of(folder.raw).with_name("oogst.duckdb.seen")
    assert path.exists()
    path.write_text(content)
    assert folder.look() == ["brief.txt", "verslag.pdf"]
    assert folder.ids == before
    assert folder.look() == []


def test_what_was_seen_names_no_file(folder):
    assert "brief" not in warehouse_of(folder.raw).with_name("oogst.duckdb.seen").read_text()

"""Ingest: the same in gives the same out, and what changes in the folder changes in the answers."""

import os

import pytest

from tests.command import oogst
from tests.raw_folders import (
    LETTER,
    RECAP,
    hash_of,
    pdf,
    rows,
    run,
    warehouse_of,
    write,
)

DOCUMENTS = "SELECT document_id, path, year, kind FROM documents ORDER BY path"
RECORDS = "SELECT document_id, record_type, quote FROM evidence ORDER BY ALL"


@pytest.fixture
def two(raw):
    """A raw folder with two documents, ingested."""
    write(raw / "2024" / "terugblik.txt", RECAP)
    write(raw / "brief.md", LETTER)
    run(raw)
    return raw


def answers(raw, query):
    return rows(warehouse_of(raw), query)


def test_a_second_run_writes_nothing(two):
    published = warehouse_of(two)
    before = published.stat(), hash_of(published)
    outcome = run(two)
    after = published.stat()
    assert (outcome.changed, outcome.read, outcome.unchanged) == (False, 0, 2)
    assert (after.st_mtime_ns, after.st_ino) == (before[0].st_mtime_ns, before[0].st_ino)
    assert hash_of(published) == before[1]


def test_a_file_that_is_only_touched_is_not_read_again(two):
    os.utime(two / "brief.md", (0, 0))
    assert not run(two).changed


def test_a_changed_file_replaces_its_records(two):
    write(two / "brief.md", LETTER.replace("2026", "2027"))
    outcome = run(two)
    assert (outcome.read, outcome.unchanged, outcome.withdrawn) == (1, 1, [])
    quotes = [quote for _, kind, quote in answers(two, RECORDS) if kind == "date_mentions"]
    assert "1 mei 2027" in quotes
    assert "1 mei 2026" not in quotes


def test_a_new_version_replaces_the_old_one_and_says_so(two):
    old = dict(answers(two, "SELECT path, document_id FROM documents"))["brief.md"]
    write(two / "brief.md", LETTER.replace("2026", "2027"))
    done = oogst("ingest", two, cwd=two.parent)
    assert "Replaced by a new version: brief.md\n" in done.stdout
    assert "Withdrawn" not in done.stdout
    files = answers(two, "SELECT document_id, state, reason, replaced_by FROM files")
    told = {identity: rest for identity, *rest in files}
    successor = told[old][-1]
    assert told[old] == ["withdrawn", "replaced", successor]
    assert told[successor] == ["read", None, None]
    assert "Replaced" not in oogst("ingest", two, cwd=two.parent).stdout


def test_a_file_that_has_gone_is_withdrawn_and_comes_back_unread(two):
    before = answers(two, RECORDS)
    (two / "brief.md").rename(two.parent / "brief.md")
    outcome = run(two)
    assert outcome.withdrawn == ["brief.md"]
    states = answers(two, "SELECT path, state FROM documents")
    assert sorted(states) == [("2024/terugblik.txt", "read"), ("brief.md", "withdrawn")]
    assert len(answers(two, RECORDS)) < len(before)
    (two.parent / "brief.md").rename(two / "brief.md")
    assert run(two).read == 0
    assert answers(two, RECORDS) == before


def test_a_renamed_file_is_the_same_document(two):
    ids = {path: identity for identity, path, *_ in answers(two, DOCUMENTS)}
    (two / "2024" / "terugblik.txt").rename(two / "dialoog.txt")
    outcome = run(two)
    assert (outcome.read, outcome.withdrawn, outcome.changed) == (0, [], True)
    renamed = {path: identity for identity, path, *_ in answers(two, DOCUMENTS)}
    assert renamed == {
        "brief.md": ids["brief.md"],
        "dialoog.txt": ids["2024/terugblik.txt"],
    }


def test_two_copies_are_one_document_with_two_paths(two):
    write(two / "kopie" / "terugblik.txt", RECAP)
    outcome = run(two)
    assert (outcome.read, outcome.unchanged) == (0, 2)
    paths = [paths for (paths,) in answers(two, "SELECT paths FROM files ORDER BY path")]
    assert paths == [["2024/terugblik.txt", "kopie/terugblik.txt"], ["brief.md"]]


def test_a_copy_that_the_manifest_knows_speaks_for_all(two):
    write(two / "kopie" / "terugblik.txt", RECAP)
    write(two / "manifest.csv", "path,year\nkopie/terugblik.txt,2019\n")
    assert run(two).read == 1
    assert {path: year for _, path, year, _ in answers(two, DOCUMENTS)} == {
        "2024/terugblik.txt": 2019,
        "brief.md": None,
    }


def test_a_copy_of_a_foreign_kind_does_not_hide_the_document(raw):
    write(raw / "brief.bak", LETTER)
    write(raw / "brief.txt", LETTER)
    outcome = run(raw)
    assert (outcome.read, outcome.failed) == (1, [])


def test_a_file_of_a_foreign_kind_is_read_once_its_name_tells_what_it_is(raw):
    foreign = write(raw / "brief.bak", LETTER)
    assert [file.reason for file in run(raw).failed] == ["unsupported"]
    foreign.rename(raw / "brief.txt")
    assert (outcome := run(raw)).read == 1
    assert outcome.failed == []


def test_a_row_in_the_manifest_renews_its_file_alone(two):
    write(two / "manifest.csv", "path,kind,year\nbrief.md,government_response,2023\n")
    outcome = run(two)
    assert (outcome.read, outcome.unchanged) == (1, 1)
    told = {path: (year, kind) for _, path, year, kind in answers(two, DOCUMENTS)}
    assert told["brief.md"] == (2023, "government_response")
    (two / "manifest.csv").unlink()
    assert run(two).read == 1
    assert {path: (y, k) for _, path, y, k in answers(two, DOCUMENTS)} != told


def test_hash_seed_workers_and_order_make_no_difference(tmp_path):
    hashes = set()
    for seed, workers, order in (("0", "1", 1), ("4711", "2", -1)):
        raw = tmp_path / seed / "raw"
        for name in ("a.txt", "b.txt", "c.txt")[::order]:
            write(raw / name, f"{RECAP}\nDit is verslag {name}.\n")
        pdf(raw / "d.pdf", "Het ministerie van SZW stelt in 2027 een plan op.", "Bladzijde twee.")
        done = oogst("ingest", raw, cwd=tmp_path, PYTHONHASHSEED=seed, OOGST_WORKERS=workers)
        assert (done.returncode, done.stderr) == (0, "")  # no bar where nobody watches
        hashes.add(hash_of(warehouse_of(raw)))
    assert len(hashes) == 1


def test_what_is_added_later_gives_the_same_as_all_at_once(two):
    at_once = two.parent / "at-once" / "raw"
    write(at_once / "2024" / "terugblik.txt", RECAP)
    write(at_once / "brief.md", LETTER)
    write(at_once / "later.txt", "Op 3 mei 2025 sprak UNICEF met de gemeente Assen.\n")
    run(at_once)
    (at_once / "later.txt").rename(two / "later.txt")
    run(two)
    assert hash_of(warehouse_of(two)) == hash_of(warehouse_of(at_once))

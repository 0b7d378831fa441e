"""A folder that changes night after night: what always holds, holds after every run.

How many nights pass is for the variable NIGHTS to say; `make soak` asks for two hundred.
"""

import os
from collections import Counter

import pytest

from flows.exit_codes import ExitCode
from tests.changing_folder import ChangingFolder
from tests.raw_folders import hash_of, rows, run, warehouse_of

NIGHTS = int(os.environ.get("NIGHTS", "15"))
_EVERY = 10  # nights between two comparisons with a warehouse that is made at once

_QUOTES = """
    SELECT record_id, quote, text[evidence.start_char + 1 : evidence.end_char]
    FROM evidence JOIN documents USING (document_id)
"""
_RECORDS = "SELECT document_id, record_type, quote, start_char FROM evidence ORDER BY ALL"


@pytest.mark.slow
def test_what_always_holds_holds_after_every_night(raw):
    folder = ChangingFolder(raw, seed=20260329)
    deeds: Counter[str] = Counter()
    for night in range(NIGHTS):
        deeds.update(folder.pass_a_day())
        outcome = run(raw)
        assert outcome.exit_code == (
            ExitCode.NEEDS_ATTENTION if folder.broken else ExitCode.DONE
        ), night
        _assert_quotes_are_true(raw)
        _assert_nothing_is_there_twice(raw)
        _assert_it_tells_what_is_there(folder, outcome)
        _assert_a_second_run_changes_nothing(raw)
        if night % _EVERY == _EVERY - 1:
            _assert_it_is_as_if_made_at_once(raw)
    assert len(deeds) >= min(NIGHTS // 3, 6), deeds  # the folder did change


def _assert_quotes_are_true(raw):
    found = rows(warehouse_of(raw), _QUOTES)
    assert found
    assert [row for row in found if row[1] != row[2]] == []


def _assert_nothing_is_there_twice(raw):
    for column, view in (("record_id", "evidence"), ("document_id", "documents")):
        twice = f"SELECT {column} FROM {view} GROUP BY {column} HAVING count(*) > 1"
        assert rows(warehouse_of(raw), twice) == []


def _assert_it_tells_what_is_there(folder, outcome):
    warehouse = warehouse_of(folder.raw)
    states = "SELECT unnest(paths), state FROM files WHERE state {} 'withdrawn'"
    there = dict(rows(warehouse, states.format("<>")))
    assert there.keys() == folder.readable | folder.broken
    assert {path for path, state in there.items() if state == "read"} == folder.readable
    issues = {path for (path,) in rows(warehouse, "SELECT path FROM issues")}
    assert issues == {file.path for file in outcome.failed} == folder.broken
    gone = "SELECT 1 FROM evidence JOIN documents USING (document_id) WHERE state = 'withdrawn'"
    assert rows(warehouse, gone) == []


def _assert_a_second_run_changes_nothing(raw):
    warehouse = warehouse_of(raw)
    before = warehouse.stat().st_ino, hash_of(warehouse)
    outcome = run(raw)
    assert (outcome.changed, outcome.read) == (False, 0)
    assert (warehouse.stat().st_ino, hash_of(warehouse)) == before


def _assert_it_is_as_if_made_at_once(raw):
    anew = raw.parent / "anew" / "raw"
    anew.parent.mkdir(exist_ok=True)
    warehouse_of(anew).unlink(missing_ok=True)
    anew.unlink(missing_ok=True)
    anew.symlink_to(raw, target_is_directory=True)
    run(anew)
    assert rows(warehouse_of(anew), _RECORDS) == rows(warehouse_of(raw), _RECORDS)

"""The commands about the warehouse's history: runs, diff and restore, for people and programs."""

import json
from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from tests.command import invoke
from tests.raw_folders import LETTER, RECAP, hash_of, run, warehouse_of, write
from warehouse.kept import previous_versions

QUOTE = "De gemeente Zwolle zal voor 1 mei 2026 een kinderpanel instellen."


@pytest.fixture
def twice(raw: Path) -> Path:
    """The warehouse of a folder that was ingested, got a letter, and was ingested again."""
    write(raw / "terugblik.txt", RECAP)
    run(raw)
    write(raw / "brief.txt", LETTER)
    run(raw)
    return warehouse_of(raw)


def ask(*arguments: object, warehouse: Path):
    return invoke(*arguments, "--warehouse", warehouse)


def test_runs_are_told_the_newest_first(twice: Path) -> None:
    told = json.loads(ask("runs", "--json", warehouse=twice).stdout)
    assert [Path(one["file"]).name for one in told] == [
        twice.name,
        previous_versions(twice)[0].name,
    ]
    assert [one["counts"]["read"] for one in told] == [1, 1]
    assert set(told[0]["versions"]) >= {"rules", "register", "model", "names", "scans"}
    printed = ask("runs", warehouse=twice).stdout
    assert printed.index(told[0]["run_id"]) < printed.index(told[1]["run_id"])


def test_what_came_in_is_told_with_its_quote_and_cause(twice: Path) -> None:
    changes = json.loads(ask("diff", "--json", warehouse=twice).stdout)
    assert {change["path"] for change in changes} == {"brief.txt"}
    assert {(change["change"], *change["causes"]) for change in changes} == {("added", "source")}
    printed = ask("diff", warehouse=twice).stdout
    assert f"+ commitments · source\n  {QUOTE}\n  brief.txt" in printed


def test_the_other_way_round_what_was_added_is_removed(twice: Path) -> None:
    there, back = (
        json.loads(ask("diff", *pair, "--json", warehouse=twice).stdout)
        for pair in (("previous", "published"), ("published", "previous"))
    )
    assert there
    assert {change["record_id"] for change in there} == {change["record_id"] for change in back}
    assert {change["change"] for change in back} == {"removed"}


def test_nothing_changed_is_one_line(twice: Path) -> None:
    result = ask("diff", "published", "published", warehouse=twice)
    assert "No record changed." in result.stdout
    assert result.exit_code == ExitCode.DONE


def test_no_more_than_the_limit_is_printed_and_the_rest_is_counted(twice: Path) -> None:
    changes = json.loads(ask("diff", "--json", warehouse=twice).stdout)
    printed = ask("diff", "--limit", 1, warehouse=twice).stdout
    assert f"{len(changes) - 1} more; --limit 0 prints all." in printed
    assert "more" not in ask("diff", "--limit", 0, warehouse=twice).stdout


def test_a_version_that_is_not_kept_is_wrong_use(twice: Path) -> None:
    result = ask("diff", "1999", warehouse=twice)
    assert result.exit_code == ExitCode.WRONG_USE
    assert "'1999' names no version that is kept; kept are 2" in result.stderr


def test_a_damaged_warehouse_is_named_and_restored_from_the_last_good_one(twice: Path) -> None:
    good = previous_versions(twice)[0]
    expected = hash_of(good)
    content = bytearray(twice.read_bytes())
    content[9000:90000] = bytes(byte ^ 0x5A for byte in content[9000:90000])
    twice.write_bytes(content)
    refused = ask("documents", warehouse=twice)
    assert refused.exit_code == ExitCode.WAREHOUSE
    assert str(twice) in refused.stderr
    assert f"the last good one is {good.name}: `oogst restore` puts it back" in refused.stderr
    assert f"Published again: {good.name}" in ask("restore", warehouse=twice).stdout
    assert hash_of(twice) == expected
    assert twice.with_name("oogst.damaged.duckdb").read_bytes() == content


def test_restoring_keeps_what_was_published(twice: Path) -> None:
    published, earlier = hash_of(twice), hash_of(previous_versions(twice)[0])
    assert ask("restore", "previous", warehouse=twice).exit_code == ExitCode.DONE
    assert hash_of(twice) == earlier
    assert ask("restore", "previous", warehouse=twice).exit_code == ExitCode.DONE
    assert hash_of(twice) == published


def test_without_an_earlier_version_there_is_nothing_to_restore(raw: Path) -> None:
    write(raw / "terugblik.txt", RECAP)
    run(raw)
    warehouse_of(raw).write_bytes(b"")
    assert "no earlier version of it is left" in ask("runs", warehouse=warehouse_of(raw)).stderr
    result = ask("restore", warehouse=warehouse_of(raw))
    assert result.exit_code == ExitCode.WAREHOUSE
    assert "no earlier version that can be opened" in result.stderr

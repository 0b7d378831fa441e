"""What changed between two versions, record by record, and which of its causes it has."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from schemas.records import Commitment, CommitmentKind, Recommendation
from tests.warehouse_factory import citation, document, harvest, record
from warehouse.follow_up import PROVEN
from warehouse.harvest import Harvest, MadeWith
from warehouse.history.difference import difference
from warehouse.history.versions import UnknownVersionError, runs, version_named, versions
from warehouse.kept import previous_versions
from warehouse.load import load, withdraw
from warehouse.runs import Run, record_run
from warehouse.store import building

PLAN = document("Luister naar ons. Betrek ons. Vertrouw ons.", "plan.txt")
MADE_WITH = MadeWith(rules="r1", register="g1", model="m1", reader="d1", settings="s1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "oogst.duckdb"


def publish(path: Path, run_id: str, *harvests: Harvest, **made_with: str) -> None:
    made = dataclasses.replace(MADE_WITH, **made_with)
    present = {one.document.path: one.document.document_id for one in harvests}
    with building(path) as connection:
        load(connection, [dataclasses.replace(one, made_with=made) for one in harvests], run_id)
        withdraw(connection, present)
        record_run(connection, Run(run_id, dt.datetime.now(dt.UTC)))


def asks(source, quote: str, **fields) -> Recommendation:
    return record(Recommendation, source, quote, **fields)


def told(path: Path) -> set[tuple[str, str, tuple[str, ...]]]:
    changes = difference(version_named(path, "previous"), path)
    return {(change.change, change.quote, change.causes) for change in changes}


def test_two_versions_that_say_the_same_do_not_differ(path: Path) -> None:
    for run_id in ("run-1", "run-2"):
        publish(path, run_id, harvest(PLAN, asks(PLAN, "Betrek ons.")))
    assert told(path) == set()


@pytest.mark.parametrize("cause", ["rules", "register", "model", "reader", "settings", "manifest"])
def test_what_was_made_with_something_else_tells_what(path: Path, cause: str) -> None:
    publish(path, "run-1", harvest(PLAN, asks(PLAN, "Betrek ons."), asks(PLAN, "Vertrouw ons.")))
    again = harvest(PLAN, asks(PLAN, "Betrek ons.", theme="participatie"), asks(PLAN, "Luister"))
    publish(path, "run-2", again, **{cause: "another"})
    assert told(path) == {
        ("changed", "Betrek ons.", (cause,)),
        ("removed", "Vertrouw ons.", (cause,)),
        ("added", "Luister", (cause,)),
    }


def test_where_two_causes_may_have_worked_both_are_told(path: Path) -> None:
    publish(path, "run-1", harvest(PLAN, asks(PLAN, "Betrek ons.")))
    publish(path, "run-2", harvest(PLAN), rules="r2", model="m2")
    assert told(path) == {("removed", "Betrek ons.", ("rules", "model"))}


def test_a_changed_field_tells_what_it_was_and_is(path: Path) -> None:
    publish(path, "run-1", harvest(PLAN, asks(PLAN, "Betrek ons.", codes=("25(f)",))))
    publish(path, "run-2", harvest(PLAN, asks(PLAN, "Betrek ons.", codes=("37(f)",))), rules="r2")
    (change,) = difference(version_named(path, "run-1"), path)
    assert change.fields == {"codes": (["25(f)"], ["37(f)"])}


def test_a_new_version_of_a_file_changes_only_what_it_says_otherwise(path: Path) -> None:
    later = document("Vooraf. Luister naar ons. Zie 37F. Betrek de buurt.", "plan.txt")
    publish(
        path, "run-1", harvest(PLAN, asks(PLAN, "Luister naar ons."), asks(PLAN, "Betrek ons."))
    )
    found = asks(later, "Luister naar ons."), asks(later, "Betrek de buurt.")
    publish(path, "run-2", harvest(later, *found, citation(later, "Zie 37F.", "37F", "37(f)")))
    assert told(path) == {
        ("removed", "Betrek ons.", ("source",)),
        ("added", "Betrek de buurt.", ("source",)),
        ("added", "Zie 37F.", ("source",)),
    }


def test_a_file_that_came_or_went_is_the_cause_whatever_else_changed(path: Path) -> None:
    other = document("Doe mee.", "brief.txt")
    publish(path, "run-1", harvest(PLAN, asks(PLAN, "Betrek ons.")))
    publish(path, "run-2", harvest(other, asks(other, "Doe mee.")), rules="r2")
    assert told(path) == {
        ("removed", "Betrek ons.", ("source",)),
        ("added", "Doe mee.", ("source",)),
    }


def test_another_file_is_the_cause_of_a_promise_that_it_proved(path: Path) -> None:
    publish(path, "run-1", harvest(PLAN))
    made = {"kind": CommitmentKind.PLEDGE, "rule": PROVEN}
    publish(path, "run-2", harvest(PLAN, record(Commitment, PLAN, "Vertrouw ons.", **made)))
    assert told(path) == {("added", "Vertrouw ons.", ("source",))}


def test_a_file_that_moved_changes_no_record(path: Path) -> None:
    publish(path, "run-1", harvest(PLAN, asks(PLAN, "Betrek ons.")))
    moved = PLAN.model_copy(update={"path": "2024/plan.txt"})
    publish(path, "run-2", harvest(moved, asks(moved, "Betrek ons.")))
    assert told(path) == set()


def test_of_the_same_words_twice_one_can_go(path: Path) -> None:
    twice = document("Doe mee. Doe mee.", "oproep.txt")
    both = asks(twice, "Doe mee."), asks(twice, "Doe mee.", start=9, end=17)
    once = document("Vooraf: doe alles. Doe mee.", "oproep.txt")
    publish(path, "run-1", harvest(twice, *both))
    publish(path, "run-2", harvest(once, asks(once, "Doe mee.")))
    assert told(path) == {("removed", "Doe mee.", ("source",))}


def test_a_version_goes_by_its_run_the_start_of_it_or_its_file(path: Path) -> None:
    for run_id in ("run-1", "run-2", "sum-3"):
        publish(path, run_id, harvest(PLAN))
    newest, oldest = previous_versions(path)
    assert [version.run_id for version in versions(path)] == ["sum-3", "run-2", "run-1"]
    assert version_named(path, "published") == version_named(path, "sum") == path
    assert version_named(path, "previous") == version_named(path, "run-2") == newest
    assert version_named(path, oldest.name) == version_named(path, str(oldest)) == oldest
    for unknown in ("run", "run-9"):
        with pytest.raises(UnknownVersionError, match="kept are run-1, run-2, sum-3"):
            version_named(path, unknown)


def test_runs_are_told_with_the_file_each_left_while_that_is_kept(path: Path) -> None:
    for number in range(5):
        publish(path, f"run-{number}", harvest(PLAN))
    kept = [run.file and run.file.exists() for run in runs(path)]
    assert [run.run_id for run in runs(path)] == [f"run-{number}" for number in (4, 3, 2, 1, 0)]
    assert kept == [True, True, True, True, None]

"""The log of reviews: lines are added, none is changed, and a damaged one costs itself alone."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError

from schemas.records import Recommendation
from schemas.reviews import Decision
from tests.review_factory import review, seen
from tests.warehouse_factory import document, record
from warehouse.errors import WarehouseError
from warehouse.reviews.log import append, read_log

SOURCE = document("Luister naar kinderen. Maak het zwembad gratis. Bouw een speeltuin.")
QUOTES = ("Luister naar kinderen.", "Maak het zwembad gratis.", "Bouw een speeltuin.")
FIRST, SECOND, THIRD = (
    review("accept", seen(SOURCE, record(Recommendation, SOURCE, quote))) for quote in QUOTES
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "reviews.jsonl"


def test_what_is_added_is_read_in_its_order(log: Path) -> None:
    assert append(log, [SECOND, FIRST]) == 2
    assert append(log, [THIRD]) == 1
    assert read_log(log).reviews == (SECOND, FIRST, THIRD)


def test_the_same_again_adds_nothing(log: Path) -> None:
    append(log, [FIRST, SECOND])
    before = log.read_bytes()
    assert append(log, [FIRST, SECOND, FIRST]) == 0
    assert log.read_bytes() == before


def test_a_later_moment_makes_no_other_decision_but_another_person_does(log: Path) -> None:
    append(log, [FIRST])
    assert append(log, [FIRST.model_copy(update={"when": FIRST.when.replace(year=2027)})]) == 0
    assert append(log, [FIRST.model_copy(update={"who": "Bo"})]) == 1


def test_deciding_the_same_once_more_after_another_decision_counts(log: Path) -> None:
    turned = FIRST.model_copy(update={"decision": Decision.REJECT, "follows": FIRST.review_id})
    turned_back = FIRST.model_copy(update={"follows": turned.review_id})
    assert append(log, [FIRST, turned, turned_back]) == 3
    assert read_log(log).last_of()[FIRST.record.key()] == turned_back.review_id


def test_no_log_is_no_review(log: Path) -> None:
    assert read_log(log).reviews == ()
    assert not log.exists()


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_line_cut_short_is_told_and_swallows_nothing(log: Path, cut: int) -> None:
    append(log, [FIRST, SECOND])
    log.write_bytes(log.read_bytes()[:-cut])
    read = read_log(log)
    if cut == 1:  # the line end alone
        assert read.reviews == (FIRST, SECOND)
    else:
        assert read.reviews == (FIRST,)
        assert read.faults == ("reviews.jsonl: line 2 is damaged, and was left out",)
    append(log, [THIRD])
    assert read_log(log).reviews[-1] == THIRD
    assert FIRST in read_log(log).reviews


@pytest.mark.parametrize("rubbish", [b"\xff\xfe\x00", b"[]", b"{}", b'{"who": 3}', b"\x00" * 400])
def test_rubbish_between_lines_is_told_by_number(log: Path, rubbish: bytes) -> None:
    append(log, [FIRST])
    log.write_bytes(log.read_bytes() + rubbish + b"\n")
    append(log, [SECOND])
    read = read_log(log)
    assert read.reviews == (FIRST, SECOND)
    assert [fault.split(" is ")[0] for fault in read.faults] == ["reviews.jsonl: line 2"]


def test_many_writers_at_once_lose_nothing(log: Path) -> None:
    many = [FIRST.model_copy(update={"who": f"Ada {number}"}) for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda one: append(log, [one]), many)) == 40
    read = read_log(log)
    assert {one.review_id for one in read.reviews} == {one.review_id for one in many}
    assert read.faults == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_closed_is_one_clear_line(log: Path) -> None:
    log.parent.chmod(0o500)
    with pytest.raises(WarehouseError, match=r"reviews.jsonl"):
        append(log, [FIRST])


def test_a_folder_in_place_of_the_log_is_one_clear_line(log: Path) -> None:
    log.mkdir()
    for attempt in (lambda: read_log(log), lambda: append(log, [FIRST])):
        with pytest.raises(WarehouseError, match=r"reviews.jsonl cannot be used"):
            attempt()


@pytest.mark.parametrize(
    ("decision", "more"),
    [("edit", {}), ("merge", {}), ("split", {"parts": ("Bouw",)})],
)
def test_a_decision_that_lacks_what_it_needs_is_none(decision: str, more: dict) -> None:
    with pytest.raises(ValidationError):
        review(decision, FIRST.record, **more)

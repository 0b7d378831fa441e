"""Harvesting in worker processes: what one document does to its process costs that one alone."""

import os

import psutil
import pytest

from extractors.read.isolated import LimitedReader
from flows.harvest import harvest
from flows.plan import make_plan
from flows.settings import Settings
from flows.workers import workers_of
from schemas.document import Reason
from tests.raw_folders import LETTER, RECAP, warehouse_of, write
from tests.troubled_readers import half_read, troubling_extraction
from warehouse.harvest import Failure, Harvest
from warehouse.reviews.log import ReviewLog

DEPENDS_ON = {"rules": "r", "register": "g", "model": "m", "reader": "d"}


def harvested(raw, *texts, reader=troubling_extraction, **settings):
    for number, text in enumerate(texts):
        write(raw / f"{number:02}.txt", f"{text}\nDit is verslag {number}.\n")
    tasks = make_plan(raw, warehouse_of(raw), DEPENDS_ON, ReviewLog()).tasks
    return list(harvest(tasks, Settings(**settings), LimitedReader(read=reader)))


@pytest.mark.parametrize(
    ("deed", "reason", "message"),
    [
        ("hang", Reason.TIMEOUT, "the extraction took more than 1.5 seconds"),
        ("kill", Reason.CRASHED, "the reading process was killed (SIGKILL)"),
        ("raise", Reason.CRASHED, "the extraction failed: KeyError"),
        ("eat", Reason.MEMORY, "reading took too much memory"),
    ],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_harms_its_process_costs_itself_alone(raw, deed, reason, message, workers):
    before, harmed, after = harvested(raw, RECAP, f"{deed} {LETTER}", LETTER, workers=workers)
    assert isinstance(harmed, Failure)
    assert (harmed.unreadable.reason, harmed.unreadable.message) == (reason, message)
    assert harmed.unreadable.path == "01.txt"
    assert [len(one.extraction.commitments) for one in (before, after)] == [1, 1]


def test_outcomes_come_in_the_order_of_the_tasks(raw):
    texts = [f"{RECAP * (12 - number)}" for number in range(12)]
    found = harvested(raw, *texts, workers=2)
    assert [one.document.path for one in found] == [f"{number:02}.txt" for number in range(12)]


def test_what_was_read_in_part_is_harvested_and_says_so(raw):
    (found,) = harvested(raw, LETTER, reader=half_read)
    assert isinstance(found, Harvest)
    assert found.message.startswith("read in part: page 2: damaged")


def test_no_worker_outlives_the_harvest(raw):
    harvested(raw, LETTER, workers=2)
    below = psutil.Process().children(recursive=True)
    forked = [one for one in below if one.parent().pid != os.getpid()]
    assert forked == []


def test_unasked_there_is_a_worker_for_each_core_and_not_too_many():
    assert 1 <= workers_of(Settings()) <= len(os.sched_getaffinity(0))
    assert workers_of(Settings(workers=7)) == 7

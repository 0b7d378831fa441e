"""What came of a promise: small worlds of documents, and what the links in them are worth."""

import pytest

from tests.follow_up_worlds import NOTHING, Outcome, outcome_of, worlds

TUNED = ("recaps", "regions", "ministries", "dialogues")
AT_FIRST_SIGHT = tuple(
    f"{which}_sight" for which in ("first", "second", "third", "fourth", "fifth", "sixth")
)
WORLDS = [world for group in (*TUNED, *AT_FIRST_SIGHT) for world in worlds(group)]


@pytest.fixture(scope="module")
def total() -> Outcome:
    """What is linked in all worlds together, and what should be."""
    return sum((outcome_of(world) for world in WORLDS), NOTHING)


def test_there_are_worlds_enough_to_measure() -> None:
    assert len(WORLDS) >= 70
    assert sum(len(world.get("link", ())) for world in WORLDS) >= 200
    assert sum(len(world.get("friend", ())) for world in WORLDS) >= 170


def test_most_links_are_right(total: Outcome) -> None:
    assert total.precision >= 0.9, total.wrong


def test_most_links_are_found(total: Outcome) -> None:
    assert total.recall >= 0.8, total.missed


def test_what_is_linked_is_read_right(total: Outcome) -> None:
    assert len(total.misread) <= 0.05 * len(total.right), total.misread


def test_false_friends_stay_apart(total: Outcome) -> None:
    friends = sum(len(world.get("friend", ())) for world in WORLDS)
    assert len(total.friends) <= 0.06 * friends, total.friends

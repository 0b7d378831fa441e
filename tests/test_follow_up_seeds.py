"""What came of the dialogues' own promises, where their documents stand beside the checkout."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.documents import document_of
from tests.follow_up_worlds import Harvest, followed_up, harvest_of

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "follow_up" / "seeds.toml").read_text(encoding="utf-8")
)
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="shared/seeds is not beside it")
Link = dict[str, Any]


@pytest.fixture(scope="module")
def links() -> list[Link]:
    """The links in all documents together."""
    connection = followed_up([_harvest(path) for path in sorted(SEEDS.glob("*.txt"))])
    rows = connection.execute(
        "SELECT path, quote, evidence_path, evidence_quote, verdict, timing, score "
        "FROM commitment_follow_up_details"
    )
    names = [column[0] for column in rows.description]
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


def _harvest(path: Path) -> Harvest:
    return harvest_of(document_of(path.read_text(encoding="utf-8"), path.name))


def between(links: list[Link], case: Link) -> list[Link]:
    """Return the links between the two passages of a case."""
    return [
        link
        for link in links
        if _fits(case["promise"], link["path"], link["quote"])
        and _fits(case["evidence"], link["evidence_path"], link["evidence_quote"])
    ]


def _fits(passage: list[str], path: str, quote: str) -> bool:
    document, words = passage
    return path.startswith(document) and words in " ".join(quote.split())


@pytest.mark.parametrize("case", CASES["link"], ids=lambda case: case["why"])
def test_a_promise_meets_what_came_of_it(links, case) -> None:
    [link] = between(links, case)
    told = {name: case[name] for name in ("verdict", "timing") if name in case}
    assert {name: link[name] for name in told} == told


@pytest.mark.parametrize("case", CASES["friend"], ids=lambda case: case["why"])
def test_a_false_friend_stays_apart(links, case) -> None:
    assert between(links, case) == []

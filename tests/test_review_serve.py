"""Review in the browser: to this machine alone, by key, and kept before the next record comes."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from flows.reviews.server import serve
from flows.reviews.sitting import Sitting
from flows.settings import Settings
from schemas.records import Commitment, CommitmentKind, Recommendation
from schemas.reviews import Decision
from tests.browser import Opener, Watched, chromium, needs_browser
from tests.pages import HOSTILE
from tests.raw_folders import run, warehouse_of, write
from tests.warehouse_factory import document, harvest, record
from warehouse.load import load
from warehouse.reviews.log import read_log
from warehouse.reviews.query import Chosen
from warehouse.store import building, connect

LINES = [f"Geef kinderen stem nummer {number} in de raad." for number in range(1, 23)]


@dataclass(frozen=True)
class Served:
    """A sitting that is being served: where, and where its decisions are kept."""

    address: str
    sitting: Sitting
    log: Path

    @property
    def origin(self) -> str:
        return self.address.split("/?")[0]

    @property
    def token(self) -> str:
        return self.address.split("token=")[1]

    def decisions(self) -> list[tuple[str, str]]:
        return [(one.decision, one.record.quote) for one in read_log(self.log).reviews]


def served(warehouse: Path, chosen: Chosen | None = None) -> Served:
    settings = Settings()
    sitting = Sitting(warehouse, settings, chosen or Chosen(), "Tester")
    told: list[str] = []
    there = threading.Event()

    def tell(address: str) -> None:
        told.append(address)
        there.set()

    threading.Thread(target=serve, args=(sitting, 0, tell), daemon=True).start()
    assert there.wait(10)
    return Served(told[0], sitting, settings.reviews_for(warehouse))


@pytest.fixture
def published(tmp_path: Path) -> Path:
    source = document("\n".join([*LINES, HOSTILE]), "2025/terugblik.txt")
    records = [record(Recommendation, source, line) for line in LINES]
    records.append(record(Commitment, source, HOSTILE, kind=CommitmentKind.STEP))
    path = tmp_path / "warehouse" / "oogst.duckdb"
    with building(path) as connection:
        load(connection, [harvest(source, *records, year=2025)], "run-1")
    return path


@pytest.fixture
def here(published: Path) -> Served:
    return served(published)


def post(here: Served, headers: dict[str, str], **body: object) -> httpx.Response:
    told = {"record_id": next(iter(here.sitting.records)), "decision": "accept"} | body
    return httpx.post(f"{here.origin}/decisions", json=told, headers=headers)


def test_who_does_not_know_the_token_sees_and_decides_nothing(here: Served) -> None:
    assert httpx.get(here.origin).status_code == 403
    assert httpx.get(f"{here.origin}/?token=guess").status_code == 403
    assert post(here, {}).status_code == 403
    assert post(here, {"X-Token": "guess"}).status_code == 403
    assert httpx.get(here.address).status_code == 200
    assert here.decisions() == []


@pytest.mark.parametrize("header", ["Origin", "Host"])
def test_a_request_of_another_page_is_refused(here: Served, header: str) -> None:
    elsewhere = {"Origin": "http://elsewhere.example", "Host": "elsewhere.example"}[header]
    assert post(here, {"X-Token": here.token, header: elsewhere}).status_code == 403
    assert here.decisions() == []


def test_a_decision_is_kept_and_told(here: Served) -> None:
    answer = post(here, {"X-Token": here.token, "Origin": here.origin})
    assert answer.status_code == 200
    assert list(answer.json()["decided"].values()) == ["accept"]
    assert len(here.decisions()) == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"record_id": "none"}, 404),
        ({"decision": "perhaps"}, 422),
        ({"decision": "edit"}, 422),
        ({"decision": "edit", "changes": {"theme": "weer"}}, 422),
        ({"decision": "edit", "changes": {"quote": "Dit staat er niet."}}, 422),
        ({"changes": "all"}, 400),
    ],
)
def test_what_cannot_be_used_is_told_and_not_kept(here: Served, body: dict, status: int) -> None:
    assert post(here, {"X-Token": here.token}, **body).status_code == status
    assert here.decisions() == []


def test_what_is_no_json_is_refused(here: Served) -> None:
    headers = {"X-Token": here.token}
    answer = httpx.post(f"{here.origin}/decisions", content=b"\xff{", headers=headers)
    assert answer.status_code == 400


@pytest.fixture(scope="module")
def opened() -> Iterator[Opener]:
    with chromium() as started:
        yield Opener(started)


def decide(watched: Watched, key: str) -> None:
    progress = watched.page.locator("#progress")
    before = progress.inner_text()
    watched.page.keyboard.press(key)
    expect(progress).not_to_have_text(before)


@needs_browser
def test_twenty_decisions_by_key_are_kept_and_outlive_a_build(opened: Opener, raw: Path) -> None:
    advice = "\n".join(f"- {line}" for line in LINES)
    write(raw / "advies.txt", f"Advies van de kinderraad 2025\n\nOnze adviezen:\n\n{advice}\n")
    run(raw)
    warehouse = warehouse_of(raw)
    here = served(warehouse, Chosen(record_type="recommendations"))
    assert len(here.sitting.records) >= 20
    with opened(here.address, offline=False) as watched:
        for number in range(20):
            decide(watched, "r" if number % 2 else "a")
        assert watched.complaints == []
        assert {one.split("?")[0] for one in watched.requests} == {
            f"{here.origin}/",
            f"{here.origin}/decisions",
        }
    decisions = here.decisions()
    assert [decision for decision, _ in decisions] == [Decision.ACCEPT, Decision.REJECT] * 10
    run(raw)
    with connect(warehouse) as connection:
        left = {
            quote for (quote,) in connection.sql("SELECT quote FROM recommendations").fetchall()
        }
    assert not {quote for decision, quote in decisions if decision == "reject"} & left
    assert {quote for decision, quote in decisions if decision == "accept"} <= left


@needs_browser
def test_an_edit_an_undo_and_a_fault_in_the_page(opened: Opener, here: Served) -> None:
    with opened(here.address, offline=False) as watched:
        page = watched.page
        page.keyboard.press("e")
        page.select_option("#form [name=theme]", "armoede")
        page.fill("#why", "gaat over geld")
        page.get_by_role("button", name="Bewaar").click()
        expect(page.locator("#progress")).to_contain_text("2 van 23")
        page.keyboard.press("ArrowLeft")
        assert page.locator("#decision").inner_text() == "verbeterd"
        decide(watched, "u")
        assert page.locator("#decision").inner_text() == ""
        page.keyboard.press("e")
        page.fill("#form [name=quote]", "Dit staat nergens in het document.")
        page.get_by_role("button", name="Bewaar").click()
        expect(page.locator("#fault")).to_contain_text("does not stand in")
    assert [decision for decision, _ in here.decisions()] == [Decision.EDIT, Decision.UNDO]


@needs_browser
def test_hostile_text_stays_text_and_axe_finds_nothing(opened: Opener, here: Served) -> None:
    with opened(here.address, offline=False) as watched:
        for _ in LINES:
            watched.page.keyboard.press("ArrowRight")
        assert "<script>alert(1)</script>" in watched.page.locator("#quote").inner_text()
        assert watched.violations() == []
        watched.page.keyboard.press("e")
        assert watched.violations() == []
        assert watched.complaints == []
        watched.keep("review")

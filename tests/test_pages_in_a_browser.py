"""Pages in a real browser: by mouse, by keyboard, on paper, on a phone, and with hostile text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from flows.evidence import evidence_in
from tests.browser import PHONE, Opener, Watched, chromium, needs_browser
from tests.pages import hostile_warehouse, page_of
from warehouse.store import connect

pytestmark = needs_browser


@pytest.fixture(scope="module")
def folder(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the samples as files: a report, and an evidence page."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "report.html").write_text(page_of(warehouse, 2025), "utf-8")
    with connect(warehouse) as connection:
        question = "SELECT document_id FROM documents WHERE path LIKE '%monitor%'"
        [(document_id,)] = connection.sql(question).fetchall()
        (folder / "evidence.html").write_text(
            evidence_in(connection, document_id, warehouse.parent.parent / "raw"), "utf-8"
        )
    return folder


@pytest.fixture(scope="module")
def opened() -> Iterator[Opener]:
    with chromium() as started:
        yield Opener(started)


@pytest.fixture
def report(opened: Opener, folder: Path) -> Iterator[Watched]:
    with opened((folder / "report.html").as_uri()) as watched:
        yield watched


def shown(report: Watched) -> int:
    return report.page.locator("[data-row]:visible").count()


def test_nothing_leaves_the_page_and_nothing_is_refused(report: Watched) -> None:
    report.page.locator(".cell a").first.click()
    assert [
        address for address in report.requests if not address.startswith(("file:", "data:"))
    ] == []
    assert report.complaints == []
    report.keep("report")


def test_the_filter_leaves_what_fits(report: Watched) -> None:
    every = shown(report)
    report.page.select_option("#theme", "jeugdhulp")
    themes = report.page.locator("[data-row]:visible").evaluate_all(
        "rows => rows.map(r => r.dataset.theme)"
    )
    assert 0 < len(themes) < every
    assert set(themes) == {"jeugdhulp"}
    assert report.page.locator("#shown").inner_text().startswith(f"{len(themes)} ")
    report.page.fill("#text", "zeepaardje")
    assert shown(report) == 0
    report.page.get_by_role("button", name="Toon alles").click()
    expect(report.page.locator("[data-row][hidden]")).to_have_count(0)


def test_the_filter_knows_organisations_and_words_of_quotes(report: Watched) -> None:
    report.page.select_option("#organisation", index=1)
    assert shown(report) > 0
    report.page.get_by_role("button", name="Toon alles").click()
    words = report.page.locator(".agreement blockquote p").first.inner_text().split()[:3]
    report.page.fill("#text", " ".join(words))
    assert report.page.locator(".agreement:visible").count() >= 1


def test_a_cell_opens_its_quotes_and_they_lead_to_their_context(report: Watched) -> None:
    cell = report.page.locator(".cell a").first
    cell.click()
    dialog = report.page.get_by_role("dialog")
    quote = dialog.locator("blockquote p").first.inner_text()
    dialog.locator("a.to-source").first.click()
    assert not dialog.is_visible()
    marked = report.page.locator(".anchor:focus + mark")
    assert marked.is_visible()
    assert marked.inner_text().split()[0] in quote


def test_all_of_it_by_keyboard(report: Watched) -> None:
    report.page.keyboard.press("Tab")
    assert report.page.locator(":focus").inner_text() == "Naar de inhoud"
    report.page.locator(".cell a").first.focus()
    report.page.keyboard.press("Enter")
    dialog = report.page.get_by_role("dialog")
    assert dialog.is_visible()
    report.page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert report.page.evaluate("document.activeElement.matches('.cell a')")
    report.page.locator("#theme").focus()
    report.page.keyboard.press("ArrowDown")
    assert report.page.locator("#theme").input_value() != ""


@pytest.mark.parametrize("name", ["report", "evidence"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Opener, folder: Path, name: str, scheme: str) -> None:
    with opened((folder / f"{name}.html").as_uri(), color_scheme=scheme) as watched:
        assert watched.violations() == []
        if name == "report":
            watched.page.locator(".cell a").first.click()
            assert watched.violations() == []
        watched.keep(f"{name}-{scheme}")


@pytest.mark.parametrize("name", ["report", "evidence"])
def test_on_a_phone_nothing_is_wider_than_the_screen(
    opened: Opener, folder: Path, name: str
) -> None:
    with opened((folder / f"{name}.html").as_uri(), viewport=PHONE, is_mobile=True) as watched:
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        watched.keep(f"{name}-phone")


def test_the_agenda_is_printed_and_the_filter_is_not(report: Watched) -> None:
    report.page.emulate_media(media="print")
    assert report.page.locator("#agenda .agreement").first.is_visible()
    assert not report.page.locator("#filter").is_visible()
    assert report.page.pdf(format="A4").startswith(b"%PDF")


def test_without_a_script_the_quotes_are_still_there(opened: Opener, folder: Path) -> None:
    with opened((folder / "report.html").as_uri(), java_script_enabled=False) as watched:
        watched.page.locator(".cell a").first.click()
        assert watched.page.locator("#quotes article").first.is_visible()
        assert not watched.page.locator("#filter").is_visible()


def test_hostile_text_runs_nothing_and_breaks_nothing(opened: Opener, tmp_path: Path) -> None:
    warehouse = hostile_warehouse(tmp_path / "oogst.duckdb")
    page = tmp_path / "report.html"
    page.write_text(page_of(warehouse, 2024), "utf-8")
    with opened(page.as_uri()) as watched:
        watched.page.locator(".cell a").first.click()
        assert watched.complaints == []
        assert watched.page.locator("img[src=x]").count() == 0
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_the_evidence_tells_why_a_passage_is_marked(opened: Opener, folder: Path) -> None:
    with opened((folder / "evidence.html").as_uri()) as watched:
        marked = watched.page.locator(".blocks a.recommendations").first
        marked.hover()
        name = marked.get_attribute("data-records").split()[0]
        why = watched.page.locator(f"#why-{name}")
        assert "current" in why.get_attribute("class")
        assert watched.page.locator("rect.current").count() >= 1
        watched.page.locator('#types input[value="recommendations"]').uncheck()
        assert "off" in why.get_attribute("class")
        assert not [one for one in watched.requests if not one.startswith(("file:", "data:"))]

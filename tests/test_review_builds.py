"""Thirty corrections of all sorts, then a page more, another rule, a new run: none is lost."""

from dataclasses import replace

import pytest

from flows import ingest, versions
from tests.command import invoke
from tests.raw_folders import hash_of, pdf, rows, run, warehouse_of, write
from tests.review_sheets import Sheets, apply, export
from warehouse.harvest import Failure, Harvest
from warehouse.reviews.log import read_log

NAMES = ("Assen", "Breda", "Delft", "Emmen", "Gouda", "Hoorn", "Leiden", "Tiel")
PROMISES = [
    f"De gemeente {name} zal in {2025 + number} een plan voor {topic} opstellen."
    for number, (name, topic) in enumerate(
        zip(
            NAMES,
            ("armoede", "wonen", "spelen", "rust", "vervoer", "sport", "zorg", "taal"),
            strict=True,
        )
    )
]
PAGES = [
    "\n\n".join(["Terugblik op de dialoog van 2024", *PROMISES[:4]]),
    "\n\n".join(PROMISES[4:]),
]
LETTER = """Brief over de aanbevelingen

Er liggen kansen op 25F en op 27B.

Op 3 mei 2025 sprak UNICEF met de gemeente Zwolle over armoede.

Maak het openbaar vervoer gratis voor kinderen.
"""
STATE = "SELECT record_type, quote, confidence FROM evidence ORDER BY ALL"


@pytest.fixture
def raw(raw):
    """A raw folder with a PDF of two pages and a letter, ingested."""
    pdf(raw / "terugblik.pdf", *PAGES)
    write(raw / "brief.txt", LETTER)
    run(raw)
    return raw


def as_other_rules_find(harvest: Harvest) -> Harvest:
    """A promise missed, the others without their full stop, and no date before May 2025."""
    if isinstance(harvest, Failure):
        return harvest
    found, text = harvest.extraction, harvest.document.text
    shorter = tuple(
        one.model_copy(update={"end": one.end - 1, "quote": text[one.start : one.end - 1]})
        for one in found.commitments
        if "Assen" not in one.quote
    )
    later = tuple(one for one in found.dates if one.edtf > "2025-05-03")
    changed = found.model_copy(update={"commitments": shorter, "dates": later})
    return replace(harvest, extraction=changed)


@pytest.fixture
def other_rules(monkeypatch):
    """Rules that changed since the reviews were given."""
    harvested, extraction_versions = ingest.harvest, versions.extraction_versions
    monkeypatch.setattr(ingest, "harvest", lambda *a: map(as_other_rules_find, harvested(*a)))
    monkeypatch.setattr(
        versions, "extraction_versions", lambda nlp: extraction_versions(nlp) | {"rules": "other"}
    )


def thirty(sheets: Sheets) -> int:
    """Fill in thirty decisions of every sort; return how many."""
    promises = sheets.rows(type="commitments", path="terugblik.pdf")
    sheets.put(promises[0], decision="accept")
    sheets.put(promises[1], decision="edit", theme="jeugdhulp", why="staat erboven")
    sheets.put(promises[2], decision="reject", why="een voorbeeld")
    sheets.put(promises[3], decision="edit", status="done", due="2030-06")
    whole = sheets.get(promises[4], "quote")
    sheets.put(
        promises[4],
        decision="split",
        parts="De gemeente Gouda zal in 2029\neen plan voor vervoer opstellen.",
    )
    sheets.put(promises[5], decision="merge", with_=sheets.get(promises[6], "record"))
    sheets.put(promises[7], decision="edit", quote="een plan voor taal opstellen.")
    assert whole.startswith("De gemeente Gouda")
    done = 7
    others = [row for row in sheets.rows() if sheets.get(row, "decision") is None]
    for number, row in enumerate(row for row in others if row not in promises):
        if done == 27:
            break
        sheets.put(row, decision=("accept", "reject", "accept")[number % 3])
        done += 1
    added = [
        {
            "type": "recommendations",
            "path": "brief.txt",
            "quote": "Maak het openbaar  vervoer gratis voor kinderen",
            "theme": "armoede",
        },
        {
            "type": "organisation_mentions",
            "path": "terugblik.pdf",
            "quote": "plan voor rust",
            "name": "Rustplan",
        },
        {
            "type": "date_mentions",
            "path": "terugblik.pdf",
            "page": 2,
            "quote": "2029",
            "edtf": "2029-09",
        },
    ]
    for row, one in enumerate(added, start=2):
        sheets.put(row, sheet="missing", **one)
    return done + len(added)


def decided(raw) -> dict[str, int]:
    """How many reviews came out how."""
    return dict(rows(warehouse_of(raw), "SELECT outcome, count(*) FROM reviews GROUP BY ALL"))


def test_thirty_corrections_outlive_a_page_a_rule_and_a_run(raw, other_rules) -> None:
    warehouse = warehouse_of(raw)
    sheets = Sheets(export(warehouse, raw.parent / "blad.xlsx"))
    count = thirty(sheets)
    assert count == 30
    assert apply(warehouse, sheets.save()).exit_code == 0
    pdf(raw / "terugblik.pdf", "Voorwoord\n\nDit jaar was druk.", *PAGES)
    outcome = run(raw)
    assert outcome.read == 2
    assert sum(decided(raw).values()) == 30
    assert decided(raw).get("orphaned", 0) == outcome.orphaned == 0
    shown = {
        quote: (theme, status, due, rule, page)
        for quote, *(theme, status, due, rule, page) in rows(
            warehouse,
            "SELECT quote, theme, status, due, rule, page FROM commitments WHERE reviewed",
        )
    }
    assert shown[PROMISES[0]][3:] == ("review", 2)  # the rules miss it now
    assert shown[PROMISES[1]][0] == "jeugdhulp"
    assert PROMISES[2] not in shown
    assert shown[PROMISES[3]][1:3] == ("done", "2030-06")
    assert "De gemeente Gouda zal in 2029" in shown
    assert "een plan voor vervoer opstellen." in shown
    assert any(quote.startswith(PROMISES[5]) and quote.endswith(PROMISES[6]) for quote in shown)
    assert "een plan voor taal opstellen." in shown
    left = rows(
        warehouse, "SELECT quote FROM commitments WHERE path = 'terugblik.pdf' AND NOT reviewed"
    )
    assert left == []


def test_a_correction_alone_reads_no_document_again(raw) -> None:
    warehouse = warehouse_of(raw)
    sheets = Sheets(export(warehouse, raw.parent / "blad.xlsx"))
    sheets.put(sheets.rows(type="commitments")[0], decision="reject")
    apply(warehouse, sheets.save())
    first = run(raw)
    assert (first.changed, first.read) == (True, 0)
    built = warehouse.stat().st_mtime_ns
    assert not run(raw).changed
    assert warehouse.stat().st_mtime_ns == built


def test_undo_gives_back_what_the_rules_found(raw) -> None:
    warehouse = warehouse_of(raw)
    before = rows(warehouse, STATE)
    sheets = Sheets(export(warehouse, raw.parent / "blad.xlsx"))
    for row in sheets.rows():
        sheets.put(row, decision="reject")
    apply(warehouse, sheets.save())
    run(raw)
    assert rows(warehouse, STATE) == []
    sheets = Sheets(export(warehouse, raw.parent / "terug.xlsx"))
    for row in sheets.rows():
        assert sheets.get(row, "reviewed") == "reject by Ada"
        sheets.put(row, decision="undo")
    apply(warehouse, sheets.save())
    run(raw)
    assert rows(warehouse, STATE) == before


def test_reviews_make_the_same_warehouse_whenever_they_came(raw, tmp_path) -> None:
    warehouse = warehouse_of(raw)
    sheets = Sheets(export(warehouse, raw.parent / "blad.xlsx"))
    thirty(sheets)
    apply(warehouse, sheets.save())
    run(raw)
    at_once = tmp_path / "at-once" / "raw"
    pdf_bytes = (raw / "terugblik.pdf").read_bytes()
    write(at_once / "brief.txt", LETTER)
    (at_once / "terugblik.pdf").write_bytes(pdf_bytes)
    log = warehouse.parent / "reviews.jsonl"
    write(warehouse_of(at_once).parent / "reviews.jsonl", log.read_text(encoding="utf-8"))
    run(at_once)
    assert hash_of(warehouse_of(at_once)) == hash_of(warehouse)


def test_what_no_longer_finds_its_record_is_listed(raw) -> None:
    warehouse = warehouse_of(raw)
    sheets = Sheets(export(warehouse, raw.parent / "blad.xlsx"))
    sheets.put(sheets.rows(type="commitments")[0], decision="accept", why="zeker")
    apply(warehouse, sheets.save())
    pdf(raw / "terugblik.pdf", "Heel andere tekst over 2024.")
    outcome = run(raw)
    assert outcome.orphaned == 1
    listed = invoke("review", "list", "--orphaned", "--warehouse", warehouse)
    assert "Orphaned reviews: 1" in listed.stdout
    assert "its passage is no longer in the text" in listed.stdout
    assert "zeker" in listed.stdout
    pdf(raw / "terugblik.pdf", *PAGES)
    assert run(raw).orphaned == 0


def test_a_document_that_has_gone_takes_no_review_with_it(raw) -> None:
    warehouse = warehouse_of(raw)
    sheets = Sheets(export(warehouse, raw.parent / "blad.xlsx"))
    sheets.put(sheets.rows(path="brief.txt")[0], decision="accept")
    apply(warehouse, sheets.save())
    run(raw)
    (raw / "brief.txt").rename(raw.parent / "brief.txt")
    assert run(raw).orphaned == 1
    (raw.parent / "brief.txt").rename(raw / "brief.txt")
    assert run(raw).orphaned == 0
    assert decided(raw) == {"applied": 1}


def test_a_lost_log_loses_nothing(raw) -> None:
    warehouse = warehouse_of(raw)
    sheets = Sheets(export(warehouse, raw.parent / "blad.xlsx"))
    sheets.put(sheets.rows(type="commitments")[0], decision="reject")
    apply(warehouse, sheets.save())
    run(raw)
    shown = "SELECT count(*) FROM commitments WHERE path = 'terugblik.pdf'"
    assert rows(warehouse, shown) == [(len(PROMISES) - 1,)]
    log = warehouse.parent / "reviews.jsonl"
    assert len(read_log(log).reviews) == 1
    log.unlink()
    write(raw / "brief.txt", LETTER + "\nNog een zin.\n")
    outcome = run(raw)
    told = "reviews.jsonl lacks 1 of the reviews that the warehouse holds; they stay applied"
    assert told in outcome.warnings
    assert rows(warehouse, shown) == [(len(PROMISES) - 1,)]
    assert decided(raw) == {"applied": 1}


def test_each_document_tells_which_reviews_it_knows(raw) -> None:
    warehouse = warehouse_of(raw)
    query = "SELECT path, reviews_version IS NOT NULL FROM stored.documents"
    sheets = Sheets(export(warehouse, raw.parent / "blad.xlsx"))
    sheets.put(sheets.rows(path="brief.txt")[0], decision="accept")
    apply(warehouse, sheets.save())
    run(raw)
    assert dict(rows(warehouse, query)) == {"brief.txt": True, "terugblik.pdf": False}

"""The samples, their manifest and what a person found in them agree with one another."""

import csv
import html
import json
import re
import runpy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from schemas.document import DocumentKind
from schemas.edtf import valid_edtf
from schemas.records import CommitmentKind, CommitmentStatus, Stance, Theme

RAW = Path(__file__).parents[1] / "raw"
SAMPLES = RAW / "samples"
GOLD = Path(__file__).parent / "cases" / "samples"
DOCUMENTS = {
    path.stem: path for path in SAMPLES.iterdir() if path.suffix in (".md", ".txt", ".pdf")
}
CP1252 = "2026-brief-gemeente-merenwaard"
QUOTED = ("references", "recommendations", "commitments", "dates", "responses")

each_document = pytest.mark.parametrize("stem", sorted(DOCUMENTS))


def gold_of(stem: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((GOLD / f"{stem}.json").read_text(encoding="utf-8"))
    return gold


def text_of(stem: str) -> str:
    """Return what the document says in one line; of a PDF, what its Markdown says."""
    path = DOCUMENTS[stem]
    if path.suffix == ".pdf":
        path = SAMPLES / "sources" / f"{stem}.md"
    raw = path.read_bytes()
    text = raw.decode("cp1252") if stem == CP1252 else raw.decode("utf-8")
    return fold(html.unescape(text).replace("\N{SOFT HYPHEN}", ""))


def fold(text: str) -> str:
    """Return text with each run of white space, and each bar between cells, as one space."""
    return re.sub(r"[\s|]+", " ", text).strip()


def manifest() -> list[dict[str, str]]:
    with (RAW / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_sample_has_gold_records_and_a_row_in_the_manifest() -> None:
    assert {path.stem for path in GOLD.glob("*.json")} == set(DOCUMENTS)
    assert {row["path"] for row in manifest()} >= {
        path.relative_to(RAW).as_posix() for path in DOCUMENTS.values()
    }


def test_the_manifest_has_the_columns_that_its_readme_explains() -> None:
    explained = re.findall(r"^\| `(\w+)` \|", (RAW / "README.md").read_text(encoding="utf-8"), re.M)
    assert list(manifest()[0]) == explained


@pytest.mark.parametrize("row", manifest(), ids=lambda row: row["path"])
def test_a_manifest_row_names_a_file_and_only_kinds_and_years_that_exist(
    row: dict[str, str],
) -> None:
    assert (RAW / row["path"]).resolve().is_relative_to(RAW.resolve())
    assert (RAW / row["path"]).is_file()
    assert row["kind"] in {"", *DocumentKind}
    assert re.fullmatch(r"(\d{4})?", row["year"])


@each_document
def test_every_gold_quote_stands_in_the_sample(stem: str) -> None:
    text, gold = text_of(stem), gold_of(stem)
    quotes = [row["quote"] for noun in QUOTED for row in gold[noun]] + gold["not_dates"]
    assert [quote for quote in quotes if fold(quote) not in text] == []


@each_document
def test_what_a_gold_row_singles_out_stands_in_its_quote(stem: str) -> None:
    rows = gold_of(stem)["references"] + gold_of(stem)["dates"]
    assert [row for row in rows if row["text"] not in row["quote"]] == []


@each_document
def test_gold_names_only_organisations_that_the_sample_names(stem: str) -> None:
    text = text_of(stem).casefold()
    for row in gold_of(stem)["organisations"]:
        assert any(name.casefold() in text for name in (row["name"], *row["aka"])), row["name"]


@each_document
def test_gold_values_are_those_of_the_records(stem: str) -> None:
    gold = gold_of(stem)
    names = {row["name"] for row in gold["organisations"]}
    assert gold["document"]["kind"] in set(DocumentKind)
    assert {row["stance"] for row in gold["responses"]} <= set(Stance)
    for row in gold["dates"]:
        valid_edtf(row["edtf"])
    for row in gold["commitments"]:
        assert row["kind"] in set(CommitmentKind)
        assert row["status"] in set(CommitmentStatus)
        assert row["theme"] in {None, *Theme}
        assert set(row["actors"]) <= names
        assert row["due"] is None or valid_edtf(row["due"])


def test_the_answers_to_the_ombudsman_and_the_youth_council_take_all_five_stances() -> None:
    for stem in ("2025-kabinetsreactie-kinderombudsman", CP1252):
        assert {row["stance"] for row in gold_of(stem)["responses"]} == set(Stance)


def test_each_theme_table_has_a_goal_and_a_target_a_year_later() -> None:
    for stem in ("2024-terugblik-dialoog", "2025-terugblik-dialoog"):
        commitments = gold_of(stem)["commitments"]
        assert {row["theme"] for row in commitments if row["kind"] == "goal"} == set(Theme)
        assert sum(row["kind"] == "target" for row in commitments) >= 9


def test_the_sums_in_the_annual_report_are_right() -> None:
    source = (SAMPLES / "sources" / "2024-jaarverslag-platform.md").read_text(encoding="utf-8")
    tables = re.findall(r"^\|:-.*\n((?:\|.*\n)+)", source, re.M)
    assert len(tables) == 2
    for table in tables:
        *posts, total = (amounts(row) for row in table.splitlines())
        assert [sum(column) for column in zip(*posts, strict=True)] == total


def amounts(row: str) -> list[Decimal]:
    found = re.findall(r"€ ([\d.,]+)", row)
    return [Decimal(amount.replace(".", "").replace(",", ".")) for amount in found]


def test_one_sample_is_in_the_encoding_of_old_windows() -> None:
    raw = DOCUMENTS[CP1252].read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert "€ 18.500" in raw.decode("cp1252")


@pytest.mark.parametrize("stem", sorted(s for s, p in DOCUMENTS.items() if p.suffix == ".pdf"))
def test_a_pdf_is_what_the_script_makes_of_its_markdown(stem: str) -> None:
    pytest.importorskip("reportlab", reason="the PDFs are made with reportlab, of the dev extra")
    pytest.importorskip("markdown_it", reason="the sources are read with markdown-it-py")
    render = runpy.run_path(str(SAMPLES / "render.py"))
    assert stem in render["documents"]()
    assert render["pdf_of"](stem) == DOCUMENTS[stem].read_bytes()

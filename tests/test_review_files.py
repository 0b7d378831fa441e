"""What reviewers get and give back: an Excel file, Label Studio's JSON, and one line per fault."""

import datetime as dt
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from schemas.records import (
    Commitment,
    CommitmentKind,
    DateMention,
    Recommendation,
    Response,
    Stance,
)
from tests.command import invoke
from tests.quality.score import score
from tests.raw_folders import RECAP, run, warehouse_of, write
from tests.review_sheets import Sheets, apply, export
from tests.warehouse_factory import citation, document, harvest, record
from warehouse.load import load
from warehouse.reviews.log import read_log
from warehouse.store import building

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+31612345678 belt de school.",
    "- een speeltuin in elke wijk",
    "@SUM(1+1)*cmd",
    '<script>alert("x")</script>',
    "om\u202egekeerd en _x0041_ \x07bel",
)
LONG = "heel " * 20_000 + "lang woord"
TEXT = "\n\n".join(
    [
        "Tafel armoede",
        "VWS belt in mei 2026 de scholen.",
        "OCW schrijft in juni de ouders. Er liggen kansen op 25F.",
        "Dat nemen wij over.",
        *HOSTILE,
        "Meer " + "x" * 40_000,
        LONG,
    ]
)
REPORT = document(TEXT, "2026/=verslag.txt")
OTHER = document("Luister naar kinderen. ███ vraagt om een rustige wachtkamer.", "2025/brief.txt")
PROMISES = ("VWS belt in mei 2026 de scholen.", "OCW schrijft in juni de ouders.")


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A warehouse with two documents, and records whose text is hostile."""
    path = tmp_path / "warehouse" / "oogst.duckdb"
    promises = [
        record(Commitment, REPORT, quote, kind=CommitmentKind.PLEDGE, theme="armoede")
        for quote in PROMISES
    ]
    day = record(DateMention, REPORT, "mei 2026", edtf="2026-05", text="mei 2026", basis="explicit")
    found = [
        *promises,
        *(record(Recommendation, REPORT, quote, confidence=0.4) for quote in (*HOSTILE, LONG)),
        citation(REPORT, "Er liggen kansen op 25F.", "25F", "25(f)"),
        record(Response, REPORT, "Dat nemen wij over.", stance=Stance.ACCEPTED),
        day,
    ]
    asked = record(Recommendation, OTHER, "Luister naar kinderen.")
    with building(path) as connection:
        load(connection, [harvest(REPORT, *found, year=2026)], "run-1")
        load(connection, [harvest(OTHER, asked, year=2025, kind="government_response")], "run-1")
    return path


@pytest.fixture
def sheets(warehouse: Path) -> Sheets:
    return Sheets(export(warehouse, warehouse.parent.parent / "blad.xlsx"))


def log_of(warehouse: Path) -> list[Any]:
    return list(read_log(warehouse.parent / "reviews.jsonl").reviews)


def one(sheets: Sheets, quote: str) -> int:
    [row] = sheets.rows(quote=quote)
    return row


def test_the_sheet_is_made_to_be_filled_in(sheets: Sheets) -> None:
    book = sheets.book
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == [
        "records",
        "missing",
        "explanation",
    ]
    records = book["records"]
    assert records.freeze_panes == "B2"
    assert records.auto_filter.ref
    offered = {
        records.cell(1, next(iter(rule.sqref.ranges)).min_col).value: rule.formula1
        for rule in records.data_validations.dataValidation
    }
    assert offered["decision"] == '"accept,reject,edit,merge,split,undo"'
    assert offered["stance"] == '"accepted,partial,alternative,rejected,noted"'
    assert {"theme", "kind", "status"} <= set(offered)
    told = " ".join(str(row[0].value) for row in book["explanation"])
    assert "Zo vult u dit bestand in" in told
    assert "How to fill in this file" in told


def test_no_cell_of_any_sheet_is_a_formula_or_a_link(sheets: Sheets) -> None:
    cells = [cell for sheet in sheets.book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    shown = {cell.value for cell in cells}
    assert set(HOSTILE[:5]) <= shown
    assert not [value for value in shown if isinstance(value, str) and "\u202e" in value]
    assert max(len(value) for value in shown if isinstance(value, str)) <= 32_767


def test_every_record_can_be_accepted_hostile_or_long(warehouse: Path, sheets: Sheets) -> None:
    for row in sheets.rows():
        sheets.put(row, decision="accept")
    done = apply(warehouse, sheets.save())
    assert (done.exit_code, done.stderr) == (0, "")
    quotes = {review.record.quote for review in log_of(warehouse)}
    assert quotes >= {*HOSTILE, LONG}


def test_the_same_file_twice_adds_nothing(warehouse: Path, sheets: Sheets) -> None:
    sheets.put(one(sheets, PROMISES[0]), decision="reject", why="geen belofte")
    path = sheets.save()
    assert "1 review added" in apply(warehouse, path).stdout
    assert "0 reviews added" in (again := apply(warehouse, path)).stdout
    assert "1 known already" in again.stdout
    [review] = log_of(warehouse)
    assert (review.who, review.decision, review.why) == ("Ada", "reject", "geen belofte")
    listed = invoke("review", "list", "--warehouse", warehouse, "--json")
    assert [one["outcome"] for one in json.loads(listed.stdout)] == ["waiting"]


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ({"decision": "weg"}, "decision: 'weg' is none of accept"),
        ({"decision": "edit"}, "an edit changes at least one field"),
        ({"decision": "edit", "theme": "ruimtevaart"}, "theme: 'ruimtevaart' is none of jeugdhulp"),
        ({"decision": "edit", "due": "volgend jaar"}, "due: 'volgend jaar' does not fit"),
        ({"decision": "edit", "codes": "vijf"}, "'vijf' is no code such as 25(f)"),
        ({"decision": "edit", "stance": "noted"}, "commitments have no stance to change"),
        ({"decision": "edit", "kind": ""}, "kind is empty"),
        (
            {"decision": "edit", "quote": "VWS mailt de scholen niet."},
            "does not stand in 2026/=ver",
        ),
        (
            {"decision": "accept", "theme": "geweld"},
            "theme was changed, but the decision is accept",
        ),
        ({"theme": "geweld"}, "theme was filled in, but no decision"),
        ({"why": "klopt niet"}, "why was filled in, but no decision"),
        ({"decision": "split", "parts": "VWS belt"}, "a split names at least two quotes"),
        ({"decision": "split", "parts": "VWS belt\nOCW schrijft"}, "is no part of the record"),
        ({"decision": "merge"}, "a merge names the record to join"),
        ({"decision": "merge", "with_": "0123456789abcdef"}, "no record '0123456789abcdef'"),
        ({"decision": "edit", "action": "=1+1"}, "action is a formula; type its value as text"),
    ],
)
def test_a_row_that_cannot_be_used_is_one_line_and_stops_all(
    warehouse: Path, sheets: Sheets, cells: dict[str, str], complaint: str
) -> None:
    row = one(sheets, PROMISES[0])
    sheets.put(row, **cells)
    sheets.put(one(sheets, PROMISES[1]), decision="accept")
    path = sheets.save()
    done = apply(warehouse, path)
    assert done.exit_code == 2
    fault, last = done.stderr.strip().splitlines()
    assert fault.startswith(f"blad.xlsx: records, row {row}: ")
    assert complaint in fault
    assert last.startswith("Nothing was taken")
    assert log_of(warehouse) == []
    assert apply(warehouse, path, "--skip-faulty").exit_code == 4
    assert [review.record.quote for review in log_of(warehouse)] == [PROMISES[1]]


def test_a_merge_across_the_document_is_refused(warehouse: Path, sheets: Sheets) -> None:
    far = sheets.get(one(sheets, HOSTILE[0]), "record")
    sheets.put(one(sheets, PROMISES[0]), decision="merge", with_=far)
    assert "of another document or type" in apply(warehouse, sheets.save()).stderr
    first, last = one(sheets, HOSTILE[0]), sheets.rows(type="recommendations")[-1]
    sheets.put(one(sheets, PROMISES[0]), decision=None, with_=None)
    sheets.put(first, decision="merge", with_=sheets.get(last, "record"))
    assert "too far apart" in apply(warehouse, sheets.save()).stderr


def test_an_unknown_column_and_a_lost_one_are_told(warehouse: Path, sheets: Sheets) -> None:
    header = sheets.book["records"]
    header.cell(1, header.max_column + 1).value = "mening"
    next(cell for cell in header[1] if cell.value == "why").value = None
    faults = apply(warehouse, sheets.save()).stderr
    assert "records, row 1: unknown column 'mening'" in faults
    assert "records, row 1: no column 'why' any more" in faults


def test_what_excel_makes_of_a_date_or_number_is_understood(
    warehouse: Path, sheets: Sheets
) -> None:
    sheets.put(one(sheets, PROMISES[0]), decision="edit", due=dt.datetime(2026, 6, 1))
    sheets.put(one(sheets, PROMISES[1]), decision="Edit ", due=2027.0, codes="25F; 27.b")
    assert apply(warehouse, sheets.save()).exit_code == 0
    changes = [review.changes for review in log_of(warehouse)]
    assert changes == [{"due": "2026-06-01"}, {"due": "2027", "codes": ["25(f)", "27(b)"]}]


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ({"type": "meningen"}, "type: 'meningen' is none of recommendation_references"),
        ({"type": "discrepancies"}, "type: 'discrepancies' is none of"),
        ({"path": "2025/weg.txt"}, "no document '2025/weg.txt'"),
        ({"quote": "Dit staat er nergens in."}, "the quote does not stand in 2025/brief.txt"),
        ({"quote": None}, "quote is empty"),
        ({"page": "drie"}, "page: 'drie' is no page number"),
        ({"page": 7}, "does not stand in 2025/brief.txt, page 7"),
        ({"type": "responses"}, "stance is empty"),
        ({"stance": "noted"}, "recommendations have no stance to change"),
    ],
)
def test_a_missing_record_that_cannot_be_added_is_one_line(
    warehouse: Path, sheets: Sheets, cells: dict[str, Any], complaint: str
) -> None:
    good = {"type": "recommendations", "path": "2025/brief.txt", "quote": "Luister naar kinderen."}
    sheets.put(2, sheet="missing", **good | cells)
    done = apply(warehouse, sheets.save())
    assert "blad.xlsx: missing, row 2: " in done.stderr
    assert complaint in done.stderr


def test_a_name_that_is_masked_is_not_kept_though_a_reviewer_types_it(warehouse, sheets) -> None:
    typed = "Jip vraagt om een rustige wachtkamer."
    told = {"type": "recommendations", "path": "2025/brief.txt", "quote": typed}
    sheets.put(2, sheet="missing", **told)
    assert apply(warehouse, sheets.save()).exit_code == 0
    [review] = log_of(warehouse)
    assert review.record.quote == "███ vraagt om een rustige wachtkamer."
    assert "Jip" not in (warehouse.parent / "reviews.jsonl").read_text(encoding="utf-8")


def test_names_of_children_in_what_was_typed_are_masked(warehouse, sheets, monkeypatch) -> None:
    row = one(sheets, "Dat nemen wij over.")
    told = {"decision": "edit", "issuer": "Fatima", "why": "leerling Sem vroeg dit"}
    sheets.put(row, **told)
    sheets.put(one(sheets, PROMISES[0]), decision="edit", actors="UNICEF")
    path = sheets.save()
    apply(warehouse, path)
    promise, answer = log_of(warehouse)
    assert (answer.changes, answer.why) == ({"issuer": "██████"}, "leerling ███ vroeg dit")
    assert promise.changes == {"actors": ["UNICEF"]}
    assert "0 reviews added" in apply(warehouse, path).stdout
    monkeypatch.setenv("OOGST_KEEP_NAMES", "true")
    apply(warehouse, path)
    assert log_of(warehouse)[-1].changes == {"issuer": "Fatima"}


def test_only_what_is_asked_for_is_exported(warehouse: Path, tmp_path: Path) -> None:
    def quotes(*options: object) -> list[str]:
        sheet = Sheets(export(warehouse, tmp_path / "deel.xlsx", *options))
        return [sheet.get(row, "quote") for row in sheet.rows()]

    assert quotes("--year", 2025) == ["Luister naar kinderen."]
    assert quotes("--kind", "government_response") == ["Luister naar kinderen."]
    assert quotes("--type", "commitments") == list(PROMISES)
    assert len(quotes("--max-confidence", 0.5)) == len(HOSTILE) + 1
    assert len(quotes("--min-confidence", 0.5)) == 6
    sample = quotes("--sample", 4)
    assert len(sample) == 4
    assert quotes("--sample", 4) == sample
    assert quotes("--year", 1999) == []


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"geen excel", "a.xlsx"),
        (b"PK\x03\x04kapot", "b.xlsx"),
        (b"{", "c.json"),
        (b"{}", "d.json"),
    ],
)
def test_a_file_that_is_none_is_one_line(warehouse, tmp_path, content, name) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = apply(warehouse, path)
    assert done.exit_code == 3
    assert done.stderr.startswith(f"{path}: ")
    assert done.stderr.count("\n") == 1
    assert apply(warehouse, tmp_path / "weg.xlsx").exit_code == 3


def test_an_ordinary_workbook_is_no_review_file(warehouse: Path, tmp_path: Path) -> None:
    book = load_workbook(export(warehouse, tmp_path / "blad.xlsx"))
    del book["keys"]
    book.save(tmp_path / "blad.xlsx")
    assert "has no sheet 'keys'" in apply(warehouse, tmp_path / "blad.xlsx").stderr


# Label Studio


@pytest.fixture
def tasks(warehouse: Path, tmp_path: Path) -> list[dict[str, Any]]:
    export(warehouse, tmp_path / "blad.xlsx")
    told: list[dict[str, Any]] = json.loads((tmp_path / "blad.label-studio.json").read_bytes())
    return told


def annotated(task: dict[str, Any], *told: tuple[str, str, str], regions: Any = None) -> None:
    """Annotate a task as Label Studio does: what was predicted, changed, and choices on it."""
    result = [*(task["predictions"][0]["result"] if regions is None else regions)]
    for name, kind, value in told:
        result.append({"id": name, "from_name": name, "type": kind, "value": {kind: [value]}})
    by = {"id": 7, "email": "bo@example.org"}
    task["annotations"] = [{"completed_by": by, "was_cancelled": False, "result": result}]


def of(tasks: list[dict[str, Any]], quote: str) -> dict[str, Any]:
    return next(task for task in tasks if task["data"]["quote"] == quote)


def given(tmp_path: Path, tasks: list[dict[str, Any]]) -> Path:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def test_tasks_show_each_record_in_its_context(tasks) -> None:
    for task in tasks:
        data = task["data"]
        [label, *values] = task["predictions"][0]["result"]
        place = label["value"]
        assert data["text"][place["start"] : place["end"]] == place["text"]
        assert place["labels"] == [data["record_type"]]
        assert {value["id"] for value in values} <= {label["id"]}
        assert {"before", "after", "quote", "page", "choices"} <= data.keys()
    citation = of(tasks, "Er liggen kansen op 25F.")
    assert citation["predictions"][0]["result"][0]["value"]["text"] == "25F"


def test_the_configuration_knows_all_that_tasks_name(tasks, tmp_path: Path) -> None:
    view = ET.parse(tmp_path / "blad.label-studio.xml").getroot()
    names = {tag.get("name") for tag in view.iter() if tag.get("name")}
    used = {item["from_name"] for task in tasks for item in task["predictions"][0]["result"]}
    assert used <= names
    assert {tag.get("toName") for tag in view.iter() if tag.get("toName")} == {"text"}
    assert view.find("Text").get("value") == "$text"
    decisions = view.find("Choices[@name='decision']")
    assert [choice.get("value") for choice in decisions][:3] == ["accept", "reject", "edit"]


def test_annotations_become_reviews(warehouse: Path, tasks, tmp_path: Path) -> None:
    annotated(of(tasks, HOSTILE[0]), ("decision", "choices", "reject"), ("why", "text", "grap"))
    promise = of(tasks, PROMISES[0])
    region, *values = promise["predictions"][0]["result"]
    stays = [value for value in values if value["from_name"] != "theme"]
    theme = {**region, "from_name": "theme", "type": "choices", "value": {"choices": ["geweld"]}}
    annotated(promise, ("decision", "choices", "edit"), regions=[region, *stays, theme])
    skipped = of(tasks, PROMISES[1])
    annotated(skipped, ("decision", "choices", "reject"))
    skipped["annotations"][0]["was_cancelled"] = True
    done = apply(warehouse, given(tmp_path, tasks))
    assert (done.exit_code, done.stderr) == (0, "")
    told = {review.record.quote: review for review in log_of(warehouse)}
    assert set(told) == {HOSTILE[0], PROMISES[0]}
    assert told[PROMISES[0]].changes == {"theme": "geweld"}
    assert (told[HOSTILE[0]].who, told[HOSTILE[0]].why) == ("bo@example.org", "grap")
    assert "0 reviews added" in apply(warehouse, given(tmp_path, tasks)).stdout


def test_a_region_drawn_anew_changes_the_quote_and_another_adds_a_record(
    warehouse: Path, tasks, tmp_path: Path
) -> None:
    task = of(tasks, PROMISES[0])
    text = task["data"]["text"]
    [region] = [one for one in task["predictions"][0]["result"] if one["from_name"] == "record"]

    def drawn(name: str, words: str, label: str) -> dict[str, Any]:
        start = text.index(words) + 3  # counted otherwise, as older versions do
        place = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
        return {**region, "id": name, "value": place}

    name = {**region, "id": "new", "from_name": "name", "type": "textarea"}
    annotated(
        task,
        ("decision", "choices", "edit"),
        regions=[
            drawn(region["id"], "belt in mei 2026 de scholen", "commitments"),
            drawn("new", "OCW", "organisation_mentions"),
            name | {"value": {"text": ["Ministerie van OCW"]}},
        ],
    )
    done = apply(warehouse, given(tmp_path, tasks))
    assert (done.exit_code, done.stderr) == (0, "")
    edit, added = log_of(warehouse)
    assert edit.changes == {"quote": "belt in mei 2026 de scholen"}
    assert (added.decision, added.record.quote) == ("add", "OCW")
    assert added.record.values["name"] == "Ministerie van OCW"


def test_a_split_takes_its_regions_for_parts(warehouse: Path, tasks, tmp_path: Path) -> None:
    task = of(tasks, PROMISES[0])
    start = len(task["data"]["before"])
    regions = [
        {
            "id": words,
            "from_name": "record",
            "value": {
                "start": start + PROMISES[0].index(words),
                "end": start + PROMISES[0].index(words) + len(words),
                "labels": ["commitments"],
            },
        }
        for words in ("de scholen", "VWS belt")
    ]
    annotated(task, ("decision", "choices", "split"), regions=regions)
    assert apply(warehouse, given(tmp_path, tasks)).exit_code == 0
    [review] = log_of(warehouse)
    assert review.parts == ("VWS belt", "de scholen")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda task: annotated(task, ("decision", "choices", "weg")), "'weg' is none of accept"),
        (lambda task: annotated(task, ("mening", "choices", "x")), "unknown control 'mening'"),
        (lambda task: task.update(annotations=[{"result": [{"id": 1}]}]), "Label Studio's form"),
        (lambda task: task["data"].pop("seen"), "none that `oogst review export` wrote"),
    ],
)
def test_a_task_that_cannot_be_used_is_one_line(warehouse, tasks, tmp_path, change, complaint):
    change(tasks[1])
    done = apply(warehouse, given(tmp_path, tasks))
    assert done.exit_code == 2
    assert f"export.json: task 2: {complaint}" in done.stderr or complaint in done.stderr
    assert "task 2" in done.stderr


# Gold


def test_gold_holds_what_was_confirmed_and_leaves_out_what_was_rejected(raw) -> None:
    write(raw / "2024" / "terugblik.txt", RECAP)
    run(raw)
    warehouse = warehouse_of(raw)
    sheets = Sheets(export(warehouse, raw.parent / "blad.xlsx"))
    [promise] = sheets.rows(type="commitments")
    dates = sheets.rows(type="date_mentions")
    sheets.put(promise, decision="edit", due="2026")
    sheets.put(dates[0], decision="reject")
    sheets.put(dates[1], decision="accept")
    apply(warehouse, sheets.save())
    run(raw)
    out = raw.parent / "goud"
    done = invoke("review", "gold", out, "--warehouse", warehouse, "--raw", raw)
    assert "Gold of 1 document " in done.stdout
    [path] = (out / "gold").iterdir()
    gold = json.loads(path.read_bytes())
    assert gold["score"] == ["commitments", "dates"]
    assert [one["due"] for one in gold["commitments"]] == ["2026"]
    assert [one.get("optional", False) for one in gold["dates"]] == [False, True]
    assert [file.stem for file in (out / "documents").iterdir()] == [path.stem]
    _, tallies = score(out / "gold", out / "gold")
    assert tallies["commitments"].row()["f1"] == 1.0

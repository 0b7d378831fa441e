"""The Committee's own list fills the register: what it adds, settles, keeps and refuses."""

import json
from pathlib import Path

import pytest

from extractors.read import read
from extractors.references.committee_list import NoCommitteeListError, committee_list
from extractors.references.filling import Change, filled
from extractors.references.register import Certainty, committee_register, merged
from schemas.document import Document
from schemas.records import Theme
from tests.command import invoke
from tests.documents import document_of
from tests.raw_folders import pdf, rows, run, warehouse_of, write
from tests.renderings import as_docx, as_html, as_odt, pieces_of

LISTS = Path(__file__).parent / "cases" / "committee_lists"
ENGLISH, DUTCH = (LISTS / name for name in ("english.txt", "dutch.txt"))


def _list(path: Path):
    document = read(path, path.name)
    assert isinstance(document, Document)
    return committee_list(document)


def _codes(path: Path) -> list[str]:
    return [f"{item.paragraph}{item.letter or ''}" for item in _list(path).items]


IN_ENGLISH = [
    *("1", "2", "3", "14", "15", "15a", "15b", "15c", "15d", "17", "17a", "17b", "17c"),
    *("37", "37a", "37b", "37f", "40", *(f"40{letter}" for letter in "abcdefghi"), "41"),
]


def test_numbers_and_letters_count_up_whatever_their_marks():
    assert _codes(ENGLISH) == IN_ENGLISH
    dutch = ["1", "2", "3", "33", "34", "34a", "34b", "34c", "40", "40a", "40c", "40i"]
    assert _codes(DUTCH) == dutch


def test_letters_under_a_concern_are_no_recommendations():
    assert "14a" not in _codes(ENGLISH)
    assert "33a" not in _codes(DUTCH)


def test_an_item_goes_on_over_lines_and_pages_until_the_next():
    texts = {(item.paragraph, item.letter): item.text for item in _list(ENGLISH).items}
    assert texts[15, "b"] == "Open a service that children can turn to by themselves;"
    assert texts[15, "c"].endswith("in the year 12. that follows to report, by article 2;")
    assert texts[17, "c"] == "Compare municipalities."
    assert texts[40, "a"].endswith("(i) a child can be tried; (ii) a child can be locked up;")
    assert texts[40, "c"].startswith("To lock up children")


def test_headings_tell_the_theme():
    themes = {item.paragraph: item.theme for item in _list(ENGLISH).items}
    assert themes == {
        **{1: None, 2: None, 3: None},
        **{14: Theme.DISCRIMINATIE, 15: Theme.DISCRIMINATIE, 17: Theme.PARTICIPATIE},
        **{37: Theme.MIGRATIE, 40: Theme.JEUGDSTRAFRECHT, 41: Theme.ARMOEDE},
    }


@pytest.mark.parametrize(
    ("suffix", "render"), [(".docx", as_docx), (".html", as_html), (".odt", as_odt)]
)
@pytest.mark.parametrize("source", [ENGLISH, DUTCH], ids=["english", "dutch"])
def test_other_formats_give_the_same_codes(tmp_path, suffix, render, source):
    document = read(source, source.name)
    rendered = tmp_path / f"list{suffix}"
    rendered.write_bytes(render(pieces_of(document)))
    assert _codes(rendered) == _codes(source)


def test_a_pdf_gives_the_same_codes(tmp_path):
    text = ENGLISH.read_text(encoding="utf-8")
    second, third = text.index("Respect for"), text.index("(c)\nTo lock up")
    pages = (text[:second], text[second:third], text[third:])
    assert _codes(pdf(tmp_path / "list.pdf", *pages)) == IN_ENGLISH


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("NLD", "BEL"), "CRC/C/BEL/CO/5-6 is about another country"),
        (("CRC/C/NLD/CO/5-6", ""), "bears no symbol"),
        (("Comité", "Bureau"), "does not name the Committee"),
        (("\n3", "\n- 3"), "no numbered paragraphs"),
        (("verzonnen", "navertelling, verzonnen"), "not the Committee's own text"),
    ],
)
def test_another_document_is_refused_with_the_reason(change, reason):
    text = DUTCH.read_text(encoding="utf-8").replace(*change)
    with pytest.raises(NoCommitteeListError, match=reason):
        committee_list(document_of(text))


def test_open_letters_get_their_paragraph_and_keep_our_description():
    found = filled(committee_register(), _list(ENGLISH))
    settled = {entry.code: entry for entry in found.of(Change.RESOLVED)}
    assert settled.keys() == {"40(c)", "40(i)"}
    assert settled["40(i)"].description == "Verklaring omtrent het gedrag (VOG)"
    assert settled["40(i)"].text == "To look anew at the certificate of conduct."
    register = merged(committee_register().entries, (row for row, _ in found.rows))
    assert register.paragraph_for("i", Theme.JEUGDSTRAFRECHT) == 40
    assert [entry.theme for entry in register.entries if entry.certainty is Certainty.OPEN] == [
        Theme.ARMOEDE,
        Theme.ARMOEDE,
    ]


def test_a_letter_that_a_theme_has_twice_stays_open():
    text = DUTCH.read_text(encoding="utf-8") + "41. Het Comité vraagt om:\na. meer;\nc. minder.\n"
    found = filled(committee_register(), committee_list(document_of(text)))
    assert {entry.code for entry in found.of(Change.RESOLVED)} == {"34(a)", "34(c)", "40(i)"}


def test_what_was_known_stays_and_becomes_firm():
    found = filled(committee_register(), _list(ENGLISH))
    changed = {entry.code: entry for entry in found.of(Change.CHANGED)}
    known = changed["37(f)"]
    assert known.certainty is Certainty.FIRM
    assert known.source == "CRC/C/NLD/CO/5-6"
    assert known.description.startswith("Gezinnen weg uit de noodopvang")
    assert known.text == "Move families out of halls and hotels."
    assert "38(e)" in {entry.code for entry in found.not_in_list}


def test_a_theme_that_was_only_worked_out_gives_way_and_is_told():
    found = filled(committee_register(), _list(DUTCH))
    (paragraph,) = (entry for entry in found.of(Change.CHANGED) if entry.code == "33")
    assert paragraph.theme is Theme.ARMOEDE


class TestCommand:
    def test_the_second_import_changes_nothing(self, tmp_path):
        target = tmp_path / "warehouse" / "oogst.duckdb"
        first = invoke("register", "import", ENGLISH, "--warehouse", target)
        kept = target.parent / "recommendations.csv"
        written = kept.read_bytes()
        second = invoke("register", "import", ENGLISH, "--warehouse", target)
        assert first.exit_code == second.exit_code == 0
        assert "Resolved: 40(c), 40(i)" in first.output
        assert f"Nothing changed: {len(IN_ENGLISH)} rows" in second.output
        assert kept.read_bytes() == written

    def test_another_document_is_one_line_and_writes_nothing(self, tmp_path):
        other = write(tmp_path / "raw" / "verslag.txt", "Verslag van de dialoog.")
        result = invoke("register", "import", other, "--warehouse", tmp_path / "oogst.duckdb")
        assert result.exit_code == 3
        assert len(result.stderr.splitlines()) == 1
        assert not (tmp_path / "recommendations.csv").exists()

    def test_damaged_rows_are_one_line_that_names_them(self, tmp_path):
        (tmp_path / "recommendations.csv").write_text("cycle,paragraph\n5-6,x\n", encoding="utf-8")
        result = invoke("register", "list", "--warehouse", tmp_path / "oogst.duckdb")
        assert result.exit_code == 2
        assert "recommendations.csv: line 2" in result.stderr

    def test_lists_a_theme_of_a_cycle(self, tmp_path):
        target = tmp_path / "oogst.duckdb"
        arguments = ("register", "list", "--json", "--theme", "migratie", "--warehouse", target)
        told = json.loads(invoke(*arguments, "--cycle", "5-6").stdout)
        assert {"37(a)", "37(f)", "38(e)"} <= {row["code"] for row in told}
        assert {row["theme"] for row in told} == {"migratie"}
        assert json.loads(invoke(*arguments, "--cycle", "4").stdout) == []
        assert invoke(*arguments, "--cycle", "9").exit_code == 2


def test_documents_are_extracted_anew_by_what_was_imported(tmp_path):
    raw = tmp_path / "raw"
    write(raw / "dialoog.txt", "Kinderrechtendialoog 2024\n\nJeugdstrafrecht\n\n[i] VOG\n")
    run(raw)
    assert _cited(raw) == [("(i)", True)]
    invoke("register", "import", ENGLISH, "--warehouse", warehouse_of(raw))

    again = run(raw)

    assert again.read == 1
    assert _cited(raw) == [("40(i)", True)]
    assert not run(raw).changed


def test_mentioned_tells_what_is_cited_from_what_is_only_inferred(tmp_path):
    raw = tmp_path / "raw"
    said = "Haal kinderen in asielprocedures uit noodopvanglocaties."
    write(raw / "krd.txt", f"Kinderrechtendialoog 2024\n\nKansen op 25F.\n\n{said}\n")
    write(raw / "manifest.csv", "path,year\nkrd.txt,2024\n")
    run(raw)
    arguments = ("mentioned", "--year", "2024", "--warehouse", warehouse_of(raw))
    told = json.loads(invoke(*arguments, "--json").stdout)
    assert [(row["code"], row["how"], row["citations"]) for row in told] == [
        ("25(f)", "cited", 1),
        ("37(f)", "inferred", 0),
    ]
    cited, inferred = invoke(*arguments).stdout.split("Likely meant, in other words")
    assert "25(f)" in cited
    assert "37(f)" not in cited
    assert said in inferred
    assert "inferred, score 0." in inferred
    matrix = "SELECT code, status FROM recommendation_by_year WHERE status NOT LIKE 'not%'"
    assert set(rows(warehouse_of(raw), matrix)) == {
        *(("25", "cited"), ("25(f)", "cited")),
        *(("37", "inferred_only"), ("37(f)", "inferred_only")),
    }


def _cited(raw: Path) -> list[tuple[object, ...]]:
    return rows(warehouse_of(raw), "SELECT code, known FROM recommendation_references")

import pytest

from flows.manifest import read_manifest
from schemas.document import DocumentKind


@pytest.fixture
def raw(tmp_path):
    (tmp_path / "verslag.txt").write_text("Verslag", encoding="utf-8")
    (tmp_path / "brief.txt").write_text("Brief", encoding="utf-8")
    return tmp_path


def write(raw, text):
    (raw / "manifest.csv").write_text(text, encoding="utf-8")
    return read_manifest(raw)


def test_no_manifest_says_nothing(raw):
    assert read_manifest(raw).rows == {}
    assert read_manifest(raw).faults == ()


def test_what_is_empty_stays_null(raw):
    manifest = write(raw, "path,kind,year,publisher,url\nverslag.txt,annual_report,,NJi,\n")
    row = manifest.rows["verslag.txt"]
    assert (row.kind, row.year, row.publisher, row.url) == (
        DocumentKind.ANNUAL_REPORT,
        None,
        "NJi",
        None,
    )
    assert manifest.faults == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("path,colour\nverslag.txt,red\n", "line 1: unknown column 'colour'"),
        ("path,year\n../geheim.txt,2024\n", "line 2: path: '../geheim.txt' is outside"),
        ("path,year\n/etc/passwd,2024\n", "line 2: path: '/etc/passwd' is outside"),
        ("path,year\nC:\\brief.txt,2024\n", "outside the raw folder"),
        ("path,year\n,2024\n", "line 2: path: is empty"),
        ("path,year\nverslag.txt,20244\n", "line 2: year: '20244' does not fit"),
        ("path,publisher\nverslag.txt,Bij, Voor en Om\n", "line 2: more cells than columns"),
        ("path,year\nverslag.txt,soon\n", "line 2: year:"),
        ("path,kind\nverslag.txt,novel\n", "line 2: kind:"),
        ("path,year\nverslag.txt,2024\nverslag.txt,2025\n", "line 3: 'verslag.txt' is named twice"),
        ("path,year\nverdwenen.txt,2024\n", "line 2: no file 'verdwenen.txt'"),
    ],
)
def test_a_fault_is_one_line_and_costs_its_row_alone(raw, text, fault):
    manifest = write(raw, text + "brief.txt\n")
    (line,) = manifest.faults
    assert line.startswith("manifest.csv: ")
    assert fault in line
    assert "brief.txt" in manifest.rows


def test_an_unknown_column_does_not_cost_the_row(raw):
    manifest = write(raw, "path,colour,year\nverslag.txt,red,2024\n")
    assert manifest.rows["verslag.txt"].year == 2024


def test_a_manifest_that_is_no_text_is_a_fault(raw):
    (raw / "manifest.csv").write_bytes(b"\xff\xfe\x00path\x81")
    (line,) = read_manifest(raw).faults
    assert line == "manifest.csv: line 1: no column 'path'; nothing in it is used"


def test_a_manifest_as_dutch_excel_saves_it_is_read(raw):
    text = "path;year;publisher\r\nverslag.txt;2024;Comité, het\r\n;;\r\n"
    (raw / "manifest.csv").write_bytes(text.encode("cp1252"))
    manifest = read_manifest(raw)
    assert manifest.faults == ()
    assert manifest.rows["verslag.txt"].publisher == "Comité, het"

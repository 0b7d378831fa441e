"""First names of private people are in nothing that leaves: warehouse, exports, pages, logs.

April is a girl and a month. The girl is told from the month by her capital, and by the number
that stands before the month where English writes it large too ("due on 1 April").
"""

import re
import zipfile

import pytest

from tests.command import oogst

GIRLS_AND_BOYS = ("Isabel", "Sabine", "Yope", "Lars", "Mia", "Xem", "Ruzanna", "April")
IN_OFFICE = ("Rietdijk", "Okkema", "Wieringa")

REPORT = """Terugblik kinderrechtendialoog 2027

Op 14 april 2027 spraken dertig kinderen met minister Rietdijk van VWS en wethouder Bea Okkema.

Tafel 1: Armoede

Isabel (14) en Lars (9) vroegen om gratis sport. "Mijn zusje Mia mag nooit mee", zei Yope.

Welke aanbeveling heeft de meeste kans om te slagen?

- Gratis sport voor ieder kind, vindt Ruzanna
- Een fiets voor Xem en Sabine

Beschrijf de eerste stap

- De gemeente Zwolle belt in mei 2027 met Isabel en haar vriendin April (12)
- Burgemeester Wieringa gaat vóór juli 2027 langs bij April en Sabine

April vertelde dat zij vier keer is verhuisd. De dialoog van april 2028 komt daarop terug.
"""


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """All that a run and its exports leave behind, and what they say while at it."""
    folder = tmp_path_factory.mktemp("run")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "terugblik van Isabel.txt").write_text(REPORT, encoding="utf-8")
    (raw / "Lars en Mia.pdf").write_bytes(b"%PDF-1.7 kapot")
    loud = {"OOGST_LOG_FORMAT": "json", "OOGST_LOG_LEVEL": "debug"}
    runs = [
        oogst("ingest", raw, cwd=folder, **loud),
        oogst("report", "--year", "2027", "--out", folder / "2027.html", cwd=folder, **loud),
        *(
            oogst("export", "--format", form, "--out", folder / name, cwd=folder, **loud)
            for form, name in (("xlsx", "a.xlsx"), ("csv", "csv"), ("jsonl", "jsonl"))
        ),
        oogst("extract", raw / "terugblik van Isabel.txt", "--format", "html", cwd=folder, **loud),
    ]
    assert [run.returncode for run in runs] == [4, 0, 0, 0, 0, 0], [run.stderr for run in runs]
    said = "\n".join(run.stdout + run.stderr for run in runs)
    files = [file for file in folder.rglob("*") if file.is_file() and raw not in file.parents]
    return said + "\n".join(_contents(file) for file in files)


def _contents(file):
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return file.read_bytes().decode("utf-8", "replace")


@pytest.mark.slow
@pytest.mark.parametrize("name", GIRLS_AND_BOYS)
def test_a_first_name_is_nowhere(left, name):
    found = re.findall(rf".{{0,20}}(?<![^\W\d_])(?<!\d ){name}(?![^\W\d_]).{{0,20}}", left)
    assert found == []
    small = re.findall(rf"(?<![^\W\d_]){name.lower()}(?![^\W\d_])", left) if name != "April" else []
    assert small == []


@pytest.mark.slow
@pytest.mark.parametrize("name", IN_OFFICE)
def test_who_is_in_office_is_still_there(left, name):
    assert name in left


@pytest.mark.slow
def test_the_month_is_still_there(left):
    assert "14 april 2027" in left
    assert "april 2028" in left

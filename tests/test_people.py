"""People: who is private and masked, and who is named in a public role and stays."""

import csv
import re
import tomllib
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from extractors.findings import found
from extractors.nlp import annotate
from extractors.people import Standing, private_tokens
from extractors.people.first_names import is_also_ordinary, is_first_name
from extractors.rules import load_rules
from tests.documents import document_of
from tests.pipeline import pipeline

CASES = tomllib.loads(Path(__file__).with_name("cases").joinpath("people.toml").read_text())["case"]
_MARK = re.compile(r"\[(?P<name>[^\]]+)\]\{(?P<standing>private|public)\}")


def _marked(marked):
    """The text without marks, and the places of each standing."""
    text, last, places = "", 0, {"private": [], "public": []}
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        places[mark["standing"]].append((len(text), len(text) + len(mark["name"])))
        text += mark["name"]
        last = mark.end()
    return text + marked[last:], places


def _annotated(text):
    return annotate(document_of(text), pipeline())


def _private(doc):
    people = (p for p in found(doc, "people") if p.standing is Standing.PRIVATE)
    source = doc._.clean.source
    return sorted(source(person.start, person.end) for person in people)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_who_is_private(case):
    text, places = _marked(case["text"])
    masked = [text[start:end] for start, end in _private(_annotated(text))]
    assert masked == [text[start:end] for start, end in places["private"]]
    assert _private(_annotated(text)) == places["private"]


def test_every_case_has_its_own_id():
    counted = Counter(case["id"] for case in CASES)
    assert [name for name, count in counted.items() if count > 1] == []


def test_every_rule_for_unknown_names_finds_one():
    texts = [_marked(case["text"])[0] for case in CASES]
    used = {person.rule for text in texts for person in found(_annotated(text), "people")}
    assert {f"people.{rule['id']}" for rule in load_rules("people")["unlisted"]} <= used


def test_the_component_keeps_people_on_the_doc():
    doc = _annotated("Wethouder Bea Verloop sprak met Femke.")
    standings = {person.name: person.standing for person in found(doc, "people")}
    assert standings == {"Bea Verloop": Standing.PUBLIC, "Femke": Standing.PRIVATE}
    assert [span.text for span in doc.spans["people"]] == ["Bea Verloop", "Femke"]


def test_tokens_of_private_people():
    doc = _annotated("Wethouder Bea Verloop sprak met Femke.")
    assert [doc[number].text for number in private_tokens(doc)] == ["Femke"]


def test_the_register_of_first_names_names_each_once():
    path = resources.files("extractors") / "register" / "first_names.csv"
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    names = Counter(row["name"] for row in rows)
    assert [name for name, count in names.items() if count > 1] == []
    assert {row["also"] for row in rows} == {"", "word", "month", "place"}
    assert len(names) > 4000


@pytest.mark.parametrize("name", ["Fatima", "Songül", "Churandy", "Jildou", "Seppe", "Anne-Fleur"])
def test_first_names_from_every_corner(name):
    assert is_first_name(name)


@pytest.mark.parametrize("name", ["April", "Roos", "Florence", "Storm", "Lente"])
def test_first_names_that_are_words_too(name):
    assert is_first_name(name)
    assert is_also_ordinary(name)


@pytest.mark.parametrize("word", ["Zwolle", "Jeugdwet", "Minister", "april", "Rijk"])
def test_no_first_names(word):
    assert not is_first_name(word)

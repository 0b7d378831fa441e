"""Organisations: what counts as one, by which name, and where it stands."""

import re
import tomllib
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from extractors.organisations import FoundOrganisation, find, organisations
from extractors.organisations.register import organisation_register
from extractors.rules import load_rules
from tests.pipeline import records_in

CASES = tomllib.loads(Path("tests/cases/organisations.toml").read_text("utf-8"))
PASSAGES = tomllib.loads(Path("tests/cases/organisations_in_passages.toml").read_text("utf-8"))
_MARK = re.compile(r"\[(?P<text>[^\]]+)\]\{(?P<name>[^}]+)\}")


@cache
def _model() -> Language:
    path = resources.files("extractors") / "model" / "nl_oogst_sm"
    return spacy.load(str(path), exclude=["parser", "lemmatizer"])


def _found(text: str, year: int | None = None) -> list[FoundOrganisation]:
    return find(_model()(text), year)


def _marked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, expected, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        expected.append((len(text), len(text) + len(mark["text"]), mark["name"]))
        text += mark["text"]
        last = mark.end()
    return text + marked[last:], expected


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["id"])
def test_organisations_in_one_line(case: dict[str, Any]) -> None:
    text, expected = _marked(case["text"])
    found = [(f.start, f.end, f.name) for f in _found(text, case.get("year"))]
    assert found == expected


def test_every_case_has_its_own_id() -> None:
    ids = [case["id"] for case in CASES["case"]]
    assert len(ids) == len(set(ids))


def test_every_pattern_of_the_rules_explains_something() -> None:
    used = {f.rule for case in CASES["case"] for f in _found(_marked(case["text"])[0])}
    patterns = {f"organisations.{rule['id']}" for rule in load_rules("organisations")["pattern"]}
    assert patterns <= used


def test_a_register_name_that_is_ordinary_is_in_the_register() -> None:
    register = organisation_register()
    unknown = [s for s in load_rules("organisations")["ordinary"] if not register.resolve(s)]
    assert unknown == []


@pytest.mark.parametrize("key", ["context", "short"])
def test_rules_name_organisations_that_exist(key: str) -> None:
    register = organisation_register()
    for rule in load_rules("organisations")[key]:
        for name in rule.get("names", [rule.get("name")]):
            assert register.resolve(name), name


def test_the_step_tells_what_resolved_a_name() -> None:
    text = (
        "De minister van VWS, het NJi en de Kinderombudsman lezen de kinderornbudsman. "
        "Stichting De Regenbui helpt. De Regenbui ook."
    )
    steps = [finding.step for finding in _found(text)]
    assert steps == ["role", "abbreviation", "alias", "ocr", "pattern", "defined"]


def test_the_component_keeps_what_it_found_on_the_doc() -> None:
    doc = organisations(_model()("Het COA en Nidos tekenden."))
    assert [span.text for span in doc.spans["organisations"]] == ["COA", "Nidos"]


_PIECES = st.sampled_from(
    ["het COA", "VWS", "Stichting De Regenbui", "gemeente Oudzijl", "de Kinderombudsman",
     "een kind", "IND/J&V", "Sam&", "(NKB)", "op 3 mei", "info@coa.nl", "\n\n", ". ", ", ",
     " en ", "Fier", "OM"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=12).map(" ".join))
def test_findings_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = _found(text)
    for finding in found:
        assert text[finding.start : finding.end].strip() == text[finding.start : finding.end] != ""
        assert "\n\n" not in text[finding.start : finding.end]
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    for finding in _found(text):
        assert 0 <= finding.start < finding.end <= len(text)


@pytest.mark.parametrize("case", PASSAGES["case"], ids=lambda case: case["id"])
def test_organisations_in_passages_of_unseen_documents(case: dict[str, Any]) -> None:
    text, expected = _marked(case["text"])
    found = {mention.name for mention in records_in(text, case.get("year")).organisations}
    assert found == {name for _, _, name in expected}

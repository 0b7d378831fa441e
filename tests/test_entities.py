"""The names of the model's recogniser, found for all words at once: the same ones."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.entities import recognise
from extractors.nlp import load_model

WORDS = " ".join(
    case["text"]
    for case in tomllib.loads(Path("tests/cases/organisations.toml").read_text("utf-8"))["case"]
).split(" ")


@pytest.fixture(scope="module")
def nlp():
    """The embedded model alone."""
    return load_model()


def _names(doc):
    return [(name.start, name.end, name.label_) for name in doc.ents], [t.ent_iob_ for t in doc]


@settings(max_examples=150, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=40), ending=st.sampled_from(["", "\n\n"]))
def test_the_names_are_those_of_spacy(nlp, words, ending):
    text = " ".join(words) + ending
    recogniser = nlp.get_pipe("ner")
    assert _names(recognise(nlp.make_doc(text), recogniser)) == _names(
        recogniser(nlp.make_doc(text))
    )


def test_a_name_at_the_very_end_is_whole(nlp):
    doc = recognise(nlp.make_doc("Wij spraken met Anna de Vries"), nlp.get_pipe("ner"))
    assert [name.text for name in doc.ents] == ["Anna de Vries"]


def test_a_recogniser_of_another_kind_finds_names_its_own_way(nlp):
    text = "Wij spraken met Anna de Vries over Amersfoort."
    recogniser = nlp.get_pipe("ner")
    usual = _names(recognise(nlp.make_doc(text), recogniser))
    recogniser.cfg["beam_width"] = 4
    try:
        assert _names(recognise(nlp.make_doc(text), recogniser)) == usual
    finally:
        recogniser.cfg["beam_width"] = 1

"""The embedding of each word, computed once per process and the same whatever came before."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import embeddings
from extractors.embeddings import remember_embeddings
from extractors.nlp import load_model
from tests.test_entities import WORDS

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)


@pytest.fixture(scope="module")
def spacys():
    """The embedded model as spaCy runs it."""
    return load_model()


@pytest.fixture
def ours():
    """The embedded model, new, with a memory for embeddings."""
    nlp = load_model()
    remember_embeddings(nlp)
    return nlp


def _vectors(nlp, text):
    return nlp.get_pipe("tok2vec").model.predict([nlp.make_doc(text)])[0]


@pytest.fixture(scope="module")
def well_read():
    """A model that meets every text of a property."""
    nlp = load_model()
    remember_embeddings(nlp)
    return nlp


@settings(max_examples=100, deadline=None)
@given(text=texts)
def test_what_is_remembered_is_what_the_model_makes(spacys, well_read, text):
    assert np.allclose(_vectors(well_read, text), _vectors(spacys, text), atol=1e-4)


def test_a_word_is_the_same_to_the_last_digit_whatever_was_read_before(ours):
    fresh = load_model()
    remember_embeddings(fresh)
    for place in range(0, len(WORDS), 37):
        _vectors(ours, " ".join(WORDS[place : place + 37][::-1]))
    text = " ".join(WORDS[:400])
    assert np.array_equal(_vectors(ours, text), _vectors(fresh, text))


def test_a_full_memory_begins_anew(ours, monkeypatch):
    monkeypatch.setattr(embeddings, "_MOST_WORDS", 10)
    before = _vectors(ours, "de raad vraagt om een plan")
    _vectors(ours, " ".join(WORDS[:200]))
    assert np.array_equal(_vectors(ours, "de raad vraagt om een plan"), before)


def test_what_is_remembered_cannot_be_trained(ours):
    with pytest.raises(NotImplementedError, match="load the model anew"):
        ours.get_pipe("tok2vec").model.begin_update([ours.make_doc("De raad.")])

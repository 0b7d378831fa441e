"""The lemmas of the model's lemmatizer, found for all words at once: the same ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.lemmas import lemmatise
from extractors.nlp import load_model
from tests.test_entities import WORDS


@pytest.fixture(scope="module")
def nlp():
    """The embedded model alone."""
    return load_model()


def _as_far_as_tagged(nlp, text):
    return nlp.get_pipe("tok2vec")(nlp.make_doc(text))


def _usual(nlp, text):
    doc = nlp.get_pipe("lemmatizer")(_as_far_as_tagged(nlp, text))
    return [token.lemma_ for token in doc]


def _lemmas(nlp, text):
    doc = lemmatise(_as_far_as_tagged(nlp, text), nlp.get_pipe("lemmatizer"))
    return [token.lemma_ for token in doc]


@settings(max_examples=150, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS) | st.text(min_size=1, max_size=6), max_size=40))
def test_the_lemmas_are_those_of_spacy(nlp, words):
    text = " ".join(words)
    assert _lemmas(nlp, text) == _usual(nlp, text)


@pytest.mark.parametrize(("ways", "backoff"), [(1, "orth"), (2, None), (9, "norm")])
def test_a_lemmatizer_set_otherwise_is_followed(nlp, monkeypatch, ways, backoff):
    lemmatizer = nlp.get_pipe("lemmatizer")
    monkeypatch.setattr(lemmatizer, "top_k", ways)
    monkeypatch.setattr(lemmatizer, "backoff", backoff)
    text = "De kindertjes zwémmen Gisteren bij Xqzrw, 3e-jaars, en hebben geschaatst."
    assert _lemmas(nlp, text) == _usual(nlp, text)


def test_a_lemma_that_stands_is_kept(nlp):
    doc = _as_far_as_tagged(nlp, "Twee kinderen")
    doc[1].lemma_ = "kroost"
    assert lemmatise(doc, nlp.get_pipe("lemmatizer"))[1].lemma_ == "kroost"

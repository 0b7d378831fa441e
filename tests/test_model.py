"""The embedded model as a part that can be judged, remade, and replaced by another."""

import json
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from extractors.extraction import extract
from extractors.nlp import ModelError, load, load_model, model_of
from extractors.training.pipeline import evaluate, train
from flows.exit_codes import ExitCode
from tests.command import invoke
from tests.documents import document_of
from tests.pipeline import extraction_of

MODEL = Path("extractors/model")
EMBEDDED = MODEL / train.NAME
REPORT = """\
Terugblik Kinderrechtendialoog 2024

Op 22 april 2024 spraken kinderen uit Amersfoort met het ministerie van VWS en met Anna de Vries.

Wij bevelen aan dat scholen de ombudsman uitnodigen. VWS stuurt de Kamer in juni een brief."""


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Install a model as pip would, in a folder that is gone after the test."""

    def install(name, nlp=None):
        data = tmp_path / name / f"{name}-9.9.9"
        data.parent.mkdir()
        shutil.copytree(EMBEDDED, data) if nlp is None else nlp.to_disk(data)
        language, _, rest = name.partition("_")
        config = (data / "config.cfg").read_text("utf-8")
        (data / "config.cfg").write_text(config.replace('lang = "nl"', f'lang = "{language}"'))
        told = json.loads((data / "meta.json").read_text("utf-8"))
        told |= {"lang": language, "name": rest, "version": "9.9.9"}
        for folder in (data, data.parent):
            (folder / "meta.json").write_text(json.dumps(told), "utf-8")
        (data.parent / "__init__.py").write_text(
            "from spacy.util import load_model_from_init_py\n"
            "def load(**overrides):\n"
            "    return load_model_from_init_py(__file__, **overrides)\n"
        )
        facts = tmp_path / f"{name}-9.9.9.dist-info"
        facts.mkdir()
        (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 9.9.9\n")
        monkeypatch.syspath_prepend(tmp_path)
        return name

    yield install
    for module in [name for name in sys.modules if name.endswith("_stand_in")]:
        del sys.modules[module]


def test_the_same_rules_run_on_an_installed_model(installed):
    nlp = load(installed("nl_stand_in"))
    document = document_of(REPORT)
    assert extract(document, nlp) == extraction_of(document)
    assert extract(document, nlp).organisations
    assert (model_of(nlp).name, model_of(nlp).version) == ("nl_stand_in", "9.9.9")


def test_doctor_names_the_installed_model(installed, tmp_path, monkeypatch):
    name = installed("nl_doctor_stand_in")
    monkeypatch.chdir(tmp_path)
    result = invoke("doctor", "--json", OOGST_MODEL=name)
    told = {finding["what"]: finding["is"] for finding in json.loads(result.stdout)}
    assert told["Dutch model"] == f"{name} 9.9.9 (installed)"


@pytest.mark.parametrize("part", ["tagger", "morphologizer", "lemmatizer", "ner"])
def test_a_model_that_lacks_a_part_is_refused_by_its_name(installed, part):
    name = installed(f"nl_no_{part}_stand_in", spacy.load(EMBEDDED, exclude=[part]))
    with pytest.raises(ModelError, match=f"^{name} has no {part}$"):
        load(name)


def test_all_that_a_model_lacks_is_told_in_one_line(installed, tmp_path, monkeypatch):
    name = installed("nl_empty_stand_in", spacy.blank("nl"))
    (tmp_path / "brief.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = invoke("extract", "brief.txt", OOGST_MODEL=name)
    assert result.exit_code == ExitCode.WRONG_USE
    lacking = "has no tagger, no morphologizer, no lemmatizer, no ner"
    assert result.stderr == f"{name} {lacking}; set OOGST_MODEL=embedded, or another model\n"


def test_doctor_says_what_a_model_lacks(installed, tmp_path, monkeypatch):
    name = installed("nl_nameless_stand_in", spacy.load(EMBEDDED, exclude=["ner"]))
    monkeypatch.chdir(tmp_path)
    result = invoke("doctor", "--json", OOGST_MODEL=name)
    told = {finding["what"]: finding["is"] for finding in json.loads(result.stdout)}
    assert told["Dutch model"] == f"{name} has no ner"
    assert result.exit_code == ExitCode.NEEDS_ATTENTION


def test_a_model_of_another_language_is_refused(installed):
    with pytest.raises(ModelError, match="not Dutch"):
        load(installed("de_stand_in"))


def test_the_licence_names_every_source_of_the_model():
    licence = (MODEL / "LICENSE.md").read_text(encoding="utf-8")
    sources = json.loads((EMBEDDED / "meta.json").read_text("utf-8"))["sources"]
    assert [
        source["name"] for source in sources if source["name"].split(" (")[0] not in licence
    ] == []


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A treebank and names in miniature: what the embedded model says of a few sentences."""
    folder = tmp_path_factory.mktemp("data")
    nlp = load_model()
    cases = tomllib.loads(Path("tests/cases/passages.toml").read_text("utf-8"))["case"]
    texts = [" ".join(REPORT.split()), *(case["text"] for case in cases[:40])]
    for name in ("ud/train", "ud/dev", "ud/test_own", "ner/train", "ner/dev"):
        path = folder / f"{name}.spacy"
        path.parent.mkdir(exist_ok=True)
        DocBin(docs=nlp.pipe(texts), store_user_data=True).to_disk(path)
    return folder


def test_a_model_that_says_what_the_treebank_says_is_right_in_all(data):
    scores = evaluate.grammar(load_model(), data / "ud" / "test_own.spacy")
    assert set(scores) == {"UPOS", "tags", "morphology", "lemmas", "UAS", "LAS", "sentences, F"}
    assert set(scores.values()) == {1.0}


def test_a_wrong_name_costs_its_label_precision_and_recall(data, tmp_path):
    nlp = load_model()
    (doc,) = nlp.pipe([REPORT])
    people = [entity for entity in doc.ents if entity.label_ == "PERSON"]
    doc.ents = [entity for entity in doc.ents if entity not in people]
    DocBin(docs=[doc]).to_disk(tmp_path / "names.spacy")
    scores = evaluate.names(nlp, tmp_path / "names.spacy")
    assert people
    assert (scores["PERSON"]["p"], scores["PERSON"]["n"]) == (0, 0)
    assert scores["all"]["r"] == 1 > scores["all"]["p"]


def test_the_report_has_every_measure(data):
    page = evaluate.report(load_model(), data)
    assert all(
        measure in page for measure in (*evaluate.GRAMMAR.values(), "ORG", "with the parser")
    )


@pytest.fixture(scope="module")
def trained(data, tmp_path_factory):
    """What one step of training leaves: the recipe runs, the model knows nothing."""
    folder = tmp_path_factory.mktemp("trained")
    train.main(data, folder, {"training.max_steps": 1})
    return folder


def test_training_puts_both_parts_together_as_they_were(trained):
    whole = spacy.load(trained / train.NAME)
    grammar, names = (spacy.load(trained / part / "model-best")(REPORT) for part in train.PARTS)
    doc = whole(REPORT)
    assert whole.pipe_names == load_model().pipe_names
    assert [(t.tag_, t.pos_, t.lemma_, t.dep_) for t in doc] == [
        (t.tag_, t.pos_, t.lemma_, t.dep_) for t in grammar
    ]
    assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in names.ents]


def test_the_words_of_training_texts_stay_behind(trained):
    strings = json.loads((trained / train.NAME / "vocab" / "strings.json").read_text("utf-8"))
    assert "ombudsman" not in strings
    assert {"WW|pv|tgw|met-t", "Number=Plur"} <= set(strings)


def test_a_trained_model_tells_the_sources_of_its_training(trained):
    meta, embedded = (
        json.loads((folder / "meta.json").read_text("utf-8"))
        for folder in (trained / train.NAME, EMBEDDED)
    )
    assert (meta["license"], meta["sources"]) == (embedded["license"], embedded["sources"])

import tomllib
from importlib import resources
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from extractors.passages.classifier import Judgement, classify, thresholds
from extractors.passages.cues import cues_in
from extractors.training.documents import annotated, labelled_documents, load_tagger
from schemas.document import Block, BlockKind, Document, Page
from schemas.records import CommitmentStatus, Stance

CASES = tomllib.loads(Path("tests/cases/passages.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_tagger()


def read(nlp: Language, *paragraphs: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Doc:
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind=kind, start=start, end=start + len(paragraph)))
        start += len(paragraph) + 2
    page = Page(number=1, start=0, end=len(text))
    document = Document(
        document_id="0", path="x.txt", text=text, pages=(page,), blocks=tuple(blocks)
    )
    return annotated(document, nlp)


def judged(judgement: Judgement) -> str:
    limits = thresholds()
    is_recommendation = judgement.recommendation >= limits.recommendation
    is_commitment = judgement.commitment >= limits.commitment
    if not is_recommendation and not is_commitment:
        return "none"
    return "recommendation" if judgement.recommendation > judgement.commitment else "commitment"


def parameter(case: dict[str, str]) -> ParameterSet:
    marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
    return pytest.param(case, id=case["text"][:40], marks=marks)


@pytest.mark.parametrize("case", [parameter(case) for case in CASES])
def test_judges_what_anyone_would_judge_alike(case: dict[str, str], nlp: Language) -> None:
    assert judged(classify(read(nlp, case["text"]))[0]) == case["is"]


def test_tells_the_stance_of_an_answer(nlp: Language) -> None:
    answers = {
        "Deze aanbeveling nemen wij over.": Stance.ACCEPTED,
        "Wij zien geen aanleiding om deze aanbeveling over te nemen.": Stance.REJECTED,
        "Deze aanbeveling nemen wij ten dele over.": Stance.PARTIAL,
        "Wij nemen kennis van deze aanbeveling.": Stance.NOTED,
    }
    for answer, stance in answers.items():
        judgement = classify(read(nlp, answer))[0]
        assert judgement.response >= thresholds().response, answer
        assert judgement.stance is stance, answer


def test_a_plain_fact_answers_nothing(nlp: Language) -> None:
    judgement = classify(read(nlp, "In 2019 telde de gemeente 3.100 leerlingen."))[0]
    assert judgement.response < thresholds().response


def test_tells_the_status_of_a_commitment(nlp: Language) -> None:
    statuses = {
        "De minister stuurt de Kamer in maart een brief.": CommitmentStatus.PLANNED,
        "De evaluatie is verschoven van mei naar oktober.": CommitmentStatus.RESCHEDULED,
        "De brief is in februari verstuurd.": CommitmentStatus.DONE,
        "De bijeenkomst gaat niet door.": CommitmentStatus.CANCELLED,
    }
    for sentence, status in statuses.items():
        assert classify(read(nlp, sentence))[0].status is status, sentence


def test_judges_every_sentence_in_the_order_of_the_text(nlp: Language) -> None:
    doc = read(nlp, "Eerste zin. Tweede zin.", "Derde zin staat apart.")
    texts = [doc.text[one.start : one.end] for one in classify(doc)]
    assert texts == ["Eerste zin.", "Tweede zin.", "Derde zin staat apart."]


def test_a_document_without_text_has_no_judgements(nlp: Language) -> None:
    assert classify(read(nlp, "")) == []


def test_the_same_text_is_judged_the_same(nlp: Language) -> None:
    sentence = "Wij pleiten voor gratis zwemles en zullen daar in mei op terugkomen."
    assert classify(read(nlp, sentence)) == classify(read(nlp, sentence))


@settings(max_examples=40, deadline=None)
@given(paragraphs=st.lists(st.text(alphabet="abc Zorg.?!:;'\"\t–0(", max_size=30), min_size=1))
def test_judgements_never_overlap_and_hold_text(paragraphs: list[str], nlp: Language) -> None:
    doc = read(nlp, *paragraphs)
    end = 0
    for judgement in classify(doc):
        assert end <= judgement.start < judgement.end <= len(doc.text)
        assert doc.text[judgement.start : judgement.end].strip()
        assert 0 <= judgement.recommendation <= 1
        assert 0 <= judgement.commitment <= 1
        end = judgement.end


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("de raad roept het college morgen op", "ask_verb"),
        ("zij neemt dat op zich", "promise_verb"),
        ("dat plan is van tafel", "cancelled"),
        ("het gesprek is verzet naar mei", "rescheduled"),
    ],
)
def test_finds_a_cue_across_a_gap(sentence: str, cue: str) -> None:
    words = sentence.split()
    assert cue in cues_in(words, words)


def test_a_gap_keeps_the_order_of_the_words() -> None:
    words = ["op", "roept", "het", "college", "de", "raad"]
    assert "ask_verb" not in cues_in(words, words)


def test_weights_stay_small() -> None:
    weights = resources.files("extractors") / "model" / "passages.npz"
    assert len(weights.read_bytes()) < 3_000_000


def test_labelled_sentences_keep_their_text_and_labels() -> None:
    labels = {"recommendation", "commitment", "both", "none", "heading"}
    for labelled in labelled_documents():
        assert labelled.rows, labelled.stem
        for row in labelled.rows:
            assert labelled.document.text[row.start : row.end].strip(), labelled.stem
            assert row.label in labels
            assert row.status in {"", *CommitmentStatus}
            assert row.stance in {"", *Stance}

"""Links across documents: made once, made anew where something changed, and true to the letter."""

import datetime as dt
from dataclasses import replace

import pytest

from flows.follow_up import follow_up
from schemas.document import Document
from schemas.follow_up import Role
from schemas.records import Commitment, CommitmentKind
from schemas.reviews import REVIEW_RULE
from tests.documents import document_of
from tests.follow_up_worlds import followed_up, harvest_of, worlds
from tests.review_factory import review, seen
from tests.warehouse_factory import empty_warehouse, record
from warehouse import stored
from warehouse.checks import check
from warehouse.compare import logical_hash
from warehouse.connection import Connection
from warehouse.errors import WarehouseError
from warehouse.harvest import Harvest
from warehouse.load import load, withdraw
from warehouse.query import commitments
from warehouse.reviews.build import apply_reviews

LINK = "SELECT * FROM commitment_follow_up ORDER BY ALL"


@pytest.fixture(scope="module")
def harvests() -> list[Harvest]:
    """The documents of several worlds: some promise, some tell."""
    told = [document for world in worlds("regions")[:3] for document in world["document"]]
    return [harvest_of(document_of(one["text"].strip() + "\n", one["path"])) for one in told]


def verdicts(connection: Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT quote, verdict FROM commitment_follow_up").fetchall())


def test_document_by_document_gives_what_all_at_once_gives(harvests) -> None:
    connection = empty_warehouse()
    for harvest in reversed(harvests):
        load(connection, [harvest], "run-1")
        follow_up(connection)
    assert connection.execute(LINK).fetchall() == followed_up(harvests).execute(LINK).fetchall()
    assert logical_hash(connection) == logical_hash(followed_up(harvests))


def test_a_document_that_comes_again_changed_is_linked_anew(harvests) -> None:
    connection = followed_up(harvests)
    load(connection, [harvests[1]], "run-2")
    follow_up(connection)
    assert connection.execute(LINK).fetchall() == followed_up(harvests).execute(LINK).fetchall()


def test_nothing_new_links_nothing(harvests) -> None:
    connection = followed_up(harvests)
    assert follow_up(connection) == 0


def test_a_term_that_becomes_common_finds_nothing_by_itself(harvests, monkeypatch) -> None:
    from warehouse import follow_up as linking

    queries = linking.sql_files("queries")
    few = queries | {"follow_up_renewed": queries["follow_up_renewed"].replace("> 1000", "> 0")}
    monkeypatch.setattr(linking, "sql_files", lambda _: few)
    connection = followed_up(harvests)
    assert set(verdicts(connection).values()) == {"no_evidence"}
    monkeypatch.undo()
    follow_up(connection)
    assert connection.execute(LINK).fetchall() == followed_up(harvests).execute(LINK).fetchall()


def test_a_withdrawn_document_tells_nothing_and_tells_again_when_it_is_back(harvests) -> None:
    connection = followed_up(harvests)
    there = {h.document.path: h.document.document_id for h in harvests}
    before = connection.execute(LINK).fetchall()
    assert "done" in verdicts(connection).values()
    gone = {path: name for path, name in there.items() if path != harvests[1].document.path}
    withdraw(connection, gone)
    follow_up(connection)
    assert harvests[1].document.document_id not in {
        row[3] for row in connection.execute(LINK).fetchall()
    }
    withdraw(connection, there)
    follow_up(connection)
    assert connection.execute(LINK).fetchall() == before


def test_a_deadline_that_a_person_corrects_changes_what_is_late(harvests) -> None:
    connection = followed_up(harvests)
    which = "WHERE quote LIKE '%kinderburgemeester aan%'"
    query = f"SELECT timing FROM commitment_follow_up_details {which}"
    assert connection.execute(query).fetchall() == [("on_time",)]
    connection.execute(f"UPDATE stored.commitments SET due = '2024-05' {which}")
    follow_up(connection)
    assert connection.execute(query).fetchall() == [("late",)]


def test_a_quote_that_is_not_in_its_document_is_not_published(harvests) -> None:
    connection = followed_up(harvests)
    check(connection)
    connection.execute("UPDATE stored.commitment_links SET evidence_start = evidence_start + 1")
    with pytest.raises(WarehouseError, match="evidence_of_follow_up_is_in_text"):
        check(connection)


def test_a_link_without_its_promise_is_not_published(harvests) -> None:
    connection = followed_up(harvests)
    connection.execute("UPDATE stored.commitment_links SET record_id = 'of-nothing'")
    with pytest.raises(WarehouseError, match="evidence_of_follow_up_is_in_text"):
        check(connection)


@pytest.mark.parametrize(
    ("as_of", "standing", "timing"),
    [
        (dt.date(2024, 8, 1), "planned", "upcoming"),
        (dt.date(2024, 9, 15), "done", "closed"),
        (dt.date(2027, 3, 1), "done", "closed"),
    ],
)
def test_what_is_open_depends_on_the_day_it_is_seen_from(harvests, as_of, standing, timing) -> None:
    rows = commitments(followed_up(harvests), as_of=as_of)
    (mayor,) = (row for row in rows if "kinderburgemeester aan" in row.quote)
    assert (mayor.standing, mayor.timing) == (standing, timing)


def test_open_leaves_out_what_later_documents_call_done(harvests) -> None:
    connection = followed_up(harvests)
    quotes = [
        row.quote for row in commitments(connection, status="open", as_of=dt.date(2028, 1, 1))
    ]
    assert not any("kinderburgemeester aan" in quote for quote in quotes)
    earlier = commitments(connection, status="open", as_of=dt.date(2024, 3, 12))
    assert any("kinderburgemeester aan" in row.quote for row in earlier)


def test_an_answer_holds_the_quotes_of_both_sides(harvests) -> None:
    rows = commitments(followed_up(harvests), status="done", as_of=dt.date(2028, 1, 1))
    (mayor,) = (row for row in rows if "kinderburgemeester aan" in row.quote)
    assert [told["quote"] for told in mayor.follow_up] == [
        "Sinds 30 augustus 2024 heeft Vlietwoude een kinderburgemeester."
    ]


PROMISE = "De Bocht zal in mei 2031 een chatlijn openen voor jongeren met schulden."


@pytest.fixture(scope="module")
def likely() -> list[Harvest]:
    """A sentence too unsure to be a commitment, and a report that tells that it was done."""
    told = {
        "2031/programma.txt": f"De Bocht\nWat wij doen, 3 maart 2031\n\n{PROMISE}\n",
        "2032/verslag.txt": "De Bocht\nJaarverslag 2031, maart 2032\n\n"
        "De chatlijn voor jongeren met schulden werd op 1 mei 2031 geopend.\n",
    }
    promised, done = (harvest_of(document_of(text, path)) for path, text in told.items())
    return [unsure(promised), done]


def unsure(harvest: Harvest) -> Harvest:
    """The same without its commitments, which are likely promises now."""
    passages = [
        passage.model_copy(update={"likelihood": 0.4, "due": "2031-05"})
        for passage in harvest.follow_up
        if passage.role is Role.PROMISE
    ]
    extraction = harvest.extraction.model_copy(update={"commitments": ()})
    return replace(harvest, extraction=extraction, follow_up=tuple(passages))


def rules(connection: Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT quote, rule FROM commitments").fetchall())


def test_what_may_be_a_promise_is_one_when_a_later_document_tells_what_came_of_it(likely) -> None:
    connection = followed_up(likely[:1])
    assert rules(connection) == {}
    load(connection, likely[1:], "run-2")
    follow_up(connection)
    [found] = commitments(connection, as_of=dt.date(2032, 4, 1))
    assert (found.quote, found.due, found.standing) == (PROMISE, "2031-05", "done")
    assert rules(connection) == {PROMISE: "follow_up"}
    assert verdicts(connection) == {PROMISE: "done"}
    check(connection)


def test_what_one_document_proved_is_no_promise_when_that_document_has_gone(likely) -> None:
    connection = followed_up(likely)
    withdraw(connection, {likely[0].document.path: likely[0].document.document_id})
    follow_up(connection)
    assert rules(connection) == {}


def test_what_was_proved_does_not_depend_on_the_order_of_the_documents(likely) -> None:
    connection = followed_up(likely[1:])
    load(connection, likely[:1], "run-2")
    follow_up(connection)
    assert logical_hash(connection) == logical_hash(followed_up(likely))
    load(connection, likely[:1], "run-3")
    follow_up(connection)
    assert logical_hash(connection) == logical_hash(followed_up(likely))


def missed(source: Document) -> Commitment:
    """The promise as a person adds it: the rules did not find it."""
    return record(Commitment, source, PROMISE, kind=CommitmentKind.PLEDGE, rule=REVIEW_RULE)


@pytest.fixture
def corrected(likely) -> Connection:
    """A warehouse in which nothing was promised, and a person added the promise."""
    promised = replace(likely[0], follow_up=())
    connection = followed_up([promised, likely[1]])
    assert verdicts(connection) == {}
    one = seen(promised.document, missed(promised.document))
    apply_reviews(connection, [review("add", one)])
    follow_up(connection)
    return connection


def test_a_promise_that_a_person_added_is_followed_up(corrected) -> None:
    assert verdicts(corrected) == {PROMISE: "done"}
    check(corrected)


def test_the_parts_of_a_promise_that_was_split_are_followed_up(corrected, likely) -> None:
    source = likely[0].document
    one = seen(source, missed(source))
    parts = ("De Bocht zal", "in mei 2031 een chatlijn openen voor jongeren met schulden.")
    apply_reviews(corrected, [review("split", one, parts=parts)])
    follow_up(corrected)
    assert verdicts(corrected) == {parts[0]: "no_evidence", parts[1]: "done"}


def test_nothing_is_left_of_an_addition_that_was_undone(corrected, likely) -> None:
    one = seen(likely[0].document, missed(likely[0].document))
    apply_reviews(corrected, [review("reject", one)])
    follow_up(corrected)
    assert verdicts(corrected) == {}
    left = "SELECT count(*) FROM stored.follow_up_passages WHERE role = 'promise'"
    assert corrected.execute(left).fetchall() == [(0,)]


def test_a_likely_promise_that_a_person_rejected_is_none_however_often_it_is_told(likely) -> None:
    connection = followed_up(likely)
    assert rules(connection) == {PROMISE: "follow_up"}
    [proven] = stored.records(connection, [likely[0].document.document_id]).values()
    [promise] = [one for one in proven if isinstance(one, Commitment)]
    rejected = review("reject", seen(likely[0].document, promise))
    for _ in range(2):
        apply_reviews(connection, [rejected])
        follow_up(connection)
        assert rules(connection) == {}
    load(connection, likely[:1], "run-2")
    apply_reviews(connection, [rejected])
    follow_up(connection)
    assert rules(connection) == {}

"""What goes in comes out, to the letter, whatever the order and however often."""

import datetime as dt
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.document import FileState, Reason
from schemas.evidence import Evidence
from schemas.records import (
    Commitment,
    CommitmentKind,
    DateMention,
    OrganisationMention,
    Recommendation,
    Response,
    Stance,
)
from tests.warehouse_factory import citation, document, empty_warehouse, failure, harvest, record
from warehouse.checks import check
from warehouse.compare import logical_hash
from warehouse.connection import Connection
from warehouse.errors import WarehouseError
from warehouse.harvest import FileFacts, Harvest, id_of_path
from warehouse.load import Withdrawal, load, load_register, load_unreadable, withdraw
from warehouse.query import stored_files
from warehouse.runs import Run, record_run

connection = pytest.fixture(empty_warehouse)

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


def full_harvest(number: int) -> Harvest:
    """A document with a record of every type."""
    source = document(
        f"Tafel {number}: wij vragen om 25F.\nVWS overlegt vóór juni 2026.\nDat nemen wij over.",
        f"2026/tafel-{number}.txt",
    )
    promise = "VWS overlegt vóór juni 2026."
    return harvest(
        source,
        citation(source, "wij vragen om 25F", "25F", "25(f)", known=True),
        record(Recommendation, source, "wij vragen om 25F", codes=("25(f)",)),
        record(Commitment, source, promise, kind=CommitmentKind.PLEDGE, due="2026-06"),
        record(OrganisationMention, source, "VWS", name="VWS", text="VWS", step="alias"),
        record(
            DateMention, source, "juni 2026", edtf="2026-06", text="juni 2026", basis="explicit"
        ),
        record(Response, source, "Dat nemen wij over.", stance=Stance.ACCEPTED),
        year=2026,
    )


def evidence_of(connection: Connection, document_id: str) -> set[tuple[object, ...]]:
    query = """
        SELECT record_id, record_type, page, start_char, end_char, quote, rule, confidence
        FROM evidence WHERE document_id = ?
    """
    return set(connection.execute(query, [document_id]).fetchall())


def as_evidence(one: Evidence) -> tuple[object, ...]:
    place = (one.page, one.start, one.end, one.quote)
    return (one.record_id, one.record_type, *place, one.rule, one.confidence)


@st.composite
def harvests(draw: st.DrawFn) -> Harvest:
    """Documents of any characters, with recommendations anywhere in them."""
    source = document(draw(WORDS))
    spans = st.tuples(*[st.integers(0, len(source.text))] * 2).map(sorted)
    found = [
        Recommendation(
            document_id=source.document_id,
            start=start,
            end=end,
            quote=source.text[start:end],
            rule="by_chance",
            confidence=draw(st.floats(0, 1)),
            codes=draw(st.lists(WORDS, max_size=2).map(tuple)),
        )
        for start, end in draw(st.lists(spans, max_size=4, unique_by=tuple))
        if start < end
    ]
    return harvest(source, *found)


@given(harvests())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_quote_comes_out_as_it_went_in(connection: Connection, one: Harvest) -> None:
    load(connection, [one], "run-1")
    expected = {as_evidence(found) for found in one.extraction.records()}
    assert evidence_of(connection, one.document.document_id) == expected
    text = "SELECT text FROM documents WHERE document_id = ?"
    assert connection.execute(text, [one.document.document_id]).fetchone() == (one.document.text,)
    check(connection)


def test_every_type_of_record_comes_out(connection: Connection) -> None:
    one = full_harvest(1)
    load(connection, [one], "run-1")
    expected = {as_evidence(found) for found in one.extraction.records()}
    assert len(expected) == 6
    assert evidence_of(connection, one.document.document_id) == expected


def test_loading_the_same_again_changes_nothing(connection: Connection) -> None:
    load(connection, [full_harvest(1), full_harvest(2)], "run-1")
    before = logical_hash(connection)
    load(connection, [full_harvest(2)], "run-2")
    assert logical_hash(connection) == before
    load(connection, [full_harvest(3)], "run-2")
    assert logical_hash(connection) != before


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_and_portions_do_not_matter(seed: int) -> None:
    chance = random.Random(seed)
    expected = empty_warehouse()
    every = [full_harvest(number) for number in range(6)]
    load(expected, every, "run-1")
    shuffled = empty_warehouse()
    chance.shuffle(every)
    cut = chance.randrange(7)
    load(shuffled, every[:cut], "run-1")
    load(shuffled, every[cut:], "run-2")
    assert logical_hash(shuffled) == logical_hash(expected)


def test_a_document_extracted_anew_loses_its_old_records(connection: Connection) -> None:
    source = document("Luister naar ons. Betrek ons.")
    first = record(Recommendation, source, "Luister naar ons.")
    second = record(Recommendation, source, "Betrek ons.")
    load(connection, [harvest(source, first)], "run-1")
    load(connection, [harvest(source, second)], "run-2")
    assert evidence_of(connection, source.document_id) == {as_evidence(second)}


def test_more_documents_than_go_in_at_once(connection: Connection) -> None:
    assert load(connection, (harvest(document(f"Nummer {n}")) for n in range(450)), "run-1") == 450
    assert connection.execute("SELECT count(*) FROM documents").fetchone() == (450,)


@pytest.mark.parametrize(
    "hostile",
    [
        "'; DROP TABLE stored.documents; --",
        '"; DELETE FROM stored.commitments',
        "$1 ? %s {name} \\x00 \ufffd NULL",
        "w" * 100_000,
        "👩‍👧 é e\u0301 \u202e ﷽ \U0010ffff",
    ],
    ids=["drop", "delete", "placeholders", "100 kB word", "beyond ASCII"],
)
def test_hostile_text_is_only_text(connection: Connection, hostile: str) -> None:
    source = document(f"Vooraf. {hostile} Achteraf.", path=f"{hostile[:50]}.txt")
    asked = record(Recommendation, source, hostile, issuer=hostile)
    load(connection, [harvest(source, asked, title=hostile)], "run-1")
    row = connection.execute("SELECT quote, issuer, title FROM recommendations").fetchone()
    assert row == (hostile, hostile, hostile)
    check(connection)


def test_a_file_that_could_not_be_read_is_on_record_with_the_reason(connection: Connection) -> None:
    load_unreadable(connection, [failure("2025/stuk.pdf", Reason.ENCRYPTED)], "run-1")
    query = "SELECT document_id, state, reason, text FROM documents"
    expected = (id_of_path("2025/stuk.pdf"), FileState.QUARANTINED, Reason.ENCRYPTED, None)
    assert connection.execute(query).fetchall() == [expected]
    issues = connection.execute("SELECT path, reason, message, run_id FROM issues").fetchall()
    assert issues == [("2025/stuk.pdf", "encrypted", "no end of file", "run-1")]


def test_an_issue_is_closed_once_the_file_is_read(connection: Connection) -> None:
    source = document("Toch gelezen.", "stuk.pdf")
    load_unreadable(connection, [failure("stuk.pdf"), failure("weg.pdf")], "run-1")
    load(connection, [harvest(source)], "run-2")
    went = withdraw(connection, {"stuk.pdf": source.document_id})
    assert went.gone == ["stuk.pdf", "weg.pdf"]  # as files that could not be read
    assert connection.execute("FROM issues").fetchall() == []
    assert connection.execute("SELECT text FROM documents").fetchall() == [("Toch gelezen.",)]


def test_a_partly_read_document_keeps_an_issue(connection: Connection) -> None:
    source = document("Halve tekst.", state=FileState.PARTLY_READ, reason=Reason.TIMEOUT)
    load(connection, [harvest(source)], "run-1")
    assert connection.execute("SELECT path, reason FROM issues").fetchall() == [
        (source.path, "timeout")
    ]


def test_a_removed_file_is_withdrawn_and_returns_as_it_was(connection: Connection) -> None:
    one, other = full_harvest(1), full_harvest(2)
    load(connection, [one, other], "run-1")
    both = {h.document.path: h.document.document_id for h in (one, other)}
    withdraw(connection, both)
    before = logical_hash(connection)

    left = {other.document.path: other.document.document_id}
    assert withdraw(connection, left).gone == [one.document.path]
    states = connection.execute("SELECT path, state FROM documents ORDER BY path").fetchall()
    assert states == [(one.document.path, "withdrawn"), (other.document.path, "read")]
    assert evidence_of(connection, one.document.document_id) == set()
    for view in ("commitments", "recommendations", "rule_yield", "blocks", "pages"):
        assert shown(connection, view) == shown_of_one(other, view)

    assert withdraw(connection, both) == Withdrawal([], [])
    assert logical_hash(connection) == before


def shown(connection: Connection, view: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {view}").fetchone()
    assert row
    return int(row[0])


def shown_of_one(one: Harvest, view: str) -> int:
    alone = empty_warehouse()
    load(alone, [one], "run-1")
    return shown(alone, view)


def test_a_changed_file_withdraws_what_it_was(connection: Connection) -> None:
    old, new = document("Oude tekst.", "plan.txt"), document("Nieuwe tekst.", "plan.txt")
    load(connection, [harvest(old)], "run-1")
    load(connection, [harvest(new)], "run-2")
    now = {"plan.txt": new.document_id}
    assert withdraw(connection, now) == Withdrawal([], ["plan.txt"])
    assert withdraw(connection, now) == Withdrawal([], [])
    states = connection.execute("SELECT text, state, reason FROM documents ORDER BY text")
    expected = [("Nieuwe tekst.", "read", None), ("Oude tekst.", "withdrawn", "replaced")]
    assert states.fetchall() == expected
    assert successors(connection) == {old.document_id: new.document_id, new.document_id: None}


def test_a_version_that_returns_replaces_the_one_after_it(connection: Connection) -> None:
    old, new = document("Oude tekst.", "plan.txt"), document("Nieuwe tekst.", "plan.txt")
    load(connection, [harvest(old), harvest(new)], "run-1")
    withdraw(connection, {"plan.txt": old.document_id})
    withdraw(connection, {"plan.txt": new.document_id})
    assert withdraw(connection, {"plan.txt": old.document_id}) == Withdrawal([], ["plan.txt"])
    assert successors(connection) == {old.document_id: None, new.document_id: old.document_id}


def test_a_version_may_come_after_the_file_had_gone(connection: Connection) -> None:
    old, new = document("Oude tekst.", "plan.txt"), document("Nieuwe tekst.", "plan.txt")
    load(connection, [harvest(old)], "run-1")
    assert withdraw(connection, {}) == Withdrawal(["plan.txt"], [])
    load(connection, [harvest(new)], "run-2")
    assert withdraw(connection, {"plan.txt": new.document_id}) == Withdrawal([], ["plan.txt"])


def test_a_file_that_moved_is_not_replaced_by_what_took_its_name(connection: Connection) -> None:
    old, new = document("Oude tekst.", "plan.txt"), document("Nieuwe tekst.", "plan.txt")
    load(connection, [harvest(old), harvest(new)], "run-1")
    now = {"plan.txt": new.document_id, "oud.txt": old.document_id}
    assert withdraw(connection, now) == Withdrawal([], [])
    assert set(successors(connection).values()) == {None}


def test_a_file_that_can_no_longer_be_read_replaces_nothing(connection: Connection) -> None:
    old = document("Oude tekst.", "plan.txt")
    load(connection, [harvest(old)], "run-1")
    load_unreadable(connection, [failure("plan.txt")], "run-2")
    assert withdraw(connection, {"plan.txt": id_of_path("plan.txt")}).replaced == []


def successors(connection: Connection) -> dict[str, str | None]:
    """What replaced each document."""
    return dict(connection.execute("SELECT document_id, replaced_by FROM files").fetchall())


def test_the_same_bytes_under_two_names_are_one_document(connection: Connection) -> None:
    copies = [document("Tekst.", "b/kopie.txt"), document("Tekst.", "a/verslag.txt")]
    load(connection, [harvest(copy) for copy in copies], "run-1")
    withdraw(connection, {copy.path: copy.document_id for copy in copies})
    query = "SELECT path, paths FROM files"
    assert connection.execute(query).fetchall() == [
        ("a/verslag.txt", ["a/verslag.txt", "b/kopie.txt"])
    ]


def test_the_flow_can_ask_which_files_are_known(connection: Connection) -> None:
    one = full_harvest(1)
    load(connection, [one], "run-1")
    load_unreadable(connection, [failure("stuk.pdf")], "run-1")
    known = {file.path: file for file in stored_files(connection)}
    assert known[one.document.path].version == "rules-1"
    assert known[one.document.path].reason is None
    assert known["stuk.pdf"].state is FileState.QUARANTINED
    assert known["stuk.pdf"].message == "no end of file"


def test_what_the_file_system_tells_is_kept_in_utc(connection: Connection) -> None:
    summer = dt.timezone(dt.timedelta(hours=2))
    facts = FileFacts("ab" * 32, 1234, dt.datetime(2026, 7, 1, 12, 30, tzinfo=summer))
    load(connection, [Harvest(document("Tekst."), full_of("Tekst."), facts)], "run-1")
    row = connection.execute("SELECT sha256, bytes, modified FROM files").fetchone()
    assert row == ("ab" * 32, 1234, dt.datetime(2026, 7, 1, 10, 30))


def full_of(text: str):
    return harvest(document(text)).extraction


def test_a_register_is_replaced_as_a_whole(connection: Connection) -> None:
    rows = [{"name": "Gemeente Voorbeeld", "type": "municipality", "aliases": ["Voorbeeld"]}]
    load_register(connection, "organisations", [{"name": "Oude Raad"}])
    assert load_register(connection, "organisations", rows) == 1
    query = "SELECT name, type, aliases, parent FROM organisations"
    expected = [("Gemeente Voorbeeld", "municipality", ["Voorbeeld"], None)]
    assert connection.execute(query).fetchall() == expected


@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        ("documents", {"path": "x"}, "documents is no register"),
        ("themes; DROP TABLE stored.runs", {}, "is no register"),
        ("themes", {"theme": "armoede", "kleur": "rood"}, "has no column kleur"),
    ],
)
def test_what_is_no_register_is_refused(connection, table, row, complaint) -> None:
    with pytest.raises(WarehouseError, match=complaint):
        load_register(connection, table, [row])


def test_a_run_is_recorded_and_is_no_part_of_what_the_warehouse_says(connection) -> None:
    before = logical_hash(connection)
    began = dt.datetime(2026, 11, 22, 13, 4, tzinfo=dt.UTC)
    run = Run("run-1", began, None, {"read": 3, "failed": 1}, {"rules": "ab12"})
    record_run(connection, run)
    row = connection.execute("FROM runs").fetchall()
    plain = began.replace(tzinfo=None)
    assert row == [("run-1", plain, None, {"failed": 1, "read": 3}, {"rules": "ab12"}, [])]
    assert logical_hash(connection) == before

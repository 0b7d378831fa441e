"""Messages: head, text, attachments as further pages, and messages within messages."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from extractors.read import read
from extractors.read.isolated import Limits, read_all
from schemas.document import FileState, Reason
from tests.documents import show
from tests.renderings import odt_of

TEXT = "Beste raad,\n\nDe gemeente zegt een meldpunt toe.\n\n- in elke wijk\n- vóór 1 mei 2031\n"


def message(text: str | None = TEXT, **heads: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = heads.get("subject", "Reactie op uw advies")
    mail["From"] = "Noor Verhulst <post@voorbeeld.example>"
    mail["Date"] = heads.get("date", "Mon, 12 May 2031 09:30:00 +0200")
    if text is not None:
        mail.set_content(text)
    return mail


def outcome_of(folder: Path, mail: EmailMessage | bytes, name: str = "bericht.EML"):
    (folder / name).write_bytes(mail if isinstance(mail, bytes) else mail.as_bytes())
    return read(folder / name, name)


def blocks_of(folder: Path, mail: EmailMessage) -> list[str]:
    document = outcome_of(folder, mail)
    return [show(block, document.text) for block in document.blocks]


def test_a_message_begins_with_subject_sender_and_day(tmp_path):
    assert blocks_of(tmp_path, message()) == [
        *(
            "heading 1: Reactie op uw advies",
            "paragraph: Van: Noor Verhulst <post@voorbeeld.example>",
        ),
        *("paragraph: Datum: 12 mei 2031", "paragraph: Beste raad,"),
        "paragraph: De gemeente zegt een meldpunt toe.",
        *("list_item 0: - in elke wijk", "list_item 0: - vóór 1 mei 2031"),
    ]


def test_the_text_is_read_once_though_it_is_sent_twice(tmp_path):
    mail = message("De gemeente zegt een meldpunt toe.")
    mail.add_alternative("<p>De gemeente zegt een <b>meldpunt</b> toe.</p>", subtype="html")
    assert outcome_of(tmp_path, mail).text.count("meldpunt") == 1


def test_a_message_in_html_is_read_as_a_page(tmp_path):
    mail = message(None)
    mail.set_content("<ol><li>rust</li><li>geld</li></ol><script>x</script>", subtype="html")
    assert blocks_of(tmp_path, mail)[3:] == ["list_item 0: 1. rust", "list_item 0: 2. geld"]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
def test_each_encoding_is_read(tmp_path, charset):
    mail = message(None)
    mail.set_content("Één café in Curaçao.", charset=charset)
    assert "Één café in Curaçao." in outcome_of(tmp_path, mail).text


def test_an_encoding_that_there_is_not_does_not_stop_the_reading(tmp_path):
    raw = message().as_bytes().replace(b'charset="utf-8"', b'charset="x-klingon"')
    assert "vóór 1 mei 2031" in outcome_of(tmp_path, raw).text


def attach(mail: EmailMessage, data: bytes, name: str) -> None:
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)


def test_attachments_follow_on_pages_of_their_own(tmp_path):
    mail = message("Zie de bijlagen bij deze brief van de gemeente.")
    attach(mail, odt_of("<text:p>De raad beveelt rust aan.</text:p>"), "Advies.ODT")
    attach(mail, b"Blad een.\fBlad twee.", "blad.txt")
    attach(mail, b"\x89PNG", "foto.png")
    document = outcome_of(tmp_path, mail)
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    found = {b.page: document.text[b.start : b.end] for b in document.blocks}
    assert found == {
        1: "Bijlage: foto.png",
        2: "De raad beveelt rust aan.",
        3: "Blad een.",
        4: "Blad twee.",
    }
    assert all(document.page_at(block.start) == block.page for block in document.blocks)
    assert "Bijlage: Advies.ODT" in document.text
    assert document.state is FileState.READ


def test_an_attachment_that_cannot_be_read_makes_the_message_partly_read(tmp_path):
    mail = message()
    attach(mail, b"PK\x03\x04 en dan niets", "advies.docx")
    document = outcome_of(tmp_path, mail)
    assert (document.state, document.reason) == (FileState.PARTLY_READ, Reason.DAMAGED)
    assert [reason.split(":")[0] for reason in document.grade_reasons] == ["advies.docx"]


def nested(depth: int) -> EmailMessage:
    mail = message(f"Bericht {depth} van de gemeente aan de jeugdraad.", subject=f"Laag {depth}")
    if depth:
        mail.add_attachment(nested(depth - 1))
    return mail


def test_messages_within_messages_are_read_up_to_a_depth(tmp_path):
    assert "Bericht 0" in outcome_of(tmp_path, nested(3)).text
    deep = outcome_of(tmp_path, nested(9))
    assert "Bericht 6" in deep.text
    assert "Bericht 5" not in deep.text
    assert (deep.state, deep.reason) == (FileState.PARTLY_READ, Reason.TOO_LARGE)


def test_the_limit_on_pages_holds_for_message_and_attachments_together(tmp_path):
    mail = message()
    for number in range(4):
        attach(mail, b"Blad.\fBlad.\fBlad.", f"{number}.txt")
    (tmp_path / "vol.eml").write_bytes(mail.as_bytes())
    (outcome,) = read_all([(tmp_path / "vol.eml", "vol.eml")], limits=Limits(pages=10))
    assert outcome.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"Zomaar een tekst, zonder kop.\n", Reason.UNSUPPORTED),
        (b"%PDF-1.7", Reason.UNSUPPORTED),
        (bytes(range(256)) * 4, Reason.UNSUPPORTED),
    ],
)
def test_what_is_no_message_ends_with_a_reason(tmp_path, data, reason):
    assert outcome_of(tmp_path, data).reason is reason


def test_broken_heads_do_not_stop_the_reading(tmp_path):
    heads = b"From: =?utf-8?Q?=ZZ?= <\r\nDate: gisteren\r\nSubject: =?x?B?!!?="
    raw = heads + b"\r\n\r\nEr komt een brief."
    assert "Er komt een brief." in outcome_of(tmp_path, raw).text

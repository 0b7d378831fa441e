"""E-mail messages (.eml): subject, sender and date, the text, and what is attached."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extractors.read import READERS, read
from extractors.read.composed import compose
from extractors.read.html import parts_of_page
from extractors.read.joined import join
from extractors.read.outcome import Progress, unreadable
from extractors.read.parts import Part
from extractors.read.text import decode
from extractors.rules import load_rules
from schemas.document import BlockKind, Document, Reason, Unreadable

_DEEPEST = 3  # messages within messages
_MOST_ATTACHMENTS = 100
# What the standard library raises on heads and parts that break the rules of mail.
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError)
_HEADS = ("from", "to", "subject", "date", "received", "message-id")


def read_eml(path: Path, name: str, progress: Progress) -> Document | Unreadable:
    """Read a message; each attachment that can be read follows on pages of its own."""
    data = path.read_bytes()
    return _Message(data, name, 0).read(progress)


@dataclass(frozen=True)
class _Attachment:
    name: str
    data: bytes


class _Message:
    def __init__(self, data: bytes, name: str, depth: int) -> None:
        self.document_id = sha256(data).hexdigest()[:16]
        self.data = data
        self.name = name
        self.depth = depth

    def read(self, progress: Progress) -> Document | Unreadable:
        progress(1, 1)
        try:
            message = message_from_bytes(self.data, policy=default)
            attachments = list(islice(_attachments(message), _MOST_ATTACHMENTS))
            parts = [*_head(message), *_body(message), *_listed(attachments)]
        except (*_BROKEN, RecursionError) as error:
            complaint = f"the message is damaged ({type(error).__name__})"
            return unreadable(self.name, Reason.DAMAGED, complaint, self.document_id)
        if not self.data.strip():
            return unreadable(self.name, Reason.EMPTY, "the file is empty", self.document_id)
        if not any(head in message for head in _HEADS):
            complaint = "this is no e-mail message"
            return unreadable(self.name, Reason.UNSUPPORTED, complaint, self.document_id)
        document = compose(parts, self.name, self.document_id)
        return self._with_attachments(document, attachments, progress)

    def _with_attachments(
        self, document: Document, attachments: list[_Attachment], progress: Progress
    ) -> Document:
        for attachment in attachments:
            pages = len(document.pages)

            def further(page: int, count: int, before: int = pages) -> None:
                progress(before + page, before + count)

            outcome = self._read_attachment(attachment, further)
            document = join(document, outcome) if outcome else document
        return document

    def _read_attachment(
        self, attachment: _Attachment, progress: Progress
    ) -> Document | Unreadable | None:
        """Read what there is a reader for; the rest is only listed, as is what lies too deep."""
        suffix = Path(attachment.name).suffix.lower()
        if suffix not in READERS:
            return None
        if suffix == ".eml":
            if self.depth == _DEEPEST:
                return unreadable(attachment.name, Reason.TOO_LARGE, "a message too deep in others")
            return _Message(attachment.data, attachment.name, self.depth + 1).read(progress)
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"attachment{suffix}"
            path.write_bytes(attachment.data)
            return read(path, attachment.name, progress)


def _head(message: EmailMessage) -> Iterator[Part]:
    rules = load_rules("formats")["mail"]
    yield Part(_plain(_value(message, "subject")), BlockKind.HEADING, 1)
    yield Part(_labelled(rules["from"], _plain(_value(message, "from"))))
    sent = getattr(_value(message, "date"), "datetime", None)
    if sent is not None:
        month = rules["months"][sent.month - 1]
        yield Part(_labelled(rules["date"], f"{sent.day} {month} {sent.year}"))


def _value(message: EmailMessage, head: str) -> Any:
    """Return what a head says; as it stands there where it breaks the rules."""
    try:
        return message[head]
    except _BROKEN:
        raw = (value for name, value in message.raw_items() if name.lower() == head)
        return next(raw, None)


def _body(message: EmailMessage) -> Iterator[Part]:
    """Yield the text of a message; that in HTML where there is no other."""
    plain, web = (message.get_body((sort,)) for sort in ("plain", "html"))
    text = _text(plain) if plain else ""
    if text.strip() or web is None:
        yield from (Part(""), Part(text))
    else:
        yield from parts_of_page(_text(web))[0]


def _listed(attachments: list[_Attachment]) -> Iterator[Part]:
    label = load_rules("formats")["mail"]["attachment"]
    yield from (Part(_labelled(label, attachment.name)) for attachment in attachments)


def _attachments(message: EmailMessage) -> Iterator[_Attachment]:
    """Yield what is attached; pictures within the text, such as logos, are none."""
    for part in message.iter_attachments() if message.is_multipart() else ():
        pictured = part.get_content_maintype() == "image" and part["content-id"]
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            yield _Attachment(
                f"{_plain(_value(inner, 'subject')) or 'bericht'}.eml", inner.as_bytes()
            )
        elif not pictured and part.get_filename():
            content: Any = part.get_payload(decode=True)
            yield _Attachment(_plain(part.get_filename()), content or b"")


def _text(part: Any) -> str:
    """The text of a part in the encoding that it names, if there is such an encoding."""
    data: bytes = part.get_payload(decode=True) or b""
    charset: str = part.get_content_charset("utf-8")
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""


def _plain(value: object) -> str:
    return " ".join(str(value or "").split())

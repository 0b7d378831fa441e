"""Documents with records by the thousand, made up from a few sentences, for the warehouse."""

import hashlib
from collections.abc import Iterator

from schemas.document import Block, BlockKind, Document, Page
from schemas.records import (
    Commitment,
    CommitmentKind,
    DateMention,
    DocumentIdentity,
    DocumentKind,
    Extraction,
    OrganisationMention,
    Recommendation,
    Reference,
    Response,
    Stance,
)
from warehouse.harvest import FileFacts, Harvest

RECORDS = 100
"""In each document: ten lines, each with ten records."""

LINES = 10
FIRST_YEAR, YEARS = 2005, 20


def made_harvests(count: int, first: int = 0) -> Iterator[Harvest]:
    """Yield documents that differ in year, codes, names and dates."""
    return (made_harvest(number) for number in range(first, first + count))


def made_text(number: int) -> str:
    """Return the text of one document, the same each time."""
    return "\n".join(_line(number, line) for line in range(LINES))


def made_harvest(number: int) -> Harvest:
    """Return one document and its records."""
    text = made_text(number)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        document_id=sha256[:16],
        path=f"{number % 100:02}/{number}.txt",
        text=text,
        pages=(Page(number=1, start=0, end=len(text)),),
        blocks=tuple(_blocks(text)),
    )
    year = FIRST_YEAR + number % YEARS
    identity = DocumentIdentity(kind=DocumentKind.DIALOGUE_RECAP, year=year, title=f"Oogst {year}")
    extraction = _extraction(document, identity, number)
    return Harvest(document, extraction, FileFacts(sha256, len(text.encode())), "made")


def _line(number: int, line: int) -> str:
    code, due = _code(number, line), FIRST_YEAR + (number + line) % YEARS
    return (
        f"Tafel {line} van {number}: wij vragen om {code}, zodat kinderen ruimte krijgen. "
        f"De gemeente {_name(number, line)} overlegt vóór juni {due} met de coördinator. "
        f"Dat nemen wij over, aldus het ministerie van VWS, want financiële zorgen tellen mee."
    )


def _code(number: int, line: int) -> str:
    return f"{10 + (number + line) % 40}({'abcdefgh'[(number // 40 + line) % 8]})"


def _name(number: int, line: int) -> str:
    return ("Utrecht", "Zwolle", "Assen", "Ede", "Goes")[(number + line) % 5]


def _blocks(text: str) -> Iterator[Block]:
    for start, line in _lines(text):
        yield Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(line), page=1)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _extraction(document: Document, identity: DocumentIdentity, number: int) -> Extraction:
    found: dict[str, list[object]] = {}
    for line, (start, text) in enumerate(_lines(document.text)):
        for field, record in _records(document.document_id, start, text, number, line):
            found.setdefault(field, []).append(record)
    known = {field: tuple(records) for field, records in found.items()}
    return Extraction(document_id=document.document_id, document=identity, **known)


def _records(
    document_id: str, start: int, line: str, number: int, place: int
) -> Iterator[tuple[str, object]]:
    code, due = _code(number, place), FIRST_YEAR + (number + place) % YEARS

    def at(quote: str) -> dict[str, object]:
        begin = start + line.index(quote)
        where = {"document_id": document_id, "page": 1, "start": begin, "end": begin + len(quote)}
        return where | {"quote": quote, "rule": "made", "confidence": 0.9}

    asked, promised, answered = line.split(". ")
    cited = {"text_start": start + line.index(code), "text": code}
    cited["text_end"] = start + line.index(code) + len(code)
    yield "references", Reference(**at(asked), **cited, code=code, known=True)
    yield "recommendations", Recommendation(**at(asked), codes=(code,))
    pledge = {"kind": CommitmentKind.PLEDGE, "due": f"{due}-06", "actors": ("VWS",)}
    yield "commitments", Commitment(**at(promised), **pledge)
    yield "responses", Response(**at(answered), stance=Stance.ACCEPTED)
    for name in ("VWS", _name(number, place), "gemeente", "ministerie"):
        yield "organisations", OrganisationMention(**at(name), name=name, text=name, step="alias")
    for written, edtf in ((f"juni {due}", f"{due}-06"), (str(due), str(due))):
        yield "dates", DateMention(**at(written), edtf=edtf, text=written, basis="explicit")

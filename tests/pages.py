"""Pages for tests: of the samples, and of a warehouse full of hostile text."""

import datetime as dt
from html.parser import HTMLParser
from pathlib import Path

from flows.report import report
from schemas.records import (
    Commitment,
    CommitmentKind,
    OrganisationMention,
    Recommendation,
    Response,
    Stance,
    Theme,
)
from tests.warehouse_factory import citation, document, harvest, record
from warehouse.load import load
from warehouse.store import building

AS_OF = dt.date(2026, 1, 1)
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1) \"'> "
    "{{ 7 * 7 }} =cmd|' /C calc'!A0 \u202egnp.exe"
)
LONG = "kinderrechten" * 8000


def page_of(warehouse: Path, year: int | None, language: str = "nl") -> str:
    """The page of a year, seen from a fixed day."""
    return report(warehouse, year, AS_OF, language)


def hostile_warehouse(path: Path) -> Path:
    """Publish a warehouse in which every text that a page can show is hostile."""
    cited = f"25(f) {HOSTILE}"
    source = document(
        f"{cited}\n{HOSTILE} beveelt aan\n{HOSTILE} belooft\n{LONG}", f"2024/{HOSTILE}.txt"
    )
    records = [
        citation(source, cited, "25(f)", "25(f)", theme=Theme.JEUGDHULP, known=True),
        record(
            Recommendation, source, f"{HOSTILE} beveelt aan", issuer=HOSTILE, addressees=(HOSTILE,)
        ),
        record(
            Commitment, source, f"{HOSTILE} belooft", kind=CommitmentKind.STEP, actors=(HOSTILE,)
        ),
        record(Response, source, f"{HOSTILE} belooft", stance=Stance.NOTED, issuer=HOSTILE),
        record(OrganisationMention, source, LONG, name=LONG, text=LONG, step="model"),
    ]
    with building(path) as connection:
        load(connection, [harvest(source, *records, title=HOSTILE)], "run-1")
    return path


class Seen(HTMLParser):
    """The tags, ids and links of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src") and value]

    def handle_data(self, data: str) -> None:
        self.text += data

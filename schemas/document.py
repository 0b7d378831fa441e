"""A document as it was read: one text, its pages and its blocks.

All offsets count Unicode characters of ``Document.text`` from 0 and are half-open.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """The common ground of all records: unchangeable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentKind(StrEnum):
    """What sort of document it is, as the annotation guide names them."""

    DIALOGUE_RECAP = "dialogue_recap"
    ANNUAL_REPORT = "annual_report"
    GOVERNMENT_RESPONSE = "government_response"
    EVENT_PROGRAMME = "event_programme"
    CONCLUDING_OBSERVATIONS = "concluding_observations"
    MONITORING_REPORT = "monitoring_report"
    OTHER = "other"


class BlockKind(StrEnum):
    """What a block of text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"  # one block per row; cells are separated by tabs
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"  # running heads, page numbers, logos: never fed to the extractors


class FileState(StrEnum):
    """How the reading of a file ended."""

    READ = "read"
    PARTLY_READ = "partly_read"
    NEEDS_OCR = "needs_ocr"
    QUARANTINED = "quarantined"


class Reason(StrEnum):
    """Why a file was not, or not wholly, read: a closed list."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NO_PAGES = "no_pages"
    NEEDS_OCR = "needs_ocr"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    UNSUPPORTED = "unsupported"
    EMPTY = "empty"
    UNREADABLE = "unreadable"  # the operating system does not let us
    OUTSIDE_RAW = "outside_raw"  # a link or manifest row that leaves the raw folder


class Grade(StrEnum):
    """How far the text of a document or page can be trusted."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class Box(Frozen):
    """A rectangle on a page, in points from its top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class Block(Frozen):
    """A run of text that belongs together: a heading, a paragraph, one list item, one row."""

    kind: BlockKind
    start: int = Field(description="First character in the document's text.")
    end: int = Field(description="One past the last character in the document's text.")
    page: int | None = Field(None, description="Page number from 1; null where there are no pages.")
    box: Box | None = Field(None, description="Where it stands on the page; PDF only.")
    level: int = Field(
        0, description="Heading: 1 is the highest, 0 unknown. List item: depth from 0."
    )
    marker: str = Field(
        "", description="A list item's own mark as printed, such as '-', '1.' or '(a)'."
    )


class Page(Frozen):
    """One page of a PDF, or the whole of a text file."""

    number: int = Field(description="From 1.")
    start: int
    end: int
    width: float | None = Field(None, description="In points.")
    height: float | None = Field(None, description="In points.")
    grade: Grade = Grade.GOOD
    grade_reasons: tuple[str, ...] = ()


class Document(Frozen):
    """A file that was read: its text, pages and blocks, in reading order.

    ``text`` is what the file says, with line ends as ``\\n`` and characters that no
    text holds (NUL) replaced. Blocks do not overlap and cover all text that is not
    white space. A list item's block begins at its marker.
    """

    document_id: str = Field(description="First 16 hex digits of the SHA-256 of the file's bytes.")
    path: str = Field(description="Relative to the raw folder, with forward slashes.")
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    state: FileState = FileState.READ
    reason: Reason | None = None
    grade: Grade = Grade.GOOD
    grade_reasons: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that holds the character at ``offset``."""
        return next((p.number for p in self.pages if p.start <= offset < p.end), None)


class Unreadable(Frozen):
    """A file that could not be read, and why, in one line for people."""

    document_id: str | None = Field(None, description="Null where not even the bytes were read.")
    path: str
    state: FileState
    reason: Reason
    message: str = Field(description="One line that names what is wrong, without the path.")

"""Raw folders for tests: files that can be read, and files that cannot, each in its own way."""

import os
from pathlib import Path

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from extractors.read.ocr import ocr_available
from flows.ingest import ingest
from flows.outcome import Outcome
from flows.settings import Settings
from warehouse.compare import logical_hash
from warehouse.store import connect

RECAP = """Terugblik op de dialoog van 2024

Op 22 april 2024 zag de gemeente Utrecht wat aanbeveling 25F betekent.
Het ministerie van VWS gaat in juni 2025 een meldpunt openen.
"""
LETTER = """Brief van de gemeente Zwolle

De gemeente Zwolle zal voor 1 mei 2026 een kinderpanel instellen.
"""


def write(path: Path, text: str) -> Path:
    """Write ``text`` to ``path``, in folders made where they are missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(raw: Path, **settings: object) -> Outcome:
    """Ingest ``raw`` into the warehouse beside it."""
    return ingest(raw, warehouse_of(raw), Settings(**settings))


def warehouse_of(raw: Path) -> Path:
    """Return the published file beside ``raw``."""
    return raw.parent / "warehouse" / "oogst.duckdb"


def hash_of(warehouse: Path) -> str:
    """Return the hash of all that a published file says."""
    with connect(warehouse) as connection:
        return logical_hash(connection)


def rows(warehouse: Path, query: str) -> list[tuple[object, ...]]:
    """Return what the public views of a published file answer."""
    with connect(warehouse) as connection:
        return connection.execute(query).fetchall()


def spoil(raw: Path) -> dict[str, str]:
    """Put one file of each unreadable sort into ``raw``; return its reason by path."""
    pdf(raw / "versleuteld.pdf", "Dit is geheim.", encrypt=StandardEncryption("geheim"))
    pdf(raw / "scan.pdf", "")
    whole = pdf(raw / "kapot.pdf", "Dit was een verslag.").read_bytes()
    (raw / "kapot.pdf").write_bytes(whole[: len(whole) // 3])
    (raw / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0 geen verslag")
    (raw / "leeg.txt").write_bytes(b"")
    (raw / "nergens.txt").symlink_to("bestaat-niet.txt")
    (raw / "rond.txt").symlink_to("rond.txt")
    (raw / "buiten.txt").symlink_to(write(raw.parent / "geheim.txt", "Dit gaat niemand aan."))
    os.mkfifo(raw / "pijp.txt")
    return {
        "buiten.txt": "outside_raw",
        "foto.jpg": "unsupported",
        "kapot.pdf": "damaged",
        "leeg.txt": "empty",
        "nergens.txt": "unreadable",
        "pijp.txt": "unreadable",
        "rond.txt": "unreadable",
        "scan.pdf": "needs_ocr" if ocr_available() else "empty",
        "versleuteld.pdf": "encrypted",
    }


def pdf(path: Path, *pages: str, **options: object) -> Path:
    """Draw a PDF of these pages; one without text is a picture, as a scanner makes it."""
    canvas = Canvas(str(path), invariant=1, **options)
    for text in pages:
        if text:
            canvas.drawText(_set(canvas.beginText(72, 700), text))
        else:
            canvas.drawInlineImage(_grey_picture(), 72, 400, 200, 200)
        canvas.showPage()
    canvas.save()
    return path


def _set(lines: PDFTextObject, text: str) -> PDFTextObject:
    lines.textLines(text)
    return lines


def _grey_picture() -> Image.Image:
    return Image.new("L", (16, 16), color=160)

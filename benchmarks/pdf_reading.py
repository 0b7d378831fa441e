"""Reading PDFs: our words against pdfplumber's on the same pages, and memory on a long file."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pdfplumber
from pypdfium2 import PdfDocument

from benchmarks.figures import Figure, seconds
from benchmarks.pages import LAYOUTS, report
from extractors.read.pdfium_words import words

TITLE = "Reading PDFs"
METHOD = """\
Five layouts of 40 pages (one column, two columns, slides, an embedded font, tables), made with
reportlab from the samples' text. Both readers open, read and close the same pages in one run;
pages per second are of processor time on one core. Words are the same where they are equal and
in the same order. Memory is the most that a fresh process ever held which read one long file
from beginning to end: its words alone, and into a whole document. (Linux tells it.)"""

PAGES = 40
LONG, SHORT = 2000, 500
MEGABYTE = 1024

Texts = list[list[str]]


def figures() -> list[Figure]:
    """Measure speed, sameness and memory."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_speed(Path(folder)), *_memory(Path(folder))]


def _speed(folder: Path) -> Iterator[Figure]:
    paths = [folder / f"{layout.__name__}.pdf" for layout in LAYOUTS]
    for layout, path in zip(LAYOUTS, paths, strict=True):
        layout(path, PAGES)
    ours: Texts = []
    theirs: Texts = []
    fast = seconds(lambda: ours.extend(page for path in paths for page in _our_words(path)))
    slow = seconds(lambda: theirs.extend(page for path in paths for page in _their_words(path)))
    same, total = _same(ours, theirs)
    yield Figure("pages", len(ours), "", at_least=PAGES * len(LAYOUTS))
    yield Figure("words", total, "")
    yield Figure("pdfplumber's extract_words", len(theirs) / slow, "pages/s")
    yield Figure("ours", len(ours) / fast, "pages/s")
    yield Figure("ours against pdfplumber's", slow / fast, "times", at_least=8)
    yield Figure("words the same and in order", 100 * same / total, "%", at_least=99.5)


def _our_words(path: Path) -> Iterator[list[str]]:
    with PdfDocument(path) as pdf:
        for page in pdf:
            yield [word.text for word in words(page)]
            page.close()


def _their_words(path: Path) -> Iterator[list[str]]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            yield [word["text"] for word in page.extract_words()]
            page.close()


def _same(ours: Texts, theirs: Texts) -> tuple[int, int]:
    """Count the words that both readers have in the same order, and all."""
    same = total = 0
    for mine, other in zip(ours, theirs, strict=True):
        matcher = SequenceMatcher(None, mine, other, autojunk=False)
        same += sum(block.size for block in matcher.get_matching_blocks())
        total += max(len(mine), len(other))
    return same, total


def _memory(folder: Path) -> Iterator[Figure]:
    peaks = {}
    for pages in (SHORT, LONG):
        path = folder / f"{pages}.pdf"
        report(path, pages)
        for deed in DEEDS:
            peaks[deed, pages] = _peak(deed, path)
    for deed, what in DEEDS.items():
        yield Figure(f"most memory, {what}, {SHORT} pages", peaks[deed, SHORT], "MB")
        yield Figure(f"most memory, {what}, {LONG:,} pages", peaks[deed, LONG], "MB", at_most=300)
    growth = peaks["words", LONG] / peaks["words", SHORT]
    yield Figure("its words on four times the pages", growth, "times the memory", at_most=1.5)


def _peak(deed: str, path: Path) -> float:
    """Return the most megabytes that a process of its own held while it read ``path``."""
    command = [sys.executable, "-m", "benchmarks.reader", deed, str(path)]
    found = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603
    return int(found.stdout) / MEGABYTE


DEEDS = {"words": "its words", "document": "a document"}
"""What ``benchmarks.reader`` does with a file, and how people call it."""

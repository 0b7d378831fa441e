"""Repair of misread words: how many of them become right, and how many sound ones go wrong."""

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate
from tesserocr import PSM, PyTessBaseAPI

from benchmarks.figures import Figure, seconds
from extractors.clean import clean
from extractors.lexicon import commonness
from extractors.ocr_repair import repairs
from extractors.ocr_words import repaired
from extractors.read.ocr import models
from schemas.document import Block, BlockKind, Document

TITLE = "Repair of misread words"
METHOD = """\
Documents that the passage classifier learns from, whose text is sound, are set in two fonts, drawn
at 300 and 200 dots an inch, and read by Tesseract with the *English* model, which does not know
Dutch accents. A word counts as damaged where what was read differs from what was set and is no
word itself (`voor` for `vóór` cannot be told), and as right where the clean text has it as it was
set. Sound are also the words as they were set: none of them may change."""

SENTENCES = Path("extractors/training/sentences")
SOUND = "o*.jsonl"  # the others hold damage of their own
PRINTS = (("Helvetica", 11, 300), ("Times-Roman", 10, 200))
_EDGES = re.compile(r"^[^\w€]+|[^\w€]+$")
_WORD = re.compile(r"[^\W\d_]{2}")


def figures() -> list[Figure]:
    """Measure repair on what the English model reads, and speed on sound text."""
    texts = [text for path in sorted(SENTENCES.glob(SOUND)) for text in _texts(path)]
    words = [pair for print_ in PRINTS for pair in _aligned(texts, list(_read(texts, *print_)))]
    words += [(_word(word), _word(word)) for text in texts for word in text.split()]
    damaged = [(meant, read) for meant, read in words if meant != read and not _is_word(read)]
    whole = [(meant, read) for meant, read in words if meant == read]
    return [
        Figure("misread words", len(damaged), ""),
        Figure("of them right", _share_right(damaged), "%", at_least=90),
        Figure("sound words", len(whole), ""),
        Figure("of them changed", 100 - _share_right(whole), "%", at_most=0.1),
        Figure("speed on sound text", _speed("\n".join(texts)), "characters/s", at_least=500_000),
    ]


def _share_right(words: list[tuple[str, str]]) -> float:
    right = sum(_word(_clean(read)).casefold() == meant.casefold() for meant, read in words)
    return right / len(words) * 100


def _is_word(read: str) -> bool:
    """Tell whether what was read is a word, or several with hyphens: ``Al-vriendjes``."""
    return all(commonness(part) for part in re.findall(r"\w{2,}", read))


def _speed(text: str) -> float:
    list(repairs("het lexicon wordt geladen"))
    repaired.cache_clear()
    return len(text) / seconds(lambda: list(repairs(text)))


def _texts(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if text := " ".join(json.loads(line).get("text", "").split()):
            yield text


def _read(texts: list[str], font: str, size: int, dpi: int) -> Iterator[str]:
    """Yield the words of ``texts`` as the English model reads them from paper."""
    with (
        pypdfium2.PdfDocument(_printed(texts, font, size)) as pdf,
        PyTessBaseAPI(path=models(), lang="eng", psm=PSM.SINGLE_BLOCK) as engine,
    ):
        for page in pdf:
            engine.SetImage(page.render(scale=dpi / 72, grayscale=True).to_pil())
            engine.SetSourceResolution(dpi)
            yield from engine.GetUTF8Text().split()


def _printed(texts: list[str], font: str, size: int) -> BytesIO:
    style = ParagraphStyle("text", fontName=font, fontSize=size, leading=size * 1.3, spaceAfter=5)
    file = BytesIO()
    SimpleDocTemplate(file, pagesize=A4).build([Paragraph(escape(t), style) for t in texts])
    return file


def _aligned(texts: list[str], read: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each word as it was set and as it was read, where they stand one for one."""
    meant = " ".join(texts).split()
    matcher = SequenceMatcher(None, meant, read, autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        if end - start == last - first:
            pairs = zip(meant[start:end], read[first:last], strict=True)
            yield from ((_word(a), _word(b)) for a, b in pairs if _WORD.search(a))


def _word(text: str) -> str:
    return _EDGES.sub("", text.replace("’", "'").replace("‘", "'"))


def _clean(read: str) -> str:
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(read))
    return clean(
        Document(document_id="0" * 16, path="", text=read, pages=(), blocks=(block,))
    ).text.strip()

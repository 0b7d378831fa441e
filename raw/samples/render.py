"""Make the sample PDFs of their Markdown in ``sources/``: ``python raw/samples/render.py``.

What they say stands in the Markdown, how they look in ``sources/layouts.toml``. The same sources
give the same bytes, whatever the clock and the compression library.
"""

import tomllib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)

SAMPLES = Path(__file__).parent
SOURCES = SAMPLES / "sources"
RULES = [("LINEBELOW", (0, 0), (-1, -1), 0.4, "#999999"), ("VALIGN", (0, 0), (-1, -1), "TOP")]

Layout = dict[str, Any]
Styles = dict[str, ParagraphStyle]


def main() -> None:
    """Write every PDF that the layouts name beside this script."""
    for stem in documents():
        (SAMPLES / f"{stem}.pdf").write_bytes(pdf_of(stem))


def documents() -> list[str]:
    """Return the stems of the PDFs that this script makes."""
    return list(_layouts()["documents"])


def pdf_of(stem: str) -> bytes:
    """Return the PDF of ``sources/<stem>.md`` as bytes."""
    described = _layouts()["documents"][stem]
    layout = _layouts()[described["layout"]]
    source = (SOURCES / f"{stem}.md").read_text(encoding="utf-8")
    story = STORIES[described["layout"]](source, layout, _styles(layout))
    target = BytesIO()
    pdf = BaseDocTemplate(
        target, pagesize=layout["size"], title=described["title"], invariant=1, pageCompression=0
    )
    pdf.addPageTemplates(_page_templates(layout))
    pdf.build(list(story))
    return target.getvalue()


def _layouts() -> Layout:
    return tomllib.loads((SOURCES / "layouts.toml").read_text(encoding="utf-8"))


def _styles(layout: Layout) -> Styles:
    return {name: ParagraphStyle(name, **looks) for name, looks in layout["styles"].items()}


def _page_templates(layout: Layout) -> list[PageTemplate]:
    return [
        PageTemplate(name, [Frame(*frame) for frame in page["frames"]], onPage=_furniture(page))
        for name, page in layout["pages"].items()
    ]


def _furniture(page: Layout) -> Callable[[Canvas, BaseDocTemplate], None]:
    """Return what draws the bars, logos, running heads and page number of a page."""

    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        for bar in page["boxes"]:
            canvas.setFillColor(bar["colour"])
            canvas.rect(*bar["box"], stroke=0, fill=1)
        for line in page["lines"]:
            canvas.setFillColor(line["colour"])
            canvas.setFont("Helvetica-Bold", line["size"])
            put = canvas.drawRightString if line.get("align") == "right" else canvas.drawString
            put(line["x"], line["y"], line["text"].format(page=document.page))

    return draw


def _slides(source: str, layout: Layout, styles: Styles) -> Iterator[Flowable]:
    """Yield each part between ``---`` as one slide: a cover, five questions, or plain."""
    for number, slide in enumerate(source.split("\n---\n")):
        kind = "questions" if "\n## " in slide else "plain" if number else "cover"
        looks = styles | _own(styles, kind)
        yield from [NextPageTemplate(kind), PageBreak()] if number else []
        title, *body = _flowables(slide, layout, looks)
        yield from [title, FrameBreak(), *_in_two_columns(body, layout["pages"][kind])]


def _own(styles: Styles, kind: str) -> Styles:
    """Return the styles that a page kind has for itself: ``questions_li`` is its ``li``."""
    return {
        name.removeprefix(f"{kind}_"): style
        for name, style in styles.items()
        if name.startswith(f"{kind}_")
    }


def _in_two_columns(body: list[Flowable], page: Layout) -> Iterator[Flowable]:
    questions = 0
    for flowable in body:
        questions += flowable.style.name == "h2"
        if flowable.style.name == "h2" and questions == page.get("break_before_question"):
            yield FrameBreak()
        yield flowable


def _facing_pages(source: str, layout: Layout, styles: Styles) -> Iterator[Flowable]:
    yield NextPageTemplate(["even", "odd"])
    yield from _flowables(source, layout, styles)


def _flowables(source: str, layout: Layout, styles: Styles) -> Iterator[Flowable]:
    """Yield the Markdown's headings, paragraphs, bullets and tables, set in their styles."""
    tree = SyntaxTreeNode(MarkdownIt().enable("table").parse(source))
    for node in tree.children:
        if node.type == "table":
            yield _table(node, layout["table_widths"], styles)
        elif node.type == "bullet_list":
            yield from (
                Paragraph(_words(item), styles["li"], bulletText="•") for item in node.children
            )
        else:
            yield Paragraph(_words(node), styles[node.tag])


def _table(node: SyntaxTreeNode, widths: dict[str, list[float]], styles: Styles) -> Table:
    rows = [
        [_cell(cell, styles) for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    return Table(rows, colWidths=widths.get(str(len(rows[0]))), style=RULES, spaceAfter=10)


def _cell(node: SyntaxTreeNode, styles: Styles) -> Paragraph:
    style = styles["head" if node.tag == "th" else "cell"]
    to_the_right = "right" in str(node.attrs.get("style", ""))
    return Paragraph(_words(node), ParagraphStyle("cell", style, alignment=2 * to_the_right))


def _words(node: SyntaxTreeNode) -> str:
    """Return what the node says in one line; a soft hyphen of ``&shy;`` is a text of its own."""
    words = (part for part in node.walk() if part.type in ("text", "text_special", "softbreak"))
    return escape("".join(part.content or " " for part in words))


STORIES: dict[str, Callable[[str, Layout, Styles], Iterator[Flowable]]] = {
    "slides": _slides,
    "columns": _facing_pages,
    "report": _flowables,
}

if __name__ == "__main__":
    main()

"""Slides: a page each, in the order in which an audience reads them, with their marks."""

from pathlib import Path

import pptx
import pytest
from pptx.oxml.ns import qn
from pptx.util import Cm

from extractors.read import read
from schemas.document import BlockKind
from tests.documents import show


class Show:
    """A presentation that is made slide by slide."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.show = pptx.Presentation()

    def slide(self, title: str, *texts: tuple[str, int]):
        slide = self.show.slides.add_slide(self.show.slide_layouts[1])
        slide.shapes.title.text = title
        frame = slide.placeholders[1].text_frame
        for index, (text, level) in enumerate(texts):
            paragraph = frame.add_paragraph() if index else frame.paragraphs[0]
            paragraph.text, paragraph.level = text, level
        return slide

    def read(self):
        self.show.save(str(self.path))
        return read(self.path, self.path.name)

    def blocks(self) -> list[str]:
        document = self.read()
        return [show(block, document.text) for block in document.blocks]


@pytest.fixture
def slides(tmp_path: Path) -> Show:
    return Show(tmp_path / "Terugblik.pptx")


def box(slide, text: str, left: float, top: float) -> None:
    slide.shapes.add_textbox(Cm(left), Cm(top), Cm(5), Cm(2)).text_frame.text = text


def marked(paragraph, name: str, **attributes: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(properties.makeelement(qn(name), attributes))


def test_each_slide_is_a_page_with_its_title_and_its_list(slides):
    slides.slide("Armoede", ("De gemeente zoekt een zaal", 0), ("in mei", 1), ("Geld", 0))
    slides.slide("Zorg", ("Een vast gezicht voor elk kind", 0))
    document = slides.read()
    assert [block.page for block in document.blocks] == [1, 1, 1, 1, 2, 2]
    assert [page.number for page in document.pages] == [1, 2]
    assert all(document.page_at(block.start) == block.page for block in document.blocks)
    assert [show(block, document.text) for block in document.blocks] == [
        *("heading 1: Armoede", "list_item 0: • De gemeente zoekt een zaal"),
        *("list_item 1: – in mei", "list_item 0: • Geld"),
        *("heading 1: Zorg", "list_item 0: • Een vast gezicht voor elk kind"),
    ]


def test_marks_are_numbered_as_shown_or_left_out(slides):
    slide = slides.slide("Zorg", *[(text, 0) for text in ("rust", "geld", "Zo is het.")])
    first, second, third = slide.placeholders[1].text_frame.paragraphs
    marked(first, "a:buAutoNum", type="alphaLcParenBoth", startAt="6")
    marked(second, "a:buAutoNum", type="alphaLcParenBoth", startAt="6")
    marked(third, "a:buNone")
    assert slides.blocks()[1:] == [
        *("list_item 0: (f) rust", "list_item 0: (g) geld", "paragraph: Zo is het.")
    ]


def test_boxes_are_read_from_top_to_bottom_and_left_to_right(slides):
    slide = slides.slide("Oogst")
    box(slide, "Als laatste sprak de burgemeester van de stad.", 2, 15)
    box(slide, "Daarna sprak de jeugdraad van de provincie.", 12, 10)
    box(slide, "Eerst sprak de wethouder van de gemeente.", 2, 10)
    assert [block.split()[1] for block in slides.blocks()] == ["1:", "Eerst", "Daarna", "Als"]


def test_rows_pictures_and_page_numbers_are_told_apart(slides, tmp_path):
    slide = slides.slide("Afspraken")
    table = slide.shapes.add_table(2, 2, Cm(2), Cm(8), Cm(10), Cm(4)).table
    for cell, text in zip(table.iter_cells(), ["Wat", "Wie", "Brief", "VWS"], strict=True):
        cell.text = text
    slide.placeholders[1].element.nvSpPr.nvPr.ph.set("type", "sldNum")
    slide.placeholders[1].text_frame.text = "12"
    group = slide.shapes.add_group_shape()
    box(group, "Met dank aan alle kinderen die op deze dag spraken.", 2, 16)
    group.shapes[0]._element.nvSpPr.cNvPr.set("descr", "genegeerd bij tekst")
    kinds = [block.partition(":")[0] for block in slides.blocks()]
    assert sorted(kinds) == ["furniture", "heading 1", "paragraph", "table", "table"]


def test_hidden_slides_and_notes_are_not_read_but_count(slides):
    slides.slide("Verborgen", ("De begroting is nog geheim", 0))._element.set("show", "0")
    seen = slides.slide("Te zien", ("Er komt een brief aan de raad", 0))
    seen.notes_slide.notes_text_frame.text = "Niet vergeten te lachen."
    document = slides.read()
    assert "geheim" not in document.text
    assert "lachen" not in document.text
    assert {block.page for block in document.blocks} == {2}
    assert (document.pages[0].start, document.pages[0].end) == (0, 0)


def test_a_name_on_each_slide_is_a_logo(slides):
    for title in ("Armoede", "Zorg", "School", "Wonen"):
        slide = slides.slide(title, (f"Over {title.lower()} spraken wij in de ochtend.", 0))
        box(slide, "Platform Kind en Recht", 20, 18)
    document = slides.read()
    kinds = [b.kind for b in document.blocks if "Platform" in document.text[b.start : b.end]]
    assert kinds == [BlockKind.CAPTION, *[BlockKind.FURNITURE] * 3]


def test_slides_of_nothing_are_empty(slides):
    slides.show.slides.add_slide(slides.show.slide_layouts[6])
    assert slides.read().reason == "empty"

"""The marks before paragraphs on a slide: their own, their box's, or those of the template."""

from typing import Any

from pptx.oxml.ns import qn

from extractors.read.numerals import BULLET, numeral, symbol

_STYLES = {"alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}
_FORMS = {"ParenBoth": "({})", "ParenR": "{})", "Period": "{}."}
_SORTS = tuple(qn(name) for name in ("a:buNone", "a:buChar", "a:buAutoNum", "a:buBlip"))
_NONE, _CHARACTER, _NUMBER, _PICTURE = _SORTS
_LEVELS = 9


class Bullets:
    """The marks of one text box, whose paragraphs must be asked for in order."""

    def __init__(self, shape: Any) -> None:
        self.levels = list(_level_styles(shape))
        self.counts = [0] * (_LEVELS + 1)

    def mark(self, paragraph: Any) -> str:
        """Return the mark of ``paragraph``, counting it; empty where it has none."""
        level = paragraph.level
        bullet = self._bullet(paragraph, level)
        if bullet is None or bullet.tag != _NUMBER:
            self.counts[level:] = [0] * (_LEVELS + 1 - level)
            return _sign(bullet)
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * (_LEVELS - level)
        first = int(bullet.get("startAt", 1))
        return _numbered(first + self.counts[level] - 1, bullet.get("type", ""))

    def _bullet(self, paragraph: Any, level: int) -> Any:
        name = qn(f"a:lvl{level + 1}pPr")
        inherited = (style.find(name) for style in self.levels)
        for properties in (paragraph._p.find(qn("a:pPr")), *inherited):
            found = () if properties is None else properties
            for bullet in (child for child in found if child.tag in _SORTS):
                return bullet
        return None


def _sign(bullet: Any) -> str:
    if bullet is None or bullet.tag == _NONE:
        return ""
    return BULLET if bullet.tag == _PICTURE else symbol(bullet.get("char", BULLET))


def _numbered(number: int, sort: str) -> str:
    style = next((style for name, style in _STYLES.items() if sort.startswith(name)), "1")
    form = next((form for name, form in _FORMS.items() if sort.endswith(name)), "{}")
    return form.format(numeral(number, style))


def _level_styles(shape: Any) -> Any:
    """Yield where the levels of a box are defined: itself, its layout, its master."""
    source = shape
    while source is not None:
        style = source._element.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}")
        if style is not None:
            yield style
        source = getattr(source, "_base_placeholder", None)
    if shape.is_placeholder:
        body = shape.part.slide.slide_layout.slide_master._element.find(
            f"{qn('p:txStyles')}/{qn('p:bodyStyle')}"
        )
        if body is not None:
            yield body

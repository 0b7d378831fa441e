"""Reads a response line by line and parts it into exchanges."""

from dataclasses import replace

from spacy.tokens import Doc

from extractors.clean import CleanBlock
from extractors.exchanges.exchange import Answer, Exchange, Form
from extractors.exchanges.rows import Columns, columns_of, row_of
from extractors.exchanges.wording import (
    agrees,
    answers,
    asks_for_stance,
    count_of,
    fits,
    head_length,
    label_length,
    names_anew,
    number_of,
    tells,
)
from extractors.findings import found
from extractors.passages import Passage, found_in
from schemas.document import BlockKind

_IN_RUNNING_TEXT = (Form.TOLD, Form.NAMED, Form.HEADED, Form.ITEM)
_LONGEST_ITEM = 200  # characters of a numbered item below which its answer stands
_LONGEST_ASKED = 120  # characters of the first sentence of an item that is answered behind it


def exchanges(doc: Doc) -> list[Exchange]:
    """Return the exchanges of a response in the order of the text."""
    citing = {p.start for p in doc._.passages if found_in(doc, "references", p)}
    recommended = {finding.start for finding in found(doc, "recommendations")}
    reader = _Reader(doc._.clean.text, recommended, citing)
    passages: dict[int, list[Passage]] = {}
    for passage in doc._.passages:
        passages.setdefault(passage.place, []).append(passage)
    for place, block in enumerate(doc._.clean.blocks):
        line = doc._.clean.text[block.start : block.end]
        if block.kind is BlockKind.TABLE:
            reader.row(line, block, passages.get(place, []))
        elif place in passages:
            reader.block(passages[place], is_answered_below=_is_answered_below(doc, place))
        elif block.kind is not BlockKind.FOOTNOTE:
            reader.heading(line, block)
    return [exchange for exchange in reader.exchanges if exchange.answers]


def _is_answered_below(doc: Doc, place: int) -> bool:
    """``3. Laat de bus rijden`` with running text below it: an item that its text answers."""
    block, following = doc._.clean.blocks[place], doc._.clean.blocks[place + 1 : place + 2]
    is_numbered = any(character.isalnum() for character in block.source.marker)
    is_short = block.end - block.start <= _LONGEST_ITEM
    return is_numbered and is_short and any(_goes_on(doc, b) for b in following)


def _asks_to_know(line: str) -> bool:
    """``Heeft u kennisgenomen van het advies?`` asks for no stance."""
    return line.rstrip().endswith("?") and not asks_for_stance(line)


def _goes_on(doc: Doc, block: CleanBlock) -> bool:
    """Running text that does not end the letter."""
    line = doc._.clean.text[block.start : block.end]
    return block.kind is BlockKind.PARAGRAPH and not fits("closing", "pattern", line)


def _is_answered_within(passages: list[Passage]) -> bool:
    """``Sloten op de deuren. Overgenomen.``: an item whose first sentence is what was asked."""
    first, *following = passages
    is_item = first.block.kind is BlockKind.LIST_ITEM and not fits("label", "opening", first.text)
    return (
        is_item
        and bool(following)
        and len(first.text) <= _LONGEST_ASKED
        and not answers(first.text)
    )


class _Reader:
    """Remembers what was asked last."""

    def __init__(self, text: str, recommended: set[int], citing: set[int]) -> None:
        self.text = text
        self.recommended, self.citing = recommended, citing
        self.exchanges = [Exchange(Form.LOOSE)]
        self.columns: Columns | None = None
        self.in_table = False
        self.heads: tuple[int, int] | None = None
        """The heading above, where nothing was said below it yet."""
        self.agreed: int | None = None
        """Where agreement began that the answer goes on with."""

    @property
    def last(self) -> Exchange:
        return self.exchanges[-1]

    def heading(self, line: str, block: CleanBlock) -> None:
        self.in_table = False
        number = number_of(line)
        if number:
            self._open(Form.NUMBERED, number, (block.start, block.end))
        elif fits("numbered", "question", line):
            self._open(Form.QUESTION)
        elif self._is_question_of(line):
            self.last.asked.append((block.start, block.end))
        elif not (fits("label", "line", line) and self._label()):
            wish = [(block.start, block.end)] if fits("numbered", "wish", line) else []
            self._open(Form.NAMED if wish else Form.LOOSE, None, *wish)
            self.heads = None if _asks_to_know(line) else (block.start, block.end)

    def _is_question_of(self, line: str) -> bool:
        """``Bent u bereid het advies over te nemen?`` under ``Vraag 2``."""
        is_asking = self.last.form is Form.QUESTION and not self.last.is_labelled
        return is_asking and asks_for_stance(line)

    def row(self, line: str, block: CleanBlock, passages: list[Passage]) -> None:
        """The first row of a table is its head; where it has both columns, each row is one."""
        if not self.in_table:
            self.in_table, self.columns = True, columns_of(line)
        elif self.columns:
            exchange = row_of(line, block, self.columns, passages)
            self.exchanges += [exchange, Exchange(Form.LOOSE)] if exchange else []
        else:
            self.last.answers += [Answer(passage, passage.start) for passage in passages]

    def block(self, passages: list[Passage], *, is_answered_below: bool) -> None:
        self.in_table = False
        if self.last.form in _IN_RUNNING_TEXT and self.last.answers:
            self._open(Form.LOOSE)  # what running text tells is answered there, or right below
        if is_answered_below:
            self._open(Form.NUMBERED, None, *((p.start, p.end) for p in passages))
            return
        if _is_answered_within(passages) and not number_of(passages[0].text):
            self._open(Form.ITEM, None, (passages[0].start, passages[0].end))
        else:
            self._opening(passages[0])
        for passage in passages[1:]:
            self._sentence(passage)

    def _opening(self, passage: Passage) -> None:
        """The first sentence of a block may be a line of its own: ``Aanbeveling 3: …``."""
        number = number_of(passage.text)
        if number and not answers(passage.text):
            self._open(Form.NUMBERED, number, (passage.start, passage.end))
            self.last.asks = count_of(passage.text)
        elif fits("numbered", "question", passage.text):
            self._open(Form.QUESTION, None, (passage.start, passage.end))
        elif not (fits("label", "line", passage.text) and self._label()):
            self._sentence(passage)

    def _sentence(self, passage: Passage) -> None:
        label, is_item = label_length(passage.text), passage.block.kind is BlockKind.LIST_ITEM
        if fits("closing", "pattern", passage.text) or fits("announcing", "pattern", passage.text):
            self._open(Form.LOOSE)
        elif label and self._label():
            self._answer(passage, label)
        elif head := head_length(passage.text, is_item=is_item):
            form = Form.HEADED if fits("head", "pattern", passage.text) else Form.ITEM
            self._open(form, None, (passage.start, passage.start + head))
            self._answer(passage, head)
        elif self._asks(passage):
            self._ask(passage)
        else:
            if self._names_anew(passage):
                self._open(Form.NAMED, None, (passage.start, passage.end))
            self._answer(passage)

    def _names_anew(self, passage: Passage) -> bool:
        """``Uw wens om …, nemen wij mee`` answers something else than what came before it."""
        if passage.start in self.citing:
            return answers(passage.text) and bool(self.last.answers)
        return self.last.form is not Form.NUMBERED and names_anew(passage.text)

    def _answer(self, passage: Passage, label: int = 0) -> None:
        begins = passage.start + label
        if self.agreed and not self.last.answers:
            passage = replace(passage, start=self.agreed, text=self.text[self.agreed : passage.end])
        self.last.answers.append(Answer(passage, begins))

    def _asks(self, passage: Passage) -> bool:
        if self.last.form is Form.QUESTION and not self.last.is_labelled:
            return asks_for_stance(passage.text)
        if tells(passage.text):
            return True
        is_recommended = passage.start in self.recommended and not answers(passage.text)
        return is_recommended and not (self.last.answers or names_anew(passage.text))

    def _ask(self, passage: Passage) -> None:
        if self.last.answers or self.last.form is Form.LOOSE:
            self._open(Form.TOLD)
        self.last.asked.append((passage.start, passage.end))
        self.agreed = passage.start if agrees(passage.text) else None
        self.last.asks = max(self.last.asks, count_of(passage.text))

    def _label(self) -> bool:
        """``Reactie:`` tells that the answer begins, where something was asked before it."""
        if self.last.form is Form.LOOSE and not self._is_asked_by_heading():
            return False
        self.last.is_labelled = True
        self.last.answers.clear()
        if self.last.form is Form.QUESTION and not self.last.asked:
            self._open(Form.LOOSE)
        return True

    def _is_asked_by_heading(self) -> bool:
        """``a) Voorrang voor jongeren`` right above ``Reactie:`` is what was asked."""
        if not self.heads or self.last.answers:
            return False
        self._open(Form.NUMBERED, None, self.heads)
        return True

    def _open(self, form: Form, number: str | None = None, *asked: tuple[int, int]) -> None:
        self.exchanges.append(Exchange(form, number, list(asked)))
        self.heads = self.agreed = None

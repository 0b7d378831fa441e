"""Reads a response line by line and parts it into exchanges."""

from spacy.tokens import Doc

from extractors.clean import CleanBlock
from extractors.exchanges.conversation import Conversation
from extractors.exchanges.exchange import Answer, Exchange, Form
from extractors.exchanges.rows import Columns, columns_of, row_of
from extractors.exchanges.wording import (
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
    return [exchange for exchange in reader.told.exchanges if exchange.answers]


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
    """Tells of each line and sentence whether it asks, answers or labels what comes."""

    def __init__(self, text: str, recommended: set[int], citing: set[int]) -> None:
        self.told = Conversation(text)
        self.recommended, self.citing = recommended, citing
        self.columns: Columns | None = None
        self.in_table = False

    def heading(self, line: str, block: CleanBlock) -> None:
        self.in_table = False
        number = number_of(line)
        if number:
            self.told.open(Form.NUMBERED, number, (block.start, block.end))
        elif fits("numbered", "question", line):
            self.told.open(Form.QUESTION)
        elif self._is_question_of(line):
            self.told.last.asked.append((block.start, block.end))
        elif not (fits("label", "line", line) and self.told.label()):
            wish = [(block.start, block.end)] if fits("numbered", "wish", line) else []
            self.told.open(Form.NAMED if wish else Form.LOOSE, None, *wish)
            self.told.heading = None if _asks_to_know(line) else (block.start, block.end)

    def _is_question_of(self, line: str) -> bool:
        """``Bent u bereid het advies over te nemen?`` under ``Vraag 2``."""
        return self.told.awaits_question and asks_for_stance(line)

    def row(self, line: str, block: CleanBlock, passages: list[Passage]) -> None:
        """The first row of a table is its head; where it has both columns, each row is one."""
        if not self.in_table:
            self.in_table, self.columns = True, columns_of(line)
        elif self.columns:
            exchange = row_of(line, block, self.columns, passages)
            self.told.exchanges += [exchange, Exchange(Form.LOOSE)] if exchange else []
        else:
            self.told.last.answers += [Answer(passage, passage.start) for passage in passages]

    def block(self, passages: list[Passage], *, is_answered_below: bool) -> None:
        self.in_table = False
        follows_item = self.told.last.form is Form.ITEM
        self.told.close()
        if is_answered_below and not (follows_item and _is_answered_within(passages)):
            self.told.open(Form.NUMBERED, None, *((p.start, p.end) for p in passages))
            return
        if _is_answered_within(passages) and not number_of(passages[0].text):
            self.told.open(Form.ITEM, None, (passages[0].start, passages[0].end))
        else:
            self._opening(passages[0])
        for passage in passages[1:]:
            self._sentence(passage)

    def _opening(self, passage: Passage) -> None:
        """The first sentence of a block may be a line of its own: ``Aanbeveling 3: …``."""
        number = number_of(passage.text)
        if number and not answers(passage.text):
            self.told.open(Form.NUMBERED, number, (passage.start, passage.end))
            self.told.last.asks = count_of(passage.text)
        elif fits("numbered", "question", passage.text):
            self.told.open(Form.QUESTION, None, (passage.start, passage.end))
        elif not (fits("label", "line", passage.text) and self.told.label()):
            self._sentence(passage)

    def _sentence(self, passage: Passage) -> None:
        label, is_item = label_length(passage.text), self._opens_item(passage)
        if fits("closing", "pattern", passage.text) or fits("announcing", "pattern", passage.text):
            self.told.open(Form.LOOSE)
        elif label and self.told.label():
            self.told.answer(passage, label)
        elif head := head_length(passage.text, is_item=is_item):
            form = Form.HEADED if fits("head", "pattern", passage.text) else Form.ITEM
            self.told.open(form, None, (passage.start, passage.start + head))
            self.told.answer(passage, head)
        elif self._asks(passage):
            self.told.ask(passage)
        else:
            if self._names_anew(passage):
                self.told.open(Form.NAMED, None, (passage.start, passage.end))
            self.told.answer(passage)

    def _opens_item(self, passage: Passage) -> bool:
        """The first sentence of an item may head it; ``Kort gezegd: ja`` behind it does not."""
        is_asked = self.told.last.form is Form.ITEM and not self.told.last.answers
        return passage.block.kind is BlockKind.LIST_ITEM and not is_asked

    def _names_anew(self, passage: Passage) -> bool:
        """``Uw wens om …, nemen wij mee`` answers something else than what came before it."""
        if passage.start in self.citing:
            return answers(passage.text) and bool(self.told.last.answers)
        return self.told.last.form is not Form.NUMBERED and names_anew(passage.text)

    def _asks(self, passage: Passage) -> bool:
        if self.told.awaits_question:
            return asks_for_stance(passage.text)
        if tells(passage.text):
            return True
        is_recommended = passage.start in self.recommended and not answers(passage.text)
        return is_recommended and not (self.told.last.answers or names_anew(passage.text))

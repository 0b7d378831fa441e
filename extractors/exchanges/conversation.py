"""A conversation: what was asked last in a response, and what was said to it so far."""

from dataclasses import replace

from extractors.exchanges.exchange import Answer, Exchange, Form
from extractors.exchanges.wording import agrees, count_of
from extractors.passages import Passage

_IN_RUNNING_TEXT = (Form.TOLD, Form.NAMED, Form.HEADED, Form.ITEM)


class Conversation:
    """Remembers what was asked last, and gives each answer to it."""

    def __init__(self, text: str) -> None:
        self.text = text
        """The clean text of the response."""
        self.exchanges = [Exchange(Form.LOOSE)]
        self.heading: tuple[int, int] | None = None
        """The heading above, where nothing was said below it yet."""
        self._agreed: int | None = None

    @property
    def last(self) -> Exchange:
        """The exchange that the next answer belongs to."""
        return self.exchanges[-1]

    @property
    def awaits_question(self) -> bool:
        """``Vraag 2`` was read, and no ``Antwoord`` yet: what comes is what was asked."""
        return self.last.form is Form.QUESTION and not self.last.is_labelled

    def open(self, form: Form, number: str | None = None, *asked: tuple[int, int]) -> None:
        """Begin an exchange of ``form``; what comes next answers what stands in ``asked``."""
        self.exchanges.append(Exchange(form, number, list(asked)))
        self.heading = self._agreed = None

    def close(self) -> None:
        """End what running text told: it is answered there, or right below."""
        if self.last.form in _IN_RUNNING_TEXT and self.last.answers:
            self.open(Form.LOOSE)

    def ask(self, passage: Passage) -> None:
        """Take ``passage`` for what was asked, with what was asked right before it."""
        if self.last.answers or self.last.form is Form.LOOSE:
            self.open(Form.TOLD)
        self.last.asked.append((passage.start, passage.end))
        self._agreed = passage.start if agrees(passage.text) else None
        self.last.asks = max(self.last.asks, count_of(passage.text))

    def answer(self, passage: Passage, label: int = 0) -> None:
        """Take ``passage`` for what may answer, from behind its label of ``label`` characters.

        It begins with the agreement in which the wish was told, where there is one.
        """
        begins = passage.start + label
        if self._agreed and not self.last.answers:
            begun = self.text[self._agreed : passage.end]
            passage = replace(passage, start=self._agreed, text=begun)
        self.last.answers.append(Answer(passage, begins))

    def label(self) -> bool:
        """``Reactie:`` tells that the answer begins, where something was asked before it."""
        if self.last.form is Form.LOOSE and not self._asks_by_heading():
            return False
        self.last.is_labelled = True
        self.last.answers.clear()
        if self.last.form is Form.QUESTION and not self.last.asked:
            self.open(Form.LOOSE)
        return True

    def _asks_by_heading(self) -> bool:
        """``a) Voorrang voor jongeren`` right above ``Reactie:`` is what was asked."""
        if not self.heading or self.last.answers:
            return False
        self.open(Form.NUMBERED, None, self.heading)
        return True

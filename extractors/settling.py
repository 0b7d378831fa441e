"""Settling: which of the sentences that may answer settles it, and with what stance.

Where the form of a response promises an answer (a row, ``Reactie:``) the likeliest sentence
is one; in running text it must be likely by itself, and outside any exchange name what it
answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.exchanges import Answer, Exchange, Form
from extractors.exchanges.wording import answers, fits
from extractors.passages import Passage
from extractors.stances import cue_in, opinion_on
from schemas.records import Stance

_LEAST = {
    Form.ROW: 0.05,
    Form.NUMBERED: 0.25,
    Form.QUESTION: 0.25,
    Form.TOLD: 0.2,
    Form.HEADED: 0.3,
    Form.ITEM: 0.6,
    Form.NAMED: 0.45,
    Form.LOOSE: 0.85,
    Form.REPORTED: 0.4,
}
"""How likely an answer must be, by the form that what was asked has."""

_LABELLED = 0.05
_READ = 8  # sentences behind what was asked among which its answer stands
_ONE_MORE = 0.35  # how likely the answer to a second thing asked must be
_LATER = 0.015  # what each sentence further from what was asked loses
_TURNED = 0.55  # how likely an answer must be that takes back the one before it
_NEARLY = 0.05  # a later sentence that is as sure but for this settles it
_OWN = 0.7  # what the stance model counts, beside the passage classifier, which sees the context
_APART = frozenset({Form.ROW, Form.HEADED, Form.ITEM, Form.REPORTED})
"""Forms whose answer is part of a sentence, of which the classifier judged the whole."""

_SETTLED_BY_WORDS = 0.1
"""What strong words add: ``Daarmee komen we u halverwege tegemoet`` settles what came before."""

_CONCEDING = frozenset({Stance.ALTERNATIVE, Stance.PARTIAL, Stance.NOTED})
"""Stances whose strong words are seldom mistaken; yes and no may go on with *maar*."""

_TURNS = frozenset({Stance.ALTERNATIVE, Stance.PARTIAL, Stance.REJECTED})


@dataclass(frozen=True)
class Settled:
    """The passage that answers, how it takes the recommendation, and how sure that is."""

    passage: Passage
    stance: Stance
    confidence: float


def settle(doc: Doc, exchange: Exchange) -> Iterator[Settled]:
    """Yield what settles ``exchange``: an answer for each thing asked, if one is likely enough.

    Where nothing was asked before it, every sentence that is likely enough is an answer.
    """
    least = _LABELLED if exchange.is_labelled else _LEAST[exchange.form]
    if exchange.form is Form.LOOSE:
        spoken = (answer for answer in exchange.answers if answers(answer.text))
        judged = [_judged(doc, answer, _OWN) for answer in spoken]
        yield from (answer for answer in judged if answer.confidence >= least)
        return
    own = 1.0 if exchange.form in _APART else _OWN
    judged = [
        _judged(doc, answer, own, _LATER * place)
        for place, answer in enumerate(exchange.answers[:_READ])
    ]
    count = max(exchange.asks, sum(fits("parting", "pattern", a.passage.text) for a in judged))
    yield from _surest(judged, least, count)


def _surest(judged: list[Settled], least: float, count: int) -> Iterator[Settled]:
    if count == 1:
        first = _last_nearly_as_sure(judged)
        if first.confidence >= least:
            yield _taken_back(judged, first)
        return
    for place, answer in enumerate(sorted(judged, key=lambda a: -a.confidence)[:count]):
        if answer.confidence >= (max(least, _ONE_MORE) if place else least):
            yield answer


def _last_nearly_as_sure(judged: list[Settled]) -> Settled:
    """``Er is veel voor te zeggen. … Ik doe het niet.``: the last word counts."""
    most = max(answer.confidence for answer in judged)
    return [answer for answer in judged if answer.confidence >= most - _NEARLY][-1]


def _taken_back(judged: list[Settled], first: Settled) -> Settled:
    """``Het doel delen wij. In plaats van een wet komt er echter …``: the turn settles it.

    ``Dat kan niet. Wel krijgt elke school een coach.`` likewise: what comes instead.
    """
    following = judged[judged.index(first) + 1 :]
    likely = [answer for answer in following if answer.confidence >= _TURNED]
    return next((answer for answer in likely if _takes_back(first, answer)), first)


def _takes_back(first: Settled, answer: Settled) -> bool:
    turns = first.stance is Stance.ACCEPTED and answer.stance in _TURNS
    offers = first.stance is Stance.REJECTED and answer.stance is Stance.ALTERNATIVE
    return (turns and fits("turn", "pattern", answer.passage.text)) or (
        offers and _comes_instead(first.passage.text, answer.passage.text)
    )


def _comes_instead(refused: str, offered: str) -> bool:
    """A plain no is not softened by just any consolation: the offer must serve its aim."""
    is_plain_no = _told(refused) is Stance.REJECTED
    return fits("instead", "aim" if is_plain_no else "pattern", offered)


def _judged(doc: Doc, answer: Answer, own: float, late: float = 0.0) -> Settled:
    opinion = opinion_on(doc, answer.start, answer.passage.end)
    likely = own * opinion.answers + (1 - own) * answer.passage.judgement.response
    told = _told(answer.text)
    likely += _SETTLED_BY_WORDS * (told is not None) - late
    return Settled(answer.passage, told or opinion.stance, min(1.0, max(0.0, likely)))


def _told(sentence: str) -> Stance | None:
    """The stance that strong words settle; a yes or no only where nothing is held back."""
    cue = cue_in(sentence)
    if cue is None or not cue.is_strong:
        return None
    is_plain = cue.stance not in _CONCEDING and not fits("reserve", cue.stance, sentence)
    return cue.stance if is_plain or cue.stance in _CONCEDING else None

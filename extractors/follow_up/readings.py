"""Readings: what a sentence tells of how something ended, or that it tells nothing.

Outspoken words come first (``van de baan``, ``doorgeschoven naar``, ``is er nog niet``);
where there are none, the tense tells: ``lanceerden we``, ``is gelanceerd``, ``brief verstuurd``
happened; ``wordt gelanceerd`` and ``zou zijn gelanceerd`` did not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from extractors.follow_up.terms import bare_form
from extractors.rules import load_rules
from schemas.follow_up import Verdict

_FINITE = "WW|pv"
_PAST = "WW|pv|verl"
_PARTICIPLE = "WW|vd|vrij"
DEEDS = (_PAST, _PARTICIPLE)
"""The tags of the words without which no tense tells a deed."""

_OUTSPOKEN = (Verdict.CANCELLED, Verdict.RESCHEDULED, Verdict.NO_EVIDENCE)
_IN_CELL = re.compile(r"[\t|]|:\s")


@dataclass(frozen=True)
class Reading:
    """What a sentence tells, the word that tells it, and whether that is an outspoken outcome."""

    verdict: Verdict
    cue: str
    is_outspoken: bool
    is_plain: bool = False
    """It only says how it is."""


def reading_of(text: str, tokens: Sequence[Token]) -> Reading | None:
    """Return what the sentence ``text`` tells of something promised before, if anything.

    ``tokens`` may be left out where none of them is one of ``DEEDS``.
    """
    said = " ".join(text.lower().split())
    if _pattern("silent").search(said):
        return None

    for verdict in _OUTSPOKEN:
        cue = _pattern(verdict).search(said)
        if cue:
            return Reading(verdict, cue[0], is_outspoken=True)
    if _pattern("ahead").search(said):
        return None
    outspoken = _first_of(said, (Verdict.DONE, Verdict.UNDER_WAY))
    if outspoken:
        is_denied = outspoken.verdict is Verdict.DONE and _pattern("denied").search(said)
        return replace(outspoken, verdict=Verdict.NO_EVIDENCE) if is_denied else outspoken
    happened = _happened(tokens)
    if happened is None:
        return None
    is_denied = _pattern("denied").search(said)
    verdict = Verdict.NO_EVIDENCE if is_denied else _of_verb(happened)
    return Reading(verdict, happened.text.lower(), is_outspoken=False)


def reading_of_row(row: str) -> Reading | None:
    """Return what a row of a table tells: the last cell that is a status, such as ``gereed``.

    So does a short answer (``Gestart in januari``, ``Kaart: geschrapt``): its label is a cell.
    """
    for cell in reversed(_IN_CELL.split(row)):
        said = " ".join(cell.lower().split())
        for verdict in (*_OUTSPOKEN, Verdict.UNDER_WAY, Verdict.DONE):
            told = _cell_pattern(verdict).search(said)
            if told:
                return Reading(verdict, told[0].strip(" .:;-"), is_outspoken=True)
    return None


def plain_reading_of(text: str, tokens: Sequence[Token]) -> Reading | None:
    """Return what a sentence tells that only says how it is: ``In alle zalen hangt een scherm``.

    It is none where words of wishing, asking or planning stand in it.
    """
    said = " ".join(text.lower().split())
    verb = next((token for token in tokens if token.tag_.startswith("WW")), None)
    rules = load_rules("follow_up")
    silent = (*rules["plain"]["silent"], *rules["told"]["silent"], *rules["told"]["ahead"])
    if verb is None or any(re.search(one, said) for one in silent):
        return None
    is_denied = _pattern("denied").search(said)
    verdict = Verdict.NO_EVIDENCE if is_denied else Verdict.DONE
    return Reading(verdict, verb.text.lower(), is_outspoken=False, is_plain=True)


def verb_of(tokens: Sequence[Token]) -> str:
    """Return the verb that says what will be done, in bare form: ``publiceer``."""
    verbs = [
        token
        for token in tokens
        if token.tag_.startswith("WW") and not token.tag_.startswith("WW|vd|prenom")
    ]
    told = [bare_form(token.lemma_.lower()) for token in verbs if token.pos_ == "VERB"]
    return next((verb for verb in reversed(told) if verb not in _verbs("weak")), "")


def _first_of(said: str, verdicts: Sequence[Verdict]) -> Reading | None:
    """``De gids is verschenen; de training loopt nog``: what is said first is the matter."""
    matches = ((verdict, _pattern(verdict).search(said)) for verdict in verdicts)
    found = [(match.start(), verdict, match[0]) for verdict, match in matches if match]
    if not found:
        return None
    _, verdict, cue = min(found)
    return Reading(verdict, cue, is_outspoken=True)


def _of_verb(verb: Token) -> Verdict:
    """What was begun is under way: ``is gestart``, ``begonnen``, ``ging van start``."""
    return Verdict.UNDER_WAY if _verb(verb) in _verbs("begun") else Verdict.DONE


def _happened(tokens: Sequence[Token]) -> Token | None:
    """The verb in the past or perfect tense that tells a deed; none where there is no such."""
    finite = [token for token in tokens if token.tag_.startswith(_FINITE)]
    if any(_verb(token) in _verbs("modal") for token in finite[:1]):
        return None
    done = [token for token in tokens if _is_perfect(token, finite, tokens)]
    done += [token for token in finite if _is_past(token)]
    return next((token for token in done if _verb(token) not in _verbs("telling")), None)


def _is_perfect(token: Token, finite: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """``is verstuurd``, ``hebben verstuurd``, ``werd verstuurd``; in a note just ``verstuurd``.

    The model may take ``worden`` for an infinitive: ``leges worden afgeschaft`` is to come.
    """
    if not token.tag_.startswith(_PARTICIPLE):
        return False
    helpers = {_verb(verb) for verb in finite}
    if not finite:
        return not any(_verb(other) in _verbs("passive") for other in tokens)
    past = any(verb.tag_.startswith(_PAST) for verb in finite if _verb(verb) in _verbs("passive"))
    return past or bool(helpers & _verbs("perfect"))


def _is_past(token: Token) -> bool:
    weak = _verbs("modal") | _verbs("perfect") | _verbs("passive") | _verbs("weak")
    return token.tag_.startswith(_PAST) and _verb(token) not in weak


def _verb(token: Token) -> str:
    return bare_form(token.lemma_.lower())


@cache
def _verbs(name: str) -> frozenset[str]:
    return frozenset(bare_form(verb) for verb in load_rules("follow_up")["verbs"][name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load_rules("follow_up")["told"][name]))


@cache
def _cell_pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load_rules("follow_up")["cell"][name]))

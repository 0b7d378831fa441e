"""Constructions: what the grammar of a sentence says about asking, promising and answering.

Few and weighty features: who is the subject, in which tense, with which kind of verb, and
whether a clause begins with an imperative (``Aan scholen: neem ouders serieus``).
"""

import re
from collections.abc import Iterator

from extractors.passage_cues import cue_names, cue_words_of
from extractors.passage_unit import Unit

_DATE = re.compile(
    r"\b(?:20\d\d|\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?|q[1-4])\b|"
    r"\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
    r"december|zomer|najaar|voorjaar|winter|herfst|kwartaal)\b"
)
_CODE = re.compile(r"\b\d{1,2}\s?[.,]?\s?\(?[a-i]\)?(?!\w)", re.I)
_QUOTE = re.compile(r"[\"“”„‘]|(?<!\w)'|,,")
_LENGTHS = (3, 6, 10, 16, 25, 40)
_SUBJECTS = ("self", "you", "child_voice", "authority", "adviser")
_VERBS = ("ask_verb", "promise_verb", "duty", "modal", "future", "reporting", "state")
_OPENERS = frozenset({"en", "dus", "maar", "a", "b", "c", "d", "e", "f", "g"})
_QUOTES = frozenset({"“", '"', "‘", "'", "„", ",,"})
_SUBJECT_PRONOUNS = frozenset({"ik", "jij", "jullie", "we", "wij", "ze", "zij", "hij", "men"})
_TWO_FACED = frozenset({"de", "het", "er", "dit", "dat", "je", "u"})
_ASKED = frozenset({"ask_noun", "ask_verb"})
_TIMES = frozenset({"future", "past", "done", "under_way", "month"})


def constructions(unit: Unit, year: int | None) -> Iterator[str]:
    """Yield the constructions of ``unit``; ``year`` is the first year the document names."""
    yield from _layout(unit)
    yield from (f"cue={cue}" for cue in unit.cues)
    yield from _ends(unit)
    yield from (f"imperative={where}" for where in sorted(set(_imperatives(unit))))
    yield from _verbs(unit)
    yield from _years(unit, year)


def _layout(unit: Unit) -> Iterator[str]:
    text = unit.span.text.strip()
    yield "bias"
    yield f"block={unit.block_kind}"
    yield f"question={unit.section.question}"
    yield f"question={unit.section.question} {unit.block_kind}"
    yield f"place={min(unit.position, 2)}/{min(unit.siblings, 3)}"
    yield f"length={sum(len(unit.words) > length for length in _LENGTHS)}"
    yield f"ends={text[-1] if text[-1] in '.?!:;…' else 'none'}"
    if unit.asks:
        yield "asks"
    if text[0].islower():
        yield "starts=lower"
    if text.isupper():
        yield "shape=upper"
    for name, pattern in (("date", _DATE), ("code", _CODE), ("quote", _QUOTE)):
        if pattern.search(text.lower()):
            yield f"has={name}"


def _ends(unit: Unit) -> Iterator[str]:
    """``beveelt aan:`` leads in, ``moet dat?`` asks; ``Haar advies: zet …`` says it after all."""
    if unit.words[-1] in ("?", ":"):
        yield from (f"{unit.words[-1]}+{cue}" for cue in unit.cues)
    elif ":" in unit.words:
        before = unit.words[: unit.words.index(":")]
        if any(_ASKED & cue_names(word) for word in before):
            yield "asked:colon"
        elif len(before) < 8:
            yield "label:colon"


def _imperatives(unit: Unit) -> Iterator[str]:
    if unit.words[-1] == "?":
        return
    stems = cue_words_of("imperative")
    for place, word in enumerate(unit.words):
        known = word in stems
        if not known and unit.tags[place] != "WW:pv:tgw:ev":
            continue
        opening = _opening(unit, place)
        following = unit.words[place + 1] if place + 1 < len(unit.words) else ""
        if opening is None or following in _SUBJECT_PRONOUNS:
            continue
        yield "known" if known else "tagged"
        yield f"{'known' if known else 'tagged'} {opening}"
        if following in _TWO_FACED:
            yield f"before {following}"


def _opening(unit: Unit, place: int) -> str | None:
    """Where a clause may begin with its verb: ``Minister, kom``, ``advies: zet``, ``'Praat``."""
    before = unit.words[place - 1] if place else ""
    if all(word in _OPENERS or not word.isalpha() for word in unit.words[:place]):
        return "first"
    if before in _QUOTES:
        return "quoted"
    if before in (":", "\t"):
        return "colon"
    return "clause" if before in (",", ";", "en", "maar", "dus", "–", "-", ".", ")") else None


def _verbs(unit: Unit) -> Iterator[str]:
    finite = [place for place, tag in enumerate(unit.tags) if tag.startswith("WW:pv")]
    if not finite:
        infinitive = any(tag.startswith("WW:inf") for tag in unit.tags)
        participle = any(tag.startswith("WW:vd") for tag in unit.tags)
        yield f"verbless={'inf' if infinitive else 'vd' if participle else 'none'}"
        yield f"verbless={unit.block_kind}"
        yield from (f"verbless+{cue}" for cue in unit.cues)
        return
    main = finite[0]
    tense = "past" if ":verl" in unit.tags[main] else "present"
    yield f"main={unit.tags[main]}"
    yield f"finite={min(3, len(finite))}"
    yield f"lemma={unit.lemmas[main]}"
    yield from (f"{tense}+{cue}" for cue in unit.cues)
    yield from _subject_and_verb(unit, main, tense)
    participle = any(tag.startswith("WW:vd") for tag in unit.tags)
    for helper in ("worden", "zijn", "hebben"):
        if participle and helper in unit.lemmas:
            yield f"participle={helper} {tense}"


def _subject_and_verb(unit: Unit, main: int, tense: str) -> Iterator[str]:
    order = "verb first" if main == 0 else "second" if main < 4 else "late"
    subjects = _subjects(unit, main)
    times = [cue for cue in unit.cues if cue in _TIMES] or ["none"]
    verbs = [name for name in _VERBS if name in cue_names(unit.lemmas[main], unit.words[main])]
    verbs = verbs or ["other"]
    negated = " not" if "negation" in unit.cues else ""
    yield f"order={order} {tense}"
    for subject in subjects:
        yield f"subject={subject} {tense}"
        yield from (f"subject={subject} {tense} {verb}{negated}" for verb in verbs)
        yield from (f"subject={subject} {tense} {time}" for time in times)
    yield from (f"verb={verb} {tense}{negated}" for verb in verbs)
    if unit.words[main] in ("zou", "zouden"):
        yield from (
            f"would={lemma}"
            for lemma in unit.lemmas
            if lemma in ("moeten", "willen", "kunnen", "zien", "zijn", "mogen")
        )


def _subjects(unit: Unit, main: int) -> list[str]:
    before, after = range(max(0, main - 6), main), range(main + 1, min(main + 5, len(unit.words)))
    near = [*before, *after]
    found = [
        subject
        for subject in _SUBJECTS
        if any(subject in cue_names(unit.lemmas[i], unit.words[i]) for i in near)
    ]
    if main and unit.tags[main - 1].startswith("N:eigen"):
        found.append("name")
    if main and unit.words[main - 1] in (
        "hij",
        "zij",
        "ze",
        "die",
        "deze",
        "dat",
        "dit",
        "het",
        "er",
    ):
        found.append(unit.words[main - 1])
    return found or ["other"]


def _years(unit: Unit, year: int | None) -> Iterator[str]:
    if year is None:
        return
    for word in unit.words:
        if len(word) == 4 and word.isdigit() and word.startswith("20"):
            distance = int(word) - year
            yield f"year={'later' if distance > 0 else 'earlier' if distance < 0 else 'same'}"

"""Verbs: imperatives, tense and mood, and who is the subject of what kind of verb."""

from collections.abc import Iterator

from extractors.passages.cues import cue_names, cue_words_of, word_list
from extractors.passages.unit import Unit

_FINITE = "WW:pv"
_BEFORE, _AFTER = 6, 4  # how far from its verb a subject is looked for, in words


def imperatives(unit: Unit) -> Iterator[str]:
    """Yield where clauses begin with an imperative (``Aan scholen: neem ouders serieus``)."""
    if unit.words[-1] == "?":
        return
    stems = cue_words_of("imperative")
    for place, word in enumerate(unit.words):
        is_known = word in stems
        if not is_known and unit.tags[place] != "WW:pv:tgw:ev":
            continue
        following = unit.words[place + 1] if place + 1 < len(unit.words) else ""
        opening = _opening(unit, place)
        if opening and following not in word_list("subject_pronouns"):
            yield from _imperative("known" if is_known else "tagged", opening, following)


def _imperative(kind: str, opening: str, following: str) -> Iterator[str]:
    yield kind
    yield f"{kind} {opening}"
    if following in word_list("two_faced"):
        yield f"before {following}"


def _opening(unit: Unit, place: int) -> str | None:
    """Where a clause may begin with its verb: ``Minister, kom``, ``advies: zet``, ``'Praat``."""
    before = unit.words[place - 1] if place else ""
    if all(word in word_list("openers") or not word.isalpha() for word in unit.words[:place]):
        return "first"
    if before in word_list("quotes"):
        return "quoted"
    if before == ":":
        return "colon"
    return "clause" if before in word_list("clause_starts") else None


def verbs(unit: Unit) -> Iterator[str]:
    """Yield tense, mood, helpers and subject of the first finite verb, or that there is none."""
    finite = [place for place, tag in enumerate(unit.tags) if tag.startswith(_FINITE)]
    if not finite:
        yield from _verbless(unit)
        return
    main = finite[0]
    tense = "past" if ":verl" in unit.tags[main] else "present"
    yield f"main={unit.tags[main]}"
    yield f"finite={min(3, len(finite))}"
    yield f"lemma={unit.lemmas[main]}"
    order = "first" if main == 0 else "second" if main < 4 else "late"
    yield f"order={order} {tense}"
    if unit.words[-1] == "?":
        yield from (f"asking={order} {form}" for form in (unit.words[0], unit.lemmas[main]))
        yield f"asking={order}"
    yield from (f"{tense}+{cue}" for cue in unit.cues)
    yield from _helpers(unit, main, tense)
    yield from _subject_and_verb(unit, main, tense)


def _verbless(unit: Unit) -> Iterator[str]:
    """``Schoolspullen gratis``, ``opzetten van een ouderpool``, ``uitnodigingen verstuurd``."""
    form = next(
        (form for form in ("inf", "vd") if any(tag.startswith(f"WW:{form}") for tag in unit.tags)),
        "none",
    )
    yield f"verbless={form}"
    yield f"verbless={unit.block_kind}"
    yield from (f"verbless+{cue}" for cue in unit.cues)


def _helpers(unit: Unit, main: int, tense: str) -> Iterator[str]:
    if any(tag.startswith("WW:vd") for tag in unit.tags):
        for helper in ("worden", "zijn", "hebben"):
            if helper in unit.lemmas:
                yield f"participle={helper} {tense}"
    if unit.words[main] in ("zou", "zouden"):
        yield from (f"would={lemma}" for lemma in unit.lemmas if lemma in word_list("would"))


def _subject_and_verb(unit: Unit, main: int, tense: str) -> Iterator[str]:
    own = cue_names(unit.lemmas[main], unit.words[main])
    kinds = [name for name in word_list("verbs") if name in own] or ["other"]
    times = [name for name in word_list("times") if name in unit.cues] or ["none"]
    negated = " not" if "negation" in unit.cues else ""
    yield from (f"verb={kind} {tense}{negated}" for kind in kinds)
    for subject in _subjects(unit, main):
        yield f"subject={subject} {tense}"
        yield from (f"subject={subject} {tense} {kind}{negated}" for kind in kinds)
        yield from (f"subject={subject} {tense} {time}" for time in times)


def _subjects(unit: Unit, main: int) -> list[str]:
    """Which kinds of people stand near the verb; Dutch puts the subject before or behind it."""
    near = [*range(max(0, main - _BEFORE), main), *range(main + 1, main + 1 + _AFTER)]
    named = {
        name
        for place in near
        if place < len(unit.words)
        for name in cue_names(unit.lemmas[place], unit.words[place])
    }
    found = [subject for subject in word_list("subjects") if subject in named]
    if main and unit.tags[main - 1].startswith("N:eigen"):
        found.append("name")
    if main and unit.words[main - 1] in word_list("demonstratives"):
        found.append(unit.words[main - 1])
    return found or ["other"]

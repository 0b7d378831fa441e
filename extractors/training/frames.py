"""Sentences made from frames: one action asked, promised, done, refused and wondered about.

``Het zou {auth} sieren om {obj} {te}`` with fifty actions teaches that the frame decides,
whatever it is about. Beside the texts that people wrote they are few: more of them gained less.
"""

import random
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

ORIGIN = "frames"
"""The origin of these sentences; no figure is measured on them."""

_TIMES = 5  # sentences from each frame
_IN_DOCUMENT = 30
_IN_PARAGRAPH = 3
_OPENINGS = ("Wanneer", "Hoe", "Waarom", "Op welke termijn")
_PLURALS = ("rechters", "leraren", "jongeren", "kinderen", "psychologen")

Raw = dict[str, Any]


def framed_documents() -> Iterator[tuple[str, list[Raw]]]:
    """Yield documents of sentences from frames, each with its name; the same ones each time."""
    chance = random.Random(0)  # noqa: S311 (no secret: the same sentences each time)
    made = [
        (label, _made(frame, chance))
        for label, frames in _data()["frames"].items()
        for frame in frames
        for _ in range(_TIMES)
    ]
    chance.shuffle(made)
    for first in range(0, len(made), _IN_DOCUMENT):
        rows = [_row(*one, place) for place, one in enumerate(made[first : first + _IN_DOCUMENT])]
        yield f"frames{first // _IN_DOCUMENT + 1:02}", rows


def _row(label: str, text: str, place: int) -> Raw:
    starts = "sentence" if place % _IN_PARAGRAPH else "block"
    unknown = {"status": "", "stance": ""}
    return {"text": text, "block": "paragraph", "starts": starts, "label": label} | unknown


def _made(frame: str, chance: random.Random) -> str:
    data = _data()
    slots = _forms(chance.choice(data["actions"]))
    slots |= {
        slot: chance.choice(data[words])
        for slot, words in (
            ("auth", "authorities"),
            ("plur", "plurals"),
            ("asker", "askers"),
            ("when", "whens"),
            ("past", "pasts"),
        )
    }
    slots["opening"] = chance.choice(_OPENINGS)
    slots |= {_capital(name): _capital(words) for name, words in slots.items()}
    return frame.format(**slots)


def _forms(action: str) -> dict[str, str]:
    """The forms of an action: ``richt … in``, ``in te richten``, ``ingericht``."""
    what, prefix, infinitive, singular, past, past_plural, participle = action.split(";")
    behind = f" {prefix}" if prefix else ""
    stem = singular[:-1] if singular.endswith("t") and infinitive not in _STEM_IN_T else singular
    return {
        "obj": what,
        "bare": prefix + infinitive,
        "te": f"{prefix} te {infinitive}".strip(),
        "sg": singular,
        "sgfin": prefix + singular,
        "presep": behind,
        "pst": past,
        "pstpl": past_plural,
        "part": participle,
        "imp": f"{stem} {what}{behind}",
        "wordt": "worden" if what.split()[0] in _PLURALS or what in _many() else "wordt",
    }


_STEM_IN_T = ("zetten", "starten", "sluiten")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@cache
def _many() -> frozenset[str]:
    return frozenset(_data()["many"])


@cache
def _data() -> Raw:
    path = resources.files("extractors.training") / "frames.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))

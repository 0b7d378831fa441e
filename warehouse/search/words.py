"""The forms in which a word that is sought may stand: stems, irregular forms, compounds."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from warehouse.connection import Connection
from warehouse.search.grammar import Phrase, Word

_LEAST_PART = 4  # letters of a word within a longer one: "hulp" in "jeugdhulp", no "of"
_LEAST_WITHIN = 5  # letters of one in the middle: "opvang" in "kinderopvangtoeslag"
_LEAST_WHOLE = 6  # letters of a shorter word that may stand for a longer one
_CODE = re.compile(r"(\d{1,3})\s?[.(\[]?([a-z])[)\]]?", re.IGNORECASE)
_VOWELS = "aeiouy"


@dataclass(frozen=True)
class Form:
    """A stretch of one column of ``block_words`` that stands for what is sought."""

    column: str
    stretch: str


def forms_of(
    connection: Connection, sought: Word | Phrase, within_compounds: bool = False
) -> tuple[Form, ...]:
    """Return in which forms ``sought`` may stand; none where it holds no letter or digit.

    With ``within_compounds`` jeugdhulp also finds jeugdhulpverlening, and the other way round.
    """
    words = _words(connection, sought.text)
    if code := _CODE.fullmatch(sought.text.strip()):
        return _forms_of_code(code[1], code[2].lower())
    if not words:
        return ()
    if isinstance(sought, Phrase) or len(words) > 1:
        return (Form("words", _row(words)),)
    if sought.is_prefix:
        return (Form("words", f" {words[0]}"),)
    stems = [_stem(connection, form) for form in _inflected(words[0])]
    inflected = [Form(column, f" {s} ") for s in stems for column in ("stems", "lemma_stems")]
    compounds = _in_compounds(words[0], stems[0]) if within_compounds else ()
    return tuple(dict.fromkeys([*inflected, *compounds]))


def is_function_word(word: str) -> bool:
    """Tell whether ``word`` stands in nearly every passage, as *de* and *van* do."""
    return word.lower() in _function_words()


def _row(words: list[str]) -> str:
    return "".join(f" {word} " for word in words)


def _words(connection: Connection, text: str) -> list[str]:
    [(words,)] = connection.execute("SELECT words_of($text)", {"text": text}).fetchall()
    return list(words)


def _stem(connection: Connection, word: str) -> str:
    [(stem,)] = connection.execute("SELECT stem_of($word)", {"word": word}).fetchall()
    return str(stem)


def _forms_of_code(paragraph: str, letter: str) -> tuple[Form, ...]:
    """A recommendation is cited in one word, 37F, or in two: 37(f)."""
    return Form("words", f" {paragraph}{letter} "), Form("words", _row([paragraph, letter]))


def _inflected(word: str) -> Iterator[str]:
    """Yield ``word`` and what the stemmer does not bring together with it: gemeente, gemeentes."""
    yield from (word, *_irregular(word))
    if word[-1] in _VOWELS:
        yield f"{word}s"
    elif len(word) > _LEAST_PART and word[-1] == "s" and word[-2] in _VOWELS:
        yield word[:-1]


def _irregular(word: str) -> Iterator[str]:
    """Yield the other forms of ``word``: *pleegkinderen* of *pleegkind*, *nam aan* has none."""
    for forms in _irregular_forms():
        for form in forms:
            if word.endswith(form):
                yield from (word.removesuffix(form) + other for other in forms if other != form)


def _in_compounds(word: str, stem: str) -> Iterator[Form]:
    if len(word) >= _LEAST_PART:
        yield Form("words", f" {stem if len(stem) >= _LEAST_PART else word}")
        yield Form("stems", f"{stem} ")
    if len(stem) >= _LEAST_WITHIN:
        yield Form("words", stem)
    for length in range(_LEAST_WHOLE, len(word)):
        yield Form("words", f" {word[:length]} ")


@cache
def _irregular_forms() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row["forms"].split()) for row in _rows("irregular_forms"))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row["word"] for row in _rows("function_words"))


def _rows(name: str) -> list[dict[str, str]]:
    text = (files(__package__) / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))

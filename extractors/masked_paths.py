"""Paths without names: ``gesprek-isabel.txt`` tells who was spoken to before anyone reads it.

A path is the key of a file from run to run, so what is shown of it depends on the paths
alone: first names of the register are masked, and two that then look alike are numbered.
The file itself is found by the hash of its bytes.
"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from extractors.masking import BLOT
from extractors.people.first_names import is_also_ordinary, is_first_name

_WORD = re.compile(r"[^\W\d_]+?(?=(?<=[a-zà-ÿ])[A-ZÀ-Þ]|[\W\d_]|$)")  # Isabel in IsabelVertelt
_SHORTEST = 3  # letters; "bo" and "mo" are syllables


def masked_path(path: str) -> str:
    """Return ``path``, or an address, with every letter of a first name masked.

    A name that is an ordinary word too stays: ``verslag-april.pdf`` is of a month.
    """
    return _WORD.sub(lambda word: BLOT * len(word[0]) if _is_name(word[0]) else word[0], path)


def shown_paths(paths: Iterable[str]) -> dict[str, str]:
    """Return for each of ``paths`` what is shown of it; no two look alike."""
    shown: dict[str, str] = {}
    taken: set[str] = set()
    masked = {path: masked_path(path) for path in paths}
    for path in sorted(masked, key=lambda path: (masked[path] != path, path)):
        shown[path] = _apart(masked[path], taken) if masked[path] in taken else masked[path]
        taken.add(shown[path])
    return shown


def _apart(path: str, taken: set[str]) -> str:
    plain, number = PurePosixPath(path), 1
    while path in taken:
        number += 1
        path = str(plain.with_name(f"{plain.stem} ({number}){plain.suffix}"))
    return path


def _is_name(word: str) -> bool:
    name = word.capitalize()
    return len(word) >= _SHORTEST and is_first_name(name) and not is_also_ordinary(name)

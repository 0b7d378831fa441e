"""First names: the register of them, and which are ordinary words as well.

``April`` is a month, ``Roos`` a flower and ``Florence`` a town; such a name needs more than
a capital to be a person.
"""

import csv
from functools import cache
from importlib import resources


def is_first_name(word: str) -> bool:
    """Tell whether ``word`` is a first name as it is written; ``Anne-Fleur`` by its parts."""
    register = _register()
    return word in register or ("-" in word and all(part in register for part in word.split("-")))


def is_also_ordinary(word: str) -> bool:
    """Tell whether the first name ``word`` is a word, a month or a place as well."""
    return bool(_register().get(word))


@cache
def _register() -> dict[str, str]:
    path = resources.files("extractors") / "register" / "first_names.csv"
    with path.open(encoding="utf-8") as lines:
        return {row["name"]: row["also"] for row in csv.DictReader(lines)}

"""Words: what people read for the values that a column can hold."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words_of_values(language: str) -> dict[str, dict[str, str]]:
    """Return by column the word for each value in ``language``, ``nl`` or ``en``."""
    told = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    return {
        column: {value: words[language] for value, words in values.items()}
        for column, values in told.items()
    }

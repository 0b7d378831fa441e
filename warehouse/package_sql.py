"""The SQL files that belong to the package, read wherever it is installed."""

from functools import cache
from importlib.resources import files


@cache
def sql_files(folder: str) -> dict[str, str]:
    """Return the SQL of every file in a folder of the package, by stem, in order of name."""
    found = (files("warehouse") / folder).iterdir()
    texts = {
        entry.name.removesuffix(".sql"): entry.read_text("utf-8")
        for entry in found
        if entry.name.endswith(".sql")
    }
    return dict(sorted(texts.items()))

"""Figures: small numbers as a text writes them, in digits or as a word."""

from extractors.rules import load_rules


def number(written: str) -> int:
    """Return the number that is ``written``: 8 for ``acht`` and for ``8``."""
    words: list[str] = load_rules("discrepancies")["numbers"]["words"]
    word = written.lower().replace("é", "e")
    return words.index(word) if word in words else int(written)


def figure() -> str:
    """Return the pattern of a written number from two on."""
    words = load_rules("discrepancies")["numbers"]["words"][2:]
    return rf"[1-9]\d?(?![\d.,])|{'|'.join(words)}"

"""Numbers and bullets as lists print them: ``3``, ``c``, ``III``, ``•``."""

BULLET = "•"
"""The mark of a list without numbers."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LETTERS = 26
_PRIVATE = 0xF000  # where symbol fonts have their signs
_LARGEST = 4999  # beyond it Roman numerals have no letters


def numeral(number: int, style: str) -> str:
    """Return ``number`` in ``style``: ``1``, ``a``, ``A``, ``i`` or ``I``, as HTML names them.

    After ``z`` comes ``aa``, as word processors have it. What a style has no sign for is
    printed in digits.
    """
    if style in ("a", "A") and 0 < number <= _LARGEST:
        letters = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        return letters if style == "a" else letters.upper()
    if style in ("i", "I") and 0 < number <= _LARGEST:
        return _roman(number) if style == "i" else _roman(number).upper()
    return str(number)


def symbol(character: str) -> str:
    """Return ``character`` as it can be read; signs of symbol fonts are bullets."""
    code = ord(character[0]) if character else _PRIVATE
    return BULLET if _PRIVATE <= code < _PRIVATE + 256 else character


def _roman(number: int) -> str:
    signs = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        signs.append(sign * count)
    return "".join(signs)

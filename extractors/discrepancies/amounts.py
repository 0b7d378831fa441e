"""Amounts: what a cell of a table says, as a number with its precision."""

import re
from dataclasses import dataclass
from functools import cache

from extractors.rules import load_rules


@dataclass(frozen=True)
class Amount:
    """A number as it is printed: ``1,2 miljoen`` is 1,200,000, sure to 100,000."""

    value: float
    step: float
    """How much the last printed digit stands for."""
    unit: str
    """``%`` for a share, nothing for a plain number or euros."""


def amount_of(cell: str) -> Amount | None:
    """Return the amount that a cell holds; None where it holds something else as well."""
    match = _pattern().fullmatch(cell.strip())
    if not match:
        return None
    whole, _, decimals = re.sub(r"[. ]", "", match["digits"]).partition(",")
    unit = (match["unit"] or "").lower().rstrip(".")
    factor = load_rules("discrepancies")["sum"]["units"].get(unit, 1)
    value = float(f"{whole}.{decimals or 0}") * factor * (-1 if match["sign"] else 1)
    is_share = unit in ("%", "procent")
    return Amount(value, factor / 10 ** len(decimals), "%" if is_share else "")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(load_rules("discrepancies")["sum"]["amount"], re.IGNORECASE)

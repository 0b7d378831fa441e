"""The clause that a date stands in tells whether it lies ahead of the document or behind it."""

import re

from extractors.dates.grammar import Expression
from extractors.dates.tense import Tenses
from extractors.dates.vocabulary import among, compiled, right_before
from extractors.rules import load_rules

_CLAUSE = 150  # characters on either side of an expression in which its verb is looked for
_CLAUSE_END = re.compile(r"[.;:!?()|–\n]")
_NEXT_CLAUSE = re.compile(_CLAUSE_END.pattern + r"|\s(?:die|wie|waar\w+|zodat|omdat|nadat)\s")


class Clause:
    """The clause that an expression stands in, and what leads to it there."""

    def __init__(self, text: str, expression: Expression) -> None:
        self._text, self._expression = text, expression
        self._lead = text[max(0, expression.start - _CLAUSE) : expression.start]
        self._before = _CLAUSE_END.split(self._lead)[-1]
        self._after = _NEXT_CLAUSE.split(text[expression.end : expression.end + _CLAUSE])[0]

    @property
    def is_ahead(self) -> bool:
        """``Per 1 maart gaat …``; ``verschoven naar maart`` whatever the verb."""
        return self._follows("shifted_before") or (
            self._follows("ahead_before") and not self._tells("plainly_behind", "perhaps_behind")
        )

    @property
    def is_behind(self) -> bool:
        """``Sinds mei …``, ``de toezegging van 13 december``; what a plan once was is neither."""
        if self._follows("shifted_before") or self._follows("once_planned"):
            return False
        return self._follows("behind_before") or self._tells("plainly_behind")

    def is_planned(self, tenses: Tenses) -> bool:
        """``In januari houden wij een telling``: a day named with a verb in the present."""
        named = compiled("{part}").match(self._text, self._expression.start)
        return bool(named or self._follows("planned_before")) and self.tells_present(tenses)

    def tells_present(self, tenses: Tenses) -> bool:
        """Whether the verbs are in the present and tell of nothing that is done."""
        start = self._expression.start - len(self._before)
        end = self._expression.end + len(self._after)
        is_over = self._tells("plainly_behind", "perhaps_behind")
        return not is_over and tenses.tells_present(start, end)

    def _follows(self, key: str) -> bool:
        return bool(right_before(_cues(key)).search(self._lead))

    def _tells(self, *keys: str) -> bool:
        cues = tuple(cue for key in keys for cue in _cues(key))
        return bool(among(cues).search(f"{self._before} {self._after}"))


def _cues(key: str) -> tuple[str, ...]:
    return tuple(load_rules("dates")["publication"][key])

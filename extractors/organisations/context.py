"""Context: whether what spells an organisation's name means it where it stands.

``KA`` is De Kleine Ambassade but not in "KA 12"; ``Fier`` is the organisation in the
middle of a sentence and mere pride at its start; an e-mail address names nobody.
"""

import re
from functools import cache, cached_property

from extractors.organisations.names import Candidate, is_ordinary
from extractors.organisations.register import NameKind
from extractors.rules import load_rules

_NEAR = 60  # characters that a context rule sees on either side
_ADDRESS = re.compile(
    r"\S+@[\w-]+\.\S+|(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|be|org|com|eu|nu)/\S*"
)
_SENTENCE_START = re.compile(
    r"(?:^|[.!?:…]|\n\s*|\t|\||\s[–-]\s|(?:^|\n)[\d.]+[.)]?\s)[\s\"'“”‘’(•▪o*>-]*$"
)
_BESIDE = re.compile(r"^\s*(?:[(:;/|\t]|,\s(?:de\s|het\s)?[A-Z]|en\s(?:de\s|het\s)?[A-Z]|&|$|\n)")
# "Halt opent in april een spreekuur", but not "Fier vertelt hij" or "Trouw niet".
_ACTS = re.compile(
    r"^\s+(?!niet|met|tot|dit|dat|het|uit|wat|aan\b)\w+t\s+(?!hij|zij|ze|men|ik|je|wij|we)\w"
)


class Context:
    """What surrounds the candidates of one document."""

    def __init__(self, text: str) -> None:
        self.text = text  # of the whole document; spaCy joins it anew each time it is asked
        self._addresses = [match.span() for match in _ADDRESS.finditer(text)]
        self._holds: dict[str, bool] = {}

    def means(self, candidate: Candidate) -> bool:
        """Tell whether ``candidate`` means its organisation here."""
        if self.in_address(candidate.start, candidate.end) or self._is_addressed(candidate):
            return False
        if not all(self._allows(rule, candidate) for rule in _rules_for(candidate)):
            return False
        return not is_ordinary(candidate.name.surface) or self._is_a_name(candidate)

    def _is_addressed(self, candidate: Candidate) -> bool:
        """``meneer Nidos`` is a person."""
        before = self.text[max(0, candidate.start - _NEAR) : candidate.start]
        return bool(_title().search(before))

    def in_address(self, start: int, end: int) -> bool:
        """Tell whether a passage is part of an e-mail or web address."""
        return any(first <= start and end <= last for first, last in self._addresses)

    def starts_sentence(self, start: int) -> bool:
        """Tell whether what begins at ``start`` is the first word of a sentence, cell or item."""
        return bool(_SENTENCE_START.search(self.text[max(0, start - _NEAR) : start]))

    def is_emphasis(self, surface: str) -> bool:
        """Tell whether capitals only stress a word that the text has in lower case too."""
        return surface.isupper() and surface.lower() in self._lower_words

    @cached_property
    def _lower_words(self) -> frozenset[str]:
        return frozenset(word for word in re.findall(r"\w+", self.text) if word.islower())

    def _allows(self, rule: dict[str, str], candidate: Candidate) -> bool:
        surface = self.text[candidate.start : candidate.end]
        if not re.search(rule.get("surface", ""), surface):
            return True
        before = self.text[max(0, candidate.start - _NEAR) : candidate.start]
        after = self.text[candidate.end : candidate.end + _NEAR]
        refused = ("before", before), ("after", after)
        needed = ("only_before", before), ("only_after", after)
        return not any(
            key in rule and re.search(rule[key], beside) for key, beside in refused
        ) and all(key not in rule or re.search(rule[key], beside) for key, beside in needed)

    def _is_a_name(self, candidate: Candidate) -> bool:
        surface = self.text[candidate.start : candidate.end]
        before = self.text[max(0, candidate.start - _NEAR) : candidate.start]
        after = self.text[candidate.end : candidate.end + _NEAR]
        if surface.isupper() and _shouted(before, after):
            return False
        if candidate.name.kind is NameKind.ABBREVIATION:
            return True
        if " " in surface or not self.starts_sentence(candidate.start):
            return True
        return bool(_BESIDE.search(after) or _ACTS.search(after) or self._stands_elsewhere(surface))

    def _stands_elsewhere(self, surface: str) -> bool:
        """The same capitals in the middle of some sentence prove a name."""
        if surface not in self._holds:
            places = re.finditer(rf"\b{re.escape(surface)}\b", self.text)
            self._holds[surface] = any(not self.starts_sentence(m.start()) for m in places)
        return self._holds[surface]


@cache
def _title() -> re.Pattern[str]:
    return re.compile(load_rules("organisations")["titles"]["pattern"])


def _shouted(before: str, after: str) -> bool:
    return bool(re.search(r"\b[A-Z]{2,}[\s,]*$", before) and re.search(r"^\s[A-Z]{2,}\b", after))


def _rules_for(candidate: Candidate) -> list[dict[str, str]]:
    rules = _context_rules()
    own = rules.get(candidate.name.surface, [])
    if candidate.name.kind is NameKind.ABBREVIATION:
        return own
    return own + (rules.get(candidate.name.organisation.name, []) if not own else [])


@cache
def _context_rules() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for rule in load_rules("organisations")["context"]:
        for name in rule["names"]:
            found.setdefault(name, []).append(rule)
    return found

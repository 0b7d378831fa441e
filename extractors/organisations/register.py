"""The register of organisations: one canonical name for all the ways in which a report writes it.

Names are compared by their letters alone, so ``Kinderrechten-collectief``,
``Justitiéle`` and ``J&V`` need no entry beside ``Kinderrechtencollectief``,
``Justitiële`` and ``JenV``.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import Field, ValidationError, field_validator

from schemas.document import Frozen

_AMPERSAND = re.compile(r"&(?=\s*\w)")  # "J&V" and "Sport & Cultuur", not the name "Sam&"
_NO_LETTER = re.compile(r"[^\w@&]|_")


class OrganisationType(StrEnum):
    """What an organisation is."""

    MINISTRY = "ministry"
    AGENCY = "agency"
    NGO = "ngo"
    OMBUDSMAN = "ombudsman"
    UN_BODY = "un_body"
    PARLIAMENT = "parliament"
    PARTY = "party"
    MUNICIPAL_BODY = "municipal_body"
    ADVISORY_COUNCIL = "advisory_council"
    RESEARCH = "research"
    MEDIA = "media"
    YOUTH_ORGANISATION = "youth_organisation"
    OTHER = "other"


class NameKind(StrEnum):
    """How a surface form names its organisation."""

    ALIAS = "alias"
    ABBREVIATION = "abbreviation"
    OCR = "ocr"


class Organisation(Frozen):
    """One row of the register."""

    name: str = Field(min_length=1, description="The canonical name.")
    type: OrganisationType
    aliases: tuple[str, ...] = Field(description="Other full names, earlier ones among them.")
    abbreviations: tuple[str, ...] = Field(description="Matched with their capitals.")
    ocr_variants: tuple[str, ...] = Field(description="Misreadings met in real scans.")
    from_year: int | None = Field(description="First year of this name; null: as long as matters.")
    to_year: int | None = Field(description="Last year of this name; null: still there.")
    parent: str | None = Field(description="Canonical name of the body that it is part of.")
    identifier: str | None = Field(
        description="TOOI code of a Dutch public body, such as mnre1025 or zb000143; null: "
        "none, or not known for certain.",
        pattern=r"^(?:mnre|gm)\d{4}$|^pv\d{2}$|^zb\d{6}$|^oorg\d{5}$",
    )

    @field_validator("aliases", "abbreviations", "ocr_variants", mode="before")
    @classmethod
    def _list_in_a_cell(cls, value: str) -> tuple[str, ...]:
        return tuple(part for part in value.split("|") if part)

    @field_validator("from_year", "to_year", "parent", "identifier", mode="before")
    @classmethod
    def _empty_cell_is_null(cls, value: object) -> object:
        return None if value == "" else value

    def existed_in(self, year: int) -> bool:
        """Tell whether the organisation bore this name in ``year``."""
        return (self.from_year or year) <= year <= (self.to_year or year)

    def overlaps(self, other: "Organisation") -> bool:
        """Tell whether there is a year in which both bore their names."""
        first = max(self.from_year or 0, other.from_year or 0)
        return first <= min(self.to_year or 9999, other.to_year or 9999)


@dataclass(frozen=True)
class Name:
    """A surface form of the register, and the organisation that it stands for."""

    surface: str
    kind: NameKind
    organisation: Organisation


class RegisterError(ValueError):
    """Two rows of the register contradict each other, or one makes no sense; names the lines."""


class OrganisationRegister:
    """The organisations of one register, asked by the name that a text gives them."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self.organisations = tuple(organisations)

    def resolve(self, surface: str, year: int | None = None) -> Organisation | None:
        """Return the organisation that ``surface`` names in ``year``; None where there is none.

        Where successive bodies share a name the year decides; without a year, the latest.
        """
        name = self.name_of(surface, year)
        return name.organisation if name else None

    def name_of(self, surface: str, year: int | None = None) -> Name | None:
        """Return the entry that ``surface`` matches in ``year``, spelled most like it."""
        found = self.names.get(folded(surface), ())
        alike = [name for name in found if name.surface == surface] or list(found)
        then = [name for name in alike if year and name.organisation.existed_in(year)] or alike
        return max(then, key=lambda name: name.organisation.to_year or 9999, default=None)

    @cached_property
    def names(self) -> Mapping[str, tuple[Name, ...]]:
        """Every surface form by its folded letters."""
        found: defaultdict[str, list[Name]] = defaultdict(list)
        for organisation in self.organisations:
            for name in _names(organisation):
                found[folded(name.surface)].append(name)
        return {key: tuple(names) for key, names in found.items()}


def folded(surface: str) -> str:
    """Return a name as its bare letters: no case, accents, spaces or hyphens, and & as "en"."""
    spelled = _AMPERSAND.sub("en", surface)
    plain = unicodedata.normalize("NFKD", spelled).casefold()
    letters = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NO_LETTER.sub("", bare)


def load(source: Path | Traversable) -> OrganisationRegister:
    """Read a register from a CSV file; raise ``RegisterError`` naming the lines that are wrong."""
    with source.open(encoding="utf-8") as lines:
        rows = list(_valid(csv.DictReader(lines)))
    _refuse_shared_names(rows)
    _refuse_shared_identifiers(rows)
    _refuse_circles(rows)
    return OrganisationRegister(organisation for _, organisation in rows)


@lru_cache(maxsize=1)
def organisation_register() -> OrganisationRegister:
    """Return the register that comes with Oogst."""
    return load(files("extractors") / "register" / "organisations.csv")


def _names(organisation: Organisation) -> Iterator[Name]:
    for surface in (organisation.name, *organisation.aliases):
        yield Name(surface, NameKind.ALIAS, organisation)
    for surface in organisation.abbreviations:
        yield Name(surface, NameKind.ABBREVIATION, organisation)
    for surface in organisation.ocr_variants:
        yield Name(surface, NameKind.OCR, organisation)


def _valid(rows: "csv.DictReader[str]") -> Iterator[tuple[int, Organisation]]:
    for row in rows:
        try:
            yield rows.line_num, Organisation.model_validate(row)
        except ValidationError as error:
            wrong = error.errors()[0]
            place = ".".join(str(part) for part in wrong["loc"])
            raise RegisterError(f"line {rows.line_num}: {place}: {wrong['msg']}") from error


def _refuse_shared_names(rows: list[tuple[int, Organisation]]) -> None:
    """Only abbreviations may be shared, by bodies of different years."""
    seen: defaultdict[str, list[tuple[int, Name]]] = defaultdict(list)
    for line, organisation in rows:
        for name in _names(organisation):
            for other_line, other in seen[_sharing_key(name)]:
                if other.organisation is organisation or _may_share(name, other):
                    continue
                raise RegisterError(
                    f"line {line}: {name.surface!r} of {organisation.name!r} is also "
                    f"{other.surface!r} of {other.organisation.name!r} on line {other_line}"
                )
            seen[_sharing_key(name)].append((line, name))


def _sharing_key(name: Name) -> str:
    # RvS (Raad van State) and RVS (Raad voor Volksgezondheid en Samenleving) differ by case.
    return name.surface if name.kind is NameKind.ABBREVIATION else folded(name.surface)


def _may_share(name: Name, other: Name) -> bool:
    both_short = name.kind is other.kind is NameKind.ABBREVIATION
    return both_short and not name.organisation.overlaps(other.organisation)


def _refuse_shared_identifiers(rows: list[tuple[int, Organisation]]) -> None:
    seen: dict[str, tuple[int, str]] = {}
    for line, organisation in rows:
        if organisation.identifier is None:
            continue
        if organisation.identifier in seen:
            other_line, other = seen[organisation.identifier]
            raise RegisterError(
                f"line {line}: {organisation.identifier} of {organisation.name!r} is also "
                f"that of {other!r} on line {other_line}"
            )
        seen[organisation.identifier] = line, organisation.name


def _refuse_circles(rows: list[tuple[int, Organisation]]) -> None:
    lines = {organisation.name: line for line, organisation in rows}
    parents = {organisation.name: organisation.parent for _, organisation in rows}
    for line, organisation in rows:
        above, seen = organisation.parent, {organisation.name}
        while above:
            if above not in parents:
                raise RegisterError(f"line {line}: parent {above!r} is not in the register")
            if above in seen:
                raise RegisterError(
                    f"line {line}: {organisation.name!r} is its own parent "
                    f"by {above!r} on line {lines[above]}"
                )
            seen.add(above)
            above = parents[above]

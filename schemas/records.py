"""The records of the annotation guide, one class per noun."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from schemas.document import DocumentKind, Frozen
from schemas.edtf import Edtf
from schemas.evidence import Evidence


class Theme(StrEnum):
    """The themes of the dialogue, as the register spells them."""

    JEUGDHULP = "jeugdhulp"
    ARMOEDE = "armoede"
    MENSENHANDEL = "mensenhandel"
    GEWELD = "geweld"
    DISCRIMINATIE = "discriminatie"
    JEUGDSTRAFRECHT = "jeugdstrafrecht"
    MENTAAL_WELZIJN = "mentaal-welzijn"
    PARTICIPATIE = "participatie"
    ONDERWIJS = "onderwijs"
    MIGRATIE = "migratie"


class CommitmentKind(StrEnum):
    """Goal and step stand in a theme table, target at a named moment, pledge in running text."""

    GOAL = "goal"
    STEP = "step"
    TARGET = "target"
    PLEDGE = "pledge"


class CommitmentStatus(StrEnum):
    """What the document itself says of the commitment."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"
    RESCHEDULED = "rescheduled"


class Stance(StrEnum):
    """How a response takes a recommendation."""

    ACCEPTED = "accepted"
    PARTIAL = "partial"
    ALTERNATIVE = "alternative"
    REJECTED = "rejected"
    NOTED = "noted"


class DocumentIdentity(Frozen):
    """What a document is and when: what the text does not tell stays null."""

    kind: DocumentKind
    year: int | None = Field(None, description="The year that the document is about.")
    published: Edtf | None = Field(
        None, description="Publication date, EDTF, as precise as the text."
    )
    title: str | None = None
    edition: int | None = Field(
        None, description="Its number in a series: 2 for 'tweede editie'; null where none is named."
    )
    event_date: Edtf | None = Field(
        None, description="When the dialogue or event took place, EDTF; null where there is none."
    )
    publisher: str | None = Field(None, description="Canonical name of who published it.")
    language: str | None = Field(
        None, description="BCP 47 tag of the text's language, such as nl; null where it is short."
    )
    url: str | None = Field(None, description="Where it was found; from the manifest only.")


class IdentityEvidence(Frozen):
    """Where a document tells one field of its identity, or why nothing is quoted for it.

    Either ``quote`` or ``reason`` is null: ``text[start:end]`` is the quote, to the letter.
    """

    record_type: ClassVar[str] = "identity_evidence"

    document_id: str
    field: str = Field(description="The field of the document's identity, such as published.")
    value: str | None = Field(None, description="What the field holds; null where none tells it.")
    page: int | None = Field(None, description="Page number from 1; null where there are no pages.")
    start: int | None = Field(
        None, description="First character of the quote in the document's text, from 0."
    )
    end: int | None = Field(None, description="One past the last character of the quote.")
    quote: str | None = Field(None, description="The passage, to the letter.")
    rule: str | None = Field(None, description="The rule that fired.")
    confidence: float | None = Field(
        None, ge=0, le=1, description="How sure the rule is, from 0 to 1."
    )
    reason: str | None = Field(
        None, description="Why nothing is quoted, such as 'the text names no date'."
    )


class Reference(Evidence):
    """One citation of a numbered recommendation; ``quote`` is the line it stands in."""

    record_type: ClassVar[str] = "recommendation_references"

    code: str = Field(description="Paragraph and letter in one form, such as 25(f), (c) or 3.")
    text: str = Field(description="The citation as it is written, such as 25F.")
    text_start: int = Field(description="First character of `text` in the document's text.")
    text_end: int = Field(description="One past the last character of `text`.")
    theme: Theme | None = None
    known: bool | None = Field(
        None, description="Whether the register has the code; null for a report's own numbers."
    )
    cycle: str | None = Field(
        None, description="Reporting cycle that it cites, such as 5-6; null where nothing tells."
    )

    def identity(self) -> tuple[str, ...]:
        """Tell two citations in one line apart by place and code."""
        return (str(self.text_start), self.code)


class InferredReference(Evidence):
    """A passage that speaks of a numbered recommendation in other words, without its number.

    Its confidence is a likeness of meaning: it is never counted with what is cited.
    """

    record_type: ClassVar[str] = "inferred_references"

    code: str = Field(description="The recommendation of the register that is meant: 37(f).")
    cycle: str | None = Field(None, description="Reporting cycle that the code belongs to.")
    theme: Theme | None = None

    def identity(self) -> tuple[str, ...]:
        """Tell two recommendations that one passage speaks of apart."""
        return (self.code,)


class Recommendation(Evidence):
    """A passage that says what someone should do."""

    record_type: ClassVar[str] = "recommendations"

    issuer: str | None = Field(None, description="Who recommends: canonical name, person or group.")
    addressees: tuple[str, ...] = Field(
        (), description="Who is asked to act: canonical names, or a group such as gemeenten."
    )
    codes: tuple[str, ...] = Field((), description="Numbered recommendations cited in the quote.")
    theme: Theme | None = None


class Commitment(Evidence):
    """A passage that says what someone will do, or what must have been reached."""

    record_type: ClassVar[str] = "commitments"

    kind: CommitmentKind
    actors: tuple[str, ...] = Field(
        (), description="Canonical names of the organisations that act."
    )
    action: str | None = Field(None, description="What will be done, in the words of the quote.")
    condition: str | None = Field(
        None, description="On what it depends, in the words of the quote; null where on nothing."
    )
    due: Edtf | None = Field(None, description="Deadline, EDTF; null where it stays open.")
    theme: Theme | None = None
    codes: tuple[str, ...] = Field((), description="Numbered recommendations cited in the quote.")
    status: CommitmentStatus = CommitmentStatus.PLANNED


class OrganisationMention(Evidence):
    """A named organisation where it is named; ``text`` equals ``quote``."""

    record_type: ClassVar[str] = "organisation_mentions"

    name: str = Field(description="Canonical name of the register, else the surface form.")
    text: str
    step: str = Field(
        description="What resolved it: alias, abbreviation, role, defined, ocr, pattern, model."
    )


class DateMention(Evidence):
    """An expression that names a point or stretch on the calendar; ``text`` equals ``quote``."""

    record_type: ClassVar[str] = "date_mentions"

    edtf: Edtf
    text: str
    basis: str = Field(description="explicit, or what completed it: passage, document, deictic.")

    def identity(self) -> tuple[str, ...]:
        """Tell points named in one expression apart ('in februari en maart')."""
        return (self.edtf,)


class Response(Evidence):
    """The sentence that answers a recommendation, and the stance it takes."""

    record_type: ClassVar[str] = "responses"

    stance: Stance
    issuer: str | None = Field(None, description="Whose recommendation is answered.")
    codes: tuple[str, ...] = Field(
        (), description="The recommendation's own number, if it has one."
    )
    recommendation_id: str | None = Field(
        None, description="The recommendation in the same document that is answered."
    )


class Discrepancy(Evidence):
    """Two places of one document that disagree: ``acht thema's``, and seven in the list.

    ``quote`` is what is stated; ``other_quote`` what was counted or added up.
    """

    record_type: ClassVar[str] = "discrepancies"

    subject: str = Field(description="What is counted or added up, such as thema's or totaal.")
    stated: float = Field(description="The number that the text states.")
    found: float = Field(description="The number that counting or adding up gives.")
    other_start: int = Field(description="First character of what was counted, from 0.")
    other_end: int = Field(description="One past its last character.")
    other_quote: str = Field(description="What was counted or added up, to the letter.")

    def identity(self) -> tuple[str, ...]:
        """Tell two sums checked against one figure apart."""
        return (self.subject, str(self.other_start), str(self.other_end))


class ThemeTableAnswer(Evidence):
    """One answer to one of the five standing questions of a theme table; empty where it says so.

    Where nothing at all stands under a question, the question itself is the quote.
    """

    record_type: ClassVar[str] = "theme_tables"

    number: int = Field(description="Which theme table of the document, from 1.")
    heading: str | None = Field(None, description="The heading above the table; null without one.")
    theme: Theme | None = None
    question: str = Field(
        description="What it answers: chosen, chances, goal, needs or first_step."
    )
    is_empty: bool = Field(description="Whether it leaves the question open ('n.v.t.').")

    def identity(self) -> tuple[str, ...]:
        """Tell answers to two questions in one line apart."""
        return (self.question,)


class ThemeTable(Frozen):
    """A theme with the five standing questions and what was answered to each, in order."""

    number: int = Field(description="Which theme table of the document, from 1.")
    heading: str | None = None
    theme: Theme | None = None
    chosen: tuple[ThemeTableAnswer, ...] = ()
    chances: tuple[ThemeTableAnswer, ...] = ()
    goal: tuple[ThemeTableAnswer, ...] = ()
    needs: tuple[ThemeTableAnswer, ...] = ()
    first_step: tuple[ThemeTableAnswer, ...] = ()

    def answers(self) -> tuple[ThemeTableAnswer, ...]:
        """Return every answer, question by question."""
        return (*self.chosen, *self.chances, *self.goal, *self.needs, *self.first_step)


class Extraction(Frozen):
    """All records of one document, in the shape of the annotation guide."""

    document_id: str
    document: DocumentIdentity
    identity_evidence: tuple[IdentityEvidence, ...] = ()
    references: tuple[Reference, ...] = ()
    inferred_references: tuple[InferredReference, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    organisations: tuple[OrganisationMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    responses: tuple[Response, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    theme_tables: tuple[ThemeTable, ...] = ()

    def records(self) -> tuple[Evidence, ...]:
        """Return every record with evidence, type by type."""
        return (
            *self.references,
            *self.inferred_references,
            *self.recommendations,
            *self.commitments,
            *self.organisations,
            *self.dates,
            *self.responses,
            *self.discrepancies,
            *(answer for table in self.theme_tables for answer in table.answers()),
        )

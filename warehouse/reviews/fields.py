"""Fields: what of a record a person may change, and what a cell or choice says of it."""

import datetime as dt
import re
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from schemas.evidence import Evidence
from schemas.records import (
    DateMention,
    Discrepancy,
    InferredReference,
    Reference,
    ThemeTableAnswer,
)
from warehouse.rows import RECORD_CLASSES

SEPARATOR = "; "
"""What parts the names or codes in one cell."""

TOLD_APART: dict[type[Evidence], str] = {
    Reference: "code",
    InferredReference: "code",
    DateMention: "edtf",
    Discrepancy: "subject",
    ThemeTableAnswer: "question",
}
"""The field that tells two records at one place apart."""

NAMES = frozenset({"actors", "addressees", "issuer", "name"})
"""The fields that name organisations as the register does."""

_PLACE = frozenset(Evidence.model_fields) | {"text_start", "text_end", "other_start", "other_end"}
_FOLLOWS = frozenset({"recommendation_id", "known"})
_HOW_FOUND = frozenset({"step", "basis"})
_NOT_FOR_PEOPLE = _HOW_FOUND | {"text", "other_quote", "subject", "stated", "found"}
_CODES = frozenset({"code", "codes"})
_CODE = re.compile(r"(\d*)[\s.]*\(?([a-z]?)\)?", re.IGNORECASE)
_QUOTE_STAYS = (Reference, Discrepancy)


class FieldError(ValueError):
    """A value that a field cannot hold; the message is one line that says which and why."""


def kept_fields(record: type[Evidence]) -> list[str]:
    """Return the fields that a review keeps: all but those that follow from the place."""
    return [name for name in record.model_fields if name not in _PLACE | _FOLLOWS]


def editable_fields(record: type[Evidence]) -> list[str]:
    """Return the fields that a person may change, the quote among them where it is the record's."""
    fields = [name for name in kept_fields(record) if name not in _NOT_FOR_PEOPLE]
    return fields if record in _QUOTE_STAYS else [*fields, "quote"]


@cache
def all_editable_fields() -> tuple[str, ...]:
    """Return every field that is editable in some record, but for the quote, in order."""
    names = [name for record in RECORD_CLASSES for name in editable_fields(record)]
    return tuple(name for name in dict.fromkeys(names) if name != "quote")


@cache
def choices(field: str) -> tuple[str, ...]:
    """Return what a field with a closed list can hold; nothing for an open one."""
    for record in RECORD_CLASSES:
        if field in record.model_fields:
            for part in _parts(record.model_fields[field].annotation):
                if isinstance(part, type) and issubclass(part, StrEnum):
                    return tuple(part)
    return ()


def required_fields(record: type[Evidence]) -> list[str]:
    """Return the fields beside the quote without which there is no such record."""
    fields = [name for name in editable_fields(record) if name != "quote"]
    return [name for name in fields if record.model_fields[name].is_required()]


def unasked_fields(record: type[Evidence]) -> list[str]:
    """Return the fields that tell how the rules found it, of which no person is asked."""
    return [name for name in record.model_fields if name in _HOW_FOUND]


@cache
def addable_types() -> tuple[str, ...]:
    """Return the types of record that a person can add."""
    return tuple(one.record_type for one in RECORD_CLASSES if editable_fields(one))


def value_of(record: type[Evidence], field: str, told: Any) -> Any:
    """Return as JSON what ``told``, a cell or an answer, says of a field.

    Several names or codes are parted by semicolons. Raises ``FieldError`` where the record has
    no such field, or the field cannot hold that.
    """
    if field not in editable_fields(record):
        noun = record.record_type.replace("_", " ")
        raise FieldError(f"{noun} have no {field.replace('_', ' ')} to change")
    info, plain = record.model_fields[field], _plain(field, told, record)
    annotation: Any = Annotated[info.annotation, *info.metadata, None]
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    try:
        return adapter.dump_python(adapter.validate_python(plain), mode="json")
    except ValidationError as error:
        raise FieldError(_complaint(field, told, error)) from None


def told(value: Any) -> str:
    """Return a field's value as it stands in a cell."""
    if isinstance(value, list | tuple):
        return SEPARATOR.join(value)
    return "" if value is None else str(value)


def _plain(field: str, told: Any, record: type[Evidence]) -> Any:
    text = _text(told)
    if field in _CODES:
        text = SEPARATOR.join(_code(part) for part in text.split(";") if part.strip())
    if get_origin(record.model_fields[field].annotation) is tuple:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    return text or None


def _code(told: str) -> str:
    """``25F``, ``25.f`` and ``25(f)`` are one code."""
    written = _CODE.fullmatch(told.strip())
    if not written or not any(written.groups()):
        raise FieldError(f"{told.strip()!r} is no code such as 25(f), (c) or 3")
    paragraph, letter = written.groups()
    return paragraph + (f"({letter.lower()})" if letter else "")


def _text(told: Any) -> str:
    if isinstance(told, dt.datetime):  # Excel makes a date of what looks like one
        told = told.date().isoformat()
    if isinstance(told, float) and told.is_integer():
        told = int(told)
    return "" if told is None else str(told).strip()


def _complaint(field: str, told: Any, error: ValidationError) -> str:
    if told in (None, ""):
        return f"{field} is empty"
    if known := choices(field):
        return f"{field}: {str(told)!r} is none of {', '.join(known)}"
    reason = error.errors()[0]["msg"].removeprefix("Value error, ")
    return f"{field}: {str(told)!r} does not fit: {reason}"


def _parts(annotation: Any) -> tuple[Any, ...]:
    return (annotation, *get_args(annotation))

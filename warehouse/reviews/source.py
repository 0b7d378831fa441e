"""The document behind a review: where a record stands in it, and what a reviewer sees of it."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from schemas.document import Document
from schemas.evidence import Evidence
from schemas.records import Discrepancy, Reference
from schemas.reviews import REVIEW_RULE, SeenRecord
from warehouse.reviews.fields import NAMES, kept_fields, unasked_fields
from warehouse.reviews.folding import Folded, fold
from warehouse.reviews.places import CONTEXT, Place, Sought, exact, find, find_near, order_of


@dataclass(frozen=True)
class Source:
    """A document in which records are looked for, and what the registers know.

    ``names`` holds for every way to write an organisation, in small letters, its name.
    """

    document: Document
    codes: Collection[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def folded(self) -> Folded:
        """Its text as it is compared."""
        return fold(self.document.text)

    def seen(self, record: Evidence) -> SeenRecord:
        """Return ``record`` as its reviewer sees it: in words, without offsets."""
        values = record.model_dump(mode="json", include=set(kept_fields(type(record))))
        return self._seen(record.record_type, *anchor(record), record.quote, values)

    def seen_at(self, record: type[Evidence], place: Place, values: dict[str, Any]) -> SeenRecord:
        """Return a record that is to be made at ``place``, as if it had been seen there."""
        of_place = self.place_of(record, place, values)
        words = {"text": self._text(place)} if "text" in record.model_fields else {}
        told = values | words | dict.fromkeys(unasked_fields(record), REVIEW_RULE)
        return self._seen(record.record_type, place.start, place.end, of_place["quote"], told)

    def _seen(
        self, record_type: str, start: int, end: int, quote: str, values: dict[str, Any]
    ) -> SeenRecord:
        text = self.document.text
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return SeenRecord(
            document_id=self.document.document_id,
            path=self.document.path,
            record_type=record_type,
            quote=quote,
            before=before,
            after=after,
            occurrence=order_of(Sought(text[start:end], before, after), self.folded, start),
            values=values,
        )

    def named(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return ``values`` with each organisation by its name, as a reviewer may write VWS."""
        return {
            name: self._named(value) if name in NAMES else value for name, value in values.items()
        }

    def _named(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return list(dict.fromkeys(self._named(one) for one in value))
        return self.names.get(" ".join(value.lower().split()), value) if value else value

    def find(self, seen: SeenRecord, page: int | None = None) -> Place | None:
        """Return where what a reviewer saw stands now; None where it is gone.

        ``page`` is where it stands for certain; None where nobody told.
        """
        words, text = words_of(seen), self.folded
        if page is not None:
            spans = [text.source(*span) for span in exact(fold(words).text, text)]
            there = [span for span in spans if self.document.page_at(span[0]) == page]
            place = Place(*there[0], alike=100, context=()) if there else None
        else:
            is_mention = "text" in seen.values
            around = seen.before, seen.after, seen.occurrence
            place = find(Sought(words, *around, is_mention), text)
        return place and self._with_edges(place, words)

    def find_near(self, quote: str, place: Place) -> Place | None:
        """Return where ``quote`` stands as near to ``place`` as it does; None where it is not."""
        near = find_near(quote, self.folded, place.start)
        return near and self._with_edges(near, quote)

    def parts_of(self, whole: Place, quotes: Sequence[str]) -> list[Place] | None:
        """Return where ``quotes`` stand within ``whole``, each after the one before it.

        None where one of them is no part of it.
        """
        places: list[Place] = []
        for quote in quotes:
            near = places[-1].end if places else whole.start
            part = self._part(quote, near, whole.end) or self._part(quote, whole.start, whole.end)
            if part is None:
                return None
            places.append(part)
        return places

    def _part(self, quote: str, start: int, end: int) -> Place | None:
        text = self.folded
        spans = [text.source(*span) for span in exact(fold(quote).text, text)]
        within = (Place(*span, 100, ()) for span in spans if start <= span[0] and span[1] <= end)
        place = next(within, None)
        return place and self._with_edges(place, quote)

    def place_of(self, record: type[Evidence], place: Place, values: dict[str, Any]) -> Any:
        """Return the fields of a record that follow from its place; None where one is not there."""
        if record is Reference:
            known = values["code"] in self.codes
            citation = {"text": self._text(place), "text_start": place.start, "known": known}
            return self._passage(*self._line(place)) | citation | {"text_end": place.end}
        passage = self._passage(place.start, place.end)
        if record is Discrepancy:
            other = self.find_near(values["other_quote"], place)
            return other and passage | {
                "other_start": other.start,
                "other_end": other.end,
                "other_quote": self._text(other),
            }
        return passage | ({"text": passage["quote"]} if "text" in record.model_fields else {})

    def _with_edges(self, place: Place, quote: str) -> Place:
        """Take in what folds to nothing at either end: ``- overleg met scholen``."""
        inner = fold(quote).places
        before, after = quote[: inner[0]], quote[inner[-1] + 1 :]
        text, start, end = self.document.text, place.start, place.end
        if text.endswith(before, 0, start):
            start -= len(before)
        if text.startswith(after, end):
            end += len(after)
        return replace(place, start=start, end=end)

    def _text(self, place: Place) -> str:
        return self.document.text[place.start : place.end]

    def _passage(self, start: int, end: int) -> dict[str, Any]:
        page = self.document.page_at(start)
        place = bisect_right([block.start for block in self.document.blocks], start) - 1
        block = self.document.blocks[place] if place >= 0 else None
        return {
            "document_id": self.document.document_id,
            "page": page if block is None or block.page else None,
            "box": block.box if block and block.page == page else None,
            "start": start,
            "end": end,
            "quote": self.document.text[start:end],
        }

    def _line(self, place: Place) -> tuple[int, int]:
        """The line of the text that a citation stands in, without white space around it."""
        text = self.document.text
        start, end = text.rfind("\n", 0, place.start) + 1, text.find("\n", place.end)
        line = text[start : end if end >= 0 else len(text)]
        start += len(line) - len(line.lstrip())
        return start, start + len(line.strip())


def anchor(record: Evidence) -> tuple[int, int]:
    """Return where the words stand by which a record is found: a citation, else its quote."""
    if isinstance(record, Reference):
        return record.text_start, record.text_end
    return record.start, record.end


def words_of(seen: SeenRecord) -> str:
    """Return the words by which a record is found: a citation as it is written, else its quote."""
    return str(seen.values.get("text") or seen.quote)

"""``oogst search``: passages that fit a query, best first."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands.options import (
    AsJson,
    Kind,
    RecordType,
    Warehouse,
    Year,
    refuse_unknown,
    refuse_unknown_kind,
    refuse_unknown_type,
    warehouse_path,
)
from flows.commands.questions import source_of
from flows.console import Entry, print_entries, print_json
from schemas.records import Theme

if TYPE_CHECKING:
    from warehouse.answers import Hit
    from warehouse.search.passages import Filters


def search(
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY",
            help='Words, "a phrase", AND, OR, NOT (or EN, OF, NIET), brackets, a prefix*.',
        ),
    ],
    warehouse: Warehouse = None,
    year: Year = None,
    kind: Kind = None,
    theme: Annotated[
        str | None, typer.Option(help="Only passages with a record on this theme, such as armoede.")
    ] = None,
    organisation: Annotated[
        str | None, typer.Option(help="Only passages that name it, by whichever of its names.")
    ] = None,
    record_type: RecordType = None,
    compounds: Annotated[
        bool, typer.Option("--compounds", help="Also jeugdhulpverlening for jeugdhulp.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many passages at the most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Passages that fit a query best; finds kinderen for kind.

    A query that begins with a minus comes after two: oogst search -- -school opvang.
    """
    from warehouse.search.passages import Filters

    refuse_unknown_kind(kind)
    refuse_unknown("--theme", theme, Theme)
    refuse_unknown_type(record_type)
    text = " ".join(query)
    filters = Filters(year, kind, theme, organisation, record_type)
    hits = _hits(warehouse_path(warehouse), text, filters, within_compounds=compounds, limit=limit)
    if as_json:
        print_json([asdict(hit) for hit in hits])
        return
    entries = [Entry(h.title or h.path, h.quote, source_of(h, *h.record_ids)) for h in hits]
    print_entries(f"Passages for {text}", entries, f"Nothing found for {text}.")


def _hits(warehouse: Path, query: str, filters: "Filters", **chosen: Any) -> list["Hit"]:
    from warehouse.search.grammar import QueryError
    from warehouse.search.passages import search as hits_of
    from warehouse.store import connect

    with connect(warehouse) as connection:
        try:
            return hits_of(connection, query, filters, **chosen)
        except QueryError as error:
            raise typer.BadParameter(str(error), param_hint="QUERY") from error

"""``oogst search``: passages that fit a query, best first."""

from dataclasses import asdict
from typing import Annotated

import typer

from flows.commands.options import AsJson, Warehouse, Year, refuse_unknown, warehouse_path
from flows.commands.questions import source_of
from flows.console import Entry, print_entries, print_json


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
    kind: Annotated[
        str | None, typer.Option(help="Only documents of this kind, such as dialogue_recap.")
    ] = None,
    theme: Annotated[
        str | None, typer.Option(help="Only passages with a record on this theme, such as armoede.")
    ] = None,
    organisation: Annotated[
        str | None, typer.Option(help="Only passages that name it, by whichever of its names.")
    ] = None,
    record_type: Annotated[
        str | None,
        typer.Option("--type", help="Only passages with such a record, such as commitments."),
    ] = None,
    compounds: Annotated[
        bool, typer.Option("--compounds", help="Also jeugdhulpverlening for jeugdhulp.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many passages at the most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Passages that fit a query best; finds kinderen for kind.

    A query that begins with a minus comes after two: oogst search -- -school opvang.
    """
    from warehouse.search.grammar import QueryError
    from warehouse.search.passages import Filters
    from warehouse.search.passages import search as found_by
    from warehouse.store import connect

    _refuse_unknown(kind, theme, record_type)
    text = " ".join(query)
    filters = Filters(year, kind, theme, organisation, record_type)
    with connect(warehouse_path(warehouse)) as connection:
        try:
            hits = found_by(connection, text, filters, within_compounds=compounds, limit=limit)
        except QueryError as error:
            raise typer.BadParameter(str(error), param_hint="QUERY") from error
    if as_json:
        print_json([asdict(hit) for hit in hits])
        return
    entries = [Entry(h.title or h.path, h.quote, source_of(h, *h.record_ids)) for h in hits]
    print_entries(f"Passages for {text}", entries, f"Nothing found for {text}.")


def _refuse_unknown(kind: str | None, theme: str | None, record_type: str | None) -> None:
    from schemas.document import DocumentKind
    from schemas.records import Theme
    from warehouse.rows import RECORD_CLASSES

    refuse_unknown("--kind", kind, DocumentKind)
    refuse_unknown("--theme", theme, Theme)
    refuse_unknown("--type", record_type, [record.record_type for record in RECORD_CLASSES])

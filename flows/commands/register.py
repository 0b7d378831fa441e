"""``oogst register``: what is known of the Committee's recommendations, and how to know more."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands.options import AsJson, Warehouse, refuse_unknown, warehouse_path
from flows.console import counted, print_json, print_line, print_table
from flows.settings import read_settings
from schemas.records import Theme

if TYPE_CHECKING:
    from extractors.references.filling import Filled

register = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The recommendations of the Committee that are known.",
)
_COLUMNS = {
    "cycle": "cycle",
    "code": "code",
    "theme": "theme",
    "description": "in short",
    "certainty": "certainty",
    "source": "source",
}


@register.command("list")
def list_entries(
    theme: Annotated[Theme | None, typer.Option("--theme", help="Only this theme.")] = None,
    cycle: Annotated[
        str | None, typer.Option("--cycle", help="Only this reporting cycle, such as 5-6.")
    ] = None,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Every recommendation that is known, with how sure that is and who says so."""
    from extractors.references.cycles import committee_cycles
    from extractors.references.register import committee_register
    from flows.registers import imported_rows

    cycles = [one.cycle for one in committee_cycles()]
    refuse_unknown("--cycle", cycle, cycles)
    settings = read_settings().at(warehouse_path(warehouse))
    rows = [
        {"code": entry.code} | entry.model_dump(mode="json")
        for entry in committee_register(imported_rows(settings)).entries
        if theme in (None, entry.theme) and cycle in (None, entry.cycle)
    ]
    if as_json:
        print_json(rows)
    else:
        print_table("Recommendations of the Committee", rows, _COLUMNS, "None is known.")


@register.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(help="The Committee's own document.", exists=True)],
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Fill the register from the Committee's own document; the next ingest reads anew by it.

    The rows are kept beside the warehouse, in recommendations.csv (setting: recommendations).
    """
    from flows.registers import import_list as run

    settings = read_settings().at(warehouse_path(warehouse))
    found = run(file, settings)
    if as_json:
        print_json(_told(found))
    else:
        _print(found, settings.recommendations)


def _told(found: "Filled") -> dict[str, Any]:
    from extractors.references.filling import Change

    codes = {str(how): [entry.code for entry in found.of(how)] for how in Change}
    return codes | {"not_in_list": [entry.code for entry in found.not_in_list]}


def _print(found: "Filled", kept_in: Path | None) -> None:
    told = _told(found)
    same, lacking = told.pop("same"), told.pop("not_in_list")
    if not any(told.values()):
        print_line(f"Nothing changed: {len(same)} rows are known already.")
        return
    print_line(f"{counted((how, len(codes)) for how, codes in told.items())}; kept in {kept_in}")
    for how, codes in told.items():
        if codes:
            print_line(f"{how.capitalize()}: {', '.join(codes)}")
    if lacking:
        print_line(f"Not in this list, and kept: {', '.join(lacking)}")
    print_line("\nRun `oogst ingest`: documents are extracted anew by it.")

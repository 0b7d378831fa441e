"""``oogst``: the command. Every option is English; what documents say stays Dutch."""

import sys

import typer
from pydantic import ValidationError

from flows.commands import doctor, questions, reading
from flows.console import print_error
from flows.discover import RawFolderError
from flows.exit_codes import ExitCode

app = typer.Typer(
    help="Reads Dutch reports of the children's-rights dialogue: what came of it?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for _command in (
    reading.ingest,
    reading.extract,
    questions.mentioned,
    questions.commitments,
    questions.organisations,
    questions.search,
    questions.why,
    questions.documents,
    reading.nightly,
    doctor.doctor,
):
    app.command()(_command)


def main() -> None:
    """Run the command; every expected trouble is one line and an exit code."""
    try:
        app()
    except KeyboardInterrupt:
        print_error("Interrupted; the published warehouse is as it was.")
        sys.exit(ExitCode.INTERRUPTED)
    except RawFolderError as error:
        print_error(str(error))
        sys.exit(ExitCode.NOTHING_READABLE)
    except ValidationError as error:
        print_error(f"settings: {error.errors()[0]['loc'][0]}: {error.errors()[0]['msg']}")
        sys.exit(ExitCode.WRONG_USE)
    except Exception as error:
        if not _is_warehouse_trouble(error):
            raise
        print_error(str(error))
        sys.exit(ExitCode.WAREHOUSE)


def _is_warehouse_trouble(error: Exception) -> bool:
    """Asked only once something went wrong: DuckDB is slow to import."""
    from warehouse.errors import WarehouseError

    return isinstance(error, WarehouseError)

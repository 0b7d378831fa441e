"""``oogst``: the command. Every option is English; what documents say stays Dutch."""

import signal
from importlib.metadata import version
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from flows.commands import doctor, questions, reading, runs
from flows.commands.export import export
from flows.commands.register import register
from flows.commands.report import report
from flows.commands.review import review
from flows.commands.search import search
from flows.commands.serve import serve
from flows.console import print_error, print_line, speak_utf8
from flows.exit_codes import INTERRUPTED, ExitCode, exit_code_of, is_interruption


class Commands(TyperGroup):
    """The commands, of which every expected trouble is one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that ``ctx`` names."""
        try:
            return super().invoke(ctx)
        except typer.Exit:
            raise
        except (Exception, KeyboardInterrupt) as error:
            if is_interruption(error):
                _end(INTERRUPTED, ExitCode.INTERRUPTED)
            code = exit_code_of(error)
            if code is None:
                raise
            _end(str(error), code)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,  # a frame around an error would break its line
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (
    reading.ingest,
    reading.extract,
    questions.mentioned,
    questions.commitments,
    questions.organisations,
    search,
    export,
    report,
    questions.why,
    questions.documents,
    reading.nightly,
    serve,
    runs.runs,
    runs.diff,
    runs.restore,
    doctor.doctor,
):
    app.command()(_command)
app.add_typer(register, name="register")
app.add_typer(review, name="review")


def main() -> None:
    """Run the command that the user typed."""
    speak_utf8()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends a run as Ctrl-C does
    app()


def _print_version(wanted: bool) -> None:
    if wanted:
        print_line(f"oogst {version('oogst')}")
        raise typer.Exit


@app.callback()
def oogst(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print it and exit."
        ),
    ] = False,
) -> None:
    """Reads Dutch reports of the children's-rights dialogue: what came of it?"""


def _end(line: str, code: ExitCode) -> NoReturn:
    print_error(line)
    raise typer.Exit(code)

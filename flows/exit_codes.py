"""The exit codes of ``oogst``: an interface, documented in the README and tested."""

from enum import IntEnum

INTERRUPTED = "Interrupted; the published warehouse is as it was."
_QUERY_INTERRUPTED = "Query interrupted"  # the RuntimeError that DuckDB makes of Ctrl-C


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    WRONG_USE = 2
    NOTHING_READABLE = 3
    NEEDS_ATTENTION = 4
    WAREHOUSE = 5
    INTERRUPTED = 130


def is_interruption(error: BaseException) -> bool:
    """Whether someone asked for an end, by Ctrl-C or by a signal to terminate.

    What a library raised when it was interrupted is one too.
    """
    behind = error.__cause__ or error.__context__
    # Prefect's own signals derive from no Exception either; it is not imported to ask.
    return (
        isinstance(error, KeyboardInterrupt)
        or str(error) == _QUERY_INTERRUPTED
        or type(error).__name__ == "TerminationSignal"
        or (behind is not None and is_interruption(behind))
    )


def explained(error: BaseException) -> tuple[ExitCode, str]:
    """Return the exit code of what ended a run, and one line about it.

    Of what nobody expects only the kind is told: its message may quote a document.
    """
    if is_interruption(error):
        return ExitCode.INTERRUPTED, INTERRUPTED
    code = exit_code_of(error)
    if code is None:
        return ExitCode.FAILED, f"failed: {type(error).__name__}"
    return code, str(error)


def exit_code_of(error: BaseException) -> ExitCode | None:
    """Return how a command ends that expected ``error``; None where nobody expects it."""
    # Asked only once something went wrong: these modules are slow to import.
    from flows.discover import RawFolderError
    from flows.extras import MissingLibraryError
    from flows.locations import LocationError
    from flows.prefect_server import PrefectServerError
    from flows.registers import ImportRefusedError
    from flows.reviews.answers import ReviewFileError
    from flows.runners import RunnerError
    from flows.settings import SettingsError
    from warehouse.errors import WarehouseError

    codes = {
        SettingsError: ExitCode.WRONG_USE,
        MissingLibraryError: ExitCode.WRONG_USE,
        LocationError: ExitCode.WRONG_USE,
        ImportRefusedError: ExitCode.NOTHING_READABLE,
        ReviewFileError: ExitCode.NOTHING_READABLE,
        RawFolderError: ExitCode.NOTHING_READABLE,
        WarehouseError: ExitCode.WAREHOUSE,
        PrefectServerError: ExitCode.FAILED,
        RunnerError: ExitCode.FAILED,
    }
    return next((code for kind, code in codes.items() if isinstance(error, kind)), None)

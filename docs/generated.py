"""Pages that are made from the project itself whenever the docs are built, so none lags behind."""

import duckdb
from typer.main import get_command

from flows.cli import app
from flows.settings import PREFIX, Settings
from tests.warehouse_factory import empty_warehouse
from warehouse.dictionary import data_dictionary


def on_page_markdown(markdown: str, page, **_) -> str:
    """Fill the place that a reference page leaves open."""
    fill = _FILLS.get(page.file.src_uri)
    return markdown.replace("{{ generated }}", fill()) if fill else markdown


def commands() -> str:
    """Return every command with its options, as ``--help`` tells them."""
    return "\n".join(_command(name, one) for name, one in sorted(get_command(app).commands.items()))


def _command(name: str, command) -> str:
    inner = getattr(command, "commands", {})
    lines = [f"## oogst {name}", "", (command.help or "").strip(), ""]
    lines += [f"| option | |\n|---|---|\n{_options(command)}\n"] if _options(command) else []
    return "\n".join(lines + [_command(f"{name} {sub}", one) for sub, one in sorted(inner.items())])


def _options(command) -> str:
    told = [one for one in command.params if getattr(one, "help", None)]
    return "\n".join(f"| `{' '.join(_names(one))}` | {_cell(one.help)} |" for one in told)


def _names(option) -> list[str]:
    return (
        [option.metavar or option.name.upper()]
        if option.param_type_name == "argument"
        else option.opts
    )


def settings() -> str:
    """Return every setting with its default and meaning."""
    rows = [_setting(name, field) for name, field in sorted(Settings.model_fields.items())]
    return "\n".join(
        ["| in `oogst.toml` | in the environment | default | |", "|---|---|---|---|", *rows]
    )


def _setting(name: str, field) -> str:
    told = _cell(field.description or "")
    return f"| `{name}` | `{PREFIX}{name.upper()}` | `{field.default}` | {told} |"


def dictionary() -> str:
    """Return every view with its columns and what they mean."""
    connection: duckdb.DuckDBPyConnection = empty_warehouse()
    lines: list[str] = []
    for entry in data_dictionary(connection):
        if entry.column is None:
            lines += [
                "",
                f"## {entry.view}",
                "",
                entry.comment,
                "",
                "| column | type | |",
                "|---|---|---|",
            ]
        else:
            lines.append(f"| `{entry.column}` | `{entry.type}` | {_cell(entry.comment)} |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


_FILLS = {
    "reference/commands.md": commands,
    "reference/settings.md": settings,
    "reference/data-dictionary.md": dictionary,
}

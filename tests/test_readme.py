"""The README names every command and view there is, and shows no dead link."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from flows.cli import app
from warehouse.store import building, connect

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(get_command(app).commands)


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    """The relations of a new warehouse, by schema."""
    path = tmp_path_factory.mktemp("warehouse") / "oogst.duckdb"
    with building(path):
        pass
    query = "SELECT table_schema, table_name FROM information_schema.tables"
    with connect(path) as connection:
        found = connection.execute(query).fetchall()
    return {schema: {name for where, name in found if where == schema} for schema, _ in found}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named(command):
    assert f"`oogst {command}" in README


def test_every_command_in_the_readme_exists():
    assert set(re.findall(r"`oogst (\w+)", README)) <= set(COMMANDS)


def test_every_view_is_named(names):
    listed = set(re.findall(r"^\| `(\w+)` \|", README, flags=re.M))
    assert names["main"] == listed


def test_links_lead_somewhere():
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (PROJECT / link).exists()] == []

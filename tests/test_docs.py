"""Every command that README and docs show runs, and the docs build without a warning."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from tests.command import environment, invoke

PROJECT = Path(__file__).parent.parent
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]
WELL = (ExitCode.DONE, ExitCode.NEEDS_ATTENTION)

# What starts a line that is run elsewhere: by CI itself, or by people once.
ELSEWHERE = ("make ", "pip ", "jupyter ", "apt-get ", "git ", "cd ", ". ", "#")
# Commands that go on until they are stopped have tests of their own.
KEEP_RUNNING = ("oogst serve", "oogst review serve")


def commands(page: Path) -> list[str]:
    """Every line of the page's blocks of shell, without its remark."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), flags=re.M | re.S)
    lines = (
        re.sub(r"\s+# .*", "", line).strip() for block in blocks for line in block.splitlines()
    )
    return [line for line in lines if line]


SHOWN = {page: commands(page) for page in PAGES if commands(page)}


def named(page: Path) -> str:
    return str(page.relative_to(PROJECT))


@pytest.fixture
def folder(samples: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a user has it: raw documents, and the warehouse that was made of them."""
    shutil.copytree(samples, tmp_path / "raw")
    (tmp_path / "warehouse").mkdir()
    shutil.copyfile(warehouse, tmp_path / "warehouse" / "oogst.duckdb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", SHOWN, ids=named)
def test_the_commands_of_a_page_run_one_after_the_other(page: Path, folder: Path) -> None:
    for line in SHOWN[page]:
        if line.startswith((*ELSEWHERE, *KEEP_RUNNING)):
            continue
        program, *arguments = shlex.split(line)
        assert program == "oogst", line
        done = invoke(*arguments, OOGST_WAREHOUSE=str(folder / "warehouse" / "oogst.duckdb"))
        assert done.exit_code in WELL, f"{line}\n{done.output}{done.stderr}"


def test_the_docs_build_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site"]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=environment(NO_MKDOCS_2_WARNING="1"),
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    built = (tmp_path / "site" / "reference" / "data-dictionary.html").read_text("utf-8")
    assert "recommendation_by_year" in built
    assert "{{" not in built


def test_no_page_of_the_docs_reaches_for_the_network(tmp_path: Path) -> None:
    """Links may lead elsewhere; scripts, styles, fonts and pictures may not."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", tmp_path / "site"]
    subprocess.run(command, cwd=PROJECT, env=environment(NO_MKDOCS_2_WARNING="1"), check=True)
    pages = [page.read_text("utf-8") for page in (tmp_path / "site").rglob("*.html")]
    loaded = [
        address
        for page in pages
        for address in re.findall(r'<(?:script|img|link)[^>]+(?:src|href)="(https?:[^"]+)"', page)
    ]
    assert pages
    assert [address for address in loaded if 'rel="canonical"' not in address] == []

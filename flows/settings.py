"""Settings: from the environment (``OOGST_…``) and an optional ``oogst.toml``."""

import os
import shlex
from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from flows.locations import Location, is_far
from flows.logs import LogFormat, LogLevel

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE = "oogst.toml"
PREFIX = "OOGST_"


class Runner(StrEnum):
    """Where nightly runs read and extract."""

    LOCAL = "local"
    DASK = "dask"


class SettingsError(Exception):
    """A setting cannot be used; the message is one line that says which and what mends it."""


class Settings(BaseSettings):
    """How Oogst runs here; shown by ``oogst doctor``."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        toml_file=FILE,
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
    )

    raw: Location = Path("raw")
    """The folder that the documents are in; it may be far away: ``s3://bucket/raw``."""
    warehouse: Path | None = None
    """The published DuckDB file; the default is warehouse/oogst.duckdb beside the raw folder."""
    reviews: Path | None = None
    """Where people's reviews are kept; the default is reviews.jsonl beside the warehouse."""
    recommendations: Path | None = None
    """The Committee's list, imported; the default is recommendations.csv beside the warehouse."""
    model: str = "embedded"
    """The Dutch model: ``embedded``, or an installed one such as ``nl_core_news_sm``."""
    workers: int | None = Field(None, ge=1)
    """How many processes read and extract at once; the default is one for each core, at most 4."""
    runner: Runner = Runner.LOCAL
    """Where nightly runs read and extract: ``local``, or ``dask`` (``oogst[cluster]``)."""
    address: str | None = None
    """The scheduler of Dask, as ``tcp://host:8786``; by default, a cluster on this machine."""
    shards: Location | None = None
    """A folder that all workers reach, for what they made; the default is beside the warehouse."""
    check_all: bool = False
    """Look into every file, also where its size and times say that it has not changed."""
    keep_readings: bool = True
    """Keep documents as they were read, with all names, so that new rules need no new reading."""
    readings: Location | None = None
    """The folder for them, near or far away; the default is readings/ beside the warehouse."""
    keep_names: bool = False
    """Leave the names of private people in all that goes out; they are masked otherwise."""
    reports: Path | None = None
    """Where runs/ has the reports of nightly runs; the default is reports/ beside the warehouse."""
    after_run: Annotated[tuple[str, ...], NoDecode] = ()
    """A command that gets the Markdown report of each nightly run on its standard input."""
    after_run_seconds: float = Field(60, gt=0)
    """How long that command may take."""
    log_format: LogFormat = LogFormat.TEXT
    """How lines of the log are written to stderr: ``text`` for people, ``json`` for programs."""
    log_level: LogLevel = LogLevel.WARNING
    """From which weight on a line is logged: ``debug``, ``info``, ``warning`` or ``error``."""

    @field_validator("after_run", mode="before")
    @classmethod
    def _words(cls, command: object) -> object:
        """A list is taken as it is; a line is parted as a shell parts it, and run by none."""
        return shlex.split(command) if isinstance(command, str) else command

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - not read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - not read
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what a command gives first, then the environment, then ``oogst.toml``."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    def warehouse_for(self, raw: Path) -> Path:
        """Return the published file that belongs to ``raw``."""
        beside = Path.cwd() if is_far(raw) else raw.resolve().parent
        return self.warehouse or beside / "warehouse" / "oogst.duckdb"

    def reviews_for(self, warehouse: Path) -> Path:
        """Return the log of reviews that belongs to ``warehouse``."""
        return self.reviews or warehouse.parent / "reviews.jsonl"

    def reports_for(self, warehouse: Path) -> Path:
        """Return the folder of reports that belongs to ``warehouse``."""
        return self.reports or warehouse.parent / "reports"

    def at(self, warehouse: Path) -> "Settings":
        """Return the settings with the files that belong to ``warehouse`` named."""
        files = {
            "recommendations": self.recommendations or warehouse.parent / "recommendations.csv",
            "readings": self.readings or warehouse.parent / "readings",
            "shards": self.shards or warehouse.parent / "shards",
        }
        return self.model_copy(update={name: file.absolute() for name, file in files.items()})


def read_settings(*, refuse_strange: bool = True) -> Settings:
    """Return the settings that hold here.

    Raises ``SettingsError`` for a file that is no TOML, a name that is no setting, and a
    value that does not fit; without ``refuse_strange``, not for names in the environment.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingsError("; ".join(_complaint(fault) for fault in error.errors())) from None
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{FILE}: no valid TOML: {error}") from None
    for name, meant in strange_variables() if refuse_strange else ():
        raise SettingsError(f"{name}: no such setting; {meant}")
    return settings


def strange_variables() -> Iterator[tuple[str, str]]:
    """Yield each ``OOGST_…`` of the environment that is no setting, and what may be meant."""
    for name in sorted(os.environ):
        setting = name.removeprefix(PREFIX).lower()
        if name.startswith(PREFIX) and setting not in Settings.model_fields:
            yield name, _nearest(setting)


def _complaint(fault: "ErrorDetails") -> str:
    name = str(fault["loc"][0])
    if fault["type"] == "extra_forbidden":
        return f"{FILE}: unknown setting {name!r}; {_nearest(name)}"
    variable = f"{PREFIX}{name.upper()}"
    where = variable if variable in os.environ else f"{FILE}: {name}"
    return f"{where}: {fault['input']!r} does not fit: {fault['msg'].lower()}"


def _nearest(name: str) -> str:
    if near := get_close_matches(name, Settings.model_fields, n=1):
        return f"did you mean {near[0]!r}?"
    return f"known are {', '.join(Settings.model_fields)}"

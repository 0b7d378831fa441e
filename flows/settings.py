"""Settings: from the environment (``OOGST_…``) and an optional ``oogst.toml``."""

from pathlib import Path

from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class Settings(BaseSettings):
    """How Oogst runs here; shown by ``oogst doctor``."""

    model_config = SettingsConfigDict(
        env_prefix="OOGST_", toml_file="oogst.toml", frozen=True, extra="forbid"
    )

    raw: Path = Path("raw")
    """The folder that the documents are in."""
    warehouse: Path | None = None
    """The published DuckDB file; the default is warehouse/oogst.duckdb beside the raw folder."""
    model: str = "embedded"
    """The Dutch model: ``embedded``, or an installed one such as ``nl_core_news_sm``."""
    workers: int = 1
    """How many processes read files at once."""

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
        return self.warehouse or raw.resolve().parent / "warehouse" / "oogst.duckdb"

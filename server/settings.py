"""Everything that can be set, from one TOML file and the environment (docs/settings.md).

The environment wins: `HOINGHI_PORT=8080`. The file is `hoinghi.toml` in the working folder, or what
`HOINGHI_CONFIG` names.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from printers.badge_printer import ModelClass

CONFIG_VARIABLE = "HOINGHI_CONFIG"
VIRTUAL = "virtual"


class SettingsFault(Exception):  # noqa: N818 - the operator's fault to mend, said in one sentence
    """A setting cannot be used; the message names it and says what is expected."""


class Settings(BaseSettings):
    """The settings of one server process."""

    model_config = SettingsConfigDict(env_prefix="HOINGHI_", extra="forbid")

    host: str = Field("0.0.0.0", description="Address to listen on")  # noqa: S104 - the hall's tablets must reach it
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one")
    data_dir: Path = Field(
        default_factory=lambda: user_data_path("hoinghi", appauthor=False),
        description="Folder of the conferences, the sheets and the server's secrets",
    )
    database_url: str | None = Field(
        None, description="SQLAlchemy address of a PostgreSQL database instead of a file"
    )
    redis_url: str | None = Field(
        None, description="Redis that carries socket messages between several processes"
    )
    language: Literal["vi", "en"] = Field("vi", description="Language where nobody has chosen one")
    printer: str = Field(VIRTUAL, description="'virtual', or tcp://address[:port] of a printer")
    printer_name: str = Field("", description="Name of the printer as the desk shows it")
    printer_model: ModelClass = Field(
        ModelClass.CLONE, description="How the printer confirms: epson, clone or mute"
    )
    virtual_printer_port: int = Field(
        9100, ge=0, le=65535, description="Port of the virtual printer; 0 takes a free one"
    )
    print_badges: bool = Field(True, description="Print a badge at a delegate's first entry")
    paper_folder: str = Field(
        "", description="Folder into which the paper list is written every minute; empty for off"
    )
    allowed_hosts: list[str] = Field(
        default_factory=list, description="Further host names under which the server may be asked"
    )
    guest_address: str = Field(
        "",
        pattern=r"^(https?://[A-Za-z0-9.\-]+(:\d{1,5})?/?)?$",
        description="Address for guests' telephones; empty for no QR code in the lobby",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="How much the server writes to standard error"
    )

    @classmethod
    def settings_customise_sources(  # noqa: PLR0917 - same
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings' signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, that over the file."""
        file = Path(os.environ.get(CONFIG_VARIABLE, "hoinghi.toml"))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file)


def load_settings(**given: object) -> Settings:
    """Read the settings; those given as arguments win.

    Raises:
        SettingsFault: one of them cannot be used.
    """
    file = os.environ.get(CONFIG_VARIABLE)
    if file and not Path(file).is_file():
        raise SettingsFault(f"{CONFIG_VARIABLE}: không có tệp {file} (docs/settings.md)")
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as exc:
        first = exc.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise SettingsFault(f"{name}: {first['msg']} (docs/settings.md)") from exc
    except tomllib.TOMLDecodeError as exc:
        raise SettingsFault(f"hoinghi.toml: {exc}") from exc

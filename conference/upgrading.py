"""Brings a database's tables to this version with Alembic.

Loaded only when there is something to bring: Alembic takes a third of a second to load, and the
server is usually started on tables that are up to date.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config(connection: Connection) -> Config:
    """Give Alembic's settings for migrating over this connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Run every migration that this database has not had."""
    command.upgrade(alembic_config(connection), "head")

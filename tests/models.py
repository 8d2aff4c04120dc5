"""Every table the conference has: those of packages that a test does not import itself, too."""

from __future__ import annotations

import importlib
import pkgutil

from sqlalchemy import MetaData

import conference
from conference.base import Base


def every_table() -> MetaData:
    """Give the tables of all mapped classes."""
    for module in pkgutil.walk_packages(conference.__path__, "conference."):
        if not module.name.startswith("conference.migrations"):
            importlib.import_module(module.name)
    return Base.metadata

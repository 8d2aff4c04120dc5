"""What an operator can mend is said in one sentence, with exit code 1."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import click

from conference.refusals import Refusal
from printers.catalogue import PrinterAddressError
from server.folder import FolderFault
from server.settings import SettingsFault

F = TypeVar("F", bound=Callable[..., Any])


def say_faults(command: F) -> F:
    """Turn what an operator can mend into one sentence and exit code 1."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except Refusal as refusal:
            raise click.ClickException(refusal.sentence % refusal.details) from refusal
        except (SettingsFault, FolderFault, PrinterAddressError) as fault:
            raise click.ClickException(str(fault)) from fault

    return wrapped  # type: ignore[return-value]

"""What can be typed: `hoinghi serve|demo|plan|conference|delegates|codes|invitations|…`.

Each command has its module, loaded when it is asked for: the server must not wait for libraries
that only documents need.
"""

from __future__ import annotations

from importlib import import_module

import click

from server import VERSION

_MODULE_OF = {
    "serve": "serve",
    "demo": "demo",
    "plan": "plan",
    "conference": "conference",
    "delegates": "delegates",
    "codes": "delegates",
    "invitations": "invitations",
    "operator": "operator",
    "doctor": "doctor",
    "work": "work",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - same
        if cmd_name not in _MODULE_OF:
            return None
        module = import_module(f"server.commands.{_MODULE_OF[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="hoinghi")
def cli() -> None:
    """Run a conference on its day. / Vận hành hội nghị trong ngày."""

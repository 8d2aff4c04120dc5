"""Whoever runs or measures hoinghi types these names; they stay."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from server.commands import cli

COMMANDS = ("serve", "demo", "plan", "delegates", "codes", "operator", "doctor")


def test_help_names_every_command():
    said = CliRunner().invoke(cli, ["--help"])

    assert said.exit_code == 0
    listed = {
        line.split()[0] for line in said.output.partition("Commands:")[2].splitlines() if line
    }
    assert set(COMMANDS) <= listed


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str):
    said = CliRunner().invoke(cli, [command, "--help"])

    assert said.exit_code == 0
    assert f" {command} " in said.output.splitlines()[0]

"""The commands as typer makes them, for tests that read their options."""

from typing import Any

import typer

from apps.__main__ import program


def command_called(name: str) -> Any:
    """The command of a name."""
    group: Any = typer.main.get_command(program())
    return group.commands[name]

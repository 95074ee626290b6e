"""The ``imprint`` command: parse the arguments, call a stage, print what it returns."""

from __future__ import annotations

from importlib import import_module

import click

from imprint import __version__

__all__ = ["main"]

_COMMANDS = {
    "audit": "audit",
    "audit-page": "audit_page",
    "check": "check",
    "check-copies": "check_copies",
    "check-copy": "check_copy",
    "explain": "explain",
    "import": "import_pack",
    "new": "new",
    "read": "read",
    "rules": "rules",
    "serve": "serve",
}
"""Each command's name and the module of this package that holds it; imported only when it is run."""


class _Commands(click.Group):
    """The commands, each loaded when it is asked for, so that ``imprint read`` starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"imprint.cli.{_COMMANDS[cmd_name]}").command
        assert isinstance(command, click.Command)
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="imprint")
def main() -> None:
    """Publish article series for republication, with terms that are kept."""

"""The commands of the command line."""

import click

from codesign.cli.group import codesign


def all_commands() -> dict[str, click.Command]:
    """Return every command by its name, sorted."""
    context = click.Context(codesign)
    found = {name: codesign.get_command(context, name) for name in codesign.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}

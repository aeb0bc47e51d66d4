"""What somebody wants: frozen commands, each a pure function from records to a change."""

from codesign.commands.base import Command, Maker

__all__ = ["Command", "Maker"]

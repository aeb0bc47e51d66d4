"""Writes the pages of docs/ that list what the program can do, from the program: python -m tests.pages docs"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from codesign.cli.group import codesign
from screens.acts import Act, move_shown, sections
from screens.catalogue import ScreenCatalogue, kind_of
from screens.everywhere import EVERYWHERE
from tests.support.commands import all_commands

HEADINGS = {
    "home": "Home",
    "board": "Board",
    "card": "Card",
    "thread": "Thread",
    "meeting": "Meeting, once Esc took the keys from the capture line",
    "notice": "Notice before a meeting",
    "people": "Who is there",
    "balance": "Balance of voices",
    "deciding": "Deciding in a meeting",
    "agenda": "Agenda of a meeting",
    "tables": "Tables",
    "answers": "Answers of the tables",
    "closing": "Closing a meeting",
    "promises": "Promises read back",
    "invited": "Who has promised nothing yet",
    "practice": "Practice seen in a meeting",
    "projector": "Projector",
    "vision": "Vision",
    "everything": "Everything on record",
    "history": "History",
    "triage": "Voices to answer",
    "papers": "Papers before a meeting",
    "exporting": "Choosing what to export",
    "preview": "Preview of a document",
    "review": "Review of a document that came back",
    "imports": "Import",
}
"""The heading of each screen, by its name in the settings."""


def pages() -> dict[str, str]:
    """Return each page by its file name."""
    return {"keys.md": "\n".join(_keys()) + "\n", "commands.md": "\n".join(_commands()) + "\n"}


def _keys() -> Iterator[str]:
    yield "# Keys\n"
    yield "Written by `make pages` from the program; `?` shows the same in it. They can be changed: see what"
    yield "`codesign settings --example` prints.\n"
    yield "## Everywhere\n"
    yield from _tables([act for act in EVERYWHERE if act.can_change], ())
    for name in ScreenCatalogue.names:
        screen = kind_of(name)
        yield f"\n## {HEADINGS[name]}\n"
        yield from _tables([act for act in screen.ACTS if act not in EVERYWHERE], screen.MOVES)


def _in_cell(key: str) -> str:
    """Return a key as it is written in a table, where a bar would begin the next cell, also between backticks."""
    return key.replace("|", "\\|")


def _tables(acts: Sequence[Act], moves: Sequence[str]) -> Iterator[str]:
    for n, (heading, rows) in enumerate(sections(acts, [move_shown(move) for move in moves])):
        yield f"{'' if not n else chr(10)}### {heading}\n"
        yield "| key | what it does |"
        yield "|---|---|"
        yield from (f"| `{_in_cell(key)}` | {words} |" for key, words in rows)


def _commands() -> Iterator[str]:
    yield "# Commands\n"
    yield "Written by `make pages` from the program; `codesign COMMAND --help` shows the same.\n"
    yield from _command(codesign, "codesign")
    for name, command in all_commands().items():
        yield from _command(command, f"codesign {name}")


def _command(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(command, info_name=path, max_content_width=100, terminal_width=100)
    yield f"## {path}\n"
    yield "```text"
    yield "\n".join(line.rstrip() for line in command.get_help(context).split("\n")).strip()
    yield "```\n"


if __name__ == "__main__":
    for _name, _page in pages().items():
        (Path(sys.argv[1]) / _name).write_text(_page.rstrip("\n") + "\n", "utf-8")

"""Writes the pages of docs/ that list what the program can do, from the program: python -m tests.pages docs"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from codesign.cli import codesign
from screens.acts import Act, move_shown, sections
from screens.base import EVERYWHERE
from screens.board.screen import BoardScreen
from screens.card.screen import CardScreen
from screens.everything.screen import EverythingScreen
from screens.home.screen import HomeScreen
from screens.imports.screen import ImportScreen
from screens.meeting.screen import MeetingScreen
from screens.preview.screen import PreviewScreen
from screens.thread.screen import ThreadScreen
from screens.vision.screen import VisionScreen

SCREENS: tuple[tuple[str, Sequence[Act], Sequence[str]], ...] = (
    ("Home", HomeScreen.ACTS, HomeScreen.MOVES),
    ("Board", BoardScreen.ACTS, BoardScreen.MOVES),
    ("Card", CardScreen.ACTS, CardScreen.MOVES),
    ("Thread", ThreadScreen.ACTS, ThreadScreen.MOVES),
    ("Everything on record", EverythingScreen.ACTS, EverythingScreen.MOVES),
    ("Meeting, once Esc took the keys from the capture line", MeetingScreen.ACTS, MeetingScreen.MOVES),
    ("Vision", VisionScreen.ACTS, VisionScreen.MOVES),
    ("Preview of a document", PreviewScreen.ACTS, PreviewScreen.MOVES),
    ("Import", ImportScreen.ACTS, ImportScreen.MOVES),
)
"""Each screen's heading, acts, and ways to move."""


def pages() -> dict[str, str]:
    """Return each page by its file name."""
    return {"keys.md": "\n".join(_keys()) + "\n", "commands.md": "\n".join(_commands()) + "\n"}


def _keys() -> Iterator[str]:
    yield "# Keys\n"
    yield "Written by `make pages` from the program; `?` shows the same in it. They can be changed: see what"
    yield "`codesign settings --example` prints.\n"
    yield "## Everywhere\n"
    yield from _tables(EVERYWHERE, ())
    for name, acts, moves in SCREENS:
        yield f"\n## {name}\n"
        yield from _tables([act for act in acts if act not in EVERYWHERE], moves)


def _tables(acts: Sequence[Act], moves: Sequence[str]) -> Iterator[str]:
    for n, (heading, rows) in enumerate(sections(acts, [move_shown(move) for move in moves])):
        yield f"{'' if not n else chr(10)}### {heading}\n"
        yield "| key | what it does |"
        yield "|---|---|"
        yield from (f"| `{key}` | {words} |" for key, words in rows)


def _commands() -> Iterator[str]:
    yield "# Commands\n"
    yield "Written by `make pages` from the program; `codesign COMMAND --help` shows the same.\n"
    yield from _command(codesign, "codesign")
    for name, command in sorted(codesign.commands.items()):
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

"""Commands that open the board: codesign, and codesign demo."""

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from codesign.cli.compose import Composition, pass_composition
from codesign.cli.looking import look
from codesign.cli.said import examples
from codesign.errors import CodesignError
from codesign.ports import Seen
from codesign.words import say

if TYPE_CHECKING:
    from screens.tour.practice import Practice

_TOUR = "tour"
"""What is learned once somebody was offered the tour."""


@click.command("demo", help=say("cli.demo"), epilog=examples("cli.demo-examples"))
@click.option("--no-open", is_flag=True, help=say("cli.demo-no-open"))
@pass_composition
def demo(composition: Composition, no_open: bool) -> None:
    from codesign.commands.demo import FillDemo, demo_partnerships

    workspace = composition.workspace
    for folder, name in demo_partnerships().items():
        if folder not in workspace.folders():
            opened = workspace.create(name)
            opened.execute(FillDemo(folder))
            opened.close()
            click.echo(say("cli.demo-made", folder=folder))
    if not no_open:
        seen = composition.learned.get(_TOUR)
        composition.learned.put(_TOUR, Seen(done=True))
        open_board(composition, begin="as left" if seen.done else "offer")


def open_board(composition: Composition, begin: str = "as left") -> None:
    """Open the board: at the one partnership where there is one, else at home.

    `begin` is a value of screens.app.Start.

    Raises:
        CodesignError: this is no terminal that can show it.
    """
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise CodesignError(say("cli.no-terminal"))
    kind = os.environ.get("TERM", "")
    if kind in {"", "dumb", "unknown"}:
        raise CodesignError(say("cli.dumb-terminal", term=kind))
    # Textual imports code, writes files and types keys where these say so; and one value of them crashes it
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    wanted = look(composition)
    os.environ.pop("NO_COLOR", None)  # seen to; Textual would send greys, and also where it is empty
    from screens.app import BoardApp, Start
    from screens.driver import TerminalDriver, WholeFrames
    from screens.hints import Hints

    folders = composition.workspace.folders()
    app = BoardApp(
        composition.workspace,
        composition.exports,
        folders[0] if len(folders) == 1 else "",
        look=wanted,
        hints=Hints(composition.learned),
        practice=partial(_practice, composition),
        start=Start(begin),
        log_folder=composition.state,
        driver_class=WholeFrames if wanted.whole_frames else TerminalDriver,
        shown=_collect_garbage,
    )
    app.run()
    if app.return_code:
        raise CodesignError(app.last_words or say("cli.crashed"))


def _collect_garbage() -> None:
    """Look for garbage from now on, and not in what was made until the first screen is shown: none of that is any,
    and it is so much that a look through it would hold that screen up, and later a key."""
    gc.freeze()
    gc.enable()


def _practice(composition: Composition) -> "Practice":
    from codesign.cli.touring import practice  # few take the tour, and nobody waits for it

    return practice(composition)

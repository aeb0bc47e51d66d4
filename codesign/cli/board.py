"""Opens the board."""

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from codesign.cli.compose import Composition
from codesign.cli.set import look, speak_as_set
from codesign.errors import CodesignError
from codesign.words import say

if TYPE_CHECKING:
    from screens.tour.practice import Practice


def open_as_set(composition: Composition) -> None:
    """Open the board in the language that is set.

    Raises:
        CodesignError: this is no terminal that can show it.
    """
    speak_as_set(composition)
    open_board(composition)


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
    """Look for garbage from now on, once through what was made until the first screen is shown and never again
    there: it is so much that a look through it would hold that screen up, and later a key."""
    gc.collect()
    gc.freeze()
    gc.enable()


def _practice(composition: Composition) -> "Practice":
    from codesign.cli.touring import practice  # few take the tour, and nobody waits for it

    return practice(composition)

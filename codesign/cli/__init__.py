"""The command line: everything that the screens can do which is worth a line in a script.

Importing this imports no Textual; only what opens the board does, when it runs.
"""

import os
import sys
from collections.abc import Sequence

from codesign.cli.compose import Composition
from codesign.errors import CodesignError
from codesign.words import say

_COMPLETES = "_CODESIGN_COMPLETE"
"""The variable in which a shell asks for completions."""


def main(arguments: Sequence[str] | None = None, composition: Composition | None = None) -> int:
    """Run the command line and return its exit code: 0, 1 for what could not be done, 2 for what was not
    understood.

    Without a word the board is opened, as it is most often, and nothing is imported with which words are read.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a Latin-1 terminal gets every word, if not its look
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")  # what is no UTF-8 is refused line by line, not all of it
    words = sys.argv[1:] if arguments is None else arguments
    try:
        if words or _COMPLETES in os.environ:
            from codesign.cli.group import run

            return run(words, composition or Composition())
        from codesign.cli.board import open_as_set

        open_as_set(composition or Composition())
    except CodesignError as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        _let_go_of_output()
        return _complain(say("cli.system", why=error.strerror or str(error), what=error.filename or ""))
    return 0


def _complain(message: str) -> int:
    from codesign.cli.group import complain

    return complain(message, 1)


def _let_go_of_output() -> None:
    """Drop what cannot be written: Python would complain about it once more when it closes the stream."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

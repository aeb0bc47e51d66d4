"""python -m codesign, and the command that an installation puts on the path."""

import atexit
import gc
import os
import sys

from codesign.settings.terminal import language
from codesign.words import speak


def main() -> None:
    """Run the command line in the language of the surroundings, and end the process with its exit code.

    No garbage is looked for: what a command imports and makes it keeps to its end, which comes before looking
    through it would be worth it. The board, which stays open for hours, looks for it (`open_board`).
    """
    gc.disable()
    speak(language(os.environ))
    from codesign.cli import main as run  # what it imports says things

    _end(run())


def _end(code: int) -> None:
    """End the process at once.

    Python would let go of each object first, which for the board takes longer than all else that quitting does. By
    now every change is on the disk, the terminal is given back and every file is closed.
    """
    atexit._run_exitfuncs()  # noqa: SLF001  # there is no other way to have them run
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # the process may have been started without any
                stream.flush()
    except OSError:
        sys.exit(code)  # whoever read the output is gone, and Python knows what to make of that
    os._exit(code)


if __name__ == "__main__":
    main()

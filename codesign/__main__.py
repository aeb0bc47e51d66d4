"""python -m codesign, and the command that an installation puts on the path."""

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
    from codesign.cli import main as run  # its help is said while it is imported

    sys.exit(run())


if __name__ == "__main__":
    main()

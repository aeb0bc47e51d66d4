"""The program on a clock that stands in a file: python -m tests.support.moved_clock FILE ARGUMENTS..."""

import sys
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from codesign.cli import main
from codesign.cli.compose import Composition


class FileClock:
    """Reads the time from a file whenever it is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        """Return the moment that stands in the file."""
        return datetime.fromisoformat(self._path.read_text("ascii").strip())

    def zone(self) -> tzinfo | None:
        """Return UTC."""
        return UTC


if __name__ == "__main__":
    sys.exit(main(sys.argv[2:], Composition(clock=FileClock(Path(sys.argv[1])))))

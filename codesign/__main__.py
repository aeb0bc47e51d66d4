"""python -m codesign, and the command that an installation puts on the path."""

import sys

from codesign.cli import main as run


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()

"""The program with a part that fails: python -m tests.support.crashing PART ARGUMENTS..."""

import sys
from typing import Any, Never

from codesign.cli import main

WORDS = "what Maria told us in confidence"
"""An error's message may hold anything that somebody wrote."""


def _fail(*_anything: Any, **_more: Any) -> Never:
    """Fail with people's words in the message, and in a local variable."""
    told = WORDS
    raise RuntimeError(told)


def _break(part: str) -> None:
    """Let one part fail the next time it is used."""
    from codesign.opened import OpenPartnership
    from screens.board.cards import DrawnCards
    from screens.driver import Pastes

    match part:
        case "key":
            OpenPartnership.undo = _fail  # type: ignore[method-assign]
        case "timer":
            OpenPartnership.look_around = _fail  # type: ignore[method-assign]
        case "drawing":
            DrawnCards.lines = _fail  # type: ignore[method-assign]
        case "thread":
            Pastes.split = _fail  # type: ignore[method-assign]
        case _:
            raise ValueError(part)


if __name__ == "__main__":
    _break(sys.argv[1])
    sys.exit(main(sys.argv[2:]))

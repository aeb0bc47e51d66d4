"""Where else the palette leads: what is done there is the app's, not the screen's."""

from collections.abc import Callable

import msgspec


class Elsewhere(msgspec.Struct, frozen=True):
    """A place to go to from anywhere."""

    words: str
    go: Callable[[], object]
    note: str = ""
    """What stands beside the words, such as a number or a key."""

"""Patterns that are compiled when they are first looked for.

Compiling all that the program has takes longer than a command needs to answer, which uses few of them.
"""

import re
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what does as `re.compile` would, from the first time on that one of its methods is called."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """Holds the methods of the compiled pattern after their first use, so that later ones go straight to them."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found

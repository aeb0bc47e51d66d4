"""TOML files that people write: what stands in them, and on which line what is wrong."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from codesign.words import say

_NO_TOML = (ValueError, RecursionError)
"""What the parser raises; for numbers of thousands of digits and lists in a thousand lists not its own error."""


class Problem(msgspec.Struct, frozen=True):
    """Something wrong in a file, and what to do about it; `line` is 0 where it is the file itself."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        """Return it on one line, as compilers write theirs."""
        return f"{self.file}:{self.line}: {self.what}" if self.line else f"{self.file}: {self.what}"


class TomlText:
    """The text of a file, what it holds, and what is found to be wrong with that."""

    def __init__(self, text: str, file: str) -> None:
        """`file` is what problems call it."""
        text = text.removeprefix("\ufeff")
        self._file = file
        self._lines = text.split("\n")
        self._problems: list[Problem] = []
        self.values: dict[str, Any] = {}
        """What it holds; nothing where it is no TOML."""
        try:
            self.values = _loads(text)
        except _NO_TOML as error:
            self._problems.append(_no_toml(file, str(error), text))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, in the order of the lines."""
        return tuple(sorted(self._problems, key=lambda each: each.line))

    def complain(self, path: Sequence[str], what: str) -> None:
        """Put a problem on the list, with the line on which its value ends."""
        self._problems.append(Problem(self._file, self._line_of(path), what))

    def _line_of(self, path: Sequence[str]) -> int:
        """Return the line that gives a value: the first with which the beginning of the file holds it.

        Python's parser tells lines of wrong TOML only, and a scan of our own would have to know quoted and dotted
        names, tables in one line and texts of several; a library that keeps the places takes longer to import
        than the whole of this to run. So the parser is asked again, and only for what is wrong.
        """
        for n in range(1, len(self._lines) + 1):
            try:
                found: Any = _loads("\n".join(self._lines[:n]))
            except _NO_TOML:
                continue  # within a value of several lines
            for part in path:
                found = found.get(part) if isinstance(found, dict) else None
            if found is not None:
                return n
        return 0


def _loads(text: str) -> dict[str, Any]:
    import tomllib  # most people have no file of settings, and the first screen waits for what is imported

    return tomllib.loads(text)


def _no_toml(file: str, why: str, text: str) -> Problem:
    """Tell where the text stops being TOML: Python's parser says so at the end of its message."""
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", why)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    return Problem(file, line, say("toml.no-toml", why=why[: place.start()] if place else why))


def near(name: str, known: Iterable[str]) -> str:
    """Return words that name what somebody may have meant, or where nothing is near, all that there is."""
    from difflib import get_close_matches

    names = list(dict.fromkeys(known))
    found = get_close_matches(name.lower(), names, 1)
    return say("toml.near", name=found[0]) if found else say("toml.known", names=", ".join(names))

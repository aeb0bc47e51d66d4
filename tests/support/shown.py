"""Somebody who has read nothing: they press only keys that the screen shows at that moment."""

import re

from tests.support.terminal import Terminal

NAMES = {
    "⏎": "enter",
    "Enter": "enter",
    "Esc": "escape",
    "Tab": "tab",
    "Space": " ",
    "F1": "f1",
    "F2": "f2",
    "F3": "f3",
    "F4": "f4",
    "F6": "f6",
    "PgDn": "pagedown",
    "Ctrl+S": "ctrl+s",
    "Ctrl+T": "ctrl+t",
    "Ctrl+Q": "ctrl+q",
    "↑": "up",
    "↓": "down",
}
"""Keys as screens write them, by what they are to a terminal; a single character is itself."""

MOVES = frozenset({"up", "down", "left", "right"})


class Reader:
    """Somebody at a terminal who presses a key only while the screen says what it is for."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def press(self, words: str) -> None:
        """Press the key that stands first in some words, such as "w who" in the footer or "Enter saves" in a
        dialog, once they stand on the screen."""
        key = words.split(" ", 1)[0].rstrip(",") or ","
        self._wait_for(words)
        self.terminal.send(NAMES.get(key, key))

    def move(self, key: str, words: str) -> None:
        """Press an arrow, once the screen says in some words that arrows move."""
        assert key in MOVES, f"{key} is no arrow"
        self._wait_for(words)
        self.terminal.send(key)

    def type(self, text: str, asked: str) -> None:
        """Type a text, once the screen says in some words that one is wanted."""
        self._wait_for(asked)
        assert text.isprintable(), "what is typed has no keys in it"
        self.terminal.send(text)

    def look_up(self, words: str, *, opening: str = "? all keys") -> None:
        """Open the help by the key that the footer shows, find a key there that stands before what it does, leave,
        and press it."""
        self.press(opening)
        self.until("All keys", "Esc leaves")
        key, what = words.split(" ", 1)
        self.press("/ finds")
        self.type(what, "find: type a part")
        self._wait_for(words)
        self.press("Esc leaves")  # what was looked for
        self.until("Moving about")
        self.press("Esc leaves")
        self.until(opening, gone="All keys")
        self.terminal.send(NAMES.get(key, key))

    def until(self, *texts: str, gone: str = "") -> None:
        """Wait until the screen shows all texts, and one no more."""
        self.terminal.until(*texts, gone=gone)

    def _wait_for(self, words: str) -> None:
        self.terminal.until_true(lambda: self.sees(words), f"the screen does not show {words!r}")

    def sees(self, words: str) -> bool:
        """Tell whether the screen shows words as words, however far apart: "w who" is not in "now whoever"."""
        pattern = r"\s+".join(map(re.escape, words.split()))
        flat = re.sub(r"[│▌╭╰─]", " ", self.terminal.text)
        return re.search(rf"(?<!\w){pattern}(?!\w)", flat) is not None

"""The terminal: what comes in from it, and what happens when it goes away.

Textual's own driver spins at full load when its input ends, and the process outlives an SSH connection that
dropped. This one ends the program instead: every change is already on the disk. It also takes pasted text out
of the stream before keys are looked for in it, so that an escape sequence in a paste is never a key.
"""

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_POLL = 0.1
"""Seconds after which a lone escape is taken for the key."""

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"


class HungUp(Message):
    """The terminal went away."""


class EndOfInput(Exception):
    """The terminal is gone."""


class TerminalDriver(LinuxDriver):
    """Textual's driver for Unix, with an end."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._decode = getincrementaldecoder("utf-8")("replace").decode

    def run_input_thread(self) -> None:
        """Read keys until the program ends or the terminal does."""
        parser, pastes = XTermParser(self._debug), Pastes()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            try:
                while not self.exit_event.is_set():
                    text = self._read() if selector.select(_POLL) else ""
                    for piece in pastes.split(text) if text else pastes.rest():
                        found = [piece] if isinstance(piece, events.Paste) else parser.feed(piece)
                        for event in found:
                            self.process_message(event)
                    for event in parser.tick():
                        self.process_message(event)
            except EndOfInput:
                self._loop.call_soon_threadsafe(self._app.post_message, HungUp())

    def _read(self) -> str:
        try:
            raw = os.read(self.fileno, 4096)
        except OSError as error:  # the other side of the terminal was closed
            raise EndOfInput from error
        if not raw:
            raise EndOfInput
        return self._decode(raw)


class Pastes:
    """Takes bracketed pastes out of what a terminal sends, however it is cut into pieces."""

    def __init__(self) -> None:
        self._held = ""
        """What may be the beginning of a bracket."""
        self._paste: list[str] | None = None
        """The pieces of the paste that is coming in."""

    def split(self, text: str) -> Iterator[str | events.Paste]:
        """Yield keys as they came, and whole pastes."""
        text, self._held = self._held + text, ""
        while text:
            bracket = _PASTE_BEGINS if self._paste is None else _PASTE_ENDS
            before, found, after = text.partition(bracket)
            if not found:
                kept = _begun(before, bracket)
                before, self._held = before[: len(before) - kept], before[len(before) - kept :]
            if self._paste is not None:
                self._paste.append(before)
            elif before:
                yield before
            if not found:
                return
            if self._paste is None:
                self._paste = []
            else:
                yield events.Paste("".join(self._paste))
                self._paste = None
            text = after

    def rest(self) -> Iterator[str | events.Paste]:
        """Yield what was held back once nothing follows it: a lone escape is a key."""
        if self._held and self._paste is None:
            held, self._held = self._held, ""
            yield held


def _begun(text: str, bracket: str) -> int:
    """Return how many characters at the end of a text may be the beginning of a bracket. Of the opening one a
    lone escape is none: that is a key, which must not wait."""
    least = 1 if bracket == _PASTE_BEGINS else 0
    return next((n for n in range(min(len(bracket) - 1, len(text)), least, -1) if text.endswith(bracket[:n])), 0)

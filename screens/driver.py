"""The terminal: what comes in from it, and what happens when it goes away.

Textual's own driver spins at full load when its input ends, and the process outlives an SSH connection that
dropped. This one ends the program instead: every change is already on the disk.
"""

import os
import selectors
from codecs import getincrementaldecoder

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_POLL = 0.1
"""Seconds after which a lone escape is taken for the key."""


class HungUp(Message):
    """The terminal went away."""


class EndOfInput(Exception):
    """The terminal is gone."""


class TerminalDriver(LinuxDriver):
    """Textual's driver for Unix, with an end."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._decode = getincrementaldecoder("utf-8")("replace").decode

    def run_input_thread(self) -> None:
        """Read keys until the program ends or the terminal does."""
        parser = XTermParser(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            try:
                while not self.exit_event.is_set():
                    text = self._read() if selector.select(_POLL) else ""
                    for event in (*(parser.feed(text) if text else ()), *parser.tick()):
                        self.process_message(event)
            except EndOfInput:
                self._loop.call_soon_threadsafe(self._hang_up)

    def _read(self) -> str:
        try:
            raw = os.read(self.fileno, 4096)
        except OSError as error:  # the other side of the terminal was closed
            raise EndOfInput from error
        if not raw:
            raise EndOfInput
        return self._decode(raw)

    def _hang_up(self) -> None:
        self._app.post_message(HungUp())

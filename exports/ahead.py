"""Reads a document back in a process of its own, which is made ready while the document is being built.

What reads Markdown takes a quarter of a short command to import, and nothing else in the command needs it. So
where there is a second processor, a command that will write one document begins a second process at its start, and
hands the document to it at its end.
"""

import os
import threading
from collections.abc import Iterable

import msgspec

from exports.slot import Slot


class _Reader:
    """A process that imports what reads Markdown, reads one text, tells what it found, and ends."""

    def __init__(self) -> None:
        """Begin it.

        Raises:
            OSError: the system has no room for another process.
        """
        asked, self._ask = os.pipe()
        self._hear, told = os.pipe()
        try:
            self._process = os.fork()
        except OSError:
            for end in (asked, self._ask, self._hear, told):
                os.close(end)
            raise
        if not self._process:
            os.close(self._ask)
            os.close(self._hear)
            _serve(asked, told)
        os.close(asked)
        os.close(told)

    def read(self, body: str) -> list[Slot]:
        """Return the texts in a Markdown text; none where the process could not read it."""
        try:
            with os.fdopen(self._ask, "wb") as ask:
                ask.write(body.encode("utf-8", "surrogatepass"))
        except BrokenPipeError:
            pass  # it has ended, and has told nothing
        with os.fdopen(self._hear, "rb") as hear:
            told = hear.read()
        os.waitpid(self._process, 0)
        return msgspec.json.decode(told, type=list[Slot]) if told else []


def _serve(asked: int, told: int) -> None:
    """Be the process. Where anything goes wrong it tells nothing, and is not missed."""
    try:
        from exports.reader import read

        with os.fdopen(asked, "rb") as file:
            body = file.read().decode("utf-8", "surrogatepass")
        if body:
            found = msgspec.json.encode(list(read(body)))
            with os.fdopen(told, "wb") as file:
                file.write(found)
    finally:
        os._exit(0)


_ready: list[_Reader] = []
"""The process that waits for a document, if one does."""


def make_ready() -> None:
    """Begin a process that will read the next document back, where the machine has a processor for it. A program
    with threads is never doubled: the double of a thread's lock nobody opens."""
    if not _ready and hasattr(os, "fork") and (os.cpu_count() or 1) > 1 and threading.active_count() == 1:
        try:
            _ready.append(_Reader())
        except OSError:
            return  # it is read here, a little later


def read(body: str) -> Iterable[Slot]:
    """Return the texts that a reader finds in Markdown, in order: there, if a process is ready, or else here."""
    if _ready and (found := _ready.pop().read(body)):
        return found
    from exports.reader import read as read_here

    return read_here(body)

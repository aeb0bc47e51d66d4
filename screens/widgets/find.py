"""The line in which somebody looks for something; the screen that holds it shows what fits while they type."""

import asyncio
from collections.abc import Iterator
from time import monotonic
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from codesign.words import say

_STEPS, _PAUSE = 0.008, 0.001
"""Seconds for which is read ahead at once, and for which it rests before that: no key waits longer."""


class FindLine(Input):
    """A line, hidden until somebody looks for something. Enter goes to what was found, Escape stops looking."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    class Left(Message):
        """Escape was pressed: everything is to be shown again."""

        def __init__(self, line: "FindLine") -> None:
            super().__init__()
            self.line = line

    def __init__(self, placeholder: str = "", id: str = "find") -> None:
        super().__init__(
            placeholder=placeholder or say("find.placeholder"), id=id, classes="hidden", select_on_focus=False
        )
        self.cursor_blink = False

    @property
    def acts_while(self) -> str:
        """The action of the acts that can be done while it has the keys."""
        return "while_finding"

    def begin(self, ahead: Iterator[None] | None = None) -> None:
        """Take the keys, and do the steps that a letter would wait for while none is typed."""
        self.remove_class("hidden")
        self.screen.set_focus(self)
        if ahead is not None:
            self.run_worker(self._read_ahead(ahead), exclusive=True)

    async def _read_ahead(self, steps: Iterator[None]) -> None:
        until = 0.0
        for _step in steps:
            if monotonic() > until:
                await asyncio.sleep(_PAUSE)
                until = monotonic() + _STEPS

    def stop(self) -> None:
        """Look for nothing any more."""
        self.value = ""
        self.add_class("hidden")

    def action_leave(self) -> None:
        """Stop looking."""
        self.post_message(self.Left(self))


class GoLine(FindLine):
    """A line, hidden until somebody wants to go to a card by its number or its label."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder, "go")

    @property
    def acts_while(self) -> str:
        """The action of the acts that can be done while it has the keys."""
        return "while_going"

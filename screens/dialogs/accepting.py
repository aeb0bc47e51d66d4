"""A dialog that stays until its answer is accepted: what was typed is not lost to a full disk or a wrong date."""

from collections.abc import Callable
from typing import Generic, TypeVar

from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

T = TypeVar("T")

Accept = Callable[[T], str]
"""Does what the answer asks for, and returns "" or why that could not be done."""


class AcceptingScreen(ModalScreen[T | None], Generic[T]):
    """Returns an answer once it was accepted, or None when the dialog was left."""

    DEFAULT_CSS = """
    AcceptingScreen #problem { color: $warning; text-style: bold; display: none; }
    """

    def __init__(self, accept: Accept[T] | None) -> None:
        super().__init__()
        self._accept = accept

    @staticmethod
    def problem_line() -> Static:
        """Return the place where it is said why the answer was not accepted."""
        return Static(Content(""), id="problem")

    def finish(self, answer: T) -> bool:
        """Leave with the answer, or say why it is not accepted and return False."""
        complaint = self._accept(answer) if self._accept is not None else ""
        if complaint:
            problem = self.query_one("#problem", Static)
            problem.update(Content(complaint))
            problem.display = True
            problem.scroll_visible(animate=False)
            return False
        self.dismiss(answer)
        return True

"""Bare Textual: an app of one widget, which does nothing."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """Says hello."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static("Hello")


if __name__ == "__main__":
    Hello().run()

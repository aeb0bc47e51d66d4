"""The floor for everything that is drawn: a Textual app of two widgets, which does nothing."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """Says hello."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static("Hello")
        yield Static("floor")


if __name__ == "__main__":
    Hello().run()

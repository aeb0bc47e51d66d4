"""The stylesheet: what was parsed once is not parsed again while the colours stay the same.

Textual parses every rule anew when a screen with a file of its own is first shown, and twice before the first one
is, since it takes the theme for changed.
"""

from textual.css.stylesheet import Stylesheet


class KeptStylesheet(Stylesheet):
    """Parses what was added, and everything only when a variable has another value."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the variables of a theme."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what has not been parsed with these variables."""
        self.parse()

"""Where the keys go, told with few bytes."""

from textual import events
from textual.widget import Widget


class LightFocus(Widget):
    """A widget that looks different in one place only where keys go to it.

    Textual matches all styles again when the focus comes or goes, and draws the whole widget anew.
    """

    def refresh_cursor(self) -> None:
        """Draw anew what the keys are for."""
        raise NotImplementedError

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Match no styles: none of them depends on the focus."""

    def on_focus(self, event: events.Focus) -> None:
        """Show the cursor."""
        self._take_focus(event, has_focus=True)
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def on_blur(self, event: events.Blur) -> None:
        """Show the cursor as one that keys do not move."""
        self._take_focus(event, has_focus=False)
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    def _take_focus(self, event: events.Event, *, has_focus: bool) -> None:
        event.prevent_default()
        self.has_focus = has_focus
        self.refresh_cursor()

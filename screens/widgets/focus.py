"""Where the keys go, told with few bytes."""

from textual import events
from textual.message import Message
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
        self.tell_screen(events.DescendantFocus(self))

    def on_blur(self, event: events.Blur) -> None:
        """Show the cursor as one that keys do not move."""
        self._take_focus(event, has_focus=False)

    def tell_screen(self, message: Message) -> None:
        """Send a message to the screen and no further. Nothing on the way there or behind it listens, and each of
        the five steps would take as long as drawing a line."""
        message.stop()
        self.screen.post_message(message)

    def _take_focus(self, event: events.Event, *, has_focus: bool) -> None:
        event.prevent_default()
        self.has_focus = has_focus
        self.refresh_cursor()

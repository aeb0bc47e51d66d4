"""How a screen is drawn, near what changed only and once for a key; and what a key does on it."""

from collections.abc import Sequence
from typing import TypeVar

from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.events import ScreenResume
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from codesign.settings.keys import typed_by
from screens.compositor import NearCompositor
from screens.look import LookingApp

R = TypeVar("R")


class DrawnScreen(Screen[R]):
    """A screen that draws no more than it must."""

    # Textual repaints the whole screen whenever the focus moves; the widgets repaint themselves well enough.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._compositor = NearCompositor()
        self._was_shown = False

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Leave the styles as they are the first time: everything was styled a moment ago, when it was mounted."""
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True

    def _compositor_refresh(self) -> None:
        """Draw what changed, unless nobody sees it, or more may follow from a key that is being dealt with.
        Another column would be drawn empty first, and with its cards when it has been laid out."""
        app = self.app
        if self.is_current and isinstance(app, LookingApp) and app.answers_a_key:
            self._update_timer.resume()
        elif app.screen is not self and app.screen.styles.background.a == 1:
            # nobody sees it, and Textual would draw what is in front whole
            self._compositor._dirty_regions.clear()  # noqa: SLF001
            self._dirty_widgets.clear()
        else:
            super()._compositor_refresh()

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """What keys do, from what is focused outwards, without those that something further in types.

        Textual copies all of it for each key, and asks Unicode's tables which character each of them types, also
        where nothing is that types any.
        """
        focused = None if self.focused is None or self.focused.loading else self.focused
        chain: list[tuple[DOMNode, BindingsMap]] = []
        typing: list[DOMNode] = []
        for node in (self, self.app) if focused is None else focused.ancestors_with_self:
            chain.append((node, _acting(node._bindings, typing) if typing else node._bindings))  # noqa: SLF001
            if type(node).check_consume_key is not DOMNode.check_consume_key:
                typing.append(node)
        return chain

    @property
    def is_laid_out(self) -> bool:
        """Whether everything has its place, so that drawing shows how it will be."""
        return not (self._layout_required or self._scroll_required)

    def draw_now(self) -> None:
        """Draw, without waiting for Textual's next tick, up to a sixtieth of a second."""
        self._on_timer_update()
        if self._compositor._dirty_regions:  # noqa: SLF001  # laid out while nothing was to be drawn
            self._compositor_refresh()


def _acting(bindings: BindingsMap, typing: Sequence[DOMNode]) -> BindingsMap:
    """Return of what keys do that of those which nothing types."""
    acting = bindings.copy()
    for key in bindings.key_to_bindings:
        if any(node.check_consume_key(key, typed_by(key)) for node in typing):
            del acting.key_to_bindings[key]
    return acting

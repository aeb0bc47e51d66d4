"""All screens with acts, as the settings name them. Importing this imports every one of them, so that only what
has to know them all does: the check of changed keys, and the example of a settings file."""

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from codesign.settings.reading import KnownAct, KnownScreen
from screens.base import ActScreen
from screens.board.screen import BoardScreen
from screens.card.screen import CardScreen
from screens.everything.screen import EverythingScreen
from screens.history.screen import HistoryScreen
from screens.home.screen import HomeScreen
from screens.meeting.screen import MeetingScreen
from screens.preview.screen import PreviewScreen
from screens.vision.screen import VisionScreen
from screens.widgets.blocklist import BlockList
from screens.widgets.strips import StripView

SCREENS: tuple[type[ActScreen[None]], ...] = (
    *(HomeScreen, BoardScreen, CardScreen, MeetingScreen),
    *(VisionScreen, EverythingScreen, HistoryScreen, PreviewScreen),
)

_ALWAYS_TAKEN = frozenset({"tab", "shift+tab", "ctrl+c"})
"""What moves the focus, and what everybody's fingers take for the way out."""


def known_screens() -> tuple[KnownScreen, ...]:
    """Return the screens as the settings know them."""
    return tuple(_known(screen) for screen in SCREENS)


def _known(screen: type[ActScreen[None]]) -> KnownScreen:
    acts = [KnownAct(act.setting, act.bound, act.help) for act in screen.ACTS if act.can_change]
    moved = StripView.BINDINGS if screen is PreviewScreen else BlockList.BINDINGS
    return KnownScreen(screen.PLACE, tuple(acts), _keys(moved) | _ALWAYS_TAKEN)


def _keys(found: Iterable[BindingType]) -> frozenset[str]:
    return frozenset(each.key for each in Binding.make_bindings(found))

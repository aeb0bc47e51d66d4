"""All screens with acts, as the settings name them. A screen is imported when it is asked for: who has changed the
keys of the board does not wait for what forms and documents need."""

from collections.abc import Iterable, Sequence
from importlib import import_module

from textual.binding import Binding, BindingType

from codesign.settings.reading import KnownAct, KnownScreen
from screens.base import ActScreen
from screens.widgets.blocklist import BlockList
from screens.widgets.strips import StripView

_SCREENS = {
    "home": "HomeScreen",
    "board": "BoardScreen",
    "card": "CardScreen",
    "thread": "ThreadScreen",
    "meeting": "MeetingScreen",
    "notice": "NoticeScreen",
    "people": "PeopleScreen",
    "balance": "BalanceScreen",
    "deciding": "DecidingScreen",
    "agenda": "AgendaScreen",
    "tables": "TablesScreen",
    "answers": "AnswersScreen",
    "closing": "ClosingScreen",
    "promises": "PromisesScreen",
    "invited": "InvitedScreen",
    "practice": "PracticeScreen",
    "vision": "VisionScreen",
    "projector": "ProjectorScreen",
    "everything": "EverythingScreen",
    "history": "HistoryScreen",
    "triage": "TriageScreen",
    "papers": "PapersScreen",
    "exporting": "ExportingScreen",
    "preview": "PreviewScreen",
    "review": "ReviewScreen",
    "imports": "ImportScreen",
}
"""The screens, by the names of their folders, which their keys have in the settings."""

_ALWAYS_TAKEN = frozenset({"tab", "shift+tab", "ctrl+c"})
"""What moves the focus, and what everybody's fingers take for the way out."""


class ScreenCatalogue:
    """What the settings know of the screens."""

    names: Sequence[str] = tuple(_SCREENS)

    def screen(self, name: str) -> KnownScreen:
        """Return a screen: its acts, and the keys that its list keeps for itself."""
        kind = kind_of(name)
        acts = [KnownAct(act.setting, act.bound, act.help) for act in kind.ACTS if act.can_change]
        moved = StripView.BINDINGS if name == "preview" else BlockList.BINDINGS
        return KnownScreen(name, tuple(acts), _keys(moved) | _ALWAYS_TAKEN)

    def all(self) -> list[KnownScreen]:
        """Return all screens."""
        return [self.screen(name) for name in self.names]


def kind_of(name: str) -> type[ActScreen[None]]:
    """Return the class of a screen."""
    found: type[ActScreen[None]] = getattr(import_module(f"screens.{name}.screen"), _SCREENS[name])
    return found


def _keys(found: Iterable[BindingType]) -> frozenset[str]:
    return frozenset(each.key for each in Binding.make_bindings(found))

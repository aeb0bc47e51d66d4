"""The tour as data: what there is to do, in which order, and how far somebody has got. Nothing here draws."""

from collections.abc import Callable, Mapping

import msgspec
from msgspec.structs import replace

from codesign.changes import Change, Edit
from codesign.model import PHASE_STATUSES, Item, ItemKind, Phase


class Did(msgspec.Struct, frozen=True):
    """An action was carried out; `place` is the screen that was in front."""

    place: str
    action: str


class Arrived(msgspec.Struct, frozen=True):
    """A screen came to the front."""

    place: str


Event = Did | Arrived | Change


class Step(msgspec.Struct, frozen=True):
    """Something to do, told under [tour.steps]."""

    name: str
    done: Callable[[Event], bool]
    """Whether something that happened was it."""
    keys: Mapping[str, tuple[str, str]] = msgspec.field(default_factory=dict)
    """The keys that its words name: the screen and the act, as in the settings, by the name in the words."""


def _did(actions: str, place: str = "") -> Callable[[Event], bool]:
    names = frozenset(actions.split())
    return lambda event: isinstance(event, Did) and event.action in names and place in {"", event.place}


def _arrived(place: str) -> Callable[[Event], bool]:
    return lambda event: event == Arrived(place)


def _edited(fits: Callable[[Edit], bool]) -> Callable[[Event], bool]:
    def done(event: Event) -> bool:
        return isinstance(event, Change) and any(each.table == Item.TABLE and fits(each) for each in event.edits)

    return done


def _is_need(edit: Edit) -> bool:
    return edit.made and edit.now.get("kind") == ItemKind.NEED.value


def _goes_to_co_design(edit: Edit) -> bool:
    here = PHASE_STATUSES[Phase.CO_DESIGN]
    return not edit.made and edit.now.get("status") in here and edit.was.get("status") not in here


def _answers(edit: Edit) -> bool:
    return edit.made and any(path.partition("/")[0] == "from" for path in edit.now)


def _taken_back(event: Event) -> bool:
    return isinstance(event, Change) and bool(event.undoes)


STEPS = (
    Step("move", _did("cursor page column")),
    Step("capture", _edited(_is_need), {"capture": ("board", "capture")}),
    Step("forward", _edited(_goes_to_co_design), {"forward": ("board", "forward")}),
    Step("answer", _edited(_answers), {"answer": ("board", "answer")}),
    Step("thread", _arrived("thread"), {"thread": ("board", "thread")}),
    Step("meeting", _arrived("meeting"), {"meeting": ("board", "meeting")}),
    Step("clock", _did("go", "meeting"), {"start": ("meeting", "start"), "next": ("meeting", "next")}),
    Step("notes", _arrived("preview"), {"export": ("meeting", "export")}),
    Step("undo", _taken_back, {"undo": ("meeting", "undo")}),
)


class Tour(msgspec.Struct, frozen=True):
    """How far somebody has got: at the step `at`, 0 for the first; past the last one it is over."""

    at: int = 0
    steps: tuple[Step, ...] = STEPS

    @property
    def step(self) -> Step | None:
        """What is to be done now; None where the tour is over."""
        return self.steps[self.at] if self.at < len(self.steps) else None

    def after(self, event: Event) -> "Tour":
        """Return the tour after something happened."""
        return self.skipped() if self.step is not None and self.step.done(event) else self

    def skipped(self) -> "Tour":
        """Return the tour at its next step."""
        return replace(self, at=min(self.at + 1, len(self.steps)))

    def back(self) -> "Tour":
        """Return the tour at the step before."""
        return replace(self, at=max(self.at - 1, 0))

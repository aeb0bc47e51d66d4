"""Where somebody was when the program ended, and the way that led there."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

import msgspec

PLACE = "place"
"""The draft that says where somebody is, so that a lost terminal comes back there."""

Here = dict[str, str]
"""Where somebody stands on one screen: its cursors, and what was typed there and is kept nowhere else."""

Answer = str | dict[str, str]
"""What was picked, or the values of a form."""


@runtime_checkable
class Returnable(Protocol):
    """A screen or dialog on which somebody can stand where they stood before."""

    def here(self) -> Here:
        """Return where somebody stands."""
        ...

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Stand there again; return False where that cannot be, as what the cursor was on is gone."""
        ...


@runtime_checkable
class Answerable(Protocol):
    """A dialog whose answer is noted on the way, and given again when somebody comes back."""

    def takes(self, answer: Answer) -> bool:
        """Tell whether it can be answered so."""
        ...


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """What put one screen in front of another: the first of `board`, `projector`, `meeting`, `act` and `chosen`
    that is set."""

    board: str = ""
    """The folder of a partnership that was opened."""
    meeting: str = ""
    """The id of a meeting that was gone to."""
    projector: bool = False
    """Whether the projector was put in front, to show `meeting` or none."""
    act: str = ""
    """The act of the screen behind, as its binding names it."""
    chosen: str = ""
    """The id of the list, on the screen behind, in which a row was chosen."""
    answers: tuple[Answer, ...] = ()
    """What was answered in the dialogs that came and went between the two."""
    here: Here = msgspec.field(default_factory=dict)
    """Where somebody stood on the screen behind."""


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """The way from home to the screen that is in front, and where somebody stands there."""

    steps: tuple[Step, ...] = ()
    here: Here = msgspec.field(default_factory=dict)

    @property
    def on_a_board(self) -> bool:
        """Whether it leads away from home."""
        return bool(self.steps and self.steps[0].board)

    @property
    def on_the_wall(self) -> bool:
        """Whether it leads to the projector, which everybody in the room looks at."""
        return bool(self.steps and self.steps[-1].projector)

    @property
    def without_dialogs(self) -> "Place":
        """The same as far as the board or the meeting, and from there to the projector if that was in front:
        then a wall shows what the terminal does."""
        places = [n for n, step in enumerate(self.steps) if step.board or (step.meeting and not step.projector)]
        wall = self.steps[-1:] if self.on_the_wall else ()
        return Place((*self.steps[: max(places) + 1], *wall)) if places else Place()


def written(place: Place) -> str:
    """Return a place as a draft keeps it."""
    return msgspec.json.encode(place).decode()


def read(text: str) -> Place:
    """Return the place that a draft keeps; what cannot be read is home."""
    try:
        return msgspec.json.decode(text, type=Place)
    except msgspec.DecodeError:
        return Place()

"""Hints for the first visits to a screen: which one is to be shown, and when it has done its work.

A hint goes away for good once somebody did what it tells of, and also when they have seen it often enough or have
pressed Escape on it twice. What is known of that is the person's own and lies behind a port.
"""

import msgspec

from codesign.ports import Learned, Seen

MOST_SEEN = 3
"""Visits after which a hint has been read or never will be."""
MOST_DISMISSED = 2


class Hint(msgspec.Struct, frozen=True):
    """What is told on a screen, under [hints.<screen>], and the actions by which it is learned."""

    place: str
    name: str
    actions: frozenset[str]
    key: str = ""
    """The act whose key the words name, by its name in the settings; "" for that of the hint's own name."""

    @property
    def id(self) -> str:
        """Its name among everything that is learned."""
        return f"{self.place}.{self.name}"

    @property
    def act(self) -> str:
        """The act whose key the words name."""
        return self.key or self.name


def _hint(place: str, name: str, actions: str, key: str = "") -> Hint:
    return Hint(place, name, frozenset(actions.split()), key)


HINTS = (
    _hint("home", "open", "open choose"),
    _hint("home", "palette", "palette"),
    _hint("board", "capture", "capture"),
    _hint("board", "forward", "shift"),
    _hint("board", "thread", "thread"),
    _hint("board", "palette", "palette"),
    _hint("card", "edit", "edit"),
    _hint("thread", "root", "root"),
    _hint("everything", "find", "find"),
    _hint("meeting", "help", "start go pause", "start"),
    _hint("vision", "propose", "propose"),
    _hint("preview", "audience", "audience"),
)
"""All hints, on each screen in the order in which they are told."""


def gone(seen: Seen) -> bool:
    """Tell whether a hint is not to be shown any more."""
    return seen.done or seen.times >= MOST_SEEN or seen.dismissed >= MOST_DISMISSED


class Hints:
    """Which hints there still are for a person."""

    def __init__(self, learned: Learned) -> None:
        self._learned = learned

    def visit(self, place: str) -> Hint | None:
        """Return the hint to show on a visit to a screen, and count that it is seen."""
        for hint in HINTS:
            seen = self._learned.get(hint.id)
            if hint.place == place and not gone(seen):
                self._learned.put(hint.id, msgspec.structs.replace(seen, times=seen.times + 1))
                return hint
        return None

    def did(self, place: str, action: str) -> bool:
        """Note that something was done on a screen; return whether a hint of it was learned by that."""
        learned = False
        for hint in HINTS:
            seen = self._learned.get(hint.id)
            if hint.place == place and action in hint.actions and not seen.done:
                self._learned.put(hint.id, msgspec.structs.replace(seen, done=True))
                learned = True
        return learned

    def dismiss(self, hint: Hint) -> None:
        """Note that somebody pressed Escape while a hint was shown."""
        seen = self._learned.get(hint.id)
        self._learned.put(hint.id, msgspec.structs.replace(seen, dismissed=seen.dismissed + 1))

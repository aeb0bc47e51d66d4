"""What can be done on a screen. One definition gives the key, the footer's word, the help and the palette's
entry; the screen's `check_action` alone decides whether it can be done now."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from codesign.words import say

_KEYS_SHOWN = {"enter": "⏎", "escape": "Esc", "space": "Space", "tab": "Tab", "slash": "/", "colon": ":"}


@dataclass(frozen=True)
class Act:
    """Something that a person can do with a key."""

    name: str
    """Its table of words under [acts]: `word` for the footer, `help` for the help and the palette."""
    keys: str
    """The keys, separated by commas, as Textual names them."""
    action: str
    foot: bool = False
    """Whether it stands in the footer."""
    key: str = ""
    """How its key is written, where that is not the first of `keys`."""
    foot_key: str = ""
    """How its key is written in the footer, where it stands there for another act too."""

    @property
    def key_shown(self) -> str:
        """The key as people read it."""
        first = self.keys.split(",", 1)[0] or ","
        return self.key or _KEYS_SHOWN.get(first, first)

    @property
    def foot_shown(self) -> str:
        """The key as it stands in the footer."""
        return self.foot_key or self.key_shown

    @property
    def word(self) -> str:
        """The footer's word."""
        return say(f"acts.{self.name}.word")

    @property
    def help(self) -> str:
        """What it does, in a sentence."""
        return say(f"acts.{self.name}.help")


def bindings(acts: Iterable[Act]) -> list[BindingType]:
    """Return the key bindings of acts; none are shown by Textual's own footer, which is not used."""
    return [Binding(act.keys, act.action, act.word, show=False) for act in acts if act.keys]

"""What can be done on a screen. One definition gives the key, the footer's word, the help, the palette's entry and
the name in the settings; the screen's `check_action` alone decides whether it can be done now."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace
from textual.binding import Binding, BindingType

from codesign.settings.keys import in_force
from codesign.words import say
from screens.glyphs import ELLIPSIS, key_shown
from screens.groups import Group, usual_group

Row = tuple[str, str]
"""Keys as people read them, and what they do."""
Section = tuple[str, Sequence[Row]]
"""A heading, and what stands under it."""


class Act(msgspec.Struct, frozen=True):
    """Something that a person can do with a key."""

    name: str
    """Its table of words under [acts]: `word` for the footer, `help` for the help and the palette."""
    keys: str
    """The keys, separated by commas, as Textual names them."""
    action: str
    foot: bool = False
    """Whether it stands in the footer."""
    key: str = ""
    """The key that is named, where others than this act bind it."""
    foot_with: str = ""
    """The name of another act, whose key stands before its own in the footer."""
    key_before: str = ""
    """The first key of that act, once the keys in force are known."""
    foot_key: str = ""
    """How the keys are written in the footer; "" for the first of `keys`."""
    ascii_only: bool = False
    """Whether its keys are written in ASCII."""
    own_group: Group | None = None
    """Under which heading it stands, where the usual one is not right."""

    @property
    def group(self) -> Group:
        """The heading under which the help shows it."""
        return self.own_group or usual_group(self.name, self.action)

    @property
    def by_place(self) -> bool:
        """Whether its action gets the place of the key among its keys as "{n}", from 1; the palette has no such
        acts."""
        return "{n}" in self.action

    @property
    def setting(self) -> str:
        """What it is called in the settings of its screen."""
        return self.name.rsplit(".", 1)[-1]

    @property
    def bound(self) -> tuple[str, ...]:
        """Its keys, one by one."""
        return tuple(each for each in self.keys.split(",") if each)

    @property
    def can_change(self) -> bool:
        """Whether it has its keys from the settings: not where the key is the capture line's, or a field's."""
        return bool(self.keys) or not self.key

    @property
    def key_shown(self) -> str:
        """The first of its keys as people read it."""
        return self._shown((self.first_key,) if self.first_key else ())

    @property
    def keys_shown(self) -> str:
        """All of its keys as people read them."""
        return self._shown(self.bound) or self.key_shown

    @property
    def foot_shown(self) -> str:
        """The key as it stands in the footer."""
        if self.foot_with:
            return f"{self.shown_before} {self.key_shown}".strip()
        return self.foot_key or self.key_shown

    @property
    def shown_before(self) -> str:
        """The key that stands before its own in the footer, as people read it."""
        return self._shown((self.key_before,) if self.key_before else ())

    @property
    def first_key(self) -> str:
        """What is pressed for it, as Textual names it; "" where it has no key."""
        return self.key or next(iter(self.bound), "")

    @property
    def word(self) -> str:
        """The footer's word."""
        return say(f"acts.{self.name}.word")

    @property
    def help(self) -> str:
        """What it does, in a sentence."""
        return say(f"acts.{self.name}.help")

    def _shown(self, keys: Iterable[str]) -> str:
        return " ".join(key_shown(key, ascii_only=self.ascii_only) for key in keys)


def with_keys(
    acts: Sequence[Act], changed: Mapping[str, tuple[str, ...]], *, ascii_only: bool = False
) -> tuple[Act, ...]:
    """Return acts with the keys that somebody gave them, by their names in the settings."""
    given = [
        replace(act, keys=",".join(in_force(changed[act.setting], act.bound)), ascii_only=ascii_only)
        if act.can_change and act.setting in changed
        else replace(act, ascii_only=ascii_only)
        for act in acts
    ]
    firsts = {act.name: act.first_key for act in given}
    return tuple(replace(act, key_before=firsts[act.foot_with]) if act.foot_with else act for act in given)


def sections(acts: Sequence[Act], moves: Sequence[Row] = ()) -> list[Section]:
    """Return the keys of acts and what they do, in groups; `moves` are the keys that lists bind themselves. For an
    act without a key stands the key of the palette, which has it. What reads the same is there once."""
    palette = next((act.key_shown for act in acts if act.action == "palette"), "")
    rows: dict[Group, dict[Row, None]] = {group: {} for group in Group}
    rows[Group.MOVING] |= dict.fromkeys(moves)
    for act in acts:
        rows[act.group][(act.keys_shown or f"{palette} {ELLIPSIS}", act.help)] = None
    return [(group.heading, tuple(found)) for group, found in rows.items() if found]


def move_shown(name: str, *, ascii_only: bool = False) -> Row:
    """Return the keys of a way to move, by its table of words, and what they do."""
    up, down = (key_shown(key, ascii_only=ascii_only) for key in ("up", "down"))
    return say(f"{name}.key", up=up, down=down), say(f"{name}.help")


def bindings(acts: Iterable[Act]) -> list[BindingType]:
    """Return the key bindings of acts; none are shown by Textual's own footer, which is not used."""
    return [
        Binding(keys, action, act.word, show=False, id=act.name)
        for act in acts
        for keys, action in _actions(act)
        if keys
    ]


def _actions(act: Act) -> list[tuple[str, str]]:
    """Return what each key of an act does, or all of them."""
    if not act.by_place:
        return [(act.keys, act.action)]
    return [(key, act.action.replace("{n}", str(n))) for n, key in enumerate(act.bound, 1)]

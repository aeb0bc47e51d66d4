"""From the text of a settings file to settings, and to everything that is wrong with it.

What is wrong takes no other setting with it: a key that cannot be used leaves the colours as they were set. The
keys go together, though, because two that were swapped are two of a kind if one of them is left out.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Protocol, TypeVar

import msgspec

from codesign.settings import AUTO, EVERYWHERE, Density, Drawing, Glyphs, Keys, Settings, ThemeName
from codesign.settings.keys import NotAKey, in_force, key_named, written
from codesign.toml import Problem, TomlText, near
from codesign.words import languages, say

E = TypeVar("E", bound=Enum)
_Given = dict[str, tuple[str, ...]]
"""By the name of an act, the keys that it is given."""

_SETTINGS = {"theme": ThemeName, "density": Density, "glyphs": Glyphs, "drawing": Drawing}
"""What is chosen from a list, and from which."""

_YES_OR_NO = ("hints", "bell")
"""What is true or false."""


class KnownAct(msgspec.Struct, frozen=True):
    """Something that a person can do: its name in a settings file, its usual keys, what it does."""

    name: str
    keys: tuple[str, ...]
    help: str


class KnownScreen(msgspec.Struct, frozen=True):
    """A screen: its name in a settings file, its acts, and the keys that its lists keep for themselves."""

    name: str
    acts: tuple[KnownAct, ...]
    taken: frozenset[str] = frozenset()


class Catalogue(Protocol):
    """All screens. Each is asked for on its own, as it may take a while to load one."""

    @property
    def names(self) -> Sequence[str]:
        """The names of the screens, in the order in which people come to them."""

    def screen(self, name: str) -> KnownScreen:
        """Return the screen of a name."""


class Read(msgspec.Struct, frozen=True):
    """The settings that can be used, and what is wrong in the file, in the order of its lines."""

    settings: Settings
    problems: tuple[Problem, ...] = ()
    keys_left: bool = False
    """Whether no key is changed because of one that cannot be used."""


def read_settings(text: str, file: str, catalogue: Callable[[], Catalogue]) -> Read:
    """Read the text of a settings file; the catalogue is made only where keys are changed."""
    reader = _Reader(TomlText(text, file))
    fields: dict[str, Any] = {}
    for name, value in reader.toml.values.items():
        if name == "keys":
            fields[name] = reader.keys(value, catalogue())
        elif name in _YES_OR_NO:
            fields[name] = reader.yes_or_no(name, value)
        elif name == "language":
            fields[name] = reader.language(value)
        elif name in _SETTINGS:
            fields[name] = reader.one_of(_SETTINGS[name], name, value)
        else:
            known = (*_SETTINGS, "language", *_YES_OR_NO, "keys")
            reader.toml.complain((name,), say("settings.unknown", name=name) + near(name, known))
    sound = {name: value for name, value in fields.items() if value is not None}
    return Read(Settings(**sound), reader.toml.problems, keys_left="keys" in fields and fields["keys"] is None)


class _Reader:
    """Reads values, and gathers what is wrong with them."""

    def __init__(self, toml: TomlText) -> None:
        self.toml = toml

    def one_of(self, kinds: type[E], name: str, value: object) -> E | None:
        """Return the value of an enumeration, or None."""
        known = [each.value for each in kinds]
        if value in known:
            return kinds(value)
        told = str(value)
        self.toml.complain((name,), say("settings.no-value", name=name, value=told) + near(told, known))
        return None

    def language(self, value: object) -> str | None:
        """Return a language that there are words in, or None."""
        if value in (AUTO, *languages()):
            return str(value)
        told = str(value)
        self.toml.complain(
            ("language",), say("settings.no-value", name="language", value=told) + near(told, (AUTO, *languages()))
        )
        return None

    def yes_or_no(self, name: str, value: object) -> bool | None:
        """Return true or false, or None."""
        if isinstance(value, bool):
            return value
        self.toml.complain((name,), say("settings.no-value", name=name, value=value) + near("", ("true", "false")))
        return None

    def keys(self, tables: object, catalogue: Catalogue) -> Keys | None:
        """Return the changed keys by screen and act, or None where one of them cannot be used."""
        before = len(self.toml.problems)
        names = (EVERYWHERE, *catalogue.names)
        if not isinstance(tables, dict):
            self.toml.complain(("keys",), say("settings.no-table", name="keys") + near("keys", names))
            return None
        for name, table in tables.items():
            path = ("keys", name)
            if name not in names:
                self.toml.complain(path, say("settings.no-screen", name=name) + near(name, names))
            elif not isinstance(table, dict):
                self.toml.complain(path, say("settings.no-table", name=f"keys.{name}"))
        changed_here = [name for name in catalogue.names if name in tables or EVERYWHERE in tables]
        screens = [catalogue.screen(name) for name in changed_here]
        usable = {
            name: self._usable(name, table, screens)
            for name, table in tables.items()
            if name in names and isinstance(table, dict)
        }
        changed = {screen.name: self._of_screen(screen, usable) for screen in screens}
        return (
            {name: acts for name, acts in changed.items() if acts} if len(self.toml.problems) == before else None
        )

    def _usable(self, screen: str, table: dict[str, object], screens: Sequence[KnownScreen]) -> _Given:
        """Return the keys that the acts of a table are given; complain of acts that are not there, and of keys
        that there cannot be."""
        here = [each for each in screens if screen in {EVERYWHERE, each.name}]
        known = [act.name for each in here for act in each.acts]
        usable: _Given = {}
        for name, value in table.items():
            path = ("keys", screen, name)
            if name not in known:
                self.toml.complain(path, say("settings.no-act", name=name, screen=screen) + near(name, known))
                continue
            try:
                usable[name] = _read_keys(value)
            except NotAKey as error:
                usable[name] = ()  # so that no other act is told to have the same key as it comes with
                self.toml.complain(path, str(error))
        return usable

    def _of_screen(self, screen: KnownScreen, tables: Mapping[str, _Given]) -> _Given:
        """Return the keys of the acts of one screen that were changed, and complain where two have the same."""
        places: dict[str, tuple[str, str, str]] = {}
        changed: _Given = {}
        usual = {act.name: act.keys for act in screen.acts}
        for table in (EVERYWHERE, screen.name):
            for name, given in tables.get(table, {}).items():
                if name in usual:
                    changed[name] = in_force(given, usual[name])
                    places[name] = ("keys", table, name)
        for name, keys in changed.items():
            for key in keys:
                if other := _other_with(key, name, screen, changed):
                    told = say("settings.two", key=written(key), one=name, other=other, screen=screen.name)
                    self.toml.complain(places[name], told)
                elif key in screen.taken and key not in usual[name]:
                    self.toml.complain(places[name], say("settings.taken", key=written(key), name=name))
        return {name: keys for name, keys in changed.items() if keys != usual[name]}


def _other_with(key: str, name: str, screen: KnownScreen, changed: Mapping[str, tuple[str, ...]]) -> str:
    """Return the name of another act of the screen with the same key, or "". Two that share a key as they come
    do so because only one of them can be done at a time."""
    usual = next(act.keys for act in screen.acts if act.name == name)
    for act in screen.acts:
        keys = changed.get(act.name, act.keys)
        if act.name != name and key in keys and not (key in act.keys and key in usual):
            return act.name
    return ""


def _read_keys(value: object) -> tuple[str, ...]:
    """Return the names of the keys that a value gives.

    Raises:
        NotAKey: it gives none, or no list of them.
    """
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise NotAKey(say("settings.no-keys", value=str(value)))
    return tuple(dict.fromkeys(key_named(each) for each in found))

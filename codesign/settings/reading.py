"""From the text of a settings file to settings, and to everything that is wrong with it.

What is wrong takes no other setting with it: a key that cannot be used leaves the colours as they were set. The
keys go together, though, because two that were swapped are two of a kind if one of them is left out.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, Protocol, TypeVar

import msgspec

from codesign.settings import EVERYWHERE, Density, Drawing, Glyphs, Keys, Settings, ThemeName
from codesign.settings.keys import NotAKey, in_force, key_named, written
from codesign.words import say

E = TypeVar("E", bound=Enum)

_NO_TOML = (ValueError, RecursionError)
"""What the parser raises; for numbers of thousands of digits and lists in a thousand lists not its own error."""

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


class Problem(msgspec.Struct, frozen=True):
    """Something wrong in a settings file, and what to do about it; `line` is 0 where it is the file itself."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        """Return it on one line, as compilers write theirs."""
        return f"{self.file}:{self.line}: {self.what}" if self.line else f"{self.file}: {self.what}"


class Read(msgspec.Struct, frozen=True):
    """The settings that can be used, and what is wrong in the file, in the order of its lines."""

    settings: Settings
    problems: tuple[Problem, ...] = ()


def read_settings(text: str, file: str, catalogue: Callable[[], Catalogue]) -> Read:
    """Read the text of a settings file.

    `file` is what problems call it; the catalogue is made only where keys are changed.
    """
    text = text.removeprefix("\ufeff")
    try:
        found = tomllib.loads(text)
    except _NO_TOML as error:
        return Read(Settings(), (_no_toml(file, str(error), text),))
    reader = _Reader(file, text)
    fields: dict[str, Any] = {}
    for name, value in found.items():
        if name == "keys":
            fields[name] = reader.keys(value, catalogue())
        elif name in _YES_OR_NO:
            fields[name] = reader.yes_or_no(name, value)
        elif name in _SETTINGS:
            fields[name] = reader.one_of(_SETTINGS[name], name, value)
        else:
            known = (*_SETTINGS, *_YES_OR_NO, "keys")
            reader.complain((name,), say("settings.unknown", name=name) + near(name, known))
    sound = {name: value for name, value in fields.items() if value is not None}
    return Read(Settings(**sound), tuple(sorted(reader.problems, key=lambda each: each.line)))


def _no_toml(file: str, why: str, text: str) -> Problem:
    """Tell where the text stops being TOML: Python's parser says so at the end of its message."""
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", why)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    return Problem(file, line, say("settings.no-toml", why=why[: place.start()] if place else why))


def near(name: str, known: Iterable[str]) -> str:
    """Return words that name what somebody may have meant, or where nothing is near, all that there is."""
    from difflib import get_close_matches

    names = list(dict.fromkeys(known))
    found = get_close_matches(name.lower(), names, 1)
    return say("settings.near", name=found[0]) if found else say("settings.known", names=", ".join(names))


class _Reader:
    """Reads values, and gathers what is wrong with them."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._lines = text.split("\n")
        self.problems: list[Problem] = []

    def complain(self, path: Sequence[str], what: str) -> None:
        """Put a problem on the list, with the line on which its value ends."""
        self.problems.append(Problem(self._file, self._line_of(path), what))

    def _line_of(self, path: Sequence[str]) -> int:
        """Return the line that gives a value: the first with which the beginning of the file holds it.

        Python's parser tells lines of wrong TOML only, and a scan of our own would have to know quoted and dotted
        names, tables in one line and texts of several; a library that keeps the places takes longer to import
        than the whole of this to run. So the parser is asked again, and only for what is wrong.
        """
        for n in range(1, len(self._lines) + 1):
            try:
                found: Any = tomllib.loads("\n".join(self._lines[:n]))
            except _NO_TOML:
                continue  # within a value of several lines
            for part in path:
                found = found.get(part) if isinstance(found, dict) else None
            if found is not None:
                return n
        return 0

    def one_of(self, kinds: type[E], name: str, value: object) -> E | None:
        """Return the value of an enumeration, or None."""
        known = [each.value for each in kinds]
        if value in known:
            return kinds(value)
        told = str(value)
        self.complain((name,), say("settings.no-value", name=name, value=told) + near(told, known))
        return None

    def yes_or_no(self, name: str, value: object) -> bool | None:
        """Return true or false, or None."""
        if isinstance(value, bool):
            return value
        self.complain((name,), say("settings.no-value", name=name, value=value) + near("", ("true", "false")))
        return None

    def keys(self, tables: object, catalogue: Catalogue) -> Keys | None:
        """Return the changed keys by screen and act, or None where one of them cannot be used."""
        before = len(self.problems)
        names = (EVERYWHERE, *catalogue.names)
        if not isinstance(tables, dict):
            self.complain(("keys",), say("settings.no-table", name="keys") + near("keys", names))
            return None
        for name, table in tables.items():
            path = ("keys", name)
            if name not in names:
                self.complain(path, say("settings.no-screen", name=name) + near(name, names))
            elif not isinstance(table, dict):
                self.complain(path, say("settings.no-table", name=f"keys.{name}"))
        changed_here = [name for name in catalogue.names if name in tables or EVERYWHERE in tables]
        screens = [catalogue.screen(name) for name in changed_here]
        for name, table in tables.items():
            if name in names and isinstance(table, dict):
                self._check_acts(name, table, screens)
        if len(self.problems) > before:
            return None
        changed = {screen.name: self._of_screen(screen, tables) for screen in screens}
        return {name: acts for name, acts in changed.items() if acts} if len(self.problems) == before else None

    def _check_acts(self, screen: str, table: dict[str, object], screens: Sequence[KnownScreen]) -> None:
        """Complain of acts that are not there, and of keys that there cannot be."""
        here = [each for each in screens if screen in {EVERYWHERE, each.name}]
        known = [act.name for each in here for act in each.acts]
        for name, value in table.items():
            path = ("keys", screen, name)
            if name not in known:
                self.complain(path, say("settings.no-act", name=name, screen=screen) + near(name, known))
                continue
            try:
                _read_keys(value)
            except NotAKey as error:
                self.complain(path, str(error))

    def _of_screen(self, screen: KnownScreen, tables: dict[str, dict[str, object]]) -> dict[str, tuple[str, ...]]:
        """Return the keys of the acts of one screen that were changed, and complain where two have the same."""
        places: dict[str, tuple[str, str, str]] = {}
        changed: dict[str, tuple[str, ...]] = {}
        usual = {act.name: act.keys for act in screen.acts}
        for table in (EVERYWHERE, screen.name):
            for name, value in tables.get(table, {}).items():
                if name in usual:
                    changed[name] = in_force(_read_keys(value), usual[name])
                    places[name] = ("keys", table, name)
        for name, keys in changed.items():
            for key in keys:
                if other := _other_with(key, name, screen, changed):
                    told = say("settings.two", key=written(key), one=name, other=other, screen=screen.name)
                    self.complain(places[name], told)
                elif key in screen.taken and key not in usual[name]:
                    self.complain(places[name], say("settings.taken", key=written(key), name=name))
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

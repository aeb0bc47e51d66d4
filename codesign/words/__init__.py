"""Every word on screen and in documents, by key, from the TOML files in the folder of its language.

The first part of a key names the file, the rest a place in it: "clock.on-time" stands in en/clock.toml under
`on-time`. A file is read when one of its words is first asked for, and no more of it is parsed than what is asked
for. A value is a text with {names} to fill in, or a table with `one` and `other` that is chosen by `n`. Filled-in
values are never looked into again, so braces in people's words stay braces.

One language is the program's; a document is made while its partnership's is `speaking`. What a language does not
have is said in English.
"""

import contextlib
import functools
import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import Any

LANGUAGE = "en"
"""The language that has every word."""

_HERE = Path(__file__).parent
_spoken: ContextVar[str] = ContextVar("spoken", default="")
"""The language of a document that is being made; "" for the program's own."""
_own: ContextVar[Mapping[str, str]] = ContextVar("own", default=MappingProxyType({}))
"""What an organisation says in place of our words, by their keys."""
_program = LANGUAGE
_LINE = re.compile(r'^(?:([\w.-]+) = (?:"""[\s\S]*?"""|.*)|\[([\w.-]+)\]$|(\[.*))', re.MULTILINE)
"""An entry of a file, which is a text over several lines or what stands on one; the name of a table; and anything
else that begins as a table does."""
_PLAIN = re.compile(r"""[\w.-]+ = (?:"([^"\\]*)"|'([^']*)'|"{3}\n([^\\]*)"{3})""")
"""An entry that says what it means, as nearly all do: a text without escapes."""
_FORMS = re.compile(r'[\w-]+ = \{(?: \w+ = "[^"\\]*"(?:,|(?= \})))+ \}')
"""An entry with several such texts, for one and for many."""
_FORM = re.compile(r' (\w+) = "([^"\\]*)"')
_ONE = {"fr": (0, 1)}
"""Of which numbers a language speaks as of one; most do so of 1 alone."""


class MissingWord(KeyError):
    """A key that the language does not have; a test finds these before a user does."""


@functools.cache
def languages() -> tuple[str, ...]:
    """Return the languages that there are words in, sorted."""
    return tuple(sorted(each.name for each in _HERE.iterdir() if (each / "app.toml").is_file()))


def speak(language: str) -> None:
    """Make a language the program's own, such as "fr" or "fr-CA"; English where there are no words in it."""
    global _program  # noqa: PLW0603 - all threads of a program speak one language
    _program = _nearest(language)


@contextlib.contextmanager
def speaking(language: str, own: Mapping[str, str] = MappingProxyType({})) -> Iterator[None]:
    """Say everything in a language, such as "fr" or "fr-CA", for a while; in English where there are no words in
    it. `own` are words that stand in place of ours, by key; nothing is filled into them."""
    language_before, own_before = _spoken.set(_nearest(language)), _own.set(own)
    try:
        yield
    finally:
        _own.reset(own_before)
        _spoken.reset(language_before)


def spoken() -> str:
    """Return the language in which words are said now, such as "fr"."""
    return _spoken.get() or _program


@functools.cache
def _nearest(language: str) -> str:
    return next((each for each in (language, language.partition("-")[0]) if each in languages()), LANGUAGE)


def groups(language: str = LANGUAGE) -> tuple[str, ...]:
    """Return the first parts of all keys of a language, sorted."""
    folder = _HERE / language
    return tuple(sorted(each.name.removesuffix(".toml") for each in folder.iterdir()))


@functools.cache
def _text(group: str, language: str) -> str:
    try:
        return (_HERE / language / f"{group}.toml").read_text("utf-8")
    except FileNotFoundError:
        raise MissingWord(group) from None


@functools.cache
def _group(name: str, language: str) -> dict[str, Any]:
    return _parsed(_text(name, language))


def _parsed(text: str) -> dict[str, Any]:
    import tomllib  # a command that says plain words alone has no need of it

    return tomllib.loads(text)


@functools.cache
def _entries(group: str, language: str) -> Mapping[str, str]:
    """Return the entries of a file as they stand in it, by the rest of their keys; none where it has tables whose
    names take more than reading."""
    found: dict[str, str] = {}
    within = ""
    for each in _LINE.finditer(_text(group, language)):
        key, name, other = each.groups()
        if other:
            return {}
        if name:
            within = f"{name}."
        else:
            found[within + key] = each[0]
    return found


@functools.cache
def _entry(key: str, language: str) -> Any:
    try:
        return _found(key, language)
    except MissingWord:
        if language == LANGUAGE:
            raise
        return _found(key, LANGUAGE)


def _found(key: str, language: str) -> Any:
    group, _, rest = key.partition(".")
    found: Any
    entries = _entries(group, language)
    if (entry := entries.get(rest)) is None:
        if texts := _table(entries, rest):
            return texts
        found, parts = _group(group, language), rest.split(".") if rest else []
    elif (plain := _plain(entry)) is not None:
        return plain
    elif _FORMS.fullmatch(entry):
        return {each[1]: each[2] for each in _FORM.finditer(entry)}
    else:
        found, parts = _parsed(entry), entry.partition(" = ")[0].split(".")
    for part in parts:
        try:
            found = found[part]
        except (KeyError, TypeError):
            raise MissingWord(key) from None
    return found


def _table(entries: Mapping[str, str], name: str) -> dict[str, str] | None:
    """Return the texts of a table by their names; None where there is no such table, or not only of texts."""
    before = f"{name}."
    texts = {key.removeprefix(before): _plain(each) for key, each in entries.items() if key.startswith(before)}
    found = {key: text for key, text in texts.items() if text is not None and "." not in key}
    return found if found and len(found) == len(texts) else None


def _plain(entry: str) -> str | None:
    """Return the text of an entry, None of one that takes more than reading."""
    plain = _PLAIN.fullmatch(entry)
    return next(each for each in plain.groups() if each is not None) if plain else None


def say(key: str, /, **values: Any) -> str:
    """Return the words under a dotted key, with the values filled in; `n` also chooses one or many.

    Raises:
        MissingWord: there is no such key, or a value that its text asks for is missing.
    """
    if (own := _own.get().get(key)) is not None:
        return own
    language = spoken()
    found = _entry(key, language)
    if isinstance(found, dict):
        found = found["one" if values.get("n") in _ONE.get(language, (1,)) else "other"]
    if not values:
        return str(found)
    try:
        return str(found).format_map(values)
    except KeyError as error:
        raise MissingWord(f"{key} wants {error}") from None


def table(key: str) -> dict[str, str]:
    """Return a whole table of words, such as the names of the weekdays by their keys."""
    found = _entry(key, spoken())
    if not isinstance(found, dict):
        raise MissingWord(key)
    return found


def name_of(value: str, group: str) -> str:
    """Return the word for a value of an enumeration: name_of("co-define", "phase")."""
    return say(f"{group}.{value.replace(' ', '-')}")


def labelled(name: str) -> str:
    """Return a name as it stands before what it names: a language may set its colon off."""
    return say("doc.label", name=name)

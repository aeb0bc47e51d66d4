"""Names of keys: as people write them ("ctrl+p", "?", "F5"), and the one name under which each is known."""

import re
import string
import unicodedata
from collections.abc import Iterable

from codesign.words import say

FIXED = frozenset("ctrl+q ctrl+z ctrl+l escape enter left right up down f1".split())
"""Keys that an act keeps whatever else it is given: with them one always finds help, and the way out."""

_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page-up": "pageup",
    "page-down": "pagedown",
}
_NAMED = frozenset(
    "space enter escape tab backspace delete insert home end pageup pagedown up down left right".split()
) | {f"f{n}" for n in range(1, 13)}
_MOVING = frozenset("home end pageup pagedown up down left right delete insert".split())

_PUNCTUATION = dict(
    zip(
        "exclamation_mark quotation_mark number_sign dollar_sign percent_sign ampersand apostrophe "
        "left_parenthesis right_parenthesis asterisk plus comma minus full_stop slash "
        "colon semicolon less_than_sign equals_sign greater_than_sign question_mark at "
        "left_square_bracket backslash right_square_bracket circumflex_accent underscore grave_accent "
        "left_curly_bracket vertical_line right_curly_bracket tilde".split(),
        string.punctuation,
        strict=True,
    )
)
"""The signs by their names. Asked for a few of them, Unicode's tables come into memory by the hundred KiB; and it
cannot be seen in a name where a hyphen was."""

_OF_PUNCTUATION = {character: name for name, character in _PUNCTUATION.items()}

_SENT_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+h": "backspace", "ctrl+[": "escape"}
"""Keys for which terminals send what they send for another."""


_UNRELIABLE = frozenset({"alt", "meta", "super", "cmd", "option"})


class NotAKey(ValueError):
    """A key that cannot be had; the message says why and what would do."""


def key_named(text: str) -> str:
    """Return the name of a key that somebody wrote.

    Raises:
        NotAKey: there is none of that name, or terminals do not send it reliably.
    """
    if len(text) == 1:
        if not text.isprintable() or text == " ":
            raise NotAKey(say("settings.no-key", key=repr(text)))
        return _of_character(text)
    *modifiers, key = (part.strip() for part in re.split(r"\+(?=.)", text.lower()))
    key = _OTHER_NAMES.get(key, key)
    name = "+".join((*modifiers, key))
    if not _UNRELIABLE.isdisjoint(modifiers):
        raise NotAKey(say("settings.alt-key", key=text))
    if name in _SENT_AS:
        raise NotAKey(say("settings.same-key", key=text, other=_SENT_AS[name]))
    if modifiers == ["shift"] and len(key) == 1:
        raise NotAKey(say("settings.shift-key", key=text, letter=key.upper()))
    letter = len(key) == 1 and key.isascii() and key.isalpha()
    if (
        (not modifiers and key in _NAMED)
        or (modifiers == ["ctrl"] and (letter or key in _MOVING))
        or (modifiers == ["shift"] and key in _MOVING | {"tab"})
    ):
        return name
    if not modifiers and (character := _character(key)):
        return _of_character(character)
    raise NotAKey(say("settings.no-key", key=text))


def _of_character(character: str) -> str:
    if character.isalnum():
        return character
    if character in _OF_PUNCTUATION:
        return _OF_PUNCTUATION[character]
    return unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")


def _character(name: str) -> str:
    """Return the character that a key types, or "" where it types none."""
    if len(name) == 1:
        return name
    try:
        found = _PUNCTUATION.get(name) or unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return ""
    return found if found.isprintable() else ""


def sign_named(character: str) -> str | None:
    """Return the name of a sign that every keyboard has, None of anything else."""
    return _OF_PUNCTUATION.get(character)


def typed_by(name: str) -> str | None:
    """Return the character that a key of that name types, None where it types none."""
    if name == "space":
        return " "
    return None if name in _NAMED or "+" in name else _character(name) or None


def written(name: str) -> str:
    """Return a key as people write it in a settings file; `key_named` reads it back."""
    if name in _NAMED or "+" in name:
        return name
    return _character(name) or name


def in_force(given: Iterable[str], usual: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of an act that was given some: these, and of its usual ones those that it keeps."""
    return tuple(dict.fromkeys((*given, *(key for key in usual if key in FIXED))))

"""What our own tables call things, in every language that the program writes: a table of cards that left as CSV
comes back as the same cards."""

import functools
import re
from collections.abc import Iterable, Iterator

from codesign.imports.foreign import Field, Target
from codesign.imports.vocabulary import key
from codesign.model import ItemKind, Status
from codesign.words import languages, name_of, say, speaking

NUMBER = re.compile(r"[A-Z]{1,2}[1-9][0-9]*[a-z]*")
"""A number on a board."""


def fields(names: Iterable[str]) -> dict[str, Field]:
    """Return which field each head of a table is, by its key; nothing where the table is not one of ours."""
    wanted = {key(name) for name in names}
    return next((heads for heads in _heads() if set(heads) <= wanted), {})


@functools.cache
def _heads() -> tuple[dict[str, Field], ...]:
    """Return the heads of a table of cards in each language."""
    return tuple({key(say(f"sheet.{each.name.lower()}")): each for each in Field} for _language in _spoken())


@functools.cache
def kinds() -> dict[str, ItemKind]:
    """Return the kind of card that each of our words stands for."""
    return {key(name_of(each.value, "item-kind")): each for _language in _spoken() for each in ItemKind}


@functools.cache
def columns() -> dict[str, Target]:
    """Return where the cards go that stand under one of our words for a status."""
    return {key(name_of(each.value, "status")): Target(each) for _language in _spoken() for each in Status}


@functools.cache
def yes() -> frozenset[str]:
    """Return how we say that something is so."""
    return frozenset(key(say("fields.yes")) for _language in _spoken())


def _spoken() -> Iterator[str]:
    for language in languages():
        with speaking(language):
            yield language

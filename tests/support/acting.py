"""What tests of commands share: looking records up, being refused, another person at the same board."""

from typing import Any, TypeVar

import pytest

from codesign.commands import Command
from codesign.errors import CodesignError, Refused
from codesign.model import Item, Phase, Record, plain
from codesign.opened import OpenPartnership
from codesign.views.board import in_order
from tests.support.doubles import capture, memory_workspace

R = TypeVar("R", bound=Record)


def get(opened: OpenPartnership, kind: type[R], number: str) -> R:
    """Return the record that bears a number."""
    found = opened.numbered(number)
    assert isinstance(found, kind)
    return found


def ids(opened: OpenPartnership, numbers: str) -> tuple[str, ...]:
    """Return the ids of records, their numbers with spaces between them."""
    return tuple(opened.numbered(number).id for number in numbers.split())


def told(opened: OpenPartnership, command: Command) -> str:
    """Carry a command out that has something to change, and return what it did in words."""
    done = opened.execute(command)
    assert done is not None
    return done.change.told


def refused(opened: OpenPartnership, command: Command, why: type[CodesignError] = Refused) -> str:
    """Try a command that must be refused, and must change nothing; return the reason."""
    before = list(opened.records)
    with pytest.raises(why) as caught:
        opened.execute(command)
    assert list(opened.records) == before
    return str(caught.value)


def bob(opened: OpenPartnership) -> OpenPartnership:
    """Return the same partnership as another person has it open."""
    return OpenPartnership(opened.folder, opened._store, memory_workspace(person="bob"))


def filled(opened: OpenPartnership, *lines: str) -> OpenPartnership:
    """Capture lines."""
    for line in lines:
        capture(opened, line)
    return opened


def column(opened: OpenPartnership, phase: str = "co-define") -> str:
    """Return the numbers of a column in their order, with spaces between them."""
    return " ".join(card.number for card in in_order(opened.records)[Phase(phase)])


def forms(opened: OpenPartnership) -> dict[str, dict[str, Any]]:
    """Return the plain forms of all live records by number, without who made and changed them when."""
    return {
        each.number: {key: value for key, value in plain(each).items() if key not in {"made", "changed"}}
        for each in opened.records
        if not each.archived
    }


def origins(opened: OpenPartnership, number: str) -> set[str]:
    """Return the numbers of the records that one came from."""
    found = (opened.records.find(each) for each in opened.numbered(number).origins)
    return {each.number for each in found if each is not None}


def card(opened: OpenPartnership, number: str) -> Item:
    """Return the card that bears a number."""
    return get(opened, Item, number)

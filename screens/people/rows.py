"""How the sectors and the people look on the screen on which they are counted."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

import msgspec

from codesign.dates import time_of_day
from codesign.model import Move, Person
from codesign.views.attendance import Presence, SectorCount
from codesign.views.fields import permission_words
from codesign.views.people import NewPerson
from codesign.words import say
from screens.glyphs import BETWEEN
from screens.widgets.lines import Line, cells, cut, shown, wrapped

_WORDS = 28
"""Columns of what is known besides the number: "3 by name, 1 late, 2 left"."""
_NARROW = 56
"""Columns below which there is no room for it."""
BUTTONS = 12
"""Columns of " [-]  7 [+]"."""


class SectorRow(msgspec.Struct, frozen=True):
    """A sector on the screen: its letter, its name, and who of it is there."""

    letter: str
    name: str
    count: SectorCount


class PersonRow(msgspec.Struct, frozen=True):
    """Somebody who can be marked: a person known here and when they were there, or somebody new."""

    who: Person | NewPerson
    sector: str
    """Its name."""
    presence: Presence | None = None

    @property
    def key(self) -> str:
        """What stays the same of the row while somebody types."""
        return self.who.id if isinstance(self.who, Person) else "new"


def names_width(width: int) -> int:
    """Return the columns of a sector's letter and name, before the buttons."""
    return max(8, width - BUTTONS - (_WORDS if width >= _NARROW else 0))


def draw_sector(row: SectorRow, width: int, typed: str) -> list[Line]:
    """Return the line of a sector: its letter and name, the buttons around its number or the digits `typed` of
    another, and what more is known."""
    names = names_width(width)
    name = cut(f"{row.letter or ' '} {shown(row.name)}", names - 1)
    number = f"{typed}_" if typed else str(row.count.now)
    style = "accent" if typed else "strong" if row.count.now else "dim"
    line: Line = (
        (f"{name}{' ' * (names - cells(name))}", ""),
        ("[-]", "dim"),
        (f"{number:>4} ", style),
        ("[+] ", "dim"),
    )
    if width < _NARROW:
        return [line]
    count = row.count
    known = [
        say("people.by-name", n=count.named_now) if count.named_now else "",
        say("people.came", n=count.came) if count.came else "",
        say("people.left", n=count.left) if count.left else "",
    ]
    return [(*line, (cut(", ".join(filter(None, known)), width - names - BUTTONS), "dim"))]


def button_at(column: int, width: int) -> int:
    """Return what a click on a column of a sector's line counts: 1 on [+], -1 on [-], 0 elsewhere."""
    place = column - names_width(width)
    return -1 if 0 <= place < len("[-]") else 1 if BUTTONS - 4 <= place < BUTTONS else 0


def draw_person(row: PersonRow, width: int, zone: tzinfo | None) -> list[Line]:
    """Return the line of a person: the name, what is known of them, and whether they are there."""
    state = _state(row.presence, zone)
    who = row.who
    known = [shown(each) for each in (who.name, row.sector, who.role) if each]
    if isinstance(who, Person) and who.usual_permission is not None:
        known.append(say("people.usually", what=permission_words(who.usual_permission)))
    words = BETWEEN.join(known) if isinstance(who, Person) else say("people.add", who=BETWEEN.join(known))
    room = width - cells(state) - 1
    first, *rest = wrapped(words, room, 2)
    gap = " " * (room - cells(first) + 1)
    return [((first, ""), (gap, ""), (state, "accent")), *(((f"  {line}", ""),) for line in rest)]


def _state(presence: Presence | None, zone: tzinfo | None) -> str:
    if presence is None:
        return ""
    if presence.left is not None:
        return say("people.left-at", time=time_of_day(presence.left, zone))
    if presence.came is not None:
        return f"{say('people.here')}, {say('people.came-at', time=time_of_day(presence.came, zone))}"
    return say("people.here")


def draw_known(
    named: Sequence[Presence], times: Mapping[Move, Sequence[datetime]], width: int, zone: tzinfo | None
) -> list[Line]:
    """Return what is known of a sector besides its numbers: names, and when others of it came later or left."""
    names = ", ".join(_name(each, zone) for each in named)
    moved = [
        say(f"people.{move.value}-times", times=", ".join(time_of_day(at, zone) for at in found))
        for move, found in times.items()
        if found
    ]
    told = [say("people.named", names=names) if names else "", BETWEEN.join(moved)]
    return [((cut(text, width), "dim"),) for text in told if text]


def _name(presence: Presence, zone: tzinfo | None) -> str:
    name = shown(presence.person.name)
    return name if presence.here else f"{name} ({_state(presence, zone)})"

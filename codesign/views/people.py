"""The people known here: finding one by a few letters of their name, and reading a new one from a line."""

from collections.abc import Sequence

import msgspec

from codesign.capture import sector_named
from codesign.model import Person, Sector
from codesign.records import Records
from codesign.text import folded, one_line


def known_people(records: Records, typed: str) -> tuple[Person, ...]:
    """Return the people whose names fit what was typed, the best first: a name that begins with it, then one of
    which a word does, then one with its letters anywhere in their order."""
    wanted = "".join(folded(typed).split())
    ranked = [(rank, each) for each in records.live(Person) if (rank := _rank(wanted, each.name)) is not None]
    ranked.sort(key=lambda found: (found[0], folded(found[1].name), found[1].id))
    return tuple(each for _rank, each in ranked)


def _rank(wanted: str, name: str) -> int | None:
    words = folded(name).split()
    ends = ["".join(words[n:]) for n in range(len(words))] or [""]
    if ends[0].startswith(wanted):
        return 0
    if any(end.startswith(wanted) for end in ends):
        return 1
    letters = iter(ends[0])
    return 2 if all(letter in letters for letter in wanted) else None


class NewPerson(msgspec.Struct, frozen=True):
    """Somebody who is not known yet, as a line was understood."""

    name: str
    sector: str = ""
    """Its key."""
    role: str = ""


def read_person(typed: str, sectors: Sequence[Sector]) -> NewPerson:
    """Return who a line means: a name, and after commas a sector and a role, of which either may be left out. A
    part that names one sector is the sector, as in a captured line; all others are the role."""
    name, *parts = (one_line(part) for part in typed.split(","))
    sector, role = "", []
    for part in filter(None, parts):
        found = "" if sector else sector_named(part, sectors)
        if found:
            sector = found
        else:
            role.append(part)
    return NewPerson(name, sector, ", ".join(role))

"""Who asks, when, and of what: all that finding needs besides the filter."""

from collections.abc import Callable
from datetime import date

import msgspec

from codesign.model import Person, Record
from codesign.records import Records
from codesign.text import spoken


def _none(_record: Record) -> bool:
    return False


class Asking(msgspec.Struct, frozen=True):
    """The records, the day, and the person at the keyboard; "" where that is nobody in particular."""

    records: Records
    today: date
    me: str = ""
    """The login name, or however they are called."""
    has_draft: Callable[[Record], bool] = _none
    """Tells whether this person has begun to rewrite a record and not saved it."""

    @property
    def my_names(self) -> frozenset[str]:
        """Under what names I own things: as I am called here, and the name and role of the person that I am.

        A first name is enough to know me by if nobody else has it.
        """
        me = self._called
        if not me:
            return frozenset()
        person = self._person
        return frozenset({me, spoken(person.name), spoken(person.role)} - {""}) if person else frozenset({me})

    @property
    def my_name(self) -> str:
        """The name under which I answer for something: that of the person that I am, or else as I am called."""
        return self._person.name if self._person else self.me

    @property
    def _called(self) -> str:
        return spoken(self.me.replace(".", " "))

    @property
    def _person(self) -> Person | None:
        """The one person who is called as I am, or whose first name that is."""
        me = self._called
        people = [(each, spoken(each.name)) for each in self.records.live(Person)] if me else []
        mine = [person for person, name in people if name == me]
        mine = mine or [person for person, name in people if name.split(" ")[0] == me]
        return mine[0] if len(mine) == 1 else None

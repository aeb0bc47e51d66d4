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
        me = spoken(self.me.replace(".", " "))
        if not me:
            return frozenset()
        people = [(spoken(each.name), spoken(each.role)) for each in self.records.live(Person)]
        mine = [each for each in people if each[0] == me]
        mine = mine or [each for each in people if each[0].split(" ")[0] == me]
        return frozenset({me, *mine[0]} - {""}) if len(mine) == 1 else frozenset({me})

"""What the commands read that change nothing: everything, or with --audience what that audience may."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click
import msgspec

from codesign.changes import Committed
from codesign.dates import stamp
from codesign.errors import NotFound
from codesign.model import Audience, Partnership, Record
from codesign.opened import OpenPartnership
from codesign.permissions import Sight
from codesign.ports import today
from codesign.records import Records
from codesign.text import one_line
from codesign.views.filters.asking import Asking
from codesign.views.history import told_in_full, touched
from codesign.words import say

R = TypeVar("R", bound=Record)
F = TypeVar("F", bound=Callable[..., Any])


def audience_option(command: F) -> F:
    """Give a command the option --audience."""
    option = click.option(
        "--audience", type=click.Choice([each.value for each in Audience]), help=say("cli.read-audience")
    )
    return option(command)


class Reading(msgspec.Struct, frozen=True):
    """A partnership as somebody reads it on the command line."""

    opened: OpenPartnership
    sight: Sight | None
    """Through what it is read; None for the working view, which has everything."""

    @property
    def records(self) -> Records:
        """The records as they may be read."""
        return self.sight.records if self.sight else self.opened.records

    @property
    def asking(self) -> Asking:
        """What a filter needs. It looks through what may be read only: nobody finds words by guessing them."""
        return Asking(self.records, self.sight.on) if self.sight else self.opened.asking

    @property
    def partnership(self) -> Partnership:
        """The partnership's own record."""
        found = self.records.partnership
        return found if self.sight and found else self.opened.partnership

    def numbered(self, number: str) -> Record:
        """Return the record of a number.

        Raises:
            NotFound: none has it, or it is for nobody outside the room.
        """
        found = self.opened.numbered(number)
        if self.sight is None:
            return found
        if (seen := self.sight.records.find(found.id)) is None:
            raise NotFound(say("refused.not-for-them", number=found.number))
        return self.bare(seen)

    def bare(self, record: R) -> R:
        """Return one of the records as its fields may be read one by one."""
        return self.sight.bare(record) if self.sight else record

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the files; no matter of an audience."""
        return () if self.sight else tuple(self.opened.problems)

    def history(self, record: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield when each change was made, what it was in words, and all of it for scripts. For an audience that
        is which records and fields it touched: what it says itself quotes words, also such as were taken back
        since."""
        zone = self.opened.clock.zone()
        for each in self.opened.history(record):
            if self.sight is None:
                yield stamp(each.at, zone), _told(each), told_in_full(each, self.records)
            elif found := touched(each, self.records):
                numbers = ", ".join(dict.fromkeys(one["number"] for one in found))
                told = say("history.touched", numbers=numbers)
                yield stamp(each.at, zone), told, {"at": each.at, "records": found}


def _told(done: Committed) -> str:
    return f"{one_line(done.by)}  {one_line(done.change.told)}"


def reading(opened: OpenPartnership, audience: str | None) -> Reading:
    """Return a partnership as an audience reads it; None for the working view."""
    if audience is None:
        return Reading(opened, None)
    return Reading(opened, Sight(opened.records, Audience(audience), today(opened.clock)))

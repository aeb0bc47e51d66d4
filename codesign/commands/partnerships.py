"""Founding a partnership and writing down what it says of itself."""

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker
from codesign.errors import Refused
from codesign.model import Partnership, Place
from codesign.records import Records
from codesign.templates import usual_sectors
from codesign.text import clean
from codesign.words import say


class Found(msgspec.Struct, frozen=True):
    """Begin a partnership in an empty folder. The device that does so is its first."""

    name: str
    device: str
    area: str = ""
    began: int | None = None

    def apply(self, records: Records, make: Maker) -> Change:
        if records.partnership is not None:
            raise Refused(say("refused.founded", name=records.partnership.name))
        if not clean(self.name):
            raise Refused(say("refused.no-name"))
        partnership = make.make(
            Partnership,
            name=self.name,
            place=Place(area=self.area),
            began=self.began or make.today.year,
            sectors=usual_sectors(),
            recording_notice=say("partnership.notice"),
            devices={self.device: ""},
        )
        return change(say("label.founded", name=partnership.name), (None, partnership), bookkeeping=True)


class Describe(msgspec.Struct, frozen=True):
    """Write down the partnership's name, place, first year, contact, priorities and notice."""

    seen: Partnership
    """The record as the person saw it when they began to write."""
    name: str
    area: str
    began: int | None
    contact: str
    priorities: tuple[str, ...]
    recording_notice: str

    def apply(self, records: Records, make: Maker) -> Change:
        del records, make
        if not clean(self.name):
            raise Refused(say("refused.no-name"))
        after = msgspec.structs.replace(
            self.seen,
            name=self.name,
            place=msgspec.structs.replace(self.seen.place, area=self.area),
            began=self.began,
            contact=self.contact,
            priorities=self.priorities,
            recording_notice=self.recording_notice,
        )
        return change(say("label.described", name=self.name), (self.seen, after))

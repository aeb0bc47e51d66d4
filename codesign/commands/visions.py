"""Writing, testing and agreeing the shared vision. No version is ever overwritten."""

from collections.abc import Mapping
from datetime import date

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import FistCounts, Reservation, Vision, VisionCheck
from codesign.records import Records
from codesign.text import clean
from codesign.words import say


class Propose(msgspec.Struct, frozen=True):
    """Propose a text as the next version of the vision."""

    text: str
    why: str = ""
    words_of: str = ""
    picture: str = ""
    meeting: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        if not clean(self.text):
            raise Refused(say("refused.no-words"))
        versions = [vision.version for vision in records.all(Vision)]
        vision = make.make(
            Vision,
            version=max(versions, default=0) + 1,
            text=self.text,
            why=self.why,
            words_of=self.words_of,
            picture=self.picture,
            proposed=make.today,
            meeting=self.meeting,
        )
        return change(say("label.proposed", version=vision.version), (None, vision))


class RecordConsent(msgspec.Struct, frozen=True):
    """Write down how many people of each sector showed how many fingers for a version. At the same meeting it
    replaces what was counted there; what was counted elsewhere stays."""

    vision: str
    fists: Mapping[str, FistCounts]
    meeting: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Vision, self.vision)
        check = VisionCheck(make.today, self.fists, self.meeting)
        checks = {**before.checks, self.meeting or make.today.isoformat(): check}
        after = msgspec.structs.replace(before, checks=checks)
        return change(say("label.consent", version=before.version), (before, after))


class Reserve(msgspec.Struct, frozen=True):
    """Put a reservation on record, or with `key` write the one under it anew, reply included."""

    vision: str
    reservation: Reservation
    key: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        if not clean(self.reservation.text):
            raise Refused(say("refused.no-words"))
        before = wanted(records, Vision, self.vision)
        key = self.key or make.ids.new()
        after = msgspec.structs.replace(before, reservations={**before.reservations, key: self.reservation})
        return change(say("label.reserved", version=before.version), (before, after))


class Agree(msgspec.Struct, frozen=True):
    """Mark a version as agreed on a day."""

    vision: str
    on: date

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Vision, self.vision)
        if before.agreed is not None:
            raise Refused(say("refused.agreed", version=before.version, day=before.agreed.isoformat()))
        after = msgspec.structs.replace(before, agreed=self.on)
        waiting = sum(not each.reply for each in before.reservations.values())
        label = say("label.agreed-with" if waiting else "label.agreed", version=before.version, n=waiting)
        return change(label, (before, after))

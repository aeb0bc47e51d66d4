"""Deciding how long the words of a meeting are kept."""

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Meeting
from codesign.records import Records
from codesign.text import clean
from codesign.views.retention import review_day
from codesign.words import say


class KeepWords(Struct, frozen=True):
    """Keep the words of a meeting until another day, on which somebody decides again. Where they are due, it needs
    a reason."""

    meeting: str
    until: date
    because: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        if self.until <= make.today:
            raise Refused(say("refused.keep-until-past", day=self.until.isoformat()))
        was = review_day(records, before)
        if was is not None and was <= make.today and not clean(self.because):
            raise Refused(say("refused.keep-because", number=before.number))
        after = replace(before, review_words=self.until, review_because=self.because or before.review_because)
        label = say("label.kept-until", number=before.number, day=self.until.isoformat())
        return change(label, (before, after))

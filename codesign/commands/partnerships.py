"""Founding a partnership and writing down what it says of itself."""

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker
from codesign.commands.notices import in_language, require_language
from codesign.errors import Refused
from codesign.model import Partnership, Place
from codesign.records import Records
from codesign.templates import usual_notice, usual_sectors
from codesign.text import clean
from codesign.words import say, spoken


class Found(msgspec.Struct, frozen=True):
    """Begin a partnership in an empty folder. The device that does so is its first."""

    name: str
    device: str
    area: str = ""
    began: int | None = None
    language: str = ""
    """Its code, such as "fr"; "" for the language that is spoken. Its sectors and its notice begin in it, or in
    English where there are no words in it."""

    def apply(self, records: Records, make: Maker) -> Change:
        if records.partnership is not None:
            raise Refused(say("refused.founded", name=records.partnership.name))
        if not clean(self.name):
            raise Refused(say("refused.no-name"))
        language = clean(self.language) or spoken()
        require_language(language)
        partnership = make.make(
            Partnership,
            name=self.name,
            place=Place(area=self.area),
            began=self.began or make.today.year,
            language=language,
            sectors=usual_sectors(language),
            recording_notice=usual_notice(language),
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
    language: str = ""
    """Its code, "" to leave it as it is. What is written as the notice is in this language."""
    retention_months: int | msgspec.UnsetType | None = msgspec.UNSET
    """For how many months words are kept, None for no end."""

    def apply(self, records: Records, make: Maker) -> Change:
        del records, make
        if not clean(self.name):
            raise Refused(say("refused.no-name"))
        language = clean(self.language) or self.seen.language
        require_language(language)
        months = self.seen.retention_months if self.retention_months is msgspec.UNSET else self.retention_months
        after = msgspec.structs.replace(
            in_language(self.seen, language),
            name=self.name,
            place=msgspec.structs.replace(self.seen.place, area=self.area),
            began=self.began,
            contact=self.contact,
            priorities=self.priorities,
            retention_months=months,
        )
        if self.recording_notice != self.seen.recording_notice or language == self.seen.language:
            after = msgspec.structs.replace(after, recording_notice=self.recording_notice)
        return change(say("label.described", name=self.name), (self.seen, after))

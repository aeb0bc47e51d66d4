"""What is noted of a captured line by one key: the sector it was said in, the table it came from, and that the
words were read back to the person who said them."""

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Commitment, Voice
from codesign.records import Records
from codesign.views.voices import sector_names
from codesign.words import say


class SetSector(msgspec.Struct, frozen=True):
    """Write down in which sector something was said or promised; "" for none."""

    record: str
    sector: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, _kind_of(records, self.record), self.record)
        names = sector_names(records.partnership)
        if self.sector and self.sector not in names:
            raise Refused(say("refused.no-sector", sector=self.sector))
        name = names.get(self.sector) or say("doc.not-set")
        after = msgspec.structs.replace(before, sector=self.sector)
        return change(say("label.sector", number=before.number, sector=name), (before, after))


class SetTable(msgspec.Struct, frozen=True):
    """Write down which table said something, from 1; None for no table."""

    voice: str
    table: int | None

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Voice, self.voice)
        after = msgspec.structs.replace(before, table=self.table)
        key = "label.at-table" if self.table else "label.at-no-table"
        return change(say(key, number=before.number, table=self.table), (before, after))


class ReadBack(msgspec.Struct, frozen=True):
    """Write down that words were read back to whoever said or promised them and were right, or that they were
    not."""

    record: str
    read_back: bool

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, _kind_of(records, self.record), self.record)
        after = msgspec.structs.replace(before, read_back=self.read_back)
        key = "label.read-back" if self.read_back else "label.not-read-back"
        return change(say(key, number=before.number), (before, after))


def _kind_of(records: Records, record: str) -> type[Commitment] | type[Voice]:
    return Commitment if records.get(Commitment, record) is not None else Voice

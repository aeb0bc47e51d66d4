"""Writing down who governs words, and that they released them."""

from msgspec import Struct
from msgspec.structs import replace

from codesign.changes import Change, change
from codesign.commands.base import Maker
from codesign.errors import Refused
from codesign.model import Governance, Meeting, Partnership, Record, Voice
from codesign.permissions import governing
from codesign.records import Records
from codesign.text import clean
from codesign.words import say

Governed = Partnership | Meeting | Voice


class Govern(Struct, frozen=True):
    """Write down who governs the words of a partnership, a meeting or a voice; nobody takes that away again."""

    record: str
    governor: str
    agreement: str = ""
    review: bool = False
    """Whether they see the words before anybody else does."""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = _governed(records, self.record)
        if not clean(self.governor):
            return change(
                say("label.ungoverned", number=before.number), (before, replace(before, governance=None))
            )
        was = before.governance
        same = was is not None and was.governor == clean(self.governor) and was.review and self.review
        after = Governance(
            clean(self.governor),
            clean(self.agreement),
            self.review,
            was.released if was and same else None,
            was.released_by if was and same else "",
        )
        label = say("label.governed", number=before.number, who=after.governor)
        return change(label, (before, replace(before, governance=after)))


class Release(Struct, frozen=True):
    """Write down that whoever governs words has reviewed and released them: those of a whole meeting, or a voice
    alone that is governed with its meeting."""

    record: str
    by: str
    """Who said so for them."""

    def apply(self, records: Records, make: Maker) -> Change:
        before = _governed(records, self.record)
        found = governing(records, before)
        if found is None or not found.is_waiting:
            raise Refused(say("refused.nothing-to-release", number=before.number))
        if not clean(self.by):
            raise Refused(say("refused.released-by-whom", number=before.number))
        after = replace(before, governance=replace(found, released=make.today, released_by=clean(self.by)))
        return change(say("label.governed-released", number=before.number), (before, after))


def _governed(records: Records, record_id: str) -> Governed:
    found: Record | None = records.find(record_id)
    if found is None:
        raise Refused(say("refused.gone"))
    if not isinstance(found, Partnership | Meeting | Voice):
        raise Refused(say("refused.not-governed", number=found.number))
    return found

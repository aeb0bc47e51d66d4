"""Partners, the connections between them, and the help that the partnership asks for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import AskForHelp, Connection, Partner, Support
from codesign.records import Records
from codesign.text import clean, folded
from codesign.views.connections import between, grew_from
from codesign.words import say


class AddPartner(msgspec.Struct, frozen=True):
    """Add an organisation that takes part."""

    organisation: str
    sector: str = ""
    role: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        if not clean(self.organisation):
            raise Refused(say("refused.no-organisation"))
        for each in records.live(Partner):
            if folded(each.organisation) == folded(clean(self.organisation)):
                raise Refused(say("refused.partner-there", number=each.number, name=each.organisation))
        partner = make.make(Partner, organisation=self.organisation, sector=self.sector, role=self.role)
        return change(say("label.partner", number=partner.number), (None, partner))


class Connect(msgspec.Struct, frozen=True):
    """Connect two partners, or write anew what is known of their connection: what is in `fields`, by its name."""

    one: str
    other: str
    fields: Mapping[str, Any]

    def apply(self, records: Records, make: Maker) -> Change:
        one, other = (wanted(records, Partner, each) for each in (self.one, self.other))
        if one.id == other.id:
            raise Refused(say("refused.own-connection", name=one.organisation))
        before = between(records, one.id, other.id)
        if before is None:
            after = make.make(Connection, one=one.id, other=other.id, **self.fields)
        else:
            after = msgspec.structs.replace(before, **self.fields)
        parent = records.get(Connection, after.parent)
        if parent is not None and after.id in {each.id for each in grew_from(records, parent)}:
            raise Refused(say("refused.own-parent", number=after.number, parent=parent.number))
        label = say("label.connected", number=after.number, one=one.organisation, other=other.organisation)
        return change(label, (before, after))


class AskHelp(msgspec.Struct, frozen=True):
    """Ask the system around the partnership for help."""

    text: str
    support: Support
    whom: str = ""
    needed: date | None = None

    def apply(self, records: Records, make: Maker) -> Change:
        del records
        if not clean(self.text):
            raise Refused(say("refused.no-words"))
        asked = make.make(
            AskForHelp, text=self.text, support=self.support, whom=self.whom, needed=self.needed, asked=make.today
        )
        return change(say("label.help-asked", number=asked.number), (None, asked))


class AnswerHelp(msgspec.Struct, frozen=True):
    """Write down what an ask for help was answered; without words it waits again."""

    ask: str
    answer: str

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, AskForHelp, self.ask)
        on = make.today if clean(self.answer) else None
        after = msgspec.structs.replace(before, answer=self.answer, answered=on)
        label = say("label.help-answered" if on else "label.help-waits", number=before.number)
        return change(label, (before, after))

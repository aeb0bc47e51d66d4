"""Which table holds which kind of record."""

from codesign.model.agendas import MeetingTemplate
from codesign.model.asks import AskForHelp
from codesign.model.commitments import Commitment
from codesign.model.connections import Connection
from codesign.model.cycles import Cycle
from codesign.model.decisions import Decision
from codesign.model.exports import ExportRecord
from codesign.model.items import Item
from codesign.model.measures import Measure, Outcome
from codesign.model.meetings import Meeting
from codesign.model.partnership import Partnership
from codesign.model.people import Partner, Person
from codesign.model.record import InvalidRecord, Record
from codesign.model.visions import Vision
from codesign.model.words import Voice

TABLES: dict[str, type[Record]] = {
    kind.TABLE: kind
    for kind in (
        Partnership,
        Partner,
        Person,
        Item,
        Voice,
        Decision,
        Commitment,
        Vision,
        Measure,
        Outcome,
        Meeting,
        MeetingTemplate,
        Cycle,
        Connection,
        AskForHelp,
        ExportRecord,
    )
}


def table_of(name: str) -> type[Record]:
    """Return the kind of record that a table holds.

    Raises:
        InvalidRecord: there is no such table; a newer version may have added it.
    """
    try:
        return TABLES[name]
    except KeyError:
        raise InvalidRecord(f"there is no table {name!r}; the data may be of a newer version") from None

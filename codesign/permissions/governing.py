"""Words that somebody else governs: they are read nowhere before these people release them, and are no part of
what is told of several partnerships together."""

from codesign.model import Governance, Meeting, Record, Voice
from codesign.records import Records
from codesign.views.thread import lineage


def governing(records: Records, record: Record) -> Governance | None:
    """Return who governs a record: what is agreed on the record itself, or else on its meeting, or else on the
    partnership. None where nothing is agreed."""
    meeting = records.get(Meeting, str(getattr(record, "meeting", "")))
    found = (getattr(each, "governance", None) for each in (record, meeting, records.partnership))
    return next((each for each in found if each is not None), None)


def is_governed_back(records: Records, voice: Voice) -> bool:
    """Tell whether whoever governs a voice has not released it yet."""
    found = governing(records, voice)
    return found is not None and found.is_waiting


def may_roll_up(records: Records, record: Record | None = None) -> bool:
    """Tell whether a record may stand in what is told of several partnerships together, released or not; without a
    record, whether anything of the partnership may."""
    if record is None:
        return records.partnership is None or records.partnership.governance is None
    behind = (records.find(each) for each in lineage(records, record))
    return all(governing(records, each) is None for each in (record, *behind) if each is not None)

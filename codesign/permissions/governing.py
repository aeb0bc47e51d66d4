"""Words that somebody else governs: they are read nowhere before these people release them, and are no part of
what is told of several partnerships together."""

from msgspec.structs import replace

from codesign.model import Governance, Meeting, Record, Voice
from codesign.records import HeldRecords, Records


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


def for_roll_up(records: Records) -> Records:
    """Return records as they may stand in what is told of several partnerships together: the words of governed
    voices wait for a release there whatever was released, and so does everything that says them again. What else
    was written down at a governed meeting is out of sight."""
    found = HeldRecords()
    for record in records:
        if isinstance(record, Voice) and (governance := governing(records, record)) is not None:
            waiting = replace(governance, review=True, released=None)
            found.put(replace(record, governance=waiting))
        elif getattr(record, "meeting", "") and governing(records, record) is not None:
            found.put(replace(record, archived=True))
        else:
            found.put(record)
    return found

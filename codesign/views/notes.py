"""Notes: what the team writes down beside a record, and what has no need of a reply.

A note is a voice that is about a record, is not to be recorded as anybody's, and of which nobody is known to have
said it: no meeting, table, sector, role or person. As soon as one of these is written down, it is somebody's voice
and waits for a reply like any. No note leaves in a document.
"""

from codesign.model import Attribution, Record, Voice
from codesign.records import Records


def is_note(record: Record) -> bool:
    """Tell whether a record is a note beside another."""
    return (
        isinstance(record, Voice)
        and bool(record.origins)
        and record.permission is not None
        and record.permission.attribution is Attribution.NOT_RECORDED
        and not (record.meeting or record.sector or record.role or record.person or record.table)
    )


def waits_for_reply(voice: Voice) -> bool:
    """Tell whether a voice waits for a reply: it was not withdrawn, and a note has no need of one."""
    return voice.reply is None and not voice.withdrawn and not is_note(voice)


def notes(records: Records, record: Record) -> tuple[Voice, ...]:
    """Return the notes beside a record, oldest first."""
    beside = records.led_to(record.id)
    found = [each for each in beside if isinstance(each, Voice) and is_note(each) and not each.withdrawn]
    return tuple(sorted(found, key=lambda each: each.id))  # ids sort by time

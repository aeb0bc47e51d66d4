"""Notes: what the team writes down beside a record, and what has no need of a reply.

A note is kept like a voice, but it is the team's: nobody is known to have said it, no table, sector, role or
person. As soon as one of these is written down, it is somebody's voice, waits for a permission and a reply like
any. No note leaves in a document.
"""

from codesign.model import Record, Voice, VoiceKind
from codesign.records import Records


def is_note(record: Record) -> bool:
    """Tell whether a record is a note beside another."""
    return (
        isinstance(record, Voice)
        and record.kind is VoiceKind.NOTE
        and not (record.sector or record.role or record.person or record.table)
    )


def waits_for_permission(record: Record) -> bool:
    """Tell whether a record is a voice of which nobody has said yet how it may be used."""
    return (
        isinstance(record, Voice)
        and record.permission is None
        and not (record.withdrawn or record.purged or is_note(record))
    )


def waits_for_reply(voice: Voice) -> bool:
    """Tell whether a voice waits for a reply: its words are still here, and a note has no need of one."""
    return voice.reply is None and not (voice.withdrawn or voice.purged or is_note(voice))


def notes(records: Records, record: Record) -> tuple[Voice, ...]:
    """Return the notes beside a record, oldest first."""
    beside = records.led_to(record.id)
    found = [each for each in beside if isinstance(each, Voice) and is_note(each) and not each.withdrawn]
    return tuple(sorted(found, key=lambda each: each.id))  # ids sort by time

"""What a meeting captured, in order; the names of sectors; counts too small to be shown one by one."""

from collections.abc import Mapping

from codesign.changes import Change
from codesign.model import Commitment, Decision, Item, Meeting, Partnership, Record, Voice
from codesign.records import Records
from codesign.words import say


def sector_names(partnership: Partnership | None) -> dict[str, str]:
    """Return the name of each sector by its key."""
    return {sector.key: sector.name for sector in partnership.sectors} if partnership else {}


def captured(records: Records, meeting: Meeting, block: str | None = None) -> tuple[Record, ...]:
    """Return what was captured in a meeting, or in one of its blocks, in the order in which it was said."""
    lines: list[Record] = []
    for kind in (Item, Voice, Decision, Commitment):
        lines.extend(
            each
            for each in records.live(kind)
            if _of(each, meeting.id) and (block is None or _block(each) == block)
        )
    return tuple(sorted(lines, key=lambda each: each.id))  # ids sort by time


def _of(record: Record, meeting: str) -> bool:
    return getattr(record, "meeting", "") == meeting


def _block(record: Record) -> str:
    return str(getattr(record, "block", ""))


def words_of(record: Record) -> str:
    """Return the words that stand for a record, and where none were to be recorded, that."""
    return say("permission.no-words") if isinstance(record, Voice) and not record.headline else record.headline


def unrecorded(change: Change, records: Records) -> frozenset[str]:
    """Return the ids of the records from which a change took words that are not to be recorded."""
    if not change.bookkeeping:
        return frozenset()
    ids = frozenset(edit.id for edit in change.edits)
    voices = (records.get(Voice, each) for each in ids)
    return ids if any(voice is not None and not voice.is_recorded for voice in voices) else frozenset()


def merged_small(counts: Mapping[str, int], least: int) -> tuple[dict[str, int], int]:
    """Return the counts that may be shown one by one, and the sum of the others.

    A count below `least` is not shown. If what is hidden adds up to less than `least`, or is one count
    alone (which a total would give away), the smallest shown count is hidden with it, until neither holds.
    """
    shown = {key: count for key, count in counts.items() if count >= least}
    hidden = [count for count in counts.values() if 0 < count < least]
    while hidden and shown and (len(hidden) < 2 or sum(hidden) < least):
        smallest = min(shown, key=lambda key: (shown[key], key))
        hidden.append(shown.pop(smallest))
    return shown, sum(hidden)

"""Who was there, who was missing, and what a meeting captured, in order."""

from collections.abc import Mapping

from codesign.model import Commitment, Decision, Item, Meeting, Partnership, Person, Record, Sector, Voice
from codesign.records import Records


def sector_names(partnership: Partnership | None) -> dict[str, str]:
    """Return the name of each sector by its key."""
    return {sector.key: sector.name for sector in partnership.sectors} if partnership else {}


def attendance(records: Records, meeting: Meeting) -> dict[str, int]:
    """Return how many people of each sector were there, counted and known by name, in the order of the
    partnership's list; sectors with none are left out."""
    found = dict(meeting.attendance)
    for person_id in meeting.people:
        person = records.get(Person, person_id)
        if person is not None:
            found[person.sector] = found.get(person.sector, 0) + 1
    known = list(sector_names(records.partnership))
    return {key: found[key] for key in sorted(found, key=lambda key: _place(known, key)) if found[key]}


def sectors_in_order(records: Records, meeting: Meeting) -> tuple[Sector, ...]:
    """Return all sectors of the partnership, those first of which somebody was there."""
    there = attendance(records, meeting)
    partnership = records.partnership
    return tuple(sorted(partnership.sectors if partnership else (), key=lambda each: each.key not in there))


def missing(records: Records, meeting: Meeting) -> tuple[Sector, ...]:
    """Return the partnership's sectors of which nobody was there."""
    there = attendance(records, meeting)
    partnership = records.partnership
    return tuple(sector for sector in (partnership.sectors if partnership else ()) if sector.key not in there)


def _place(known: list[str], key: str) -> tuple[int, str]:
    return (known.index(key) if key in known else len(known), key)


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

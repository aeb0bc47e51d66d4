"""Agenda and calendar: as pages for people, and as events for calendar programs."""

from datetime import UTC, datetime, time

from codesign.model import Meeting
from codesign.records import Records
from codesign.words import say
from exports.calendar import Event
from exports.documents.pieces import Draft
from exports.documents.planned import bullets, contact, hour, parts, told, where_and_when, whole
from exports.marks import labelled
from exports.tree import Paragraph, Table


def agenda(draft: Draft, meeting: Meeting) -> None:
    """Fill a draft with the agenda of a meeting, to be handed out."""
    draft.add(where_and_when(meeting), *told("paper.purpose", meeting.purpose))
    draft.section("paper.agenda", *bullets(each.line for each in parts(meeting)))


def calendar_page(draft: Draft) -> None:
    """Fill a draft with all meetings of a partnership."""
    rows = [
        (each.on.isoformat(), hour(each.starts), each.title, each.place, each.event)
        for each in meetings(draft.records)
    ]
    head = ("date", "begins", "meeting", "place", "event")
    used = [n for n in range(len(head)) if any(row[n] for row in rows)]
    table = Table(
        tuple(say(f"field.{head[n]}") for n in used),
        tuple(tuple(row[n] or say("doc.not-set") for n in used) for row in rows),
    )
    draft.add(
        table if rows else Paragraph(say("doc.nothing")), Paragraph(say("paper.ask", contact=contact(draft)))
    )


def meetings(records: Records) -> tuple[Meeting, ...]:
    """Return the meetings of a partnership in the order in which they are held."""
    return tuple(sorted(records.live(Meeting), key=lambda each: (each.on, each.starts or time.min, each.id)))


def event(records: Records, meeting: Meeting) -> Event:
    """Return a meeting as a calendar shows it."""
    partnership = records.partnership
    mark = meeting.changed or meeting.made
    told_of = (meeting.purpose, "\n".join(each.line for each in parts(meeting)))
    return Event(
        uid=f"{meeting.id}.{partnership.id if partnership else 'codesign'}",
        stamp=mark.at if mark else datetime.combine(meeting.on, time.min, UTC),
        title=f"{labelled(partnership.name)} {meeting.title}" if partnership else meeting.title,
        on=meeting.on,
        starts=meeting.starts,
        minutes=whole(meeting),
        place=meeting.place,
        description="\n\n".join(part for part in told_of if part),
    )

"""The run sheet: the whole meeting on paper, for the facilitator whose screen goes dark."""

from codesign.model import Meeting
from codesign.views import follow_through
from codesign.views.checklist import checklist
from codesign.words import name_of, say
from exports.documents.pieces import Draft, iso, item, numbered
from exports.documents.planned import notice, parts, questions, told, where_and_when, whole
from exports.tree import Block, Paragraph, Table, Ticks


def run_sheet(draft: Draft, meeting: Meeting) -> None:
    """Fill a draft with the run sheet of a meeting."""
    draft.add(
        where_and_when(meeting),
        *told("paper.purpose", meeting.purpose),
        *told("paper.aims", meeting.aims),
        *told("paper.takeaway", meeting.takeaway),
        *told("paper.norms", meeting.norms),
    )
    draft.section("paper.agenda", *_agenda(meeting))
    draft.filled("paper.questions", *questions(meeting))
    read_out = notice(draft)
    draft.filled("paper.read-out", *read_out)
    _since_last_time(draft, meeting)
    left = tuple((each.text, False) for group in checklist(meeting) for each in group.points if not each.done)
    draft.filled("paper.still-to-do", *((Ticks(left),) if left else ()))


def _agenda(meeting: Meeting) -> tuple[Block, ...]:
    rows = [
        (
            each.at or each.since,
            str(each.minutes),
            f"{'— ' * each.depth}{each.block.title}",
            name_of(each.block.kind.value, "block-kind"),
            each.block.lead,
            each.block.notes,
        )
        for each in parts(meeting)
    ]
    if not rows:
        return ()
    columns = ("begins", "minutes", "block", "kind", "lead", "notes")
    used = [n for n in range(len(columns)) if any(row[n] for row in rows)]
    head = tuple(say(f"field.{columns[n]}") for n in used)
    return (
        Table(head, tuple(tuple(row[n] for n in used) for row in rows)),
        Paragraph(say("paper.minutes-in-all", n=whole(meeting))),
    )


def _since_last_time(draft: Draft, meeting: Meeting) -> None:
    due = follow_through.unsettled(draft.records, meeting)
    promises = (
        item(each, draft.headline(each), ("who", draft.owner(each.who)), ("by-when", iso(each.due)), done=False)
        for each in due
    )
    draft.filled("doc.since-last-time", *numbered(promises))

"""The checklist: what has to be seen to before a meeting, to be ticked off."""

from codesign.model import Meeting
from codesign.views.checklist import checklist
from codesign.words import say
from exports.documents.pieces import Draft
from exports.documents.planned import where_and_when
from exports.tree import Heading, Paragraph, Ticks


def to_check(draft: Draft, meeting: Meeting) -> None:
    """Fill a draft with the checklist of a meeting."""
    groups = checklist(meeting)
    points = [each for group in groups for each in group.points]
    done = sum(each.done for each in points)
    draft.add(where_and_when(meeting), Paragraph(say("paper.checked", done=done, n=len(points))))
    for group in groups:
        draft.add(Heading(2, group.title), Ticks(tuple((each.text, each.done) for each in group.points)))

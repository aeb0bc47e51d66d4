"""The invitation: a text that can be sent or pinned up, in words for whoever has never been to a meeting."""

from codesign.model import Meeting
from codesign.views.questions import asked
from codesign.words import say
from exports.documents.pieces import Draft, governed
from exports.documents.planned import bullets, contact, notice, parts, told, where_and_when
from exports.tree import Paragraph


def invitation(draft: Draft, meeting: Meeting) -> None:
    """Fill a draft with the invitation to a meeting."""
    draft.add(
        Paragraph(say("paper.invited", title=meeting.title)),
        where_and_when(meeting),
        *told("paper.purpose", meeting.purpose),
        *told("paper.aims", meeting.aims),
        *told("paper.takeaway", meeting.takeaway),
        *told("paper.norms", meeting.norms),
    )
    draft.filled("paper.programme", *bullets(each.line for each in parts(meeting) if not each.depth))
    draft.filled("paper.we-ask", *bullets(each.text for each in asked(meeting)))
    draft.section("paper.take-part", Paragraph(say("paper.needs", contact=contact(draft))))
    draft.section("paper.your-words", *notice(draft), *governed(draft, meeting), Paragraph(say("paper.voluntary")))

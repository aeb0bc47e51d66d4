"""Ending a meeting."""

from collections.abc import Callable
from typing import Any

from codesign.commands.meetings import End
from codesign.dates import read_date
from codesign.model import Meeting
from codesign.ports import today
from codesign.words import say
from screens.base import PartnershipScreen
from screens.dialogs.asked import Field, Values
from screens.dialogs.form import FormScreen

Asker = PartnershipScreen[Any]


def ask_end(screen: Asker, meeting: Meeting, ended: Callable[[], object] = lambda: None) -> None:
    """End a meeting; the next date is asked, and may stay empty. Then go on with `ended`, and say by which keys
    the notes are written and shown."""
    following = meeting.next_date.isoformat() if meeting.next_date else ""
    fields = [Field("next", say("fields.next-date"), following, hint=say("card.due-hint"))]

    def end(values: Values) -> str:
        text = values["next"].strip()
        day = read_date(text, today(screen.opened.clock)) if text else None
        if text and day is None:
            return say("cli.no-date", text=text)
        return screen.complaint(End(meeting.id, day))

    def done(_values: Values) -> None:
        ended()
        screen.tell(say("meeting.ended", key=screen.keys_to("export"), draft=screen.key_of("draft")))

    draft = f"{screen.opened.folder} end"
    screen.ask(FormScreen(say("meeting.end-title"), fields, screen.opened.drafts, draft, end), done)

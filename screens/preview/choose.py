"""Choose a document to look at."""

from pathlib import Path

from codesign.dates import short
from codesign.model import Meeting, Vision
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.words import say
from screens.base import PartnershipScreen
from screens.dialogs.pick import Choice, PickScreen


def choose_document(screen: PartnershipScreen[None], opened: OpenPartnership, exports: Path) -> None:
    """Let somebody choose notes of a meeting or a version of the vision, and show it."""
    now = today(opened.clock)
    meetings = sorted(opened.records.live(Meeting), key=lambda each: (each.on, each.id), reverse=True)
    visions = sorted(opened.records.live(Vision), key=lambda each: each.version, reverse=True)
    choices = [
        *(
            Choice(
                say("preview.notes-of", title=each.title, day=short(each.on, now)),
                f"notes {each.id}",
                each.number,
            )
            for each in meetings
            if each.runs or each.ended
        ),
        *(
            Choice(say("preview.statement-of", version=each.version), f"vision {each.id}", each.number)
            for each in visions
        ),
    ]
    if not choices:
        screen.tell(say("preview.nothing"), bad=True)
        return

    def chosen(value: str) -> None:
        from screens.preview.screen import PreviewScreen

        kind, _, subject = value.partition(" ")
        screen.app.push_screen(PreviewScreen(opened, kind, subject, exports))

    screen.ask(PickScreen(say("preview.choose"), choices), chosen)

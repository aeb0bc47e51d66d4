"""Choose a document to look at."""

from pathlib import Path

from codesign.dates import short
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.words import say
from exports.library import LIBRARY
from screens.base import PartnershipScreen
from screens.dialogs.pick import Choice, PickScreen


def choose_document(screen: PartnershipScreen[None], opened: OpenPartnership, exports: Path) -> None:
    """Let somebody choose among the documents that quote people, such as the notes of a meeting, and show it."""
    choices = [choice for kind, sort in LIBRARY.items() if sort.audience is None for choice in _of(opened, kind)]
    if not choices:
        screen.tell(say("preview.nothing"), bad=True)
        return

    def chosen(value: str) -> None:
        from screens.preview.screen import PreviewScreen

        kind, _, subject = value.partition(" ")
        screen.app.push_screen(PreviewScreen(opened, kind, subject, exports))

    screen.ask(PickScreen(say("preview.choose"), choices), chosen)


def _of(opened: OpenPartnership, kind: str) -> list[Choice]:
    """Return the documents of a kind that there can be."""
    sort, now = LIBRARY[kind], today(opened.clock)
    return [
        Choice(
            say(
                f"preview.of-{kind}",
                title=each.headline,
                day=short(sort.dated(opened.records, each, now), now),
                version=getattr(each, "version", ""),
            ),
            f"{kind} {each.id}",
            each.number,
        )
        for each in sort.subjects(opened.records)
    ]

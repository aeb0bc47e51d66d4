"""Choose a meeting to prepare."""

from pathlib import Path

from codesign.dates import short
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.words import say
from screens.base import PartnershipScreen
from screens.dialogs.asked import Choice
from screens.dialogs.pick import PickScreen
from screens.glyphs import BETWEEN


def choose_papers(screen: PartnershipScreen[None], opened: OpenPartnership, exports: Path) -> None:
    """Let somebody choose a meeting, the next one first, and show what is to be done before it."""
    now = today(opened.clock)
    meetings = sorted(opened.records.live(Meeting), key=lambda each: (each.on, each.id))
    ahead = [each for each in meetings if each.ended is None]
    over = [each for each in reversed(meetings) if each.ended is not None]
    if not meetings:
        screen.tell(say("refused.no-meetings"), bad=True)
        return
    choices = [
        Choice(f"{each.title}{BETWEEN}{short(each.on, now)}", each.id, each.number) for each in (*ahead, *over)
    ]
    screen.ask(
        PickScreen(say("papers.choose"), choices), lambda meeting: go_to_papers(screen, opened, exports, meeting)
    )


def go_to_papers(screen: PartnershipScreen[None], opened: OpenPartnership, exports: Path, meeting: str) -> None:
    """Show what is to be done before a meeting."""
    from screens.papers.screen import PapersScreen

    screen.app.push_screen(PapersScreen(opened, meeting, exports))

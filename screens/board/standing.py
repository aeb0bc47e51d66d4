"""How a partnership stands, for the top of its board."""

from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views import follow_through
from codesign.views.gaps import gaps
from codesign.views.replies import replies
from codesign.words import say
from screens.glyphs import BETWEEN
from screens.missing import counted
from screens.widgets.lines import cells


def standing(opened: OpenPartnership, room: int) -> str:
    """Return what is still open, what matters most first, as much as fits: half a word says nothing."""
    told = ""
    for part in _parts(opened):
        longer = f"{told}{BETWEEN}{part}" if told else f"  {part}"
        if cells(longer) > room:
            break
        told = longer
    return told


def missing(opened: OpenPartnership) -> dict[str, int]:
    """Return how many gaps there are of each kind, by the key of each."""
    return dict(gaps(opened.records, today(opened.clock)).counts)


def _parts(opened: OpenPartnership) -> list[str]:
    lacks = counted(missing(opened))
    oldest = replies(opened.records, today(opened.clock), opened.clock.zone()).oldest
    told = [say("home.open", n=n)] if (n := len(follow_through.open_commitments(opened.records))) else []
    if lacks.pop("commitments-past-due", ""):
        told.append(say("gaps.past-due", n=missing(opened)["commitments-past-due"]))
    told += [words] if (words := lacks.pop("unanswered-voices", "")) else []
    told += [say("triage.oldest", n=oldest)] if oldest else []
    return [*told, *lacks.values()]

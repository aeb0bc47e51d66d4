"""How a partnership stands, for the title of its board."""

from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views import follow_through
from codesign.views.replies import replies
from codesign.words import say
from screens.glyphs import BETWEEN
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


def _parts(opened: OpenPartnership) -> list[str]:
    now = today(opened.clock)
    commitments = follow_through.open_commitments(opened.records)
    late = sum(follow_through.is_overdue(each, now) for each in commitments)
    voices = replies(opened.records, now, opened.clock.zone())
    counted = (
        ("home.open", len(commitments)),
        ("home.overdue", late),
        ("home.unanswered", len(voices.waiting)),
        ("triage.oldest", voices.oldest),
    )
    return [say(key, n=n) for key, n in counted if n]

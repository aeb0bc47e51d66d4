"""The acts that every screen has, or every one with a line to type into or to find in."""

from collections.abc import Sequence

from screens.acts import Act

SAVE_LINE = Act("line.save", "", "while_typing", foot=True, key="enter")
LEAVE_LINE = Act("line.leave", "", "while_typing", foot=True, key="escape")
GO_TO_FOUND = Act("find.go", "", "while_finding", foot=True, key="enter")
STOP_FINDING = Act("find.stop", "", "while_finding", foot=True, key="escape")
GOING = (
    Act("go.there", "", "while_going", foot=True, key="enter"),
    Act("go.leave", "", "while_going", foot=True, key="escape"),
)
PALETTE = Act("palette", "ctrl+p,colon", "palette")
THEME = Act("theme", "", "theme")
REPAINT = Act("repaint", "ctrl+l", "app.draw_anew")
SUSPEND = Act("suspend", "ctrl+z", "app.suspend_process")
QUIT_ANYWHERE = Act("quit-at-once", "ctrl+q", "app.quit")
TOUR = (
    Act("tour-skip", "ctrl+n", "app.tour_skip"),
    Act("tour-back", "ctrl+r", "app.tour_back"),
    Act("tour-leave", "ctrl+g", "app.tour_leave"),
)
REHEARSAL_PACE = Act("rehearsal-pace", "ctrl+t", "app.rehearsal_pace")
HELP = Act("help", "question_mark,f1", "help", foot=True)
HELP_WHILE_TYPING = Act("help", "", "while_typing_help", foot=True, key="f1")
COMPANY = Act("company", "W", "company")
PROJECTOR = Act("projector", "P", "projector")
EVERYWHERE = (PALETTE, THEME, REPAINT, SUSPEND, QUIT_ANYWHERE, *TOUR, REHEARSAL_PACE, HELP, HELP_WHILE_TYPING)


def footed(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return acts with those that every screen has."""
    return (*acts, *EVERYWHERE)


def in_partnership(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return acts with those that every screen of a partnership has."""
    return footed((*acts, PROJECTOR, COMPANY))

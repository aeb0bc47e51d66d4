"""What has to be seen to before a meeting, and what of it is done."""

import msgspec

from codesign.model import Meeting
from codesign.templates.preparing import usual_checklist
from codesign.words import say


class ToCheck(msgspec.Struct, frozen=True):
    """A point of the checklist."""

    key: str
    text: str
    done: bool
    is_own: bool = False
    """Whether the meeting itself added it, and may take it off."""


class CheckGroup(msgspec.Struct, frozen=True):
    """Points of one subject."""

    title: str
    points: tuple[ToCheck, ...]


def checklist(meeting: Meeting) -> tuple[CheckGroup, ...]:
    """Return the checklist of a meeting: the usual points in their groups, its own in the last one."""
    done = {key for key, check in meeting.checklist.items() if check.done}
    groups = [
        CheckGroup(group.title, tuple(ToCheck(each.key, each.text, each.key in done) for each in group.points))
        for group in usual_checklist()
    ]
    own = [
        ToCheck(key, check.text, check.done, is_own=True)
        for key, check in sorted(meeting.checklist.items())
        if check.text
    ]
    if own:
        groups.append(CheckGroup(say("papers.own-points"), tuple(own)))
    return tuple(groups)

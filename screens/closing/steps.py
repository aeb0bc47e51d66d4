"""The steps of closing a meeting, each with how far it has come; none has to be taken."""

from collections.abc import Callable, Iterator

import msgspec

from codesign.dates import hour_minute, long
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.records import Records
from codesign.views.clock import ClockState, agenda
from codesign.views.closing import (
    Answered,
    come_again,
    is_whole,
    notes_written,
    practice,
    promises,
    trust,
    unpromised,
    usual_audience,
)
from codesign.views.sparkline import sparkline, trust_so_far
from codesign.words import name_of, say
from screens.glyphs import BETWEEN, DONE, ramp
from screens.widgets.lines import Line, cells, shown, wrapped


class Step(msgspec.Struct, frozen=True):
    """Something that closes a meeting."""

    act: str
    """Its act, by the name that this has in the settings."""
    state: str
    """How far it has come, in words."""
    done: bool = False

    @property
    def words(self) -> str:
        """What is done in it."""
        return say(f"closing.step-{self.act}")


def steps(
    opened: OpenPartnership, meeting: Meeting, key_of: Callable[[str], str], *, ascii_only: bool = False
) -> Iterator[Step]:
    """Yield the steps in the order in which most meetings take them."""
    records = opened.records
    yield _read_back(records, meeting)
    yield _invited(records, meeting)
    seen = sum(bool(found) for found in practice(meeting).values())
    yield Step("practice", say("closing.cells", n=seen), seen == len(practice(meeting)))
    yield _counted("again", "closing.again", come_again(records, meeting))
    yield _with_past(
        _counted("trust", "closing.trust", trust(records, meeting)),
        trust_so_far(records, meeting),
        ramp(ascii_only=ascii_only),
    )
    following = meeting.next_date
    yield Step("next-date", long(following) if following else say("closing.no-date"), following is not None)
    yield _end(opened, meeting)
    yield _notes(opened, meeting, key_of)


def _read_back(records: Records, meeting: Meeting) -> Step:
    found = promises(records, meeting)
    if not found:
        return Step("read-back", say("closing.no-promises"))
    read, lacking = sum(each.read_back for each in found), sum(not is_whole(each) for each in found)
    told = [say("closing.read", read=read, n=len(found))]
    if lacking:
        told.append(say("closing.lacking", n=lacking))
    return Step("read-back", BETWEEN.join(told), read == len(found) and not lacking)


def _invited(records: Records, meeting: Meeting) -> Step:
    found = unpromised(records, meeting)
    told = []
    if found.sectors:
        told.append(say("closing.sectors", n=len(found.sectors)))
    if found.people:
        told.append(say("closing.people", n=len(found.people)))
    if told:
        return Step("invited", say("closing.can-be-asked", who=", ".join(told)))
    counted = bool(meeting.people or meeting.attendance or meeting.movements or meeting.headcounts)
    return Step("invited", say("closing.all-promised" if counted else "meeting.nobody-counted"), counted)


def _counted(act: str, key: str, found: Answered | None) -> Step:
    if found is None:
        return Step(act, say("closing.not-asked"))
    told = [say(key, yes=found.yes, n=found.n)]
    if found.there:
        told.append(say("closing.answered", n=found.n, there=found.there))
    return Step(act, BETWEEN.join(told), done=True)


def _with_past(step: Step, values: list[float | None], marks: str) -> Step:
    """Return a step with the figures of the meetings before it, drawn and said, where there are any."""
    known = [each for each in values if each is not None]
    if len(known) < 2:
        return step
    row = sparkline(values, marks, least=0, most=1)
    told = say("closing.so-far", row=row, figures=" ".join(f"{each:.0%}" for each in known))
    return msgspec.structs.replace(step, state=f"{step.state}{BETWEEN}{told}")


def _end(opened: OpenPartnership, meeting: Meeting) -> Step:
    if meeting.ended is not None:
        at = meeting.ended.astimezone(opened.clock.zone())
        return Step("end", say("closing.ended", time=hour_minute(at.time())), done=True)
    state = agenda(meeting, opened.clock.now()).state
    return Step("end", name_of(state.value, "clock-state"), state is ClockState.ENDED)


def _notes(opened: OpenPartnership, meeting: Meeting, key_of: Callable[[str], str]) -> Step:
    audience = say(f"permission.audience-{usual_audience(opened.records, opened.person).value}")
    written = notes_written(opened.records, meeting)
    if written is None:
        return Step("draft", say("closing.no-notes", key=key_of("draft"), audience=audience))
    for_whom = say(f"permission.audience-{written.audience.value}")
    return Step("draft", say("closing.notes", audience=for_whom, file=written.file), done=True)


def draw_step(step: Step, key: str, width: int) -> list[Line]:
    """Return the lines of a step: a mark, what is done, its key, and how far it has come."""
    mark = DONE if step.done else " "
    gap = " " * max(1, width - cells(step.words) - cells(key) - 3)
    first: Line = ((f"{mark} ", "good"), (step.words, "strong"), (gap, ""), (key, "accent"))
    style = "dim" if step.done else ""
    return [first, *((("  ", ""), (line, style)) for line in wrapped(shown(step.state), width - 2))]

"""Choose a meeting to run, or plan one from a template."""

from pathlib import Path

from codesign.commands.meetings import Plan
from codesign.dates import long, read_date, short
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.templates import template, template_names
from codesign.views.clock import ClockState, agenda
from codesign.words import name_of, say
from screens.base import PartnershipScreen
from screens.dialogs.form import Field, FormScreen, Values
from screens.dialogs.pick import Choice, PickScreen
from screens.glyphs import BETWEEN


def choose_meeting(screen: PartnershipScreen[None], opened: OpenPartnership, exports: Path) -> None:
    """Let somebody choose a meeting, the running one first, or plan one; and go there."""
    now = opened.clock.now()
    meetings = sorted(
        opened.records.live(Meeting),
        key=lambda each: (agenda(each, now).state is ClockState.RUNNING, each.on, each.id),
    )
    choices = [Choice(_words(opened, each), each.id, each.number) for each in reversed(meetings)]
    new = [
        Choice(say("meeting.plan-new", title=template(name).title, template=name), f"new {name}")
        for name in reversed(template_names())
    ]
    # what is still to be held comes first, then planning, then what is over
    ahead = [choice for choice, each in zip(choices, reversed(meetings), strict=True) if each.ended is None]
    over = [choice for choice in choices if choice not in ahead]

    def chosen(value: str) -> None:
        if value.startswith("new "):
            _plan(screen, opened, exports, value.removeprefix("new "))
        else:
            go_to_meeting(screen, opened, exports, value)

    screen.ask(PickScreen(say("meeting.choose"), [*ahead, *new, *over]), chosen)


def go_to_meeting(screen: PartnershipScreen[None], opened: OpenPartnership, exports: Path, meeting: str) -> None:
    """Show a meeting."""
    from screens.meeting.screen import MeetingScreen

    screen.app.push_screen(MeetingScreen(opened, meeting, exports))


def _words(opened: OpenPartnership, meeting: Meeting) -> str:
    state = agenda(meeting, opened.clock.now()).state
    day = short(meeting.on, today(opened.clock))
    return f"{meeting.title}{BETWEEN}{day}{BETWEEN}{name_of(state.value, 'clock-state')}"


def _plan(screen: PartnershipScreen[None], opened: OpenPartnership, exports: Path, name: str) -> None:
    now = today(opened.clock)
    fields = [
        Field("title", say("fields.title"), template(name).title),
        Field("date", say("fields.on"), now.isoformat(), hint=say("card.due-hint")),
        Field("place", say("fields.place")),
        Field("purpose", say("fields.purpose"), template(name).purpose, lines=2),
    ]

    def plan(values: Values) -> str:
        day = read_date(values["date"].strip(), now)
        if day is None:
            return say("cli.no-date", text=values["date"])
        return screen.complaint(Plan(template(name), day, values["place"], values["title"], values["purpose"]))

    def planned(_values: Values) -> None:
        newest = max(opened.records.all(Meeting), key=lambda each: each.id)
        go_to_meeting(screen, opened, exports, newest.id)

    title = say("meeting.plan-title", day=long(now))
    screen.ask(FormScreen(title, fields, opened.drafts, f"{opened.folder} plan", plan), planned)

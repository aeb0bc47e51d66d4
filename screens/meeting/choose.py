"""Choose a meeting to run, or plan one from a template."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from codesign.commands.meetings import Plan
from codesign.dates import hour_minute, long, read_date, short
from codesign.model import Meeting, Mode
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.templates import Template
from codesign.views.clock import ClockState, agenda
from codesign.views.events import Event, event_key, event_of, events, in_order
from codesign.views.templates import named, offered
from codesign.words import name_of, say
from screens.base import PartnershipScreen
from screens.card.editor import EditorScreen
from screens.card.reading import Entries, NotUnderstood
from screens.dialogs.asked import Choice, Field, Values
from screens.dialogs.pick import PickScreen
from screens.glyphs import BETWEEN

Asker = PartnershipScreen[Any]

_NEW, _EVENT = "new ", "event "
"""Before the name of a template and of an event; no id has a blank in it."""


def choose_meeting(screen: Asker, opened: OpenPartnership, exports: Path) -> None:
    """Let somebody choose a meeting, the running one first, or plan one; and go there."""
    meetings = list(opened.records.live(Meeting))
    # what is still to be held comes first, then planning, then what is over
    ahead = _listed(opened, (each for each in meetings if each.ended is None))
    over = _listed(opened, (each for each in meetings if each.ended is not None))
    new = [_of_template(each) for each in offered(opened.records)]
    whole = [Choice(_event_words(each), f"{_EVENT}{each.sessions[0].id}") for each in events(opened.records)]
    go = partial(_chosen, screen, opened, exports)
    screen.ask(PickScreen(say("meeting.choose"), [*ahead, *new, *over, *whole]), go)


def _chosen(screen: Asker, opened: OpenPartnership, exports: Path, value: str) -> None:
    if value.startswith(_NEW):
        _plan(screen, opened, exports, named(opened.records, value.removeprefix(_NEW)))
        return
    meeting = opened.records.get(Meeting, value.removeprefix(_EVENT))
    if value.startswith(_EVENT) and meeting and (event := event_of(opened.records, meeting)):
        sessions = [Choice(_words(opened, each), each.id, each.number) for each in event.sessions]
        go = partial(_chosen, screen, opened, exports)
        screen.ask(PickScreen(_event_words(event), sessions), go)
    else:
        go_to_meeting(screen, opened, exports, value)


def go_to_meeting(screen: Asker, opened: OpenPartnership, exports: Path, meeting: str) -> None:
    """Show a meeting."""
    from screens.meeting.screen import MeetingScreen

    screen.app.push_screen(MeetingScreen(opened, meeting, exports))


def _listed(opened: OpenPartnership, meetings: Iterable[Meeting]) -> list[Choice]:
    """Return meetings to choose from, the running one first, then the latest; sessions of one event stand
    together in their order, where the latest of them would be."""
    now = opened.clock.now()

    def rank(each: Meeting) -> tuple[object, ...]:
        return agenda(each, now).state is ClockState.RUNNING, *in_order(each)

    found: dict[str, list[Meeting]] = {}
    for each in sorted(meetings, key=rank, reverse=True):
        found.setdefault(event_key(each) or f"{_NEW}{each.id}", []).append(each)
    together = (each for sessions in found.values() for each in sorted(sessions, key=in_order))
    return [Choice(_words(opened, each), each.id, each.number) for each in together]


def _words(opened: OpenPartnership, meeting: Meeting) -> str:
    state = agenda(meeting, opened.clock.now()).state
    day = short(meeting.on, today(opened.clock))
    when = f"{day} {hour_minute(meeting.starts)}" if meeting.starts else day
    told = (meeting.event, meeting.title, when, name_of(state.value, "clock-state"))
    return BETWEEN.join(filter(None, told))


def _of_template(each: Template) -> Choice:
    words = say("meeting.plan-new", title=each.title, template=each.name, n=each.minutes)
    return Choice(words, f"{_NEW}{each.name}")


def _event_words(event: Event) -> str:
    told = [say("event.whole", name=event.name), say("event.sessions", n=len(event.sessions))]
    if event.attendances:
        told.append(say("event.attendances", n=event.attendances))
    if event.by_name:
        told.append(say("event.people", n=event.people, most=event.at_most))
    return BETWEEN.join(told)


def _plan(screen: Asker, opened: OpenPartnership, exports: Path, template: Template) -> None:
    now = today(opened.clock)
    make = Entries(opened)
    starts = make.time("starts", template.starts)
    mode = make.choice("mode", template.mode, Mode, needed=True, group="mode")
    known = ", ".join(each.name for each in events(opened.records))
    fields = [
        Field("title", say("fields.title"), template.title),
        Field("date", say("fields.on"), now.isoformat(), hint=say("card.due-hint")),
        starts.field,
        Field("place", say("fields.place")),
        mode.field,
        Field("event", say("fields.event"), hint=say("event.hint", known=known) if known else say("event.new")),
        Field("purpose", say("fields.purpose"), template.purpose, lines=2),
    ]

    def plan(values: Values) -> str:
        day = read_date(values["date"].strip(), now)
        if day is None:
            return say("cli.no-date", text=values["date"])
        try:
            at, how = starts.read(values["starts"]), mode.read(values["mode"])
        except NotUnderstood as error:
            return str(error)
        title, place, purpose = values["title"], values["place"], values["purpose"]
        return screen.complaint(Plan(template, day, place, title, purpose, at, values["event"], how))

    def planned(_values: Values) -> None:
        newest = max(opened.records.all(Meeting), key=lambda each: each.id)
        go_to_meeting(screen, opened, exports, newest.id)
        if newest.on != now:  # nobody runs it today: there is time to plan it
            from screens.agenda.screen import AgendaScreen

            screen.app.push_screen(AgendaScreen(opened, newest.id))

    title = say("meeting.plan-title", day=long(now))
    screen.ask(EditorScreen(title, fields, opened.drafts, f"{opened.folder} plan", plan), planned)

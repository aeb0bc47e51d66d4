"""The pictures of the projector: each draws what the room may see on a paper of the size of the wall."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from codesign.dates import short
from codesign.model import Commitment, Decision, Item, Meeting, Voice
from codesign.views import clock, planning
from codesign.views.clock import Agenda, BlockState, ClockState, Nearing, Slot
from codesign.views.deciding import bars, is_made
from codesign.views.seating import Table
from codesign.words import name_of, say
from screens.glyphs import BAR, BETWEEN, DONE, DOT
from screens.projector.paper import GAP, Block, Paper, Picture
from screens.projector.room import Room, Said
from screens.widgets.lines import Line, cells, shown, wrapped


class Kind(StrEnum):
    """The pictures, by their names in the settings and in the place that is kept."""

    VISION = "vision"
    CLOCK = "clock"
    AGENDA = "agenda"
    DECISIONS = "decisions"
    TABLES = "tables"
    WORDS = "words"
    NOTICE = "notice"
    BLANK = "blank"
    KEYS = "keys"


def draw(kind: Kind, room: Room, paper: Paper) -> Picture:
    """Return a picture; of what is not there, that it is not."""
    if kind is Kind.VISION:
        return _vision(room, paper)
    if kind is Kind.NOTICE:
        return _notice(room, paper)
    if room.meeting is None:
        return _nothing(kind, paper, say("projector.no-meeting"))
    return _OF_MEETING[kind](room, room.meeting, paper)


def _nothing(kind: Kind, paper: Paper, why: str = "") -> Picture:
    words = why or say(f"projector.no-{kind.value}")
    return Picture(say(f"projector.{kind.value}"), paper.centred([paper.plain(words)]))


# The vision


def _vision(room: Room, paper: Paper) -> Picture:
    if (vision := room.vision) is None:
        return _nothing(Kind.VISION, paper)
    agreed = vision.agreed
    status = say("doc.agreed", day=short(agreed, room.today)) if agreed else say("doc.proposed")
    heading = BETWEEN.join((say("projector.vision"), say("deciding.vision", version=vision.version), status))
    return Picture(heading, paper.centred(paper.large(vision.text)))


# What people are told before their words are captured


def _notice(room: Room, paper: Paper) -> Picture:
    pages = [page for text in room.notices for page in paper.centred(paper.large(text))]
    return Picture(say("projector.notice"), tuple(pages)) if pages else _nothing(Kind.NOTICE, paper)


# The clock alone


_NEARING = {Nearing.SOON: "clock.soon", Nearing.AT_ONCE: "clock.at-once"}
_TITLE = 6
"""Lines for the title of the block; what takes more stands in plain letters."""
_DRIFT = 5


def _clock(room: Room, meeting: Meeting, paper: Paper) -> Picture:
    agenda = room.agenda(meeting)
    if agenda.current is None:
        return Picture(meeting.title, paper.centred(_standing(agenda, paper)))
    slot = agenda.current
    above = [*paper.fitting(slot.block.title, min(_TITLE, paper.height // 4)), GAP]
    below = [GAP, *paper.fitting(_drift(agenda), min(_DRIFT, paper.height // 4), _drift_style(agenda))]
    words, style = _nearing(agenda, slot)
    if words:
        above.append([((words, style),)])
    left = paper.height - sum(map(len, (*above, *below)))
    return Picture(meeting.title, paper.centred([*above, *_digits(slot, paper, left), *below]))


def _standing(agenda: Agenda, paper: Paper) -> list[Block]:
    state = paper.large(name_of(agenda.state.value, "clock-state"), paper.height - 2)
    return [*state, GAP, paper.plain(say("clock.whole", minutes=agenda.planned))]


def _digits(slot: Slot, paper: Paper, height: int) -> list[Block]:
    """Return what is left of a block, or by how much it is over, to the second."""
    style = "strong" if slot.nearing is Nearing.NOT_YET else "warn"
    return paper.fitting(clock.minutes_seconds(abs(slot.left)), max(1, height), style)


def _nearing(agenda: Agenda, slot: Slot) -> tuple[str, str]:
    """Return in words what the digits alone do not say: that time stands still, is short, or is over."""
    if agenda.state is ClockState.PAUSED:
        return say("clock-state.paused"), "warn"
    if slot.nearing is Nearing.OVER:
        return say("projector.over"), "alarm"
    if slot.nearing is Nearing.NOT_YET:
        return "", ""
    return say(_NEARING[slot.nearing]), "alarm" if slot.nearing is Nearing.AT_ONCE else "warn"


def _drift(agenda: Agenda) -> str:
    return clock.drift_words(agenda.behind)


def _drift_style(agenda: Agenda) -> str:
    return "warn" if clock.minutes(agenda.behind) > 0 else "accent"


# The agenda


_MARKS = {BlockState.AHEAD: " ", BlockState.RUNNING: ">", BlockState.DONE: DONE, BlockState.SKIPPED: "-"}
_TIME = 7
"""Columns of the time at which a block begins, with the mark before it."""


def _agenda(room: Room, meeting: Meeting, paper: Paper) -> Picture:
    agenda = room.agenda(meeting)
    if not agenda.slots:
        return _nothing(Kind.AGENDA, paper)
    begins = planning.starts(meeting)
    current = agenda.current.key if agenda.current else ""
    blocks: list[Block] = []
    before = 0
    for slot in agenda.slots:
        at = begins.get(slot.key)
        blocks.append(_block(slot, f"{at:%H:%M}" if at is not None else "", paper))
        if slot.key == current:
            before = len(blocks)
    first = len(paper.pages(blocks[:before])) - 1 if before else 0
    return Picture(meeting.title, paper.spread(blocks), first)


def _block(slot: Slot, at: str, paper: Paper) -> Block:
    style = {BlockState.RUNNING: "alarm", BlockState.AHEAD: "strong"}.get(slot.state, "dim")
    minutes = say("clock.in-minutes", n=slot.planned + slot.extra + slot.shift)
    head = f"{_MARKS[slot.state]} {at:<{_TIME - 2}} {'  ' * slot.depth}"
    room = paper.room - cells(head) - cells(minutes) - 1
    first, *rest = wrapped(shown(slot.block.title), room)
    gap = " " * (room - cells(first) + 1)
    lines: list[Line] = [((head, style), (first, style), (gap, style), (minutes, style))]
    return [*lines, *(((" " * cells(head), ""), (line, style)) for line in rest)]


# Dots and decisions, one on each page


_THICK = 2
"""Lines of a bar, where there is room for so many."""


def _decisions(room: Room, meeting: Meeting, paper: Paper) -> Picture:
    found = room.decisions(meeting)
    if not found:
        return _nothing(Kind.DECISIONS, paper)
    pages = tuple(page for each in found for page in paper.pages(_decision(each, paper)))
    return Picture(say("projector.decisions"), pages)


def _decision(decision: Decision, paper: Paper) -> list[Block]:
    question = decision.question or decision.text
    blocks = [*paper.fitting(question, paper.height // 3), GAP]
    if decision.options or decision.counts:
        blocks += _bars(decision, paper)
    if is_made(decision) and decision.text and decision.text != question:
        blocks += [GAP, paper.plain(say("deciding.decision"), "accent"), paper.plain(decision.text, "strong")]
    return blocks


def _bars(decision: Decision, paper: Paper) -> list[Block]:
    """Return each option with its bar below it, all of them to the same measure."""
    found = bars(decision)
    most = max((votes for _option, votes in found), default=0)
    counted = bool(decision.counts)
    used = max(len(str(most)), 1) + 1
    thick = _THICK if len(found) * (2 + _THICK) <= paper.height * 2 // 3 else 1
    return [_bar(option, votes, most, paper, used, thick if counted else 0) for option, votes in found]


def _bar(option: str, votes: int, most: int, paper: Paper, used: int, thick: int) -> Block:
    words: list[Line] = [((line, "strong"),) for line in wrapped(shown(option), paper.room)]
    if not thick:
        return [((f"{DOT} ", "accent"), *line) for line in words[:1]] + words[1:]
    bar = BAR * (-(-votes * (paper.room - used) // most) if most else 0)
    numbered: Line = ((f"{votes:>{used - 1}} ", "strong"), (bar, "accent"))
    below: list[Line] = [((" " * used, ""), (bar, "accent"))] * (thick - 1)
    return [*words, numbered, *below, *([()] if thick > 1 else [])]


# Tables, as they are read out


def _tables(room: Room, meeting: Meeting, paper: Paper) -> Picture:
    del meeting
    found = room.seats
    if not found:
        return _nothing(Kind.TABLES, paper)
    pages = list(paper.spread([_table(each, paper) for each in found]))
    for each in found:
        pages += paper.centred(paper.large(say("tables.large", table=each.number, people=", ".join(each.people))))
    return Picture(say("projector.tables"), tuple(pages))


def _table(table: Table, paper: Paper) -> Block:
    people = BETWEEN.join(map(shown, table.people))
    return [*paper.plain(say("tables.table", table=table.number), "accent"), *paper.plain(people, "strong")]


# What the room said


def _words(room: Room, meeting: Meeting, paper: Paper) -> Picture:
    found = room.lines(meeting)
    if not found:
        return _nothing(Kind.WORDS, paper)
    newest, *others = found
    blocks = [paper.plain(_told(newest, room), "accent")]
    blocks += [*paper.fitting(newest.text, paper.height * 2 // 3), GAP]
    for each in others:
        blocks.append([*paper.plain(_told(each, room), "dim"), *paper.plain(each.text, "strong"), ()])
    return Picture(say("projector.words"), paper.pages(blocks))


def _told(said: Said, room: Room) -> str:
    """Return what a line is, and what the room may know of it besides its words."""
    record = said.record
    parts = [_kind(said), shown(said.by)]
    if isinstance(record, Item | Commitment) and record.due:
        parts.append(say("capture.due", day=short(record.due, room.today)))
    return BETWEEN.join(part for part in parts if part)


def _kind(said: Said) -> str:
    match said.record:
        case Item() as item:
            return say("card.parked") if item.parked else name_of(item.kind.value, "item-kind")
        case Voice() as voice:
            return name_of(voice.kind.value, "voice-kind")
        case Commitment():
            return name_of("commitment", "line-kind")
        case _:
            return name_of("decision", "line-kind")


_OF_MEETING: Mapping[Kind, Callable[[Room, Meeting, Paper], Picture]] = {
    Kind.CLOCK: _clock,
    Kind.AGENDA: _agenda,
    Kind.DECISIONS: _decisions,
    Kind.TABLES: _tables,
    Kind.WORDS: _words,
}

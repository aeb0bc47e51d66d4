"""What is asked about tables: which size, who moves where, and what a round is for."""

from collections.abc import Callable
from typing import Any

from codesign.commands.seating import MoveTo, RoundFor
from codesign.model import Meeting
from codesign.seating import Bounds
from codesign.views import clock, seating
from codesign.views.questions import asked
from codesign.words import say
from screens.base import PartnershipScreen
from screens.dialogs.asked import Choice, Field, Values
from screens.dialogs.form import FormScreen
from screens.dialogs.pick import PickScreen

Asker = PartnershipScreen[Any]

_SIZES = {
    "usual": Bounds(),
    "pairs": Bounds(2, 2),
    "threes": Bounds(3, 3),
    "fours": Bounds(4, 4),
    "large": Bounds(6, 8),
}
_OTHER = "other"
_QUESTION = "question "
_BLOCK = "block "


def ask_bounds(screen: Asker, now: Bounds, accept: Callable[[Bounds], str]) -> None:
    """Ask how many people a table is to have; `accept` makes the tables, or says why not."""
    choices = [Choice(say(f"tables.size-{name}"), name) for name in (*_SIZES, _OTHER)]

    def chosen(name: str) -> None:
        if name == _OTHER:
            _ask_other(screen, now, accept)
        else:
            accept(_SIZES[name])

    screen.ask(PickScreen(say("tables.sizes-title"), choices), chosen)


def _ask_other(screen: Asker, now: Bounds, accept: Callable[[Bounds], str]) -> None:
    fields = [
        Field("least", say("tables.least"), str(now.least)),
        Field("most", say("tables.most"), str(now.most)),
    ]

    def read(values: Values) -> str:
        texts = [values[name].strip() for name in ("least", "most")]
        if not all(text.isdecimal() and len(text) < 4 for text in texts):
            return say("tables.no-number")
        return accept(Bounds(*map(int, texts)))

    draft = f"{screen.opened.folder} table size"
    screen.app.push_screen(FormScreen(say("tables.sizes-title"), fields, screen.opened.drafts, draft, read))


def ask_move(screen: Asker, meeting: Meeting, key: str, first: int) -> None:
    """Ask who moves to which table. The people of the table with the number `first` are named first."""
    records, tables = screen.opened.records, meeting.rounds[key].tables
    order = sorted(range(1, len(tables) + 1), key=lambda number: (number != first, number))
    people = [
        Choice(seating.name(records, each), each, say("tables.table", table=number))
        for number in order
        for each in tables[number - 1]
    ]

    def chosen(guest: str) -> None:
        places = [
            Choice(say("tables.table", table=number), str(number), say("tables.people", n=len(table)))
            for number, table in enumerate(tables, 1)
            if guest not in table
        ]
        places.append(Choice(say("tables.new-table"), str(len(tables) + 1)))
        title = say("tables.where-to", name=seating.name(records, guest))
        screen.ask(
            PickScreen(title, places),
            lambda number: screen.carry_out(MoveTo(meeting.id, key, guest, int(number))),
        )

    screen.ask(PickScreen(say("tables.who-moves"), people), chosen)


def ask_purpose(screen: Asker, meeting: Meeting, key: str) -> None:
    """Ask for which block or which question a round is."""
    questions = [
        Choice(say("tables.for-question", number=each.number, text=each.text), f"{_QUESTION}{each.key}")
        for each in asked(meeting)
    ]
    blocks = [
        Choice(meeting.blocks[block].title, f"{_BLOCK}{block}") for block, _depth in clock.order(meeting.blocks)
    ]

    def chosen(value: str) -> None:
        question = value.removeprefix(_QUESTION) if value.startswith(_QUESTION) else ""
        block = value.removeprefix(_BLOCK) if value.startswith(_BLOCK) else ""
        if question:
            block = next(each.block for each in asked(meeting) if each.key == question)
        screen.carry_out(RoundFor(meeting.id, key, block, question))

    nothing = Choice(say("tables.for-nothing"), "nothing")
    screen.ask(PickScreen(say("tables.for-title"), [*questions, *blocks, nothing]), chosen)

"""How a table of people looks, and a round of them above its tables."""

from codesign.model import Meeting
from codesign.records import Records
from codesign.views import seating
from codesign.views.questions import asked
from codesign.views.seating import Table
from codesign.words import say
from screens.glyphs import BETWEEN
from screens.widgets.lines import Line, shown, wrapped


def draw_table(table: Table, width: int) -> list[Line]:
    """Return a table: its number, how many sit there from how many sectors, and who."""
    counts = [say("tables.people", n=len(table.people)), say("tables.sectors", n=table.sectors)]
    head = (say("tables.table", table=table.number), "accent"), (f"{BETWEEN}{BETWEEN.join(counts)}", "dim")
    people = wrapped(BETWEEN.join(map(shown, table.people)), width - 2)
    return [head, *((("  ", ""), (line, "strong")) for line in people)]


def large_words(table: Table) -> str:
    """Return a table for the wall."""
    return say("tables.large", table=table.number, people=", ".join(table.people))


def purpose(meeting: Meeting, key: str) -> str:
    """Return what a round is for: its question, or else its block; "" for nothing."""
    found = meeting.rounds[key]
    for each in asked(meeting):
        if each.key == found.question:
            return say("tables.for-question", number=each.number, text=each.text)
    block = meeting.blocks.get(found.block)
    return block.title if block else ""


def missing_seats(records: Records, meeting: Meeting, key: str, seat_key: str) -> str:
    """Return who has no seat in a round and whose seat is empty, in words that name the key to press; "" where
    everything is as it should be."""
    found = meeting.rounds[key]
    late, gone = seating.late(records, meeting, found), seating.gone(records, meeting, found)
    told = []
    if late:
        told.append(say("tables.late", n=len(late), key=seat_key))
    if gone:
        told.append(say("tables.gone", n=len(gone), key=seat_key))
    return " ".join(told)

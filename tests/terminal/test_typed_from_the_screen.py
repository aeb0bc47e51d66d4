"""A whole meeting at 80x24, typed only from the keys that the screen shows, from an empty folder to the notes."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.golden import same_as_golden
from tests.support.hall import Hall
from tests.support.shown import Reader

LINE = "type what was said"


PARTS = (
    ("Seven strategies", 6, '"The last bus leaves at four. as:role to:public @bus-driver', "V1"),
    ("Introductions", 15, "~ Nobody ever asked the drivers as:anonymous to:partners", "V2"),
    ("Round 1", 26, "? A way home after the clinic #transport", "N1"),
    ("Together", 42, '"It was cold, and I waited [outside]. table:1', "V3"),
    ("Round 2", 48, "* A van on Tuesdays @curling-club", "A1"),
    ("Regroup", 63, ". A second van", "Q1"),
)
"""The part that comes next, the minute at which it does, what is said until then, and the number of it."""


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall with an empty data folder."""
    with ExitStack() as stack:
        yield Hall(tmp_path, stack)


def test_from_an_empty_folder_to_the_notes(hall: Hall, pytestconfig: pytest.Config) -> None:
    terminal = hall.facilitator("ann").terminal
    reader = Reader(terminal)
    a_partnership(reader)
    a_meeting(reader)
    who_is_there(reader)
    the_meeting(hall, reader)
    the_room_decides(reader)
    the_end(hall, reader)
    assert terminal.wait() == 0
    assert not terminal.cursor_hidden
    same_as_golden(hall.written("meeting-notes"), "meeting/notes-typed-from-the-screen.md", pytestconfig)


def a_partnership(reader: Reader) -> None:
    """Begin one, promise something, and propose a vision."""
    reader.press("n new")
    reader.type("Harrow Creek", "Begin a partnership")
    reader.press("Enter saves")
    reader.press("a capture")
    reader.type("! Bring the timetable @bus-driver due:fri", "! commitment")
    reader.press("⏎ save")
    reader.until("captured C1")
    reader.press("Esc leave")
    reader.press("m meeting")


def a_meeting(reader: Reader) -> None:
    """Plan it from the template of 90 minutes for today."""
    reader.type("workshop", "Which meeting?")
    reader.press("Enter takes it")
    reader.until("Plan a meeting. Today is Thursday 5 November 2026.")
    reader.press("Tab next")
    reader.press("Tab next")
    reader.type("14:00", "starts")
    reader.press("Tab next")
    reader.type("Parish hall", "place")
    reader.press("Ctrl+S, or Enter in a line, saves")
    reader.until("not started", "90 minutes in all")


def acts(reader: Reader) -> None:
    """Take the keys from the line."""
    reader.press("Esc keys")
    reader.until("Now press one of the keys below")


def who_is_there(reader: Reader) -> None:
    """Five people of two sectors, and one by name."""
    acts(reader)
    reader.press("w who")
    for _ in range(3):
        reader.press("c community member / client")
    for _ in range(2):
        reader.press("m municipal")
    reader.until("5 people there")
    reader.press("Tab names")
    reader.type("Odile Marchetti, caregiver", "Somebody new: name, sector, role")
    reader.press("⏎ is here")
    reader.until("6 people there")
    reader.press("Esc sectors")
    reader.press("⏎ done")
    acts(reader)
    reader.look_up("i show the recording notice large, to read it out, and note that it was given")
    reader.press("⏎ given")
    reader.until("notice given")


def captured(reader: Reader, line: str, number: str) -> None:
    """Capture a line, whose mark is shown over the line while that is empty."""
    reader.type(line, f"{line[0]} ")
    reader.press("⏎ save")
    reader.until(f"captured {number}", LINE)


def the_meeting(hall: Hall, reader: Reader) -> None:
    """All parts but the last, with a line in each; tables, a pause and a minute more."""
    acts(reader)
    reader.press("s start")
    reader.until("5:00 Welcome")
    for title, minute, line, number in PARTS:
        captured(reader, line, number)
        hall.now(minute)
        acts(reader)
        reader.press("n next")
        reader.until(f"> {title}")
        if title == "Round 1":
            tables(reader)
        if title == "Together":
            acts(reader)
            reader.press("+ minute")
            reader.until("0/5+1")
            acts(reader)
            reader.press("Space pause")
            reader.until("PAUSED")
            acts(reader)
            reader.press("s start")
            reader.until("started MT1", gone="PAUSED")


def tables(reader: Reader) -> None:
    """Make the tables."""
    acts(reader)
    reader.look_up("g groups and tables")
    reader.press("m make")
    reader.until("Table 1")
    reader.press("Esc back")


def the_room_decides(reader: Reader) -> None:
    """A dot vote, fingers, the decision, the vision."""
    acts(reader)
    reader.look_up("D decide: options")
    reader.press("a ask")
    answered(reader, "What is to be decided?", "How do people get home?")
    for option in ("The van", "Private cars"):
        reader.press("o option")
        answered(reader, "Another option for", option)
    reader.press("v dots")
    answered(reader, "how many dots each person spends", "")
    counted(reader, "4", "down", "2")
    reader.press("f fist")
    counted(reader, "2", "right", "1", "down", "1", "down", "2")
    reader.press("g decide")
    answered(reader, "The decision in one sentence", ", from January")
    reader.look_up("V ask for consent on a version")
    reader.press("p propose")
    reader.type("Nobody stays behind.", "The statement")
    reader.press("Ctrl+S saves")
    reader.press("f fist")
    counted(reader, "3", "down", "1", "down", "2")
    reader.press("Esc back")
    reader.until("Deciding")
    reader.press("Esc back")


def answered(reader: Reader, asked: str, text: str) -> None:
    """Answer what a form asks."""
    reader.type(text, asked)
    reader.press("Enter saves")
    reader.until(gone=asked)


def counted(reader: Reader, *keys: str) -> None:
    """Type numbers, and move with arrows between them."""
    for key in keys:
        if key.isdigit():
            reader.type(key, "type numbers")
        else:
            reader.move(key, "arrows move")
    reader.press("Enter saves")
    reader.until(gone="arrows move")


def the_end(hall: Hall, reader: Reader) -> None:
    """A promise, who would come again, the next date, and the notes."""
    hall.now(82)
    acts(reader)
    reader.press("n next")
    reader.until("> Next steps")
    captured(reader, "! Lend the van @curling-club due:+2w", "C2")
    acts(reader)
    reader.look_up("c count who would come again")
    counted(reader, "5", "down", "1")
    hall.now(91)
    acts(reader)
    reader.look_up("e end the meeting")
    answered(reader, "End the meeting", "+4w")
    reader.until("ended; Esc x shows the notes")
    acts(reader)
    reader.press("x shows the notes")
    reader.until("This is what would be read by: all partners")
    reader.press("w write")
    reader.until("written:", "2026-11-05-meeting-notes-harrow-creek.md")
    reader.press("Esc back")
    acts(reader)
    reader.look_up("Ctrl+Q quit; everything is saved already")

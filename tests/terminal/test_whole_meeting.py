"""Ninety minutes, twenty-five people, a hundred and twenty lines, two facilitators, and two power cuts."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.golden import same_as_golden
from tests.support.hall import Facilitator, Hall
from tests.support.scripted import Burst, Part, script

KINDS = {"success": 1, "challenge": 2}
"""How often F2 is pressed for a kind."""


HERE = (6, 3, 0, 3, 3, 2, 0, 2, 2, 3)
"""How many people of each sector are there at the start, in the order of the sectors."""
WELCOME, SEVEN, INTRODUCTIONS, ROUND_1, TOGETHER, ROUND_2, REGROUP, NEXT = (
    "Welcome, purpose, consent notice",
    "Seven strategies, in plain words",
    "Introductions: name, sector, one hope",
    "Round 1: a success, a challenge",
    "Together",
    "Round 2: new tables, a success, a challenge",
    "Regroup: insights, dot vote, vision check",
    "Next steps, closing poll",
)


FISTS = ("420000", "110000", "300000", "120000", "110000", "020000", "011100", "210000")
"""How many people of each sector that is there showed 5, 4, 3, 2, 1 and 0 fingers on the decision."""
AGREED = ("510000", "200000", "300000", "210000", "020000", "110000", "201000", "300000")
"""On the vision."""


class Room:
    """The meeting as it goes: ann keeps the clock, ben is there to capture, and both see everything."""

    def __init__(self, hall: Hall, *, every_key: bool) -> None:
        """Let every line be typed key by key, or of each burst the first, and the others come in one go each."""
        self._every_key = every_key
        self.hall = hall
        self.ann = hall.facilitator("ann")
        self.ben = self.ann
        """Whoever is alone does both."""
        self._at = 0.0
        self._half = ""
        """What ben has typed of the first line of his next burst."""

    @property
    def both(self) -> tuple[Facilitator, Facilitator]:
        """The two of them."""
        return self.ann, self.ben

    def until(self, *texts: str) -> None:
        """Wait until both see it."""
        for each, other in (self.both, self.both[::-1]):
            try:
                each.until(*texts)
            except AssertionError as error:
                other.terminal.drain_quiet()
                raise AssertionError(f"{error}\nwhile the other sees:\n{other.terminal.text}") from error

    def captures(self, part: Part) -> None:
        """Let the lines of a part be typed, burst by burst; neither goes on before both see what was typed."""
        so_far = 0
        for n, burst in enumerate(part.bursts, 1):
            self.hall.now(self._at + (part.until - self._at) * n / (len(part.bursts) + 1))
            self.burst(burst)
            so_far += len(burst.each)
            self.until(f"Captured in this block: {so_far} lines")
        self.hall.now(part.until)
        self._at = part.until

    def burst(self, burst: Burst) -> None:
        """Let the lines of a burst be typed as fast as the terminal takes them."""
        who: Facilitator = getattr(self, burst.by)
        if burst.paste:
            who.terminal.paste(burst.lines.strip())
            who.until(f"You pasted {len(burst.each)} lines.")
            who.send("enter")
            return
        chosen = ["f2"] * KINDS.get(burst.kind, 0)
        first, *others = burst.each
        if who is self.ben:
            first, self._half = first.removeprefix(self._half), ""
        for n, line in enumerate((first, *others)):
            who.send(*chosen)
            if n and not self._every_key:
                who.terminal.paste(line)
                who.send("enter")
            else:
                who.send(line, "enter")

    def cut_the_power(self, part: Part, *seen: str) -> None:
        """Let ben lose his power in the middle of the line with which he begins in a part, and come back to it,
        and to what was seen before."""
        line = next(burst.each[0] for burst in part.bursts if burst.by == "ben")
        self._half = line[: len(line) // 2].rstrip()
        self.ben.send(self._half)
        self.ben.until(self._half, *seen)
        self.ben.cut_the_power()
        self.ben.until(self._half, *seen)


@pytest.fixture
def room(tmp_path: Path, pytestconfig: pytest.Config) -> Iterator[Room]:
    """Two facilitators at their terminals, and nothing on record."""
    with ExitStack() as stack:
        yield Room(Hall(tmp_path, stack), every_key=pytestconfig.getoption("--every-key"))


def test_the_script_is_as_long_as_it_says() -> None:
    parts = script().parts
    assert sum(len(burst.each) for part in parts for burst in part.bursts) == 120
    assert all(before.until < after.until for before, after in pairwise(parts))


def test_ninety_minutes(room: Room, pytestconfig: pytest.Config) -> None:
    parts = {part.title: part for part in script().parts}
    a_partnership_that_has_met_before(room)
    both_come_to_the_meeting(room)
    what_was_promised_last_time(room)
    who_is_there(room)
    first_half(room, parts)
    second_half(room, parts)
    the_room_decides(room)
    the_end(room, parts)
    for name in ("meeting-notes", "shared-vision"):
        same_as_golden(room.hall.written(name), f"meeting/{name}.md", pytestconfig)


def a_partnership_that_has_met_before(room: Room) -> None:
    """Begin the partnership, with a vision and what was promised in October."""
    ann = room.ann
    ann.until("No partnerships yet. Press n to begin one.")
    ann.send("n", "Harrow Creek", "enter")
    ann.until("Nothing here yet. Press a")
    ann.send("a")
    ann.until("Esc leave")
    for n, (who, due) in enumerate((("bus-driver", "-05"), ("town-planner", "-04"), ("nurse", "-03")), 1):
        ann.send(f"! What we promised in October, part {n} @{who} due:2026-11{due}", "enter")
        ann.until(f"captured C{n}")
    ann.send("escape", "v", "p")
    ann.until("The statement")
    ann.send("Nobody stays behind because of the way home.", "ctrl+s")
    ann.until("proposed vision 1")
    ann.send("escape")
    ann.until("a capture")


def both_come_to_the_meeting(room: Room) -> None:
    """Plan it from the template of 90 minutes, with a start time; ben finds it."""
    ann = room.ann
    ann.send("m", "workshop", "enter")
    ann.until("Plan a meeting. Today is Thursday 5 November 2026.")
    ann.send("down", "down", "14:00", "down", "Parish hall", "enter")
    ann.until("not started", "90 minutes in all", "Esc keys")
    ben = room.ben = room.hall.facilitator("ben")
    ben.until("Harrow Creek", "all keys")
    ben.send("enter")
    ben.until("m meeting")
    ben.send("m")
    ben.until("Which meeting?", "not started")
    ben.send("enter")
    ben.until("90 minutes in all", "Esc keys")


def what_was_promised_last_time(room: Room) -> None:
    """Settle the three promises; ben sees what became of them."""
    ann = room.ann
    room.until("Since last time: 3 promises", "kept 0 of 3")
    ann.keys("Y")
    ann.until("kept 1 of 3")
    ann.send("H")
    ann.until("Esc leaves")
    ann.send("One road of three.", "enter")
    ann.until("partly kept")
    ann.send("R")
    ann.until("Esc leaves")
    ann.send("The fund that it needed was closed.", "enter")
    room.until("kept 1 of 2")
    ann.send("escape")


def who_is_there(room: Room) -> None:
    """Twenty-four people at the start, two of them by name."""
    ann, ben = room.both
    ben.keys("A")
    ben.until("Type letters of a name.")
    for name in ("Odile Marchetti, caregiver, night-shift parent", "Tomas Ferreira, voluntary, driver"):
        ben.send(name, "enter")
        ben.until(name.partition(",")[0] + " is here, known as")
    ben.send("escape")
    ann.keys("w")
    ann.until("Who is there?")
    for n, people in enumerate(HERE):
        ann.send(*(["down"] if n else []), str(people))
    ann.send("enter")
    room.until("24 people there")
    ann.keys("i")
    ann.send("enter")
    room.until("notice given")


def first_half(room: Room, parts: dict[str, Part]) -> None:
    """Up to the first round of tables: a latecomer, a pause, the first power cut."""
    ann, ben = room.both
    ann.keys("s")
    room.until("5:00 Welcome, purpose")
    room.captures(parts[WELCOME])
    next_part(room, "Seven strategies")
    ann.keys("w", ">", "m", "enter")  # somebody of the municipality comes late
    room.until("25 people there")
    room.captures(parts[SEVEN])
    next_part(room, "Introductions")
    room.captures(parts[INTRODUCTIONS])
    ann.keys(" ")  # the fire door is open
    room.until("PAUSED")
    room.hall.now(31)
    room.cut_the_power(parts[ROUND_1], "PAUSED")
    ann.keys("s")
    ann.until("started MT1", "4:00 over", "6 min behind", gone="PAUSED")
    tables(ben, "m")
    next_part(room, "Round 1")
    room.captures(parts[ROUND_1])


def tables(who: Facilitator, key: str) -> None:
    """Let the tables be made, or made anew, and go back to the line."""
    who.keys("g")
    who.until("tables", "25 people there")
    who.send(key)
    who.until("Table 5", "5 people")
    who.send("escape")
    who.until("Esc keys")


def next_part(room: Room, title: str) -> None:
    """Go on to a part, as both see."""
    room.ann.keys("n")
    room.until(f"> {title}")


def second_half(room: Room, parts: dict[str, Part]) -> None:
    """A minute more, a re-flow, the second round, some fresh air, and another power cut."""
    ann, ben = room.both
    next_part(room, "Together")
    ann.keys("+")
    room.until("5+1")
    room.captures(parts[TOGETHER])
    tables(ben, "r")
    next_part(room, "Round 2")
    ann.keys("r")
    room.until("on time")
    room.captures(parts[ROUND_2])
    ann.keys("I")
    ann.until("Insert a block")
    ann.send("Fresh air 3", "enter")
    room.until("> Fresh air")
    room.hall.now(69)
    next_part(room, "Regroup")
    room.cut_the_power(parts[REGROUP], "> Regroup")
    room.captures(parts[REGROUP])


def the_room_decides(room: Room) -> None:
    """One leaves; then a dot vote, fingers by sector, a concern and its reply, the decision, and the vision."""
    ann, ben = room.both
    ann.keys("w", "<", "f", "enter")
    room.until("24 here of 25")
    promoted(ann)
    ben.keys("D")
    ben.until("Deciding")
    ben.send("a")
    form(ben, "What is to be decided?", "How do people get home on Tuesdays?")
    for option in ("The van of the curling club", "A rota of private cars", "Leave it as it is"):
        ben.send("o")
        form(ben, "Another option", option)
    ben.send("v")
    form(ben, "Dot vote", "backspace", "2")
    ben.until("24 people with 2 dots each have 48.")
    ben.send("3", "1", "down", "1", "2", "down", "5", "enter")
    ben.until("48 dots counted.")
    ben.send("f")
    ben.until("3 I can live with it")
    ben.send(*fingers(FISTS), "enter")
    ben.until("1 person showed below 3 (municipal 1): hear them")
    ben.send("r")
    form(ben, "Which concern?", "Nobody has said who pays when the van is scratched")
    ben.send("y")
    form(ben, "Nobody has said who pays", "The municipality asks the insurer, in writing", "tab", "2026-11-19")
    ben.send("g")
    form(ben, "The decision in one sentence", ", on Tuesdays, for twelve weeks", "tab", "tab", "2027-02-04")
    ben.until("decided Thu 5 Nov by consent")
    ben.send("V")
    ben.until("Our shared vision")
    ben.send("f")
    ben.until("3 I can live with it")
    ben.send(*fingers(AGREED), "enter")
    ben.until("n = 24")
    ben.send("r")
    form(ben, "Put a reservation on record", "It says nothing of those who cannot leave the house")
    ben.send("y")
    ben.until("Which reservation?")
    ben.send("enter")
    form(ben, "It says nothing", "The next version will")
    ben.send("g")
    ben.until("version 1 is agreed")
    ben.send("escape")
    ben.until("g decide")
    ben.send("escape")
    ben.until("Esc keys")


def fingers(rows: tuple[str, ...]) -> list[str]:
    """Return the keys that type fingers, of which each row has six digits, 5 first and 0 last."""
    keys: list[str] = []
    for row in rows:
        cells = [key for digit in row for key in (digit, "right")]
        keys += [*cells[:-1], *["left"] * 5, "down"]
    return keys[:-1]


def form(who: Facilitator, title: str, *keys: str) -> None:
    """Fill in a form that came, save it, and wait until it has gone."""
    who.until(title, "Esc leaves, and keeps")
    who.send(*keys, "enter")
    who.until(gone="Esc leaves, and keeps")


def promoted(who: Facilitator) -> None:
    """Make a need, an action and a commitment of what was said, wherever in the meeting."""
    who.keys("l")
    who.until("Captured in the meeting")
    for place, letter, number in ((16, "n", "N"), (18, "a", "A"), (21, "c", "C")):
        who.send("home", *["down"] * place, "t")
        who.until("What shall it become?")
        who.send(letter)
        who.until(f"captured {number}")
    who.send("l", "escape")
    who.until("Captured in this block", "Esc keys")


def the_end(room: Room, parts: dict[str, Part]) -> None:
    """The promises, who would come again, the next date, and the notes."""
    ann, ben = room.both
    next_part(room, "Next steps")
    room.captures(parts[NEXT])
    ben.keys("c")
    ben.until("Would you come again? 24 people are there.")
    ben.send("2", "2", "down", "2", "enter")
    ben.until("counted in MT1")
    ann.keys("e")
    form(ann, "End the meeting", "+4w")
    ann.until("ended; Esc x shows the notes")
    room.until("ended")
    ann.keys("x")
    ann.until("This is what would be read by: all partners")
    ann.send("w")
    ann.until("written:", "2026-11-05-meeting-notes-harrow-creek.md")
    ann.send("escape")
    ann.until("Esc keys")
    ann.keys("v")
    ann.until("Our shared vision")
    ann.send("x")
    ann.until("This is what would be read by: all partners")
    ann.send("w")
    ann.until("written:", "2026-11-05-shared-vision-harrow-creek.md")
    for each in room.both:
        each.send("ctrl+q")
        assert each.terminal.wait() == 0
        assert not each.terminal.cursor_hidden

"""The capture grammar, example by example."""

from datetime import date

import pytest
from msgspec.structs import replace

from codesign.capture import Known, Line, LineKind, read_line, reading
from codesign.model import Attribution, Audience, Sector

TODAY = date(2026, 11, 28)
KNOWN = Known(
    number=lambda number: number in {"N2", "N12b", "V3"},
    sectors=(
        Sector("municipal", "municipal"),
        Sector("caregiver", "family caregiver"),
        Sector("school", "school"),
    ),
)


def read(text: str) -> Line:
    return read_line(text, default=LineKind.NEED, today=TODAY, known=KNOWN)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ('"I missed my clinic.', LineKind.VOICE, "I missed my clinic."),
        ('"I missed my clinic."', LineKind.VOICE, "I missed my clinic."),
        ("“I missed my clinic.”", LineKind.VOICE, "I missed my clinic."),
        ('"She said "hello" to me', LineKind.VOICE, 'She said "hello" to me'),
        ('"One" and "two"', LineKind.VOICE, '"One" and "two"'),
        ("? Getting home", LineKind.NEED, "Getting home"),
        ("?Getting home", LineKind.NEED, "Getting home"),
        ("* Run a van", LineKind.IDEA, "Run a van"),
        ("* Run a van @club", LineKind.ACTION, "Run a van"),
        ("* Run a van due:fri", LineKind.ACTION, "Run a van"),
        ("= We run the van", LineKind.DECISION, "We run the van"),
        ("! Share the timetable", LineKind.COMMITMENT, "Share the timetable"),
        ("~ Nobody asked the drivers", LineKind.AHA, "Nobody asked the drivers"),
        (". An app", LineKind.PARKED, "An app"),
        ("Getting home", LineKind.NEED, "Getting home"),
        ("", LineKind.NEED, ""),
    ],
)
def test_the_mark_picks_the_kind(text: str, kind: LineKind, words: str) -> None:
    line = read(text)
    assert (line.kind, line.text) == (kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "... and then",
        ".5 km to the bus",
        "** not bold",
        "== not a decision",
        "?",
        "plain #1 thing",
        "due:someday we meet",
        "for:N99 nobody knows",
        "a@b.example writes",
        "time 14:05 @ the hall",
        "note: remember",
        "sector:nowhere",
        "[/] [@click=app.quit]x[/]",
    ],
)
def test_what_is_not_understood_stays_text(text: str) -> None:
    line = read(text)
    assert replace(line, unread=()) == Line(text, LineKind.NEED)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"voice due:fri', "voice due:fri"),
        ("? need table:3 sector:school as:role to:public", "need table:3 sector:school as:role to:public"),
        ("= decision @county", "decision @county"),
        ("! promise table:3", "promise table:3"),
        ('"voice to:public', "voice to:public"),
    ],
)
def test_what_has_no_meaning_for_the_kind_stays_text_and_is_said(text: str, words: str) -> None:
    line = read(text)
    assert line.text == words
    assert "as text: " in reading(line, today=TODAY)


def test_a_backslash_makes_text_of_a_mark() -> None:
    assert read("\\? is a question mark") == Line("? is a question mark", LineKind.NEED)


def test_the_example_of_the_specification() -> None:
    line = read("! Share the van timetable @town-planner due:fri for:N2")
    assert line == Line(
        "Share the van timetable",
        LineKind.COMMITMENT,
        owners=("town planner",),
        due=date(2026, 12, 4),
        answers=("N2",),
    )
    told = reading(line, today=TODAY, sectors=KNOWN.sectors)
    assert told == "commitment · town planner · due Fri 4 Dec · for N2"


def test_tokens_at_the_beginning_are_taken_out_too() -> None:
    assert read("! @town-planner due:fri share it").text == "share it"


def test_a_token_inside_a_sentence_is_understood_and_stays() -> None:
    line = read("? We need #transport after four")
    assert (line.text, line.tags) == ("We need #transport after four", ("transport",))


def test_the_second_date_stays_text() -> None:
    line = read("! call due:fri due:mon")
    assert (line.text, line.due) == ("call due:fri", date(2026, 11, 30))


def test_several_owners_tags_and_numbers() -> None:
    line = read("* van @town-planner @club #transport #winter #transport for:n2 for:n12B")
    assert line.owners == ("town planner", "club")
    assert line.tags == ("transport", "winter")
    assert line.answers == ("N2", "N12b")
    assert line.text == "van"


@pytest.mark.parametrize(
    ("token", "key"),
    [
        ("municipal", "municipal"),
        ("caregiver", "caregiver"),
        ("family-caregiver", "caregiver"),
        ("SCHOOL", "school"),
    ],
)
def test_sectors_by_key_and_by_name(token: str, key: str) -> None:
    assert read(f'"words sector:{token}').sector == key


def test_a_permission_in_the_line() -> None:
    line = read('"words" as:role to:partners')
    assert (line.text, line.attribution, line.audience) == ("words", Attribution.ROLE, Audience.PARTNERS)
    told = reading(line, today=TODAY)
    assert told == "voice · may be used: role, partners"
    assert "permission not set" in reading(read('"words'), today=TODAY)


def test_tables() -> None:
    assert read('"words table:3').table == 3
    assert read('"words table:0').text == "words table:0"
    assert read('"words table:x').text == "words table:x"


def test_a_line_without_a_mark_is_what_the_place_makes_of_it() -> None:
    line = read_line("words @a", default=LineKind.IDEA, today=TODAY)
    assert reading(line, today=TODAY) == "idea · a"


def test_who_said_a_voice() -> None:
    assert reading(read('"words @driver'), today=TODAY) == "voice · said by driver · permission not set"


def test_an_unknown_sector_or_number_is_said_to_be_text() -> None:
    assert reading(read("? words for:N99"), today=TODAY) == "need · as text: for:N99"


@pytest.mark.parametrize("text", ["! Bring the van @me", "! @Me Bring the van", "* Bring the van @me"])
def test_me_is_who_types(text: str) -> None:
    known = replace(KNOWN, me="Ann Roy")
    assert read_line(text, default=LineKind.NEED, today=TODAY, known=known).owners == ("Ann Roy",)
    assert read(text).owners[0].casefold() == "me", "nobody in particular types"


def test_somebody_whose_name_begins_so_is_not_me() -> None:
    known = replace(KNOWN, me="Ann Roy")
    assert read_line("! Bring it @me-too", default=LineKind.NEED, today=TODAY, known=known).owners == ("me too",)

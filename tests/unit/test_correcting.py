"""Correcting captured lines."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from codesign.capture import Line, LineKind, has_words, read_line
from codesign.commands.amending import Amend, TurnInto
from codesign.commands.capture import Capture
from codesign.commands.correcting import Correct
from codesign.commands.marking import ReadBack, SetSector, SetTable
from codesign.commands.voices import Permit
from codesign.errors import Refused
from codesign.model import (
    Attribution,
    Audience,
    Commitment,
    Item,
    ItemKind,
    Permission,
    Person,
    Phase,
    Record,
    Voice,
    VoiceKind,
)
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.text import clean
from codesign.written import as_line, read_again
from tests.support.doubles import NOW, capture, demo, river


@pytest.fixture
def opened() -> OpenPartnership:
    """A partnership with a need."""
    opened = river()
    capture(opened, "? Getting home")
    return opened


def correct(opened: OpenPartnership, seen: Record, text: str, kind: LineKind | None = None) -> None:
    """Correct a record as it was seen: `text` takes the place of its words in its line; with a mark, of all."""
    offered = as_line(seen, opened.records)
    now, known = today(opened.clock), opened.known
    before, after = (read_again(seen, each, now, known) for each in (offered, text))
    opened.execute(Correct(seen, before, replace(after, kind=kind) if kind else after))


LINES = (
    '"The last bus leaves at four. sector:caregiver as:role to:public @neighbour table:3 for:N1',
    '\\"Quoted" they said',
    "? Getting to the clinic #transport #bus for:N1",
    "* A van on Tuesdays @curling-club for:N1",
    "* A van",
    "! Share the timetable @town-planner due:2026-12-03 for:N1 sector:municipal",
    "= We try the van for twelve weeks for:N1 due:2027-01-05 #van",
    "~ Nobody ever asked the drivers as:not-recorded",
    ". An app",
)


@pytest.mark.parametrize("line", LINES)
def test_a_record_is_offered_as_the_line_that_captures_it(opened: OpenPartnership, line: str) -> None:
    first = opened.numbered(capture(opened, line))
    now, known = today(opened.clock), opened.known
    done = opened.execute(Capture((read_again(first, as_line(first, opened.records), now, known),)))
    assert done is not None
    again = opened.records.find(done.change.edits[0].id)
    assert again is not None
    assert type(again) is type(first)
    own = {"id", "number", "rank"}
    for name in set(first.__struct_fields__) - own:
        assert getattr(again, name) == getattr(first, name), name
    correct(opened, first, as_line(first, opened.records))
    assert opened.numbered(first.number) == first, "entered as it was offered, it changes nothing"


@given(st.text(min_size=1).filter(lambda text: any(map(str.isalnum, clean(text)))), st.sampled_from('"?*=!~.'))
def test_any_words_come_back_as_they_are(text: str, mark: str) -> None:
    opened = river()
    line = f"{mark} {text}"
    assume(has_words(read_line(line, default=LineKind.VOICE, today=NOW.date(), known=opened.known).text))
    record = opened.numbered(capture(opened, line))
    correct(opened, record, as_line(record, opened.records))
    assert opened.numbered(record.number) == record


def test_a_correction_is_the_same_record_and_can_be_undone(opened: OpenPartnership) -> None:
    number = capture(opened, '"Teh bus as:role to:public')
    voice = opened.numbered(number)
    correct(opened, voice, "as:role to:public The bus table:3")
    after = opened.numbered(number)
    assert isinstance(after, Voice)
    assert (after.id, after.text, after.table) == (voice.id, "The bus", 3)
    assert after.permission == Permission(Attribution.ROLE, Audience.PUBLIC)
    assert len(list(opened.history(voice.id))) == 2
    opened.undo()
    assert opened.numbered(number).headline == "Teh bus"


def test_what_the_line_did_not_name_stays(opened: OpenPartnership) -> None:
    number = capture(opened, "! Share it @planner due:2026-12-03")
    promise = opened.numbered(number)
    opened.execute(Amend(promise, {"who": "Planner (ward 3)"}))
    correct(opened, opened.numbered(number), "! Share it all due:2026-12-10")
    after = opened.numbered(number)
    assert isinstance(after, Commitment)
    assert (after.headline, after.who) == ("Share it all", "Planner (ward 3)")
    assert [each.isoformat() for each in after.moved_from] == ["2026-12-03"]


def test_two_who_rewrite_one_line_are_both_kept(opened: OpenPartnership) -> None:
    seen = opened.numbered("N1")
    opened.execute(Amend(seen, {"title": "Getting home late"}))
    correct(opened, seen, "? Getting home safely")
    now = opened.numbered("N1")
    assert {now.headline, *now.also["title"]} == {"Getting home late", "Getting home safely"}


def test_what_somebody_else_changed_elsewhere_stays(opened: OpenPartnership) -> None:
    seen = opened.numbered(capture(opened, '"The bus'))
    permission = Permission(Attribution.ROLE, Audience.ROOM)
    opened.execute(Permit(seen.id, permission))
    correct(opened, seen, "The night bus")
    now = opened.numbered(seen.number)
    assert isinstance(now, Voice)
    assert (now.text, now.permission) == ("The night bus", permission)


def test_another_mark_makes_another_card_in_its_phase(opened: OpenPartnership) -> None:
    need = opened.numbered("N1")
    capture(opened, "* A van")
    correct(opened, need, "* Getting home by van")
    card = opened.numbered("N1")
    assert isinstance(card, Item)
    assert (card.id, card.kind, card.phase, card.rank) == (need.id, ItemKind.IDEA, Phase.CO_DESIGN, 2)
    correct(opened, card, ". Getting home by van")
    parked = opened.numbered("N1")
    assert isinstance(parked, Item)
    assert parked.parked


def test_another_kind_of_record_takes_its_place_with_its_links(opened: OpenPartnership) -> None:
    voice = opened.numbered(capture(opened, '"We cannot get home for:N1', meeting="m", block="b"))
    opened.execute(TurnInto(voice.id, LineKind.ACTION))
    correct(opened, voice, f"? {as_line(voice, opened.records)}")
    need, action = opened.numbered("N2"), opened.numbered("A1")
    assert isinstance(need, Item)
    assert (need.title, need.meeting, need.block) == ("We cannot get home", "m", "b")
    assert need.origins == {opened.numbered("N1").id}
    assert action.origins == {need.id}
    assert opened.records.get(Voice, voice.id).archived  # type: ignore[union-attr]
    opened.undo()
    assert opened.numbered("A1").origins == {voice.id}
    assert not opened.records.get(Voice, voice.id).archived  # type: ignore[union-attr]


def test_what_was_rewritten_meanwhile_stays_beside_what_it_was_made_into(opened: OpenPartnership) -> None:
    voice = opened.numbered(capture(opened, '"We cannot get home'))
    opened.execute(Amend(voice, {"text": "We cannot get home at night"}))
    correct(opened, voice, "? Getting home from work")
    need = opened.numbered("N2")
    assert need.origins == {voice.id}
    assert opened.records.get(Voice, voice.id).archived is False  # type: ignore[union-attr]


def test_words_stay_words_of_another_kind(opened: OpenPartnership) -> None:
    voice = opened.numbered(capture(opened, '"The bus is on time as:role to:public table:2'))
    correct(opened, voice, as_line(voice, opened.records), LineKind.SUCCESS)
    after = opened.numbered(voice.number)
    assert isinstance(after, Voice)
    assert (after.kind, after.table, after.permission is not None) == (VoiceKind.SUCCESS, 2, True)


def test_what_cannot_be_is_refused(opened: OpenPartnership) -> None:
    need = opened.numbered("N1")
    capture(opened, "* A van for:N1")
    for text, why in (("? #only", "words"), ("? Home for:N1", "itself"), ("? Home for:I1", "came from")):
        with pytest.raises(Refused, match=why):
            correct(opened, need, text)
    opened.undo()
    opened.undo()
    with pytest.raises(Refused, match="archived"):
        correct(opened, need, "? Home")


def test_a_sector_given_by_hand_wins_over_the_speaker_s_own() -> None:
    opened = demo()
    person = next(each for each in opened.records.live(Person) if each.sector)
    name = "-".join(person.name.split())
    own = opened.numbered(capture(opened, f'"Mine @{name}'))
    given = opened.numbered(capture(opened, f'"Ours @{name} sector:data'))
    assert isinstance(own, Voice) and isinstance(given, Voice)  # noqa: PT018
    assert own.sector == person.sector
    assert given.sector == "data"
    correct(opened, own, f"{as_line(own, opened.records)} indeed")
    assert opened.numbered(own.number) == opened.records.get(Voice, own.id)
    assert opened.numbered(own.number).headline == "Mine indeed"


def test_marking_a_line_and_taking_it_back(opened: OpenPartnership) -> None:
    number = capture(opened, '"The bus')
    voice = opened.numbered(number)
    sector = opened.partnership.sectors[1].key
    for command in (SetSector(voice.id, sector), SetTable(voice.id, 4), ReadBack(voice.id, read_back=True)):
        opened.execute(command)
    after = opened.numbered(number)
    assert isinstance(after, Voice)
    assert (after.sector, after.table, after.read_back) == (sector, 4, True)
    for command in (SetSector(voice.id, ""), SetTable(voice.id, None), ReadBack(voice.id, read_back=False)):
        opened.execute(command)
    for _ in range(6):
        opened.undo()
    before = opened.numbered(number)
    assert isinstance(before, Voice)
    assert (before.sector, before.table, before.read_back) == ("", None, False)
    with pytest.raises(Refused, match="no sector"):
        opened.execute(SetSector(voice.id, "nowhere"))


def test_two_hundred_lines_are_captured_in_their_order(opened: OpenPartnership) -> None:
    now, known = today(opened.clock), opened.known
    lines = tuple(read_again(opened.numbered("N1"), f"? line {n}", now, known) for n in range(200))
    opened.execute(Capture(lines, "m", "b"))
    found = sorted((each for each in opened.records.live(Item) if each.meeting == "m"), key=lambda each: each.id)
    assert [each.title for each in found] == [f"line {n}" for n in range(200)]


def test_words_that_begin_with_a_mark_are_offered_as_words(opened: OpenPartnership) -> None:
    done = opened.execute(Capture((Line("? really", LineKind.SUCCESS),)))
    assert done is not None
    said = opened.records.find(done.change.edits[0].id)
    assert said is not None
    correct(opened, said, f"{as_line(said, opened.records)} so")
    after = opened.records.get(Voice, said.id)
    assert after is not None
    assert (after.text, after.kind, after.archived) == ("? really so", VoiceKind.SUCCESS, False)

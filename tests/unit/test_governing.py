"""Who governs words, what waits for their release, and what is put together with other partnerships."""

import pytest
from msgspec.structs import replace

from codesign.changes import Change
from codesign.commands.base import Maker
from codesign.commands.cycles import OpenCycle, ReleaseSummary
from codesign.commands.governing import Govern, Release
from codesign.commands.measuring import AddOutcome
from codesign.errors import NotFound, Refused
from codesign.model import Attribution, Audience, Governance, Item, Meeting, OutcomeKind, Permission, Record, Voice
from codesign.opened import OpenPartnership
from codesign.permissions import HeldBack, Shown, Sight, for_roll_up, governing, words_for
from codesign.records import Records
from exports.rolling import rolled_up
from tests.support.doubles import NOW, capture, river

DAY = NOW.date()
OPEN = Permission(Attribution.ANONYMOUS, Audience.PUBLIC)
WAITS = Governance("the council", "protocol", review=True)


class Put:
    """Puts records as they are."""

    def __init__(self, *records: Record) -> None:
        self._records = records

    def apply(self, records: Records, make: Maker) -> Change:
        from codesign.changes import change

        del make
        return change("put", *((records.find(each.id), each) for each in self._records))


@pytest.fixture
def opened() -> OpenPartnership:
    found = river()
    meeting = Meeting(id="m", number="MT1", schema=1, title="meeting", on=DAY)
    said = Voice(id="v", number="V1", schema=1, text="nobody waited for me", meeting="m", permission=OPEN)
    found.execute(Put(meeting, said))
    capture(found, "? nobody waited for me for:V1")
    return found


def voice(opened: OpenPartnership) -> Voice:
    found = opened.records.get(Voice, "v")
    assert found is not None
    return found


def read(opened: OpenPartnership, audience: Audience = Audience.ROOM) -> Shown | HeldBack:
    return words_for(opened.records, voice(opened), audience, DAY)


def rolled(opened: OpenPartnership, card: str) -> Item:
    found = Sight(for_roll_up(opened.records), Audience.PARTNERS, DAY).records.get(Item, card)
    assert found is not None
    return found


@pytest.mark.parametrize("at", ["v", "m", ""])
def test_it_holds_words_back_from_everybody_until_they_are_released(opened: OpenPartnership, at: str) -> None:
    record = at or opened.partnership.id
    assert isinstance(read(opened), Shown)
    opened.execute(Govern(record, "the council", "protocol", review=True))
    for audience in Audience:
        assert read(opened, audience) is HeldBack.GOVERNED
        seen = Sight(opened.records, audience, DAY)
        assert all("waited" not in each.headline for each in seen.records.live(Voice))
        need = seen.records.numbered("N1")[0]
        assert "waited" not in need.headline
    opened.execute(Release(record, "Elder Rosa"))
    assert isinstance(read(opened), Shown)
    opened.undo()
    assert read(opened) is HeldBack.GOVERNED
    opened.undo()
    assert isinstance(read(opened), Shown)


def test_what_is_nearer_counts(opened: OpenPartnership) -> None:
    opened.execute(Govern(opened.partnership.id, "the nation", review=True))
    opened.execute(Govern("m", "the council"))
    found = governing(opened.records, voice(opened))
    assert found == Governance("the council")
    assert isinstance(read(opened), Shown)


def test_one_voice_of_a_meeting_is_released_alone(opened: OpenPartnership) -> None:
    opened.execute(Govern("m", "the council", "protocol", review=True))
    opened.execute(Release("v", "Elder Rosa"))
    assert voice(opened).governance == replace(WAITS, released=DAY, released_by="Elder Rosa")
    meeting = opened.records.get(Meeting, "m")
    assert meeting is not None
    assert meeting.governance == WAITS


def test_another_governor_has_to_release_anew(opened: OpenPartnership) -> None:
    opened.execute(Govern("v", "the council", review=True))
    opened.execute(Release("v", "Elder Rosa"))
    opened.execute(Govern("v", "the council", "protocol", review=True))
    assert isinstance(read(opened), Shown)
    opened.execute(Govern("v", "the nation", "protocol", review=True))
    assert read(opened) is HeldBack.GOVERNED


def test_what_a_voice_did_not_allow_is_not_released_with_it(opened: OpenPartnership) -> None:
    opened.execute(Put(replace(voice(opened), permission=replace(OPEN, audience=Audience.ROOM))))
    opened.execute(Govern("v", "the council", review=True))
    opened.execute(Release("v", "Elder Rosa"))
    assert read(opened, Audience.PUBLIC) is HeldBack.NARROWER


@pytest.mark.parametrize("released", [False, True])
@pytest.mark.parametrize("at", ["v", "m"])
def test_no_roll_up_has_them_released_or_not(opened: OpenPartnership, at: str, *, released: bool) -> None:
    need = opened.numbered("N1")
    opened.execute(OpenCycle(2026))
    key = opened.numbered("CY1").id
    opened.execute(ReleaseSummary(key, Audience.PARTNERS, "the May table"))
    opened.execute(AddOutcome("nobody waited for me, then a lamp came", OutcomeKind.SERVICE, DAY))
    several = [("river", "River", opened.records)]
    assert "waited" in rolled_up(several, Audience.PARTNERS, DAY).prepared.text
    opened.execute(Govern(at, "the council", review=True))
    if released:
        opened.execute(Release(at, "Elder Rosa"))
        assert isinstance(read(opened), Shown)
    assert "waited" not in rolled_up(several, Audience.PARTNERS, DAY).prepared.text
    assert "waited" not in str(Sight(for_roll_up(opened.records), Audience.PARTNERS, DAY).seen(need))


def test_a_governed_partnership_is_in_no_roll_up(opened: OpenPartnership) -> None:
    opened.execute(OpenCycle(2026))
    key = opened.numbered("CY1").id
    opened.execute(ReleaseSummary(key, Audience.PARTNERS, "the May table"))
    opened.execute(Govern(opened.partnership.id, "the nation"))
    with pytest.raises(NotFound):
        rolled_up([("river", "River", opened.records)], Audience.PARTNERS, DAY)


def test_what_else_a_governed_meeting_wrote_down_is_out_of_it_too(opened: OpenPartnership) -> None:
    number = capture(opened, "? something else", meeting="m")
    record = opened.numbered(number)
    assert not rolled(opened, record.id).archived
    opened.execute(Govern("m", "the council"))
    assert rolled(opened, record.id).archived


def test_what_cannot_be(opened: OpenPartnership) -> None:
    for wish, why in (
        (Govern("gone", "x"), "not here"),
        (Govern(opened.numbered("N1").id, "x"), "a voice"),
        (Release("v", "x"), "nobody to release"),
    ):
        with pytest.raises(Refused, match=why):
            opened.execute(wish)
    opened.execute(Govern("v", "the council", review=True))
    with pytest.raises(Refused, match="say who released"):
        opened.execute(Release("v", " "))

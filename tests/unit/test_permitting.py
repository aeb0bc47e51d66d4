"""How words may be used: set for many at once, what people usually allow, and words that are not recorded."""

import contextlib
from datetime import date

import pytest

from codesign.capture import LineKind, read_line, reading
from codesign.commands.amending import Amend, Pick, TurnInto
from codesign.commands.attendance import Introduce
from codesign.commands.correcting import Correct
from codesign.commands.meetings import Plan
from codesign.commands.voices import NOT_RECORDED, PermitMany, SetUsual
from codesign.dates import read_last_day
from codesign.errors import Refused
from codesign.model import Attribution, Audience, Meeting, Permission, Person, Voice, VoiceKind, plain
from codesign.opened import OpenPartnership
from codesign.permissions import HeldBack, words_for
from codesign.templates import template
from codesign.views.filters import read_filter
from codesign.views.filters.finding import found
from codesign.views.history import earlier_texts
from codesign.views.permitting import scopes, waiting
from codesign.views.voices import words_of
from codesign.written import as_line
from tests.support.doubles import NOW, capture, river

SECRET = "my sister drinks since the flood"
ROLE = Permission(Attribution.ROLE, Audience.PARTNERS)
TODAY = NOW.date()


@pytest.fixture
def opened() -> OpenPartnership:
    return river()


def voice(opened: OpenPartnership, number: str) -> Voice:
    record = opened.numbered(number)
    assert isinstance(record, Voice)
    return record


def meeting(opened: OpenPartnership) -> Meeting:
    opened.execute(Plan(template("workshop-90"), TODAY))
    (planned,) = opened.records.all(Meeting)
    return planned


def all_words(opened: OpenPartnership) -> str:
    return " ".join(str(plain(each)) for each in opened.records)


class TestUntil:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("2027-06", date(2027, 6, 30)),
            ("2028-02", date(2028, 2, 29)),
            ("2027", date(2027, 12, 31)),
            ("2027-06-15", date(2027, 6, 15)),
            ("+1m", date(2026, 12, 21)),
            ("2027-13", None),
            ("0000", None),
            ("soon", None),
        ],
    )
    def test_a_month_or_a_year_ends_with_its_last_day(self, text: str, day: date | None) -> None:
        assert read_last_day(text, TODAY) == day

    def test_it_is_a_token_of_the_line_and_needs_the_other_half(self, opened: OpenPartnership) -> None:
        number = capture(opened, '"The bus as:role to:partners until:2027-06')
        until = Permission(Attribution.ROLE, Audience.PARTNERS, date(2027, 6, 30))
        assert voice(opened, number).permission == until
        assert as_line(voice(opened, number), opened.records) == "as:role to:partners until:2027-06-30 The bus"
        alone = read_line('"The bus until:2027-06', default=LineKind.NEED, today=TODAY)
        assert (alone.text, alone.permission) == ("The bus until:2027-06", None)
        assert "until Wed 30 Jun 2027" in reading(
            read_line('"x as:role until:2027-06', default=LineKind.NEED, today=TODAY), today=TODAY
        )


class TestMany:
    def test_one_change_for_many_that_is_taken_back_at_once(self, opened: OpenPartnership) -> None:
        ids = tuple(voice(opened, capture(opened, f'"line {n}')).id for n in range(3))
        done = opened.execute(PermitMany(ids, ROLE, read_back=True))
        assert done is not None
        assert done.change.told == "permission of 3 voices"
        assert all(each.permission == ROLE and each.read_back for each in opened.records.all(Voice))
        opened.undo()
        assert all(each.permission is None and not each.read_back for each in opened.records.all(Voice))

    def test_all_or_none(self, opened: OpenPartnership) -> None:
        here = voice(opened, capture(opened, '"here')).id
        with pytest.raises(Refused):
            opened.execute(PermitMany((here, "gone"), ROLE))
        with pytest.raises(Refused):
            opened.execute(PermitMany((), ROLE))
        assert voice(opened, "V1").permission is None

    def test_what_waits_is_found_and_offered_around_a_voice_without_what_was_said(
        self, opened: OpenPartnership
    ) -> None:
        planned = meeting(opened)
        for line in ('"a table:2', '"b table:2', '"c table:3', '"d table:2 as:named to:public'):
            capture(opened, line, meeting=planned.id)
        assert [each.number for each in waiting(opened.records, planned)] == ["V1", "V2", "V3"]
        listed = found(read_filter("kind:voice no:permission"), opened.asking, opened.records.live(Voice))
        assert {each.number for each, _place in listed} == {"V1", "V2", "V3"}
        one, table, everything = scopes(opened.records, [voice(opened, "V1")])
        assert one.words == "V1"
        assert table.voices == (voice(opened, "V1").id, voice(opened, "V2").id)
        assert everything.voices == tuple(voice(opened, f"V{n}").id for n in (1, 2, 3))


class TestUsual:
    def test_it_is_offered_for_their_words_and_never_set_by_itself(self, opened: OpenPartnership) -> None:
        planned = meeting(opened)
        opened.execute(Introduce(planned.id, "Ana Moss", "caregiver", "caregiver"))
        (ana,) = opened.records.all(Person)
        opened.execute(SetUsual(ana.id, ROLE))
        said = voice(opened, capture(opened, '"We wait @ana-moss'))
        assert said.person == ana.id
        assert said.permission is None
        (scope,) = scopes(opened.records, [said])[:1]
        assert scope.usual == ROLE
        other = voice(opened, capture(opened, '"So do we'))
        assert scopes(opened.records, [said, other])[0].usual is None

    def test_a_permission_can_be_kept_as_theirs(self, opened: OpenPartnership) -> None:
        planned = meeting(opened)
        opened.execute(Introduce(planned.id, "Ana Moss", "caregiver", "caregiver"))
        said = voice(opened, capture(opened, '"We wait @ana-moss'))
        opened.execute(PermitMany((said.id,), ROLE, usual=True))
        (ana,) = opened.records.all(Person)
        assert ana.usual_permission == ROLE
        opened.undo()
        (ana,) = opened.records.all(Person)
        assert ana.usual_permission is None


class TestNotRecorded:
    def test_a_line_that_says_so_keeps_only_that_somebody_was_heard(self, opened: OpenPartnership) -> None:
        planned = meeting(opened)
        opened.execute(Introduce(planned.id, "Ana Moss", "caregiver", "aunt"))
        line = f'"{SECRET} @ana-moss @aunt #flood sector:education table:2 as:not-recorded to:public'
        said = voice(opened, capture(opened, line, meeting=planned.id))
        assert (said.text, said.person, said.role, said.tags) == ("", "", "", frozenset())
        assert (said.sector, said.table, said.meeting) == ("education", 2, planned.id)
        assert said.permission == NOT_RECORDED
        assert SECRET not in all_words(opened)
        assert all(SECRET not in str(each) for each in opened.history())
        assert words_of(said) == "(no words: not to be recorded)"

    def test_that_somebody_was_heard_needs_no_words(self, opened: OpenPartnership) -> None:
        assert voice(opened, capture(opened, '"as:not-recorded sector:education')).sector == "education"

    def test_it_is_said_while_it_is_typed(self) -> None:
        line = read_line(f'"{SECRET} as:not-recorded', default=LineKind.NEED, today=TODAY)
        assert reading(line, today=TODAY) == "voice · not recorded: no words will be kept"

    def test_set_later_the_words_go_also_from_what_came_of_them(self, opened: OpenPartnership) -> None:
        number = capture(opened, f'"{SECRET} sector:education @teacher')
        said = voice(opened, number)
        opened.execute(TurnInto(said.id, LineKind.NEED))
        capture(opened, f"* Ask again: {SECRET} for:N1")
        capture(opened, f"? Help after floods for:{number}")
        opened.execute(Amend(said, {"text": f"{SECRET} and more"}))
        opened.drafts.put(opened.draft_key(said), SECRET)
        opened.execute(PermitMany((said.id,), Permission(Attribution.NOT_RECORDED, Audience.PUBLIC)))
        assert SECRET not in all_words(opened)
        now = voice(opened, number)
        assert (now.text, now.role, now.sector, now.permission) == ("", "", "education", NOT_RECORDED)
        assert opened.numbered("N1").headline == "[taken out: not to be recorded]"
        assert opened.numbered("N2").headline == "Help after floods"
        assert not opened.drafts.has(opened.draft_key(said))
        for each in (now, opened.numbered("N1")):
            assert all(SECRET not in text.text for text in earlier_texts(opened.history(each.id), each))

    def test_it_is_not_undone_and_no_label_holds_the_words(self, opened: OpenPartnership) -> None:
        said = voice(opened, capture(opened, f'"{SECRET}'))
        done = opened.execute(PermitMany((said.id,), NOT_RECORDED))
        assert done is not None
        assert SECRET not in done.change.told
        for _ in range(3):
            with contextlib.suppress(Refused):  # that it was captured at all can be taken back
                opened.undo()
            assert SECRET not in all_words(opened)
            assert SECRET not in repr(list(opened.history()))

    def test_no_words_can_be_written_there_again(self, opened: OpenPartnership) -> None:
        number = capture(opened, '"x as:not-recorded')
        for command in (
            Amend(voice(opened, number), {"text": SECRET}),
            Pick(voice(opened, number), "text", SECRET),
        ):
            with pytest.raises(Refused, match="not to be recorded"):
                opened.execute(command)
        opened.execute(Amend(voice(opened, number), {"sector": "education"}))
        assert voice(opened, number).sector == "education"

    @pytest.mark.parametrize("mark", ['"', "? "])
    def test_a_line_corrected_to_it_loses_its_words(self, opened: OpenPartnership, mark: str) -> None:
        record = opened.numbered(capture(opened, f"{mark}{SECRET}"))
        known = opened.known
        before = read_line(f"{mark}{SECRET}", default=LineKind.NEED, today=TODAY, known=known)
        after = read_line(f'"{SECRET} as:not-recorded', default=LineKind.NEED, today=TODAY, known=known)
        opened.execute(Correct(record, before, after))
        assert SECRET not in all_words(opened)
        assert any(not each.is_recorded for each in opened.records.all(Voice))

    def test_words_that_came_back_from_elsewhere_are_not_shown(self, opened: OpenPartnership) -> None:
        said = Voice(id="1", number="V1", schema=1, text=SECRET, permission=NOT_RECORDED)
        assert said.headline == ""
        assert words_for(opened.records, said, Audience.ROOM, TODAY) is HeldBack.NOT_RECORDED
        empty = Voice(id="1", number="V1", schema=1, permission=Permission(Attribution.NAMED, Audience.PUBLIC))
        assert words_for(opened.records, empty, Audience.ROOM, TODAY) is HeldBack.NOT_RECORDED

    def test_a_note_is_the_team_s_own_and_leaves_nowhere(self, opened: OpenPartnership) -> None:
        note = Voice(id="1", number="V1", schema=1, kind=VoiceKind.NOTE, text="called them")
        assert note.headline == "called them"
        assert words_for(opened.records, note, Audience.ROOM, TODAY) is HeldBack.NOT_RECORDED

"""Replying to voices, one by one and a theme at once; and what the replies come to."""

from datetime import date

import pytest
from msgspec.structs import replace

from codesign.capture import Line, LineKind
from codesign.changes import change
from codesign.commands.amending import Archive
from codesign.commands.capture import Capture
from codesign.commands.replying import ReplyTo, TakeBackReply
from codesign.dates import read_date
from codesign.errors import Refused
from codesign.model import Answer, Item, ItemKind, Meeting, Reply, Voice
from codesign.opened import OpenPartnership
from codesign.reasons import read_reason, reason_line, reason_reading
from codesign.views.replies import Replies, ThemeKind, needs_of, replies, theme_called, themes, themes_of
from tests.support.doubles import NOW, StillClock, capture, demo, river

TODAY = NOW.date()


def voice(opened: OpenPartnership, number: str) -> Voice:
    found = opened.numbered(number)
    assert isinstance(found, Voice)
    return found


def said(opened: OpenPartnership, *texts: str) -> tuple[Voice, ...]:
    return tuple(voice(opened, capture(opened, f'"{text}')) for text in texts)


def reply_of(opened: OpenPartnership, number: str) -> Reply:
    found = voice(opened, number).reply
    assert found is not None
    return found


def counted(opened: OpenPartnership) -> Replies:
    return replies(opened.records, opened.clock.now().date(), opened.clock.zone())


# One voice


def test_a_reply_says_what_why_who_when_and_by_when() -> None:
    opened = river()
    seen = said(opened, "The path floods")
    done = opened.execute(ReplyTo(seen, Answer.ADAPT, "a drain first", date(2026, 12, 4), me="ann"))
    assert done is not None
    assert done.change.label == "replied to V1: adapt"
    assert reply_of(opened, "V1") == Reply(Answer.ADAPT, TODAY, "ann", date(2026, 12, 4))
    assert voice(opened, "V1").because == "a drain first"
    opened.undo()
    assert voice(opened, "V1").reply is None
    assert voice(opened, "V1").because == ""


@pytest.mark.parametrize("answer", [Answer.PARK, Answer.NOT_POSSIBLE])
def test_nobody_is_told_no_without_a_reason(answer: Answer) -> None:
    opened = river()
    seen = said(opened, "The path floods")
    with pytest.raises(Refused, match="say because of what"):
        opened.execute(ReplyTo(seen, answer, " \u200b"))
    assert opened.execute(ReplyTo(seen, answer, "no money")) is not None


@pytest.mark.parametrize("answer", [Answer.ADOPT, Answer.ADAPT])
def test_a_yes_needs_no_reason(answer: Answer) -> None:
    opened = river()
    assert opened.execute(ReplyTo(said(opened, "The path floods"), answer)) is not None


def test_correcting_the_words_keeps_the_day_and_the_name() -> None:
    clock = StillClock()
    opened = river(clock)
    opened.execute(ReplyTo(said(opened, "The path floods"), Answer.PARK, "no mony", by="the county", me="ann"))
    clock.forward(days=3)
    opened.execute(ReplyTo((voice(opened, "V1"),), Answer.PARK, "no money", me="bo"))
    assert reply_of(opened, "V1") == Reply(Answer.PARK, TODAY, "the county")
    assert voice(opened, "V1").because == "no money"


def test_another_answer_is_of_today_and_the_first_day_still_counts() -> None:
    clock = StillClock()
    opened = river(clock)
    seen = said(opened, "The path floods")
    clock.forward(days=2)
    opened.execute(ReplyTo(seen, Answer.PARK, "no money", me="ann"))
    clock.forward(days=30)
    opened.execute(ReplyTo((voice(opened, "V1"),), Answer.ADOPT, "the county pays", me="bo"))
    opened.execute(ReplyTo((voice(opened, "V1"),), Answer.ADAPT, "half of it", me="bo"))
    reply = reply_of(opened, "V1")
    assert (reply.on, reply.by, reply.first) == (date(2026, 12, 23), "bo", date(2026, 11, 23))
    assert [each.days for each in counted(opened).answered] == [2]


def test_who_was_answered_meanwhile_keeps_that_reply() -> None:
    opened = river()
    seen = said(opened, "The path floods")
    opened.execute(ReplyTo(seen, Answer.PARK, "no money", me="bo"))
    with pytest.raises(Refused, match="V1 got a reply meanwhile, from bo"):
        opened.execute(ReplyTo(seen, Answer.ADOPT, me="ann"))
    assert reply_of(opened, "V1").answer is Answer.PARK


def test_a_reason_that_two_people_correct_apart_is_kept_twice_until_one_is_written() -> None:
    opened = river()
    opened.execute(ReplyTo(said(opened, "The path floods"), Answer.PARK, "no mony"))
    seen = voice(opened, "V1")
    opened.execute(ReplyTo((seen,), Answer.PARK, "no money"))
    opened.execute(ReplyTo((seen,), Answer.PARK, "no money this year"))
    now = voice(opened, "V1")
    assert {now.because, *now.also["because"]} == {"no money", "no money this year"}
    opened.execute(ReplyTo((now,), Answer.PARK, now.because))
    assert "because" not in voice(opened, "V1").also


def test_a_reply_is_taken_back_whole() -> None:
    opened = river()
    opened.execute(ReplyTo(said(opened, "The path floods"), Answer.PARK, "no money"))
    done = opened.execute(TakeBackReply((voice(opened, "V1"),)))
    assert done is not None
    assert done.change.label == "V1 waits for a reply again"
    assert (voice(opened, "V1").reply, voice(opened, "V1").because) == (None, "")
    with pytest.raises(Refused, match="no reply that could be taken back"):
        opened.execute(TakeBackReply((voice(opened, "V1"),)))


def test_a_note_waits_for_no_reply() -> None:
    opened = river()
    number = capture(opened, "The path floods")
    opened.execute(Capture((Line("ask again", LineKind.NOTE, answers=(number,)),)))
    note = voice(opened, "V1")
    with pytest.raises(Refused, match="note of the team's own"):
        opened.execute(ReplyTo((note,), Answer.ADOPT))
    assert counted(opened).of == 0


# The action that follows


def test_a_yes_can_make_the_action_that_follows_from_it() -> None:
    opened = river()
    seen = said(opened, "The path floods", "My cellar floods")
    due = date(2026, 12, 4)
    done = opened.execute(
        ReplyTo(seen, Answer.ADOPT, "Dig a drain", due, me="ann", action=True, owners=("the county",))
    )
    assert done is not None
    assert done.change.label == "replied to 2 voices: adopt, with A1"
    card = opened.numbered("A1")
    assert isinstance(card, Item)
    assert (card.kind, card.title, card.due) == (ItemKind.ACTION, "Dig a drain", due)
    assert card.owners == {"the county"}
    assert card.origins == {each.id for each in seen}
    opened.undo()
    assert opened.numbered("A1").archived
    assert counted(opened).answered == ()


def test_without_a_reason_the_action_has_the_words_of_the_voice() -> None:
    opened = river()
    opened.execute(ReplyTo(said(opened, "Dig a drain"), Answer.ADOPT, action=True))
    assert opened.numbered("A1").headline == "Dig a drain"


def test_no_action_follows_from_a_no() -> None:
    opened = river()
    with pytest.raises(Refused, match="no action comes of that"):
        opened.execute(ReplyTo(said(opened, "Dig a drain"), Answer.PARK, "no money", action=True))


# A theme


def test_a_theme_is_answered_but_for_those_that_have_a_reply() -> None:
    opened = river()
    seen = said(opened, "The path floods #water", "My cellar floods #water", "The well is dry #water", "Buses")
    opened.execute(ReplyTo(seen[1:2], Answer.PARK, "it is private"))
    theme = theme_called(opened.records, "#Water")
    assert theme is not None
    assert [each.number for each in theme.waiting] == ["V1", "V3"]
    done = opened.execute(ReplyTo(theme.voices, Answer.ADOPT, "we dig", waiting_only=True))
    assert done is not None
    assert done.change.label == "replied to 2 voices: adopt; 1 had a reply already"
    assert [voice(opened, each).because for each in ("V1", "V2", "V3", "V4")] == [
        "we dig",
        "it is private",
        "we dig",
        "",
    ]
    again = tuple(voice(opened, each.number) for each in theme.voices)
    with pytest.raises(Refused, match="all of them have a reply already"):
        opened.execute(ReplyTo(again, Answer.ADOPT, waiting_only=True))
    opened.undo()
    assert [each.voice.number for each in counted(opened).waiting] == ["V1", "V3", "V4"]


def test_voices_go_together_by_need_tag_and_question() -> None:
    opened = demo()
    found = {(each.kind, each.name): [one.number for one in each.voices] for each in themes(opened.records)}
    assert found[ThemeKind.NEED, "N1 Getting home after the 4 pm clinic"] == ["V12"]
    assert found[ThemeKind.TAG, "#transport"] == ["V12", "V15"]  # of the needs that they led to
    assert found[ThemeKind.QUESTION, "What stops you from getting care?"] == ["V12"]
    assert [each.kind for each in themes_of(opened.records, voice(opened, "V12"))] == [
        ThemeKind.NEED,
        ThemeKind.TAG,
        ThemeKind.QUESTION,
    ]
    need = theme_called(opened.records, "n4")
    assert need is not None
    assert [each.number for each in need.voices] == ["V15"]
    assert theme_called(opened.records, "nothing") is None


def test_a_voice_serves_the_nearest_needs_and_those_that_it_is_about() -> None:
    opened = river()
    (one,) = said(opened, "The path floods")
    capture(opened, "? Dry feet for:V1")
    capture(opened, "* A bridge for:N1")
    capture(opened, "? A way for the digger for:I1")
    about = voice(opened, capture(opened, '"mine too for:N2 sector:education'))
    assert [each.number for each in needs_of(opened.records, one)] == ["N1"]
    assert [each.number for each in needs_of(opened.records, about)] == ["N2"]
    opened.execute(Archive((opened.numbered("N1").id,)))
    assert needs_of(opened.records, voice(opened, "V1")) == ()


# What they come to


def test_coverage_counts_every_voice_that_may_wait_for_a_reply() -> None:
    opened = demo()
    found = counted(opened)
    assert (len(found.answered), found.of) == (1, 9)
    assert [each.voice.number for each in found.waiting] == [f"V{n}" for n in range(13, 21)]
    assert (found.usual, found.slowest, found.oldest) == (98, 98, 16)
    opened.execute(Archive((opened.numbered("V20").id,)))
    assert counted(opened).of == 8


def test_a_voice_that_is_not_to_be_recorded_counts_and_one_that_was_withdrawn_does_not() -> None:
    opened = river()
    said(opened, "so it is as:not-recorded sector:education")
    assert counted(opened).of == 1
    (gone,) = said(opened, "The path floods")
    opened._commit(lambda _records, _make: change("withdrawn", (gone, replace(gone, withdrawn=True))))
    assert counted(opened).of == 1
    with pytest.raises(Refused, match="V2 was withdrawn"):
        opened.execute(ReplyTo((voice(opened, "V2"),), Answer.ADOPT))


def test_days_are_counted_from_the_meeting_even_where_a_voice_was_typed_in_later() -> None:
    opened = demo()
    meeting = next(each for each in opened.records.live(Meeting) if each.number == "MT4")
    capture(opened, '"from the flip chart', meeting=meeting.id)
    late = next(each for each in counted(opened).waiting if each.voice.number == "V21")
    assert (late.said, late.days) == (date(2026, 11, 5), 16)


def test_the_median_of_the_days_to_reply() -> None:
    clock = StillClock()
    opened = river(clock)
    seen = said(opened, "one", "two", "three", "four")
    for n, each in enumerate(seen):
        clock.forward(days=n)
        opened.execute(ReplyTo((each,), Answer.ADOPT))
    assert [each.days for each in counted(opened).answered] == [0, 1, 3, 6]
    assert (counted(opened).usual, counted(opened).slowest, counted(opened).oldest) == (2, 6, 0)
    assert counted(river()).usual is None


# The line


def test_a_reason_is_read_as_a_line_is() -> None:
    line = read_reason("no money * yet due:+2w @town-planner", TODAY)
    assert (line.text, line.due, line.owners) == ("no money * yet", read_date("+2w", TODAY), ("town planner",))
    assert reason_reading(line, TODAY) == "in the name of town planner · done by Sat 5 Dec"
    assert read_reason('"quoted" #tag table:3', TODAY).text == '"quoted" #tag table:3'


def test_a_reply_comes_back_into_the_line_as_it_was_typed() -> None:
    opened = river()
    opened.execute(ReplyTo(said(opened, "The path floods"), Answer.PARK, "no money", date(2026, 12, 4)))
    assert reason_line(voice(opened, "V1")) == "no money due:2026-12-04"

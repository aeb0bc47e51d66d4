"""The notice before words are captured: its texts by language, and what is kept of that it was given."""

import pytest
from msgspec.structs import replace

from codesign.commands.meetings import Plan
from codesign.commands.notices import GiveNotice, WriteNotice
from codesign.commands.partnerships import Describe
from codesign.errors import Refused
from codesign.model import Audience, Meeting, Partnership
from codesign.opened import OpenPartnership
from codesign.templates import template
from codesign.views.notices import given, notice, notices
from exports.library import document
from tests.support.documents import notes
from tests.support.doubles import NOW, river


@pytest.fixture
def opened() -> OpenPartnership:
    found = river()
    found.execute(Plan(template("workshop-90"), NOW.date()))
    return found


def meeting(opened: OpenPartnership) -> Meeting:
    (found,) = opened.records.all(Meeting)
    return found


def described(seen: Partnership, language: str, text: str) -> Describe:
    return Describe(seen, seen.name, "", seen.began, "", (), text, language)


def test_the_usual_text_is_offered_in_english_and_french_where_none_is_written(opened: OpenPartnership) -> None:
    seen = opened.partnership
    opened.execute(described(seen, "en", ""))
    assert [(each.language, each.is_own) for each in notices(opened.partnership)] == [("en", False), ("fr", False)]
    assert notice(opened.partnership, "fr").text.startswith("Nous notons")
    assert notice(opened.partnership, "de").text == ""
    opened.execute(WriteNotice(opened.partnership, "en", "We write."))
    opened.execute(WriteNotice(opened.partnership, "de", "Wir schreiben."))
    assert [(each.language, each.text, each.is_own) for each in notices(opened.partnership)][:2] == [
        ("en", "We write.", True),
        ("de", "Wir schreiben.", True),
    ]
    opened.execute(WriteNotice(opened.partnership, "de", ""))
    assert "de" not in opened.partnership.notices
    with pytest.raises(Refused, match="no code"):
        opened.execute(WriteNotice(opened.partnership, "Deutsch!", "Wir schreiben."))


def test_each_text_stays_with_its_language_when_the_partnership_speaks_another(opened: OpenPartnership) -> None:
    opened.execute(described(opened.partnership, "en", "We write."))
    opened.execute(WriteNotice(opened.partnership, "fr", "Nous notons."))
    opened.execute(described(opened.partnership, "fr", "We write."))
    now = opened.partnership
    assert (now.language, now.recording_notice, now.notices) == ("fr", "Nous notons.", {"en": "We write."})
    opened.execute(described(now, "en", "Nous notons."))
    now = opened.partnership
    assert (now.language, now.recording_notice, now.notices) == ("en", "We write.", {"fr": "Nous notons."})
    with pytest.raises(Refused):
        opened.execute(described(now, "English", "We write."))


def test_papers_hold_the_notice_that_the_meeting_shows_in_whatever_language(opened: OpenPartnership) -> None:
    """A partnership that goes over to French has written none in it yet: its run sheet had nothing to read out."""
    opened.execute(described(opened.partnership, "en", "We write."))
    opened.execute(GiveNotice(meeting(opened).id, given=True))
    opened.execute(described(opened.partnership, "fr", "We write."))
    shown = notice(opened.partnership, "fr").text
    for kind in ("run-sheet", "invitation", "table-sheets"):
        assert shown in document(kind, opened.records, meeting(opened), NOW.date()).text
    assert "> We write." in notes(opened.records, meeting(opened), Audience.ROOM, NOW.date()).text


def test_who_gave_which_text_when_is_kept_and_printed_as_it_was(opened: OpenPartnership) -> None:
    opened.execute(described(opened.partnership, "en", "We write."))
    text = notice(opened.partnership, "en")
    opened.execute(GiveNotice(meeting(opened).id, given=True, by="ann", notice=text))
    opened.execute(described(opened.partnership, "en", "We film."))
    last = given(meeting(opened))
    assert last is not None
    assert (last.by, last.language, last.text, last.at, last.agreed) == ("ann", "en", "We write.", NOW, True)
    found = notes(opened.records, meeting(opened), Audience.ROOM, NOW.date()).text
    assert "> We write." in found
    assert "We film" not in found
    opened.execute(GiveNotice(meeting(opened).id, given=True, by="bo", notice=text, agreed=False))
    assert "Not everybody agreed" in notes(opened.records, meeting(opened), Audience.ROOM, NOW.date()).text
    opened.execute(GiveNotice(meeting(opened).id, given=False))
    assert given(meeting(opened)) is None
    assert not meeting(opened).notice_given


def test_a_meeting_that_only_says_that_it_was_given_is_still_read(opened: OpenPartnership) -> None:
    older = replace(meeting(opened), notice_given=True)
    assert older.notice_given
    assert given(older) is None

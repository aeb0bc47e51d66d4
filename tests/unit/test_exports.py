"""Writing documents: names, never over an edit, kept on record, versions."""

import os
from datetime import date
from pathlib import Path

import msgspec
import pytest

from codesign.capture import LineKind
from codesign.commands.amending import Amend, TurnInto
from codesign.commands.attendance import Introduce
from codesign.commands.meetings import Plan, Start
from codesign.commands.visions import Propose
from codesign.commands.voices import Permit
from codesign.errors import NotFound
from codesign.model import Attribution, Audience, ExportRecord, Meeting, Permission, Vision, Voice
from codesign.opened import OpenPartnership
from codesign.permissions import HeldBack
from codesign.templates import template
from exports.bundle import bundle, save_bundle
from exports.files import NotWritten, Outcome, file_name, save
from exports.prepare import Prepared, write
from tests.support.documents import newest_vision, notes, statement
from tests.support.doubles import NOW, capture

TODAY = NOW.date()


class TestFiles:
    def test_a_name_is_never_a_path(self) -> None:
        assert file_name(TODAY, "meeting notes", "../../x/y") == "2026-11-21-meeting-notes-x-y.md"

    def test_a_new_file_is_created_whole(self, tmp_path: Path) -> None:
        outcome, path = save(tmp_path / "new" / "folder", "a.md", b"words", frozenset())
        assert (outcome, path.read_bytes()) == (Outcome.CREATED, b"words")
        assert [each.name for each in path.parent.iterdir()] == ["a.md"]

    def test_the_same_words_are_not_written_again(self, tmp_path: Path) -> None:
        save(tmp_path, "a.md", b"words\n", frozenset())
        os.utime(tmp_path / "a.md", (1, 1))
        assert save(tmp_path, "a.md", b"words\n", frozenset())[0] is Outcome.UNCHANGED
        assert (tmp_path / "a.md").stat().st_mtime == 1
        (tmp_path / "a.md").write_bytes(b"words\r\n")
        assert save(tmp_path, "a.md", b"words\n", frozenset())[0] is Outcome.UNCHANGED

    def test_one_s_own_file_is_replaced_and_an_edited_one_never(self, tmp_path: Path) -> None:
        from codesign.digests import digest

        save(tmp_path, "a.md", b"first", frozenset())
        known = frozenset({digest(b"first"), digest(b"second")})
        assert save(tmp_path, "a.md", b"second", known)[0] is Outcome.UPDATED
        (tmp_path / "a.md").write_bytes(b"second, corrected by a partner")
        outcome, path = save(tmp_path, "a.md", b"third", known)
        assert (outcome, path.name) == (Outcome.BESIDE, "a-2.md")
        assert (tmp_path / "a.md").read_bytes() == b"second, corrected by a partner"
        assert save(tmp_path, "a.md", b"third", known)[0] is Outcome.UNCHANGED
        assert sorted(each.name for each in tmp_path.iterdir()) == ["a-2.md", "a.md"]

    def test_without_hard_links_it_works_too(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_arguments: object) -> None:
            raise PermissionError("no links on this stick")

        monkeypatch.setattr(Path, "hardlink_to", refuse)
        assert save(tmp_path, "a.md", b"words", frozenset())[0] is Outcome.CREATED
        assert save(tmp_path, "a.md", b"other", frozenset())[0] is Outcome.BESIDE

    def test_where_it_cannot_be_written_it_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        with pytest.raises(NotWritten, match="Choose another folder"):
            save(tmp_path / "file" / "folder", "a.md", b"words", frozenset())


@pytest.fixture
def meeting(river: OpenPartnership) -> Meeting:
    """A meeting that has begun, with a voice."""
    river.execute(Plan(template("blank"), TODAY))
    planned = river.numbered("MT1")
    river.execute(Start(planned.id))
    capture(river, '"words as:role to:public @fisher', meeting=planned.id, block="1")
    return _meeting(river)


def _meeting(opened: OpenPartnership) -> Meeting:
    found = opened.numbered("MT1")
    assert isinstance(found, Meeting)
    return found


def prepare(opened: OpenPartnership, audience: Audience = Audience.PARTNERS) -> Prepared:
    return notes(opened.records, _meeting(opened), audience, TODAY)


def front(prepared: Prepared) -> dict[str, str]:
    return dict(prepared.document.front)


def test_what_left_is_kept_on_record(river: OpenPartnership, meeting: Meeting, tmp_path: Path) -> None:
    prepared = prepare(river)
    _outcome, path, kept = write(prepared, tmp_path, river.records)
    river.execute(kept)
    (export,) = river.records.live(ExportRecord)
    assert export.file == path.name
    assert export.reference in path.read_text("utf-8")
    assert export.items["V1"].text == "“words”"
    assert export.items["V1"].record == river.numbered("V1").id
    assert export.subject == meeting.id
    write(prepared, tmp_path, river.records)
    assert river.execute(kept) is None, "the same document written again is the same export"


@pytest.mark.usefixtures("meeting")
def test_other_content_is_another_version(river: OpenPartnership, tmp_path: Path) -> None:
    first = prepare(river)
    assert front(first)["version"] == "1"
    river.execute(write(first, tmp_path, river.records)[2])
    assert prepare(river).data == first.data
    capture(river, "? more", meeting=_meeting(river).id, block="1")
    second = prepare(river)
    assert front(second)["version"] == "2"
    assert second.document.reference != first.document.reference
    outcome, path, kept = write(second, tmp_path, river.records)
    river.execute(kept)
    assert (outcome, path.name) == (Outcome.UPDATED, first.file)


@pytest.mark.usefixtures("meeting")
def test_documents_for_different_people_have_different_files(river: OpenPartnership) -> None:
    assert [prepare(river, audience).file for audience in Audience] == [
        "2026-11-21-meeting-notes-river-clean-up-room.md",
        "2026-11-21-meeting-notes-river-clean-up.md",
        "2026-11-21-meeting-notes-river-clean-up-public.md",
    ]
    assert [front(prepare(river, audience))["audience"] for audience in Audience] == [
        "internal",
        "partners",
        "public",
    ]


def test_two_versions_of_one_day_have_different_files(river: OpenPartnership) -> None:
    river.execute(Propose("A valley where everybody gets home", why="first words"))
    river.execute(Propose("A valley where everybody gets home by night", why="nights"))
    files = {statement(river.records, each, Audience.PARTNERS, TODAY).file for each in river.records.live(Vision)}
    assert len(files) == 2


@pytest.mark.usefixtures("meeting")
def test_two_meetings_of_one_day_have_different_files(river: OpenPartnership) -> None:
    river.execute(Plan(template("blank"), TODAY))
    second = river.numbered("MT2")
    assert isinstance(second, Meeting)
    assert (
        notes(river.records, second, Audience.PARTNERS, TODAY).file
        == "2026-11-21-meeting-notes-river-clean-up-mt2.md"
    )


@pytest.mark.usefixtures("meeting")
def test_a_permission_that_is_taken_away_holds_the_words_back(river: OpenPartnership) -> None:
    assert "“words”" in prepare(river).text
    river.execute(Permit(river.numbered("V1").id, None))
    prepared = prepare(river)
    assert "“words”" not in prepared.text
    assert prepared.held == {HeldBack.NOT_SET: 1}
    assert prepared.held_words == "1 voice held back: 1 without a permission"
    assert front(prepared)["consent-filter"] == "0 voices shown, 1 held back"


def test_a_long_name_leaves_what_tells_files_apart(river: OpenPartnership, tmp_path: Path) -> None:
    """Cut with the name, the room's file was written over the public's, and one meeting's over another's."""
    name = "Regroupement des organismes communautaires et de santé de la vallée de la Matapédia et du littoral"
    river.execute(Amend(river.partnership, {"name": name}))
    for _session in range(2):
        river.execute(Plan(template("blank"), TODAY))
    records = river.records
    papers = [notes(records, each, audience, TODAY) for each in records.live(Meeting) for audience in Audience]
    files = [each.file for each in papers]
    assert sorted(set(files)) == sorted(files)
    assert all(each.startswith("2026-11-21-meeting-notes-regroupement-des-organismes-") for each in files)
    assert {each.rpartition("-la")[2] for each in files} >= {"-room.md", ".md", "-public.md"}
    for audience in Audience:
        save_bundle(bundle(records, audience, TODAY), records, audience, tmp_path, "")
    assert len(list(tmp_path.iterdir())) == len(Audience)


def test_a_promise_whose_name_is_held_back_still_reads_well(river: OpenPartnership, meeting: Meeting) -> None:
    river.execute(Introduce(meeting.id, "Ana"))
    capture(river, "! Bring the list @ana due:2026-12-04", meeting=meeting.id, block="1")
    text = notes(river.records, meeting, Audience.PARTNERS, TODAY).text
    assert "Promised: C1 somebody, 2026-12-04" in text


@pytest.mark.usefixtures("meeting")
def test_a_permission_that_ended_holds_the_words_back(river: OpenPartnership) -> None:
    voice = river.numbered("V1")
    assert isinstance(voice, Voice)
    river.execute(Permit(voice.id, Permission(Attribution.ROLE, Audience.PUBLIC, TODAY)))
    assert "“words”" in prepare(river).text
    later = notes(river.records, _meeting(river), Audience.PARTNERS, date(2026, 11, 22))
    assert later.held == {HeldBack.PAST: 1}


def test_a_statement_is_a_draft_until_it_is_agreed(river: OpenPartnership) -> None:
    with pytest.raises(NotFound, match="no vision yet"):
        newest_vision(river.records)
    river.execute(Propose("One river."))
    vision = newest_vision(river.records)
    assert front(statement(river.records, vision, Audience.ROOM, TODAY))["status"] == "DRAFT"
    agreed = msgspec.structs.replace(vision, agreed=TODAY)
    assert front(statement(river.records, agreed, Audience.ROOM, TODAY))["status"] == "AGREED"


def test_words_that_are_held_back_do_not_leave_as_a_card_either(river: OpenPartnership, meeting: Meeting) -> None:
    capture(river, '"Nobody told us that the ramp was gone', meeting=meeting.id, block="1")
    voice = river.numbered("V2")
    river.execute(TurnInto(voice.id, LineKind.NEED))
    assert "ramp was gone" not in prepare(river).text
    assert "(in words that their speaker has not cleared for you)" in prepare(river).text
    river.execute(Permit(voice.id, Permission(Attribution.ROLE, Audience.PARTNERS)))
    assert "Nobody told us that the ramp was gone" in prepare(river).text

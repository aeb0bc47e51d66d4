"""Opening partnerships by name, undo and redo, numbers of several devices, listeners."""

import pytest

from codesign.changes import Committed
from codesign.commands.amending import Amend
from codesign.commands.cards import Advance, Move
from codesign.commands.exports import RecordExport
from codesign.errors import NotFound, Refused
from codesign.model import Audience, Item, Phase, Status
from codesign.opened import OpenPartnership
from codesign.workspace import Workspace
from storage.drafts import MemoryDrafts
from storage.filters import MemoryFilters
from storage.memory import MemoryShelf
from tests.support.doubles import NOW, CountingIds, StillClock, capture, memory_workspace


def card(opened: OpenPartnership) -> Item:
    found = opened.numbered("N1")
    assert isinstance(found, Item)
    return found


class TestNames:
    @pytest.fixture
    def workspace(self) -> Workspace:
        workspace = memory_workspace()
        for name in ("River Clean-up", "River Walk", "Métis Supper"):
            workspace.create(name)
        return workspace

    @pytest.mark.parametrize(
        "name", ["river-clean-up", "River Clean-up", "river clean-up", "river c", "River-c", "RIVER CL"]
    )
    def test_by_folder_title_or_beginning(self, workspace: Workspace, name: str) -> None:
        assert workspace.folder(name) == "river-clean-up"

    def test_accents_need_not_be_typed(self, workspace: Workspace) -> None:
        assert workspace.folder("metis") == "metis-supper"

    @pytest.mark.parametrize("name", ["river", "River ", "lake", "", "  "])
    def test_what_is_not_one_partnership_is_not_found(self, workspace: Workspace, name: str) -> None:
        with pytest.raises(NotFound, match="river-clean-up"):
            workspace.open(name)

    def test_without_any_it_is_said_how_to_make_one(self) -> None:
        with pytest.raises(NotFound, match="codesign new NAME"):
            memory_workspace().open("river")

    def test_two_of_one_folder_cannot_be(self, workspace: Workspace) -> None:
        with pytest.raises(Refused, match="already a partnership in river-walk"):
            workspace.create("river walk")
        with pytest.raises(Refused, match="needs a name"):
            workspace.create("  ")


class TestUndo:
    def test_back_and_forth(self, river: OpenPartnership) -> None:
        capture(river, "? one")
        river.execute(Move((card(river).id,), Phase.CO_DESIGN))
        river.execute(Advance((card(river).id,)))
        told = [river.undo().change.told, river.undo().change.told, river.redo().change.told]
        assert told == [
            "undid: N1 is now shaping",
            "undid: moved N1 to co-design",
            "did again: moved N1 to co-design",
        ]
        assert (card(river).phase, card(river).status) == (Phase.CO_DESIGN, Status.IDEA)

    def test_a_new_change_ends_what_could_be_done_again(self, river: OpenPartnership) -> None:
        capture(river, "? one")
        river.execute(Advance((card(river).id,)))
        river.undo()
        river.execute(Move((card(river).id,), Phase.CO_DESIGN))
        with pytest.raises(Refused, match="nothing to do again"):
            river.redo()

    def test_a_partnership_s_founding_is_not_undone(self, river: OpenPartnership) -> None:
        capture(river, "? one")
        river.undo()
        assert card(river).archived
        with pytest.raises(Refused, match="nothing to undo"):
            river.undo()

    def test_what_another_changed_is_refused_and_what_not_is_kept(self, river: OpenPartnership) -> None:
        capture(river, "? one")
        seen = card(river)
        river.execute(Advance((seen.id,)))
        other = OpenPartnership(river.folder, river._store, memory_workspace(person="bob"))
        other.execute(Amend(card(river), {"title": "one, in his words"}))
        river.undo()
        assert (card(river).status, card(river).title) == (Status.RAISED, "one, in his words")
        river.redo()
        other.execute(Advance((seen.id,)))
        with pytest.raises(Refused, match="N1 was changed since"):
            river.undo()

    def test_what_the_program_notes_for_itself_is_passed_over(self, river: OpenPartnership) -> None:
        capture(river, "? one")
        river.execute(
            RecordExport("2026-11-21-aaaa", "notes", NOW.date(), Audience.ROOM, "", "f.md", "c", "d", {})
        )
        assert river.undo().change.told == "undid: captured N1"

    def test_across_a_restart(self) -> None:
        workspace = memory_workspace()
        first = workspace.create("River")
        capture(first, "? one")
        first.execute(Advance((card(first).id,)))
        first.undo()
        first.close()
        second = workspace.open("river")
        assert second.redo().change.told == "did again: N1 is now exploring"
        assert second.undo().change.told == "undid: N1 is now exploring"
        assert second.undo().change.told == "undid: captured N1"


class TestSeveralDevices:
    def test_the_second_device_adds_a_letter(self) -> None:
        shelf = MemoryShelf("first00000")
        workspace = Workspace(shelf, StillClock(), CountingIds("a"), MemoryDrafts(), "ann", MemoryFilters())
        ann = workspace.create("River")
        capture(ann, "? one")
        bob = _elsewhere(shelf, "second0000")
        assert capture(bob, "? two") == "N1b"
        assert capture(bob, "! promise") == "C1b"
        eve = _elsewhere(shelf, "third00000")
        assert capture(eve, "? three") == "N1c"
        ann.refresh()
        assert capture(ann, "? four") == "N2"
        assert {each.number for each in ann.records.live(Item)} == {"N1", "N1b", "N1c", "N2"}
        bob.undo()
        bob.undo()
        with pytest.raises(Refused, match="nothing to undo"):
            bob.undo()

    def test_after_z_come_two_letters(self) -> None:
        from codesign.opened import _letters

        letters = _letters()
        found = [next(letters) for _ in range(27)]
        assert found[:2] == ["b", "c"]
        assert found[24:] == ["z", "ba", "bb"]


def _elsewhere(shelf: MemoryShelf, device: str) -> OpenPartnership:
    other = MemoryShelf(device)
    other._all = shelf._all
    return Workspace(other, StillClock(), CountingIds(device), MemoryDrafts(), "bob", MemoryFilters()).open(
        "river"
    )


def test_listeners_hear_one_s_own_and_others_changes() -> None:
    shelf = MemoryShelf("first00000")
    ann = Workspace(shelf, StillClock(), CountingIds("a"), MemoryDrafts(), "ann", MemoryFilters()).create("River")
    heard: list[Committed] = []
    end = ann.subscribe(heard.append)
    capture(ann, "? one")
    capture(_elsewhere(shelf, "second0000"), "? two")
    ann.refresh()
    assert [each.change.told for each in heard] == ["captured N1", "this device numbers with b", "captured N1b"]
    end()
    capture(ann, "? three")
    assert len(heard) == 3


def test_the_history_of_one_record(river: OpenPartnership) -> None:
    capture(river, "? one")
    capture(river, "? two")
    river.execute(Advance((card(river).id,)))
    assert [each.change.told for each in river.history(card(river).id)] == ["captured N1", "N1 is now exploring"]
    assert len(list(river.history())) == 4

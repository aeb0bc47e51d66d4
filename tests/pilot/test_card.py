"""What is written on a card: at length, with a preview, as a note, and not lost when it is not saved."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from codesign.commands.amending import Amend, Archive
from codesign.model import Commitment, Item, Voice
from codesign.ports import today
from codesign.views.gaps import gaps
from codesign.workspace import Workspace
from screens.card.look import LookScreen
from screens.widgets.lines import cells
from screens.widgets.markdown import markdown_strips
from storage.drafts import FileDrafts
from storage.filters import MemoryFilters
from storage.memory import MemoryShelf
from tests.pilot.test_home_and_board import card, partnership
from tests.support.doubles import CountingIds, StillClock, capture
from tests.support.forms import form, show, somebody_else, write
from tests.support.hostile import HOSTILE
from tests.support.screens import LARGE, SMALL, board


def river(workspace: Workspace) -> None:
    opened = workspace.create("River")
    for line in ("? one", "? two", "* three for:N1"):
        capture(opened, line)


class TestEditor:
    @pytest.mark.parametrize("size", [SMALL, LARGE])
    async def test_it_fills_the_screen_and_the_text_what_the_fields_leave(
        self, tmp_path: Path, size: tuple[int, int]
    ) -> None:
        async with board(tmp_path, demo=False, fill=river, size=size) as running:
            await show(running, "N1")
            await running.press("e")
            assert running.lines[0].strip() == "Write N1"
            assert running.shows("title one", "owners", "due", "tags", "priority", "strategies", "evidence")
            (text,) = running.app.screen.query(TextArea)
            assert text.size.height >= (6 if size == SMALL else 20)

    async def test_the_hint_of_a_field_is_shown_with_it(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await show(running, "N1")
            await running.press("e", "tab", "tab")
            assert running.shows("roles or names, with commas between them")
            await running.press("tab")
            assert running.shows("2026-12-03, fri, +2w")
            assert not running.shows("roles or names")

    async def test_in_the_smallest_terminal_the_field_that_is_written_is_in_sight(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=(30, 8)) as running:
            await show(running, "N1")
            await running.press("e")
            await write(running, title="uno", tags="#bus", evidence="research: a study")
            assert running.shows("title uno") or running.shows("evidence")
            await running.press("ctrl+s")
            assert card(running, "N1").tags == {"bus"}


class TestPreview:
    async def test_the_text_is_seen_as_it_will_look_and_written_on(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await show(running, "N1")
            await running.press("e")
            await write(running, text="# What we know\n- **two** buses")
            await running.press("f2")
            assert running.name == "LookScreen"
            assert running.shows("What we know", "• two buses")
            assert not running.shows("**two**")
            await running.press("f2")
            assert running.name == "EditorScreen"
            assert form(running)["text"] == "# What we know\n- **two** buses"
            await running.press("ctrl+s", "v")
            assert running.name == "LookScreen"
            await running.press("q")
            assert running.name == "CardScreen"

    async def test_a_card_without_a_text_has_nothing_to_look_at(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await show(running, "N1")
            await running.press("v")
            assert running.name == "CardScreen"

    @pytest.mark.parametrize("size", [(30, 8), SMALL])
    async def test_texts_that_break_programs_are_shown_and_do_nothing(
        self, tmp_path: Path, size: tuple[int, int]
    ) -> None:
        async with board(tmp_path, demo=False, fill=river, size=size) as running:
            for text in HOSTILE:
                running.app.push_screen(LookScreen("text", text))
                await running.settle()
                assert running.name == "LookScreen"
                assert not [each for each in running.text if each in "\x1b\x07\x9b\u202e\u2066\u0007"]
                assert all(cells(line) <= size[0] for line in running.lines), text
                await running.press("end", "escape")

    @pytest.mark.parametrize("width", [10, 30, 80])
    @pytest.mark.parametrize(
        "text", ["> " * 60 + "deep", "- " * 60 + "deep", "1. " * 40 + "deep", "|a|b|\n|-|-|\n" * 3]
    )
    def test_deep_and_wide_texts_fit(self, text: str, width: int) -> None:
        for strip in markdown_strips(text, width):
            assert strip.cell_length <= max(width, 40)

    def test_links_are_no_links(self) -> None:
        (strip,) = markdown_strips("[the list](https://example.org/a)", 80)
        assert "https://example.org/a" in strip.text
        assert not any(segment.style and segment.style.link for segment in strip)


class TestDrafts:
    async def test_a_draft_is_said_on_the_card_and_known_for_the_board(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            opened = partnership(running)
            await show(running, "N1")
            assert not running.shows("unsaved draft")
            await running.press("e")
            await write(running, title="one and a half")
            await running.press("escape")
            assert running.text.count("unsaved draft: e goes on with it") == 2, "on the card and in the message"
            assert opened.has_draft(opened.numbered("N1"))
            assert not opened.has_draft(opened.numbered("N2"))
            await running.press("escape")
            await show(running, "N1")
            assert running.shows("unsaved draft")
            await running.press("e", "ctrl+s")
            assert card(running, "N1").title == "one and a half"
            assert not running.shows("unsaved draft")
            assert not opened.has_draft(opened.numbered("N1"))

    async def test_each_letter_is_on_the_disk_when_it_was_typed_and_a_killed_program_s_come_back(
        self, tmp_path: Path
    ) -> None:
        shelf, folder = MemoryShelf(), tmp_path / "drafts"

        def workspace(drafts: FileDrafts) -> Workspace:
            return Workspace(shelf, StillClock(), CountingIds(), drafts, "ann", MemoryFilters())

        killed = FileDrafts(folder)
        async with board(tmp_path, demo=False, fill=river, workspace=workspace(killed), size=LARGE) as running:
            await show(running, "N1")
            await running.press("e", "tab")
            await running.type("half a tho")
            assert any("half a tho" in path.read_text("utf-8") for path in folder.rglob("*.txt"))
            left = {each.name: each.read_bytes() for each in folder.rglob("*.txt")}
        seat = tmp_path / "after" / "1"
        seat.mkdir(parents=True)
        for name, words in left.items():  # what lay there when the program was killed
            (seat / name).write_bytes(words)
        again = workspace(FileDrafts(tmp_path / "after"))
        async with board(tmp_path, demo=False, workspace=again, size=LARGE) as running:
            await show(running, "N1")
            assert running.shows("unsaved draft")
            await running.press("e")
            assert form(running)["text"] == "half a tho"
            await running.press("ctrl+s")
            assert card(running, "N1").text == "half a tho"

    async def test_a_half_typed_note_comes_back(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            opened = partnership(running)
            await show(running, "N1")
            await running.press("a")
            await running.type("called th")
            await running.press("escape", "escape")
            assert opened.has_draft(opened.numbered("N1"))
            await show(running, "N1")
            assert running.app.focused is not running.app.screen.query_one("#rows")
            await running.enter("em")
            assert running.shows("notes", "called them")
            assert not opened.has_draft(opened.numbered("N1"))

    async def test_what_somebody_else_wrote_meanwhile_is_kept_beside_it(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await show(running, "N1")
            await running.press("e")
            await write(running, text="hers")
            other = somebody_else(running.app.workspace, "river")
            other.execute(Amend(other.numbered("N1"), {"text": "his"}))
            partnership(running).refresh()
            await running.press("ctrl+s")
            item = card(running, "N1")
            assert {item.text, *item.also["text"]} == {"hers", "his"}
            assert running.shows("another text,", "his", "c pick")


class TestNotes:
    async def test_a_note_is_one_line_and_stands_on_the_card(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            opened = partnership(running)
            await show(running, "N1")
            await running.press("a")
            await running.type("called them, no answer")
            assert running.lines[-4].strip() == "note"
            await running.press("enter")
            assert running.shows("notes 2026-11-21 10:00 called them, no answer ann")
            assert running.app.focused is running.app.screen.query_one("#rows")
            note = opened.numbered("V1")
            assert isinstance(note, Voice)
            assert note.origins == {opened.numbered("N1").id}
            assert gaps(opened.records, today(opened.clock)).unanswered_voices == ()
            await running.press("u")
            assert not running.shows("no answer ann")

    async def test_a_mark_makes_of_the_line_what_it_says_and_it_answers_the_card(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            opened = partnership(running)
            await show(running, "N1")
            await running.press("a")
            await running.enter("! ask the council @ann due:fri for:N2")
            promise = opened.numbered("C1")
            assert isinstance(promise, Commitment)
            assert promise.origins == {opened.numbered("N1").id, opened.numbered("N2").id}
            assert running.shows("├─ C1 commitment · open ask the council")

    async def test_several_pasted_lines_are_asked_about(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await show(running, "N1")
            await running.paste("called them\nno answer")
            await running.enter("each")
            assert running.shows("called them", "no answer")
            assert partnership(running).numbered("V2").headline == "no answer"

    async def test_a_note_goes_on_while_somebody_else_archives_the_card(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=SMALL) as running:
            await show(running, "N1")
            await running.press("a")
            await running.type("called them")
            other = somebody_else(running.app.workspace, "river")
            other.execute(Archive((other.numbered("N1").id,)))
            partnership(running).refresh()
            await running.settle()
            assert running.shows("save", "leave", "called them")
            await running.press("enter")
            assert running.name == "CardScreen"
            assert running.shows("called them")

    async def test_what_was_archived_takes_no_notes(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            partnership(running).execute(Archive((card(running, "N1").id,)))
            await show(running, "N1")
            await running.press("a")
            await running.paste("words")
            assert running.app.focused is running.app.screen.query_one("#rows")
            await running.press("T")
            assert running.name == "ThreadScreen"


class TestThread:
    async def test_it_shows_what_is_missing_and_leads_there(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter")
            await show(running, "A3")
            await running.press("G", "end")
            assert running.shows("what is missing", "V14 no reply yet", "A3 no measure yet")
            running.app.screen.query_one("#rows").select("came-from 0")  # type: ignore[attr-defined]
            await running.press("enter")
            assert running.lines[0].startswith(" V14")

    async def test_a_long_thread_is_cut_and_says_so(self, tmp_path: Path) -> None:
        def fill(workspace: Workspace) -> None:
            opened = workspace.create("River")
            capture(opened, "? first")
            for n in range(1, 9):
                capture(opened, f"? next for:N{n}")
            for _ in range(20):
                capture(opened, "* an idea for:N1")

        async with board(tmp_path, demo=False, fill=fill, size=(120, 80)) as running:
            await show(running, "N1")
            assert isinstance(card(running, "N1"), Item)
            assert running.shows("and 16 more: T shows the whole thread")

"""Somebody takes their words back, on the screen: what it does is said first, and then it is asked once."""

from pathlib import Path

from codesign.commands.exports import RecordExport
from codesign.model import Audience, ExportedItem, Item, Voice
from codesign.workspace import Workspace
from tests.support.doubles import NOW, capture
from tests.support.forms import show
from tests.support.screens import Board, board

WORDS = "nobody waited for me in all those years"


def river(workspace: Workspace) -> None:
    opened = workspace.create("River")
    said = opened.numbered(capture(opened, f'" {WORDS}'))
    capture(opened, f"? {WORDS}, she says for:{said.number}")
    capture(opened, "? something else")
    items = {said.number: ExportedItem(said.id, WORDS)}
    opened.execute(
        RecordExport("2026-11-21-aaaa", "notes", NOW.date(), Audience.PARTNERS, "", "notes.md", "", "", items)
    )


def voice(running: Board) -> Voice:
    opened = running.app._opened
    assert opened is not None
    (found,) = opened.records.all(Voice)
    return found


def titles(running: Board) -> list[str]:
    opened = running.app._opened
    assert opened is not None
    return [each.title for each in opened.records.all(Item)]


async def test_it_says_what_it_does_and_does_it(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await show(running, "V1")
        await running.press("X")
        assert running.name == "WithdrawScreen"
        assert running.shows("Withdraw V1", "go for ever", "N1 repeats these words", "[x]", "1 document has left")
        assert running.shows("y withdraw for ever")
        await running.press("y")
        assert running.shows("The words of V1 are withdrawn.", "The recall note is")
        assert (voice(running).text, voice(running).withdrawn) == ("", True)
        assert titles(running) == ["", "something else"]
        await running.press("escape")
        assert running.name == "CardScreen"
        assert running.shows("V1  (withdrawn)")
        assert not running.shows(WORDS)
    (note,) = (tmp_path / "river").glob("*recall-note*")
    assert "notes.md" in note.read_text()
    assert WORDS not in note.read_text()


async def test_whoever_leaves_has_changed_nothing(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await show(running, "V1")
        await running.press("X", "escape")
        assert voice(running).text == WORDS


async def test_what_repeats_the_words_can_be_kept(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await show(running, "V1")
        await running.press("X", "down", "space")
        assert running.shows("[ ] N1 repeats these words, and keeps them")
        await running.press("y")
        assert titles(running)[0].startswith(WORDS)
        assert voice(running).text == ""


async def test_it_cannot_be_undone_and_nothing_is_written_there_again(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await show(running, "V1")
        await running.press("p", "n", "3", "enter", "X", "y", "escape", "u")
        assert voice(running).text == ""
        assert voice(running).permission is None
        await running.press("p", "e", "X")
        assert running.name == "CardScreen"


async def test_a_purged_card_is_written_anew(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await show(running, "V1")
        await running.press("X", "y", "escape", "escape")
        await show(running, "N1")
        assert running.shows("N1  (withdrawn)")
        await running.press("e")
        await running.type("waiting")
        await running.press("ctrl+s")
        assert titles(running)[0] == "waiting"

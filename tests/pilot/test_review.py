"""Deciding on the board what came back: choosing or pasting it, its three sides, accepting, rejecting, undoing."""

from pathlib import Path

from codesign.commands.amending import Amend
from codesign.model import Commitment
from codesign.views.notes import notes
from codesign.workspace import Workspace
from exports.markdown import markdown
from tests.pilot.test_home_and_board import partnership
from tests.support.reviews import FILES, send
from tests.support.screens import Board, board

SENT = (FILES / "sent.md").read_text("utf-8")


def fill(workspace: Workspace) -> None:
    """Make a partnership from which a document has left."""
    assert markdown(send(workspace.create("River Clean-up"))) == SENT


def commitment(running: Board, number: str) -> Commitment:
    found = partnership(running).numbered(number)
    assert isinstance(found, Commitment)
    return found


async def test_a_file_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "river-clean-up"
    folder.mkdir()
    (folder / "answer.md").write_text(
        SENT.replace("Write to the", "Phone the").replace("- [ ] **C2**", "- [x] **C2**"), "utf-8"
    )
    async with board(tmp_path, demo=False, fill=fill) as running:
        await running.press("b")
        assert running.shows("answer.md", "A text from a mail or a browser")
        await running.press("enter")
        assert running.shows("2026-11-12-7f3a  2 of 2 open", "change C1", "change C2 Box")
        assert running.shows("as exported  Write to the school", "now  Write to the", "returned  Phone the school")
        await running.press("a")
        assert running.shows("Who has reviewed it?")
        await running.enter("Jo Kim")
        assert running.shows("1 of 2 open  by Jo Kim", "taken in from the review of Jo Kim: C1")
        assert commitment(running, "C1").text.startswith("Phone the")
        await running.press("u")
        assert running.shows("2 of 2 open")
        assert commitment(running, "C1").text.startswith("Write")
        await running.press("s")
        assert running.shows("0 of 2 open", "Everything is decided.")
        await running.press("slash", "enter")
        assert running.shows("nothing to decide")


async def test_a_pasted_mail_with_a_conflict_and_a_remark(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=fill) as running:
        opened = partnership(running)
        running.clock.forward(minutes=5)
        opened.execute(Amend(opened.numbered("C1"), {"text": "Ask the school"}))
        await running.press("b")
        quoted = "\n".join(f"> {line}" for line in SENT.replace("Write to the", "Phone the").split("\n"))
        await running.paste(
            quoted.replace(">   - By when: not set", ">   - By when: not set\nI have their number. Jo")
        )
        assert running.shows("CONFLICT C1", "look", "now  Ask the school", "comment C4: I have their number. Jo")
        await running.press("a", "enter")
        assert running.shows("1 of 2 open  by a reviewer")
        texts = {commitment(running, "C1").text, *commitment(running, "C1").also["text"]}
        assert {each[:9] for each in texts} == {"Ask the s", "Phone the"}
        await running.press("enter")
        assert running.name == "CardScreen"
        await running.press("escape", "r")
        assert running.shows("0 of 2 open")
        assert notes(opened.records, opened.numbered("C4")) == ()


async def test_what_cannot_be_read_is_told_and_another_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text(SENT.replace("Who: Lee", "Who: Lee Wong"), "utf-8")
    async with board(tmp_path, demo=False, fill=fill) as running:
        await running.press("b")
        await running.paste("Dear all, see you on Sunday")
        assert running.shows("its last line", "is not there")
        await running.paste("Export reference: 2026-01-01-ffff")
        assert running.shows("no document with the reference 2026-01-01-ffff")
        await running.press("enter")
        await running.enter(str(tmp_path / "answer.txt"))
        assert running.shows("change C4 Who: Lee Wong")
        await running.press("escape")
        assert running.name == "BoardScreen"


async def test_from_the_preview(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "x", "enter", "r")
        assert running.name == "ReviewScreen"


async def test_in_the_smallest_terminal_the_list_and_the_keys_stay(tmp_path: Path) -> None:
    """Half of a hall's screen: an act is pressed on a proposal that can be seen."""
    folder = tmp_path / "river-clean-up"
    folder.mkdir()
    (folder / "answer.md").write_text(SENT.replace("Write to the", "Phone the"), "utf-8")
    for size in ((80, 14), (40, 10), (30, 8)):
        async with board(tmp_path, demo=False, fill=fill, size=size) as running:
            await running.press("b", "enter")
            assert running.shows("change C1", "as exported")
            assert "all keys" in running.lines[-1]

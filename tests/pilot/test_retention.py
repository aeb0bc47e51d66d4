"""On the screen: the words of a meeting are reviewed, and it is written down who governs them."""

from datetime import date
from pathlib import Path

from codesign.changes import Change, change
from codesign.commands.base import Maker
from codesign.commands.exports import RecordExport
from codesign.commands.partnerships import Describe
from codesign.model import Audience, ExportedItem, Governance, Meeting, Voice
from codesign.records import Records
from codesign.workspace import Workspace
from screens.papers.screen import PapersScreen
from tests.support.doubles import NOW, capture
from tests.support.forms import show, write
from tests.support.screens import Board, board

WORDS = "nobody waited for me in all those years"
MEETING = Meeting(id="m", number="MT1", schema=1, title="In the hall", on=date(2026, 9, 1))


class Plan:
    def apply(self, records: Records, make: Maker) -> Change:
        del records, make
        return change("planned", (None, MEETING))


def river(workspace: Workspace) -> None:
    opened = workspace.create("River")
    seen = opened.partnership
    opened.execute(Describe(seen, seen.name, "", 2025, "", (), "", retention_months=2))
    opened.execute(Plan())
    said = opened.numbered(capture(opened, f'" {WORDS}', meeting="m"))
    capture(opened, f"? {WORDS}, she says for:{said.number}")
    items = {said.number: ExportedItem(said.id, WORDS)}
    opened.execute(
        RecordExport("2026-11-21-aaaa", "notes", NOW.date(), Audience.PARTNERS, "", "notes.md", "", "", items)
    )


def voice(running: Board) -> Voice:
    opened = running.app._opened
    assert opened is not None
    (found,) = opened.records.all(Voice)
    return found


def meeting(running: Board) -> Meeting:
    opened = running.app._opened
    assert opened is not None
    (found,) = opened.records.all(Meeting)
    return found


async def papers(running: Board, folder: Path) -> None:
    opened = running.app._opened
    assert opened is not None
    running.app.push_screen(PapersScreen(opened, "m", folder))
    await running.settle()


async def test_home_says_that_words_are_due_and_the_meeting_purges_them(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await running.press("escape")
        assert running.shows("words due for review: 1 meeting")
        await running.press("enter")
        await papers(running, tmp_path)
        await running.press("R")
        assert running.shows(
            "MT1  In the hall, 2026-09-01: 1 voice · review 2026-11-01, due",
            "keep them until another day",
            "purge them for ever",
        )
        await running.type("purge")
        await running.press("enter")
        assert running.shows("the words of 1 voice (V1)", "N1 repeats these words", "1 document has left")
        assert running.shows("y purge for ever")
        await running.press("y")
        assert running.shows("The words of 1 voice of MT1 are purged: V1.", "The recall note is")
        assert (voice(running).text, voice(running).withdrawn) == ("", False)
        await running.press("escape", "R")
        assert running.shows("MT1 has no words that are kept")
    assert list((tmp_path / "river").glob("*recall-note*"))


async def test_they_are_kept_until_another_day(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await papers(running, tmp_path)
        await running.press("R")
        await running.type("keep")
        await running.press("enter")
        await write(running, until="2028-01-01", because="")
        await running.press("ctrl+s")
        assert running.shows("say why they are kept")
        await write(running, because="until the evaluation is done")
        await running.press("ctrl+s")
        assert meeting(running).review_words == date(2028, 1, 1)
        assert meeting(running).review_because == "until the evaluation is done"
        await running.press("u")
        assert meeting(running).review_words is None


async def test_who_governs_a_meeting_and_that_they_released_it(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await papers(running, tmp_path)
        await running.press("G")
        assert running.shows("Who governs MT1")
        await write(running, governor="the council", agreement="protocol", review="perhaps")
        await running.press("ctrl+s")
        assert running.shows("perhaps is neither yes nor no")
        await write(running, review="yes")
        await running.press("ctrl+s")
        assert meeting(running).governance == Governance("the council", "protocol", review=True)
        await show(running, "V1")
        await running.press("G")
        await write(running, released="Elder Rosa")
        await running.press("ctrl+s")
        found = voice(running).governance
        assert found is not None
        assert (found.released, found.released_by) == (NOW.date(), "Elder Rosa")
        assert running.shows("governed by", "the council, protocol, released 2026-11-21 by Elder Rosa")

"""The list of what a document holds back, and the decision about a text that names somebody."""

from pathlib import Path

from codesign.commands.visions import Propose
from codesign.model import SCHEMA, Item, ItemKind, NameChoice, Person, Status
from codesign.workspace import Workspace
from screens.preview.screen import PreviewScreen
from tests.support.screens import board
from tests.support.telling import Told


def fill(workspace: Workspace) -> None:
    opened = workspace.create("River Clean-up")
    person = Person(id="p", number="PE1", schema=SCHEMA, name="Ann Poole", role="coordinator")
    card = Item(
        id="i",
        number="S1",
        schema=SCHEMA,
        kind=ItemKind.ASSET,
        status=Status.AGREED,
        title="Ann Poole has the keys",
    )
    opened.execute(Told((person, card)))
    opened.execute(Propose("One river"))
    opened.close()


async def test_a_name_is_replaced_until_she_decides(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=fill) as running:
        await running.press("x", "enter")
        assert "1 text names somebody" in running.text
        assert "(coordinator) has the keys" in running.text
        await running.press("h")
        assert "S1 names Ann Poole" in running.text
        await running.press("enter")
        assert "as it is: Ann Poole has the keys" in running.text
        await running.press("down", "enter")
        assert "Ann Poole has the keys" in running.text
        assert "names somebody" not in running.text
        (screen,) = (each for each in running.app.screen_stack if isinstance(each, PreviewScreen))
        assert list(screen.opened.partnership.names.values()) == [NameChoice.SHOW]


async def test_what_is_held_back_is_listed_by_number_and_why(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "x", "enter", "h")
        assert "What is held back here, and why" in running.text
        assert "is not shown:" in running.text
        assert "probation" not in running.text

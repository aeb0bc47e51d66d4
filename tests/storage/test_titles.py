"""What partnerships are called is told without opening them, and never told wrong."""

from contextlib import closing
from pathlib import Path
from zlib import crc32

import pytest

from codesign.commands.amending import Amend
from codesign.errors import StoreError
from codesign.workspace import Workspace
from storage.shelf import FolderShelf
from tests.bench.partnerships import shelf as shelf_in
from tests.bench.partnerships import workspace as workspace_in
from tests.support.doubles import memory_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A data folder with one partnership, which was closed."""
    found = workspace_in(tmp_path)
    found.create("River Clean-up").close()
    return found


@pytest.fixture
def shelf(tmp_path: Path) -> FolderShelf:
    """The same, as the workspace sees it."""
    return shelf_in(tmp_path)


def test_without_opening(workspace: Workspace, shelf: FolderShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    assert workspace.folder("River C") == "river-clean-up"
    monkeypatch.setattr(shelf, "open", None)
    assert shelf.title("river-clean-up") == "River Clean-up"


def test_what_the_snapshot_does_not_have_yet(workspace: Workspace, shelf: FolderShelf) -> None:
    opened = workspace.open("river-clean-up")
    partnership = opened.records.partnership
    assert partnership is not None
    opened.execute(Amend(partnership, {"name": "Creek"}))  # and is killed: nothing is closed
    assert shelf.title("river-clean-up") == "Creek"
    assert workspace.folder("creek") == "river-clean-up"


@pytest.mark.parametrize("instead", ["", "{}", '{"_store": {"1": {}}}', None])
def test_whatever_somebody_did_to_the_snapshot(
    workspace: Workspace, shelf: FolderShelf, tmp_path: Path, instead: str | None
) -> None:
    board = tmp_path / "data" / "river-clean-up" / "board.json"
    text = board.read_text("utf-8")
    board.write_text(text.replace("River Clean-up", "Lake") if instead is None else instead, "utf-8")
    assert shelf.title("river-clean-up") == "River Clean-up"
    assert workspace.folder("river") == "river-clean-up"


def test_of_what_cannot_be_read_the_folder_stands_for_it(
    workspace: Workspace, shelf: FolderShelf, tmp_path: Path
) -> None:
    (journal,) = (tmp_path / "data" / "river-clean-up" / "journal").glob("*.jsonl")
    newer = b'{"v":99}'
    with journal.open("ab") as file:
        file.write(b"%08x " % crc32(newer) + newer + b"\n")
    with pytest.raises(StoreError):
        shelf.title("river-clean-up")
    assert workspace.folder("river-c") == "river-clean-up"


def test_in_memory_too() -> None:
    found = memory_workspace()
    with closing(found.create("Métis Supper")):
        assert found.folder("metis") == "metis-supper"

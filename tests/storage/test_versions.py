"""What an older version of the program wrote is read; what a newer one wrote is refused, untouched."""

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tinydb import TinyDB

from codesign.changes import Change, Edit, change
from codesign.errors import NewerData
from codesign.model import Record, plain
from storage import journal, merge, migrations, snapshot
from storage.verify import verify_folder
from tests.storage.test_journal_store import opened

FIXTURES = Path(__file__).parent.parent / "fixtures"
OLD = sorted(path.name for path in FIXTURES.glob("format-*"))


def restored(name: str, tmp_path: Path) -> Path:
    """Return a copy of a fixture's partnership, without its list of records."""
    folder = tmp_path / "river"
    shutil.copytree(FIXTURES / name, folder, ignore=shutil.ignore_patterns("records.json"))
    return folder


def records(folder: Path) -> dict[str, dict[str, Any]]:
    store = opened(folder, "reader0001")
    try:
        return {each.id: {"table": each.TABLE, **plain(each)} for each in store.records}
    finally:
        store.close()


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "journal").iterdir()}


@pytest.mark.parametrize("name", OLD)
class TestWhatWasWrittenOnce:
    def test_every_record_is_there_as_it_was(self, name: str, tmp_path: Path) -> None:
        folder = restored(name, tmp_path)
        wanted = json.loads((FIXTURES / name / "records.json").read_text("utf-8"))
        journals = bytes_of(folder)
        assert records(folder) == wanted  # by the snapshot where it is of today's form
        (folder / "board.json").unlink()
        assert records(folder) == wanted  # by the journals
        assert bytes_of(folder) == journals

    def test_nothing_of_it_is_called_wrong(self, name: str, tmp_path: Path) -> None:
        report = verify_folder(restored(name, tmp_path))
        assert report.problems == []
        assert report.records == len(json.loads((FIXTURES / name / "records.json").read_text("utf-8")))

    def test_its_snapshot_opens_in_vanilla_tinydb(self, name: str, tmp_path: Path) -> None:
        with TinyDB(restored(name, tmp_path) / "board.json") as db:
            assert len(db.table("items").all()) > 3


class TestTheNextVersion:
    """The form has not changed yet, so a step is invented: the second version writes titles large."""

    @pytest.fixture
    def larger(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def step(edit: Edit) -> Edit:
            titles = {path: value.upper() for path, value in edit.now.items() if path == "title"}
            return msgspec.structs.replace(edit, now={**edit.now, **titles})

        for module in (journal, merge, snapshot):
            monkeypatch.setattr(module, "FORMAT", 2)
        monkeypatch.setattr(migrations, "STEPS", {1: step})

    @pytest.mark.usefixtures("larger")
    def test_older_lines_are_brought_up_while_they_are_read(self, tmp_path: Path) -> None:
        folder = restored("format-1", tmp_path)
        journals = bytes_of(folder)
        titles = [form["title"] for form in records(folder).values() if form["table"] == "items"]
        assert titles
        assert titles == [title.upper() for title in titles]
        assert bytes_of(folder) == journals

    @pytest.mark.usefixtures("larger")
    def test_it_writes_its_own_form_beside_the_old(self, tmp_path: Path) -> None:
        folder = restored("format-1", tmp_path)
        store = opened(folder, "device0009")
        item = next(each for each in store.records if each.TABLE == "items")
        store.commit("ann", item.made.at, lambda _records: _archived(item))  # type: ignore[union-attr]
        store.close()
        assert b'"v":2' in (folder / "journal" / "device0009.jsonl").read_bytes()

    def test_the_old_program_leaves_it_untouched(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = restored("format-1", tmp_path)
        with monkeypatch.context() as newer:
            for module in (journal, merge, snapshot):
                newer.setattr(module, "FORMAT", 2)
            store = opened(folder, "device0009")
            item = next(each for each in store.records if each.TABLE == "items")
            store.commit("ann", item.made.at, lambda _records: _archived(item))  # type: ignore[union-attr]
            store.close()
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        with pytest.raises(NewerData, match="newer version"):
            opened(folder)
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def _archived(item: Record) -> Change:
    return change("archived", (item, msgspec.structs.replace(item, archived=True)))

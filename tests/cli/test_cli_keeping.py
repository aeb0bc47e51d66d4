"""The commands that keep people's words: backup, restore, rescue, pick, history as JSON."""

import json
from pathlib import Path

import msgspec
import pytest

from codesign.changes import change
from codesign.model import Item
from storage.store import JournalStore
from tests.cli.test_cli import Line, demo_line, line
from tests.support.doubles import NOW

__all__ = ["demo_line", "line"]

COTTON = "cottonwood-valley-connections"


class TestBackup:
    def test_all_of_it_comes_back_after_a_loss(self, demo_line: Line, tmp_path: Path) -> None:
        before = demo_line.ok("show", "cotton", "--json")
        assert "wrote" in demo_line.ok("backup", str(tmp_path / "friday.tar.gz"))
        journal = next((demo_line.data / COTTON / "journal").iterdir())
        journal.write_bytes(journal.read_bytes()[:1000])
        (demo_line.data / COTTON / "board.json").unlink()
        told = demo_line.ok("restore", str(tmp_path / "friday.tar.gz"))
        assert "what stood in cottonwood-valley-connections before is kept in" in told
        assert demo_line.ok("show", "cotton", "--json") == before
        assert demo_line.ok("verify").endswith("everything can be read\n")

    def test_one_partnership_of_two(self, demo_line: Line, tmp_path: Path) -> None:
        file = str(tmp_path / "cotton.tar.gz")
        demo_line.ok("backup", file, "cotton")
        demo_line.ok("add", "east", "? later")
        assert demo_line.ok("restore", file).splitlines() == [f"{COTTON} is as it is in the backup"]
        assert "is not in" in demo_line.fails("restore", file, "eastfield")

    def test_newer_data_needs_a_word(self, demo_line: Line, tmp_path: Path) -> None:
        file = str(tmp_path / "file.tar.gz")
        demo_line.ok("backup", file)
        number = demo_line.ok("add", "cotton", "? something newer").strip()
        assert "has 1 change that the backup lacks" in demo_line.fails("restore", file)
        assert "something newer" in demo_line.ok("show", "cotton", number)
        demo_line.ok("restore", file, "--replace")
        demo_line.fails("show", "cotton", number)

    def test_a_file_that_is_none(self, demo_line: Line, tmp_path: Path) -> None:
        (tmp_path / "notes.tar.gz").write_text("no backup")
        assert "is no backup of this program" in demo_line.fails("restore", str(tmp_path / "notes.tar.gz"))
        assert "there is no file" in demo_line.fails("restore", str(tmp_path / "none.tar.gz"))
        assert "there is no file" in demo_line.fails("restore", str(tmp_path / "none.json"))

    def test_nothing_to_back_up(self, line: Line, tmp_path: Path) -> None:
        line.fails("backup", str(tmp_path / "file"))

    def test_a_daily_copy_founds_the_partnership_anew(self, demo_line: Line) -> None:
        before = json.loads(demo_line.ok("list", "cotton", "--json"))
        (copy,) = (demo_line.data / COTTON / "backups").iterdir()
        kept = demo_line.data.parent / copy.name
        kept.write_bytes(copy.read_bytes())
        demo_line.fails("restore", str(kept))
        for path in (demo_line.data / COTTON / "journal").iterdir():
            path.unlink()
        assert "without their history" in demo_line.ok("restore", str(kept))
        after = json.loads(demo_line.ok("list", "cotton", "--json"))
        assert [each.get("title") for each in after] == [each.get("title") for each in before]
        assert "restored from a copy of board.json" in demo_line.ok("history", "cotton")


class TestRescue:
    @pytest.fixture
    def failed(self, line: Line, monkeypatch: pytest.MonkeyPatch) -> Line:
        line.ok("new", "River")
        with monkeypatch.context() as patch:

            def full(*_arguments: object) -> None:
                raise OSError(28, "No space left on device")

            patch.setattr("storage.writer.write_all", full)
            assert "is full" in line.fails("add", "river", "? The path floods #flood")
        return line

    def test_it_is_listed_and_comes_back(self, failed: Line) -> None:
        listed = failed.ok("rescue")
        assert "The path floods" in listed
        name = listed.split()[1]
        assert failed.ok("rescue", "river", "--restore", name) == "brought back: captured N1\n"
        assert "The path floods" in failed.ok("show", "river", "N1")
        assert failed.ok("rescue") == "everything was saved\n"

    def test_it_can_be_put_away(self, failed: Line) -> None:
        assert "put away" in failed.ok("rescue", "river", "--discard", "all")
        assert failed.ok("rescue") == "everything was saved\n"
        failed.fails("show", "river", "N1")

    def test_an_unknown_name_is_said(self, failed: Line) -> None:
        assert "nothing of the name" in failed.fails("rescue", "river", "--restore", "yesterday")
        failed.fails("rescue", "--restore", "all")


class TestPick:
    @pytest.fixture
    def apart(self, line: Line) -> Line:
        """A card whose title two devices rewrote apart from each other."""
        line.ok("new", "River")
        line.ok("add", "river", "? The path floods")
        folder = line.data / "river"
        store = JournalStore(folder, "device0001", line.data / "rescue")
        (seen,) = store.records.all(Item)
        for title in ("The path is under water", "The path floods each May"):
            written = change("rewrote N1", (seen, msgspec.structs.replace(seen, title=title)))
            store.commit("ann", NOW, lambda _records, written=written: written)  # type: ignore[misc]
        store.close()
        return line

    def test_both_texts_are_offered_and_one_is_chosen(self, apart: Line) -> None:
        assert apart.ok("pick", "river").startswith("N1  ")
        texts = apart.ok("pick", "river", "N1").splitlines()
        assert [text.partition(": ")[2] for text in texts] == [
            "The path floods each May",
            "The path is under water",
        ]
        assert apart.ok("pick", "river", "N1", "2") == "picked a text of N1\n"
        assert "The path is under water" in apart.ok("show", "river", "N1")
        assert apart.ok("pick", "river") == "nothing was written apart\n"
        assert "The path floods each May" in apart.ok("history", "river", "N1", "--json")

    def test_what_is_not_there_is_said(self, apart: Line) -> None:
        assert "choose from 1 to 2" in apart.fails("pick", "river", "N1", "3")
        apart.ok("pick", "river", "N1", "1")
        assert "no texts that were written apart" in apart.fails("pick", "river", "N1")


def test_the_history_as_json(demo_line: Line) -> None:
    demo_line.ok("move", "cotton", "N1", "co-design")
    *_, last = json.loads(demo_line.ok("history", "cotton", "N1", "--json"))
    assert (last["what"], last["by"]) == ("moved N1 to co-design", last["by"])
    (record,) = last["records"]
    assert record["number"] == "N1"
    assert record["fields"]["status"]["after"] != record["fields"]["status"]["before"]


def test_a_rescued_change_that_still_cannot_be_saved_stays(
    demo_line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.writer.write_all", full)
    demo_line.fails("add", "cotton", "? words that must not go")
    (name,) = [row.split()[1] for row in demo_line.ok("rescue").splitlines() if row.startswith("cotton")]
    assert "is full" in demo_line.fails("rescue", "cotton", "--restore", name)
    assert name in demo_line.ok("rescue")

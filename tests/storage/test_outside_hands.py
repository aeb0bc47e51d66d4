"""What others do to the files while a store is open, or between two openings: copies, restores, edits by hand."""

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from codesign.changes import Change, change
from codesign.errors import NotSaved
from codesign.model import Item, Status, plain
from storage.journal import decode, journals
from storage.store import JournalStore
from storage.verify import verify_folder
from tests.contract.test_store import alter, card, get, make
from tests.storage.test_journal_store import (
    Failing,
    _append_line,
    filled,
    folder,
    journal_of,
    numbers,
    opened,
)
from tests.support.doubles import NOW

__all__ = ["folder"]


class TestTheOwnJournal:
    def test_a_copy_put_in_its_place_gets_the_next_line(self, folder: Path) -> None:
        store = opened(folder)
        make(store, 1)
        copy = folder / "copy"
        shutil.copy(journal_of(folder), copy)
        copy.replace(journal_of(folder))
        make(store, 2)
        make(store, 3)
        assert numbers(opened(folder)) == ["N1", "N2", "N3"]

    def test_a_journal_folder_that_is_gone_is_said_and_nothing_is_cut(self, folder: Path) -> None:
        store = opened(folder)
        make(store, 1)
        (folder / "journal").rename(folder.parent / "elsewhere")
        with pytest.raises(NotSaved):
            make(store, 2)
        with pytest.raises(OSError, match="No such file"):
            store.refresh()
        (folder.parent / "elsewhere").rename(folder / "journal")
        make(store, 3)
        assert numbers(opened(folder)) == ["N1", "N3"]

    def test_an_older_one_with_a_torn_end_is_mended_before_the_next_line(self, folder: Path) -> None:
        store = opened(folder)
        for number in range(4):
            make(store, number)
        raw = journal_of(folder).read_bytes()
        two_lines = raw.index(b"\n", raw.index(b"\n") + 1) + 1
        journal_of(folder).write_bytes(raw[: two_lines + 20])
        make(store, 9)
        assert numbers(opened(folder)) == ["N0", "N1", "N9"]

    def test_another_that_is_longer_is_read_from_its_beginning(self, folder: Path, tmp_path: Path) -> None:
        other = tmp_path / "other"
        other.mkdir()
        longer = opened(other)
        for number in range(10, 15):
            make(longer, number, text="longer than the first one")
        store = opened(folder)
        make(store, 1)
        shutil.copy(journal_of(other), folder / "copy")
        (folder / "copy").replace(journal_of(folder))
        assert [each.change.label for each in store.refresh()] == [f"made {n}" for n in range(10, 15)]
        assert numbers(store) == [f"N{n}" for n in range(10, 15)]

    def test_its_name_is_durable_even_where_another_process_made_it(self, folder: Path) -> None:
        (folder / "journal").mkdir()
        journal_of(folder).touch()
        ops = Failing("fsync", errno.EIO)
        store = opened(folder, ops=ops)
        ops.armed = True
        with pytest.raises(NotSaved):
            make(store, 1)
        assert journal_of(folder).read_bytes() == b""
        ops.armed = False
        make(store, 1)

    def test_zeros_that_a_power_cut_left_are_cut_off_and_kept(self, folder: Path) -> None:
        filled(folder, 2)
        with journal_of(folder).open("ab") as file:
            file.write(b"\0" * 40 + b"\n")
        store = opened(folder)
        make(store, 5)
        assert verify_folder(folder).problems == []
        assert b"\0" * 40 + b"\n" in [path.read_bytes() for path in (folder / "quarantine").iterdir()]
        assert any("cannot be read" in problem for problem in store.problems)
        assert opened(folder).problems == ()


class TestTheSnapshot:
    def test_no_changed_byte_is_believed(self, folder: Path) -> None:
        filled(folder, 3)
        opened(folder).save_snapshot()
        whole = [plain(each) for each in opened(folder).records]
        path = folder / "board.json"
        raw = path.read_bytes()
        for offset in range(0, len(raw), 11):
            for value in (raw[offset] ^ 1, 0xFF, ord("9")):
                path.write_bytes(raw[:offset] + bytes([value]) + raw[offset + 1 :])
                assert [plain(each) for each in opened(folder).records] == whole, (offset, value)

    def test_what_somebody_wrote_into_it_with_tinydb_is_not_believed(self, folder: Path) -> None:
        store = opened(folder)
        make(store, 1)
        store.close()
        with TinyDB(folder / "board.json") as db:
            db.table("items").update({"title": "written into the cache"})
        assert get(opened(folder), 1).title == "card 1"

    @pytest.mark.parametrize("text", ["[" * 100_000, '{"_store": ' * 50_000, "null", "plain words"])
    def test_nonsense_in_it_stops_nobody(self, folder: Path, text: str) -> None:
        filled(folder, 1)
        (folder / "board.json").write_text(text, "utf-8")
        assert numbers(opened(folder)) == ["N0"]

    def test_what_could_not_be_read_is_still_named_after_loading_it(self, folder: Path) -> None:
        raw = filled(folder, 3)
        lines = raw.splitlines(keepends=True)
        broken = lines[1].replace(b"card 1", b"cord 1")
        journal_of(folder).write_bytes(lines[0] + broken + lines[2])
        first = opened(folder)
        make(first, 7)
        first.close()
        again = opened(folder)
        assert (folder / "board.json").exists()
        assert len(again.problems) == 1
        raw_now = journal_of(folder).read_bytes()
        journal_of(folder).write_bytes(raw_now.replace(broken, lines[1]))
        mended = opened(folder)
        assert mended.problems == ()
        assert numbers(mended) == ["N0", "N1", "N2", "N7"]

    def test_a_torn_end_that_could_not_be_cut_off_is_not_written_behind(self, folder: Path) -> None:
        filled(folder, 2)
        with journal_of(folder).open("ab") as file:
            file.write(b'0123abcd {"half')
        ops = Failing("ftruncate", errno.EIO)
        store = opened(folder, ops=ops)
        ops.armed = True
        with pytest.raises(NotSaved):
            make(store, 2)
        store.save_snapshot()
        make(opened(folder), 3)
        assert numbers(opened(folder)) == ["N0", "N1", "N3"]
        assert verify_folder(folder).problems == []

    def test_records_keep_their_order(self, folder: Path) -> None:
        filled(folder, 12)
        store = opened(folder)
        store.save_snapshot()
        assert numbers(opened(folder)) == [f"N{n}" for n in range(12)]

    def test_what_a_killed_process_left_half_written_is_swept_away(self, folder: Path) -> None:
        filled(folder, 1)
        left = folder / ".board.json.999999.tmp"
        left.write_bytes(b"people's words")
        ours = folder / f".board.json.{os.getpid()}.tmp"
        ours.write_bytes(b"at work")
        opened(folder).save_snapshot()
        assert not left.exists()


class TestOtherJournals:
    def test_one_that_may_not_be_read_is_named_and_the_rest_loads(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        filled(folder, 1)
        other = opened(folder, "device0002")
        make(other, 5)
        whole = os.open

        def closed(path: str, *arguments: Any, **options: Any) -> Any:
            if Path(path).name == "device0002.jsonl":
                raise PermissionError(errno.EACCES, "Permission denied")
            return whole(path, *arguments, **options)

        monkeypatch.setattr(os, "open", closed)
        store = opened(folder)
        assert numbers(store) == ["N0"]
        assert any("device0002.jsonl cannot be read: Permission denied" in problem for problem in store.problems)
        assert [each.change.label for each in store.history()] == ["made 0"]
        make(store, 6)
        monkeypatch.undo()
        store.refresh()
        assert set(numbers(store)) == {"N0", "N5", "N6"}

    def test_one_under_another_device_s_name_is_not_taken_for_it(self, folder: Path) -> None:
        filled(folder, 2)
        shutil.copy(journal_of(folder), folder / "journal" / "device0009.jsonl")
        store = opened(folder)
        store.commit("ann", NOW, lambda _records: Change("", ()))
        assert len(list(store.history())) == 2
        assert len(numbers(store)) == 2
        assert store.problems

    def test_two_that_write_as_one_device_are_named(self, folder: Path, tmp_path: Path) -> None:
        filled(folder, 2)
        shutil.copytree(folder, tmp_path / "copy")
        make(opened(folder), 5)
        make(opened(tmp_path / "copy"), 6)
        theirs = journal_of(tmp_path / "copy").read_bytes().splitlines(keepends=True)[-1]
        with journal_of(folder).open("ab") as file:
            file.write(theirs)
        store = opened(folder)
        assert set(numbers(store)) == {"N0", "N1", "N5", "N6"}, "both are kept"
        assert any("written as the same device" in problem for problem in store.problems)

    @pytest.mark.parametrize("stamp", ["", "zz", "f" * 30, "01a1fd8c6900.0001.device0002"])
    def test_a_stamp_that_is_none_is_not_read(self, folder: Path, stamp: str) -> None:
        raw = filled(folder, 1)
        body = json.loads(raw.splitlines()[0][9:])
        body["stamp"], body["n"] = stamp, 2
        _append_line(folder, json.dumps(body).encode())
        store = opened(folder)
        store.commit("ann", NOW, lambda _records: Change("", ()))
        assert numbers(store) == ["N0"]
        assert store.problems

    @pytest.mark.parametrize(
        "now",
        [
            {"owners": 5, "owners/k": "y"},
            {"title": ["a", "list"]},
            {"also": {"title": 5}, "votes": "many"},
            {"nothing/of/the/kind": 1},
            {"from/x": {"a": 1}},
        ],
    )
    def test_values_of_no_form_are_named_and_stop_nothing(self, folder: Path, now: dict[str, Any]) -> None:
        raw = filled(folder, 2)
        body = json.loads(raw.splitlines()[1][9:])
        body["stamp"] = body["stamp"].replace(".0001.", ".0009.").replace(".0000.", ".0009.")
        body["n"] = 3
        body["edits"] = [{"table": "items", "id": "card1", "now": now}]
        _append_line(folder, json.dumps(body).encode())
        store = opened(folder)
        assert numbers(store) == ["N0", "N1"]
        assert any("items N1" in problem for problem in store.problems)
        make(store, 3)


class TestTheLock:
    def test_one_that_was_removed_is_made_anew_by_both(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("storage.lock.PATIENCE", 0.02)
        one, two = opened(folder), opened(folder, "device0002")
        make(one, 1)
        (folder / "lock").unlink()
        make(two, 2)

        def write(_records: object) -> Change:
            # while this one writes, the other must not
            with pytest.raises(NotSaved):
                make(two, 3)
            return change("made 4", (None, card(4)))

        one.commit("ann", NOW, write)
        assert set(numbers(opened(folder))) == {"N1", "N2", "N4"}


class TestNews:
    def test_what_was_taken_in_during_one_s_own_commit_is_still_news(self, folder: Path) -> None:
        one, two = opened(folder), opened(folder, "device0002")
        make(two, 1)
        make(one, 2)
        assert [each.change.label for each in one.refresh()] == ["made 1"]
        assert one.refresh() == ()


class TestMerging:
    def test_another_phase_and_another_status_apart_give_one_of_the_two(self, folder: Path) -> None:
        one, two = opened(folder), opened(folder, "device0002")
        seen = make(one, 1)
        two.refresh()
        alter(one, seen, status=Status.SHAPING)
        alter(two, seen, status=Status.AGREED)
        one.refresh()
        assert get(one, 1) == get(two, 1)
        assert get(one, 1).status is Status.AGREED

    def test_what_really_stood_there_is_what_undo_restores(self, folder: Path) -> None:
        store = opened(folder)
        seen = make(store, 1)
        alter(store, seen, title="hers", votes=2)
        alter(store, seen, title="his", votes=3)
        last = list(store.history())[-1]
        assert last.change.edits[0].was == {"title": "hers", "votes": 2}


def test_every_line_that_is_written_can_be_read(folder: Path) -> None:
    store = JournalStore(folder, "device0001", folder / "rescue")
    make(store, 1, text="caf\udce9 \ud800", owners=frozenset({"x\udcff"}))
    store.commit("j\udce9", NOW, lambda _records: change("caf\udce9", (None, card(2))))
    known, _strange = journals(folder / "journal")
    for raw in known["device0001"].read_bytes().splitlines():
        decode(raw)
    assert [each.by for each in store.history()] == ["ann", "j"]
    assert isinstance(store.records.get(Item, "card1"), Item)


def test_a_carriage_return_in_a_line_does_not_take_the_next_one_along(folder: Path) -> None:
    raw = filled(folder, 3)
    lines = raw.splitlines(keepends=True)
    # the newest line: what is before the carriage return must not stay in front of the next commit
    journal_of(folder).write_bytes(lines[0] + lines[1] + lines[2].replace(b'"card 2"', b'"car\r 2"'))
    store = opened(folder)
    make(store, 7)
    assert numbers(store) == numbers(opened(folder)) == ["N0", "N1", "N7"]
    assert [each.change.label for each in store.history()] == ["made 0", "made 1", "made 7"]
    assert verify_folder(folder).problems == []
    # instead of a newline
    journal_of(folder).write_bytes(lines[0][:-1] + b"\r" + lines[1] + lines[2])
    store = opened(folder)
    assert numbers(store) == ["N2"]
    assert [each.change.label for each in store.history()] == ["made 2"]
    assert store.problems

"""What the journal store does beyond its contract: crashes, broken files, other processes, permissions."""

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from tinydb import TinyDB

from codesign.changes import Change, change
from codesign.errors import Busy, NewerData, NotSaved, ReadOnly
from codesign.model import Item, plain
from codesign.records import Records
from storage.device import device_id
from storage.files import SYSTEM
from storage.lock import FolderLock
from storage.shelf import FolderShelf
from storage.store import JournalStore
from storage.verify import verify_folder
from tests.contract.test_store import alter, card, get, make
from tests.support.doubles import NOW

DEVICE = "device0001"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A partnership's folder."""
    path = tmp_path / "river"
    path.mkdir(mode=0o700)
    return path


def opened(folder: Path, device: str = DEVICE, ops: Any = SYSTEM) -> JournalStore:
    return JournalStore(folder, device, folder.parent / "rescue", ops)


def journal_of(folder: Path, device: str = DEVICE) -> Path:
    return folder / "journal" / f"{device}.jsonl"


def numbers(store: JournalStore) -> list[str]:
    return [each.number for each in store.records.all(Item)]


def filled(folder: Path, cards: int) -> bytes:
    """Make cards, leave no snapshot, and return the bytes of the journal."""
    store = opened(folder)
    for number in range(cards):
        make(store, number)
    store.close()
    (folder / "board.json").unlink()
    return journal_of(folder).read_bytes()


class Unsynced:
    """The real file operations without the waiting: what is in the files is the same."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(os, name)
        return (lambda _fd: None) if name in {"fsync", "fdatasync"} else real


class TestCrashes:
    def test_a_journal_cut_at_any_byte_keeps_every_whole_line(self, folder: Path) -> None:
        raw = filled(folder, 6)
        for cut in range(len(raw) + 1):
            journal_of(folder).write_bytes(raw[:cut])
            whole = raw[:cut].count(b"\n")
            store = opened(folder, ops=Unsynced())
            assert numbers(store) == [f"N{n}" for n in range(whole)], cut
            make(store, 99)
            store.close()
            again = opened(folder, ops=Unsynced())
            assert numbers(again) == [*(f"N{n}" for n in range(whole)), "N99"], cut
            again.close()
            begins = raw[:cut].rfind(b"\n") + 1
            if tail := raw[begins:cut]:
                kept = folder / "quarantine" / f"{DEVICE}-{begins}-{crc32(tail):08x}"
                assert kept.read_bytes() == tail, cut
            (folder / "board.json").unlink(missing_ok=True)

    def test_a_byte_changed_anywhere_costs_one_line_and_is_named(self, folder: Path) -> None:
        raw = filled(folder, 4)
        lines = raw.splitlines(keepends=True)
        for offset in range(0, len(raw), 7):
            broken = bytearray(raw)
            broken[offset] ^= 0x20
            journal_of(folder).write_bytes(broken)
            store = opened(folder)
            store.commit("ann", NOW, lambda _records: Change("", ()))
            lost = set(range(4)) - {int(number[1:]) for number in numbers(store)}
            # a changed newline joins two lines, which are then both unreadable
            assert len(lost) <= 2, offset
            assert lost, offset
            assert all(lines[n] in broken or n in lost for n in range(4))
            assert store.problems, offset
            store.close()
            (folder / "board.json").unlink(missing_ok=True)

    def test_the_snapshot_is_a_cache(self, folder: Path) -> None:
        filled(folder, 5)
        store = opened(folder)
        store.save_snapshot()
        whole = [plain(each) for each in store.records]
        path = folder / "board.json"
        raw = path.read_bytes()
        for broken in (b"", b"{", raw[:-5], b"[]", b'{"items": {}}', raw.replace(b"raised", b"razed")):
            path.write_bytes(broken)
            assert [plain(each) for each in opened(folder).records] == whole
        path.unlink()
        assert [plain(each) for each in opened(folder).records] == whole

    def test_a_snapshot_of_another_journal_is_not_believed(self, folder: Path) -> None:
        raw = filled(folder, 5)
        opened(folder).save_snapshot()
        lines = raw.splitlines(keepends=True)
        journal_of(folder).write_bytes(b"".join(lines[:2]))
        assert numbers(opened(folder)) == ["N0", "N1"]
        swapped = lines[4][9:].replace(b"card 4", b"card X")
        other = b"".join(lines[:4]) + b"%08x " % crc32(swapped[:-1]) + swapped
        journal_of(folder).write_bytes(other)
        assert get(opened(folder), 4).title == "card X"

    def test_vanilla_tinydb_reads_the_snapshot(self, folder: Path) -> None:
        store = opened(folder)
        make(store, 1, owners=frozenset({"ann"}))
        store.close()
        with TinyDB(folder / "board.json") as db:
            (document,) = db.table("items").all()
            assert (document["number"], document["owners"]) == ("N1", ["ann"])
            assert document.doc_id == 1

    def test_loading_the_snapshot_and_replaying_the_journal_give_the_same(self, folder: Path) -> None:
        one, two = opened(folder), opened(folder, "device0002")
        seen = make(one, 1)
        two.refresh()
        alter(one, seen, title="hers", owners=frozenset({"a"}))
        alter(two, seen, title="his")
        one.refresh()
        one.save_snapshot()
        loaded = opened(folder)
        (folder / "board.json").unlink()
        replayed = opened(folder)
        assert [plain(each) for each in loaded.records] == [plain(each) for each in replayed.records]
        assert loaded._state.stamps == replayed._state.stamps
        assert loaded._state.last == replayed._state.last


class Failing:
    """File operations of which the next one of a name fails, once it is armed."""

    def __init__(self, name: str, code: int, *, half: bool = False) -> None:
        self._name = name
        self._code = code
        self._half = half
        self.armed = False

    def __getattr__(self, name: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(os, name)
        if name != self._name or not self.armed:
            return real

        def fail(*arguments: Any) -> Any:
            self.armed = False
            if self._half:
                real(arguments[0], arguments[1][: len(arguments[1]) // 2])
            raise OSError(self._code, os.strerror(self._code))

        return fail


class TestFailures:
    @pytest.mark.parametrize(
        ("code", "told"),
        [
            (errno.ENOSPC, "the disk that holds"),
            (errno.EIO, "Input/output error"),
            (errno.EFBIG, "the disk that holds"),
        ],
    )
    def test_a_failed_write_changes_nothing_and_keeps_the_words(self, folder: Path, code: int, told: str) -> None:
        ops = Failing("write", code, half=True)
        store = opened(folder, ops=ops)
        make(store, 1)
        before = journal_of(folder).read_bytes()
        ops.armed = True
        with pytest.raises(NotSaved, match=told) as caught:
            make(store, 2, title="unforgettable words")
        ops.armed = False
        assert journal_of(folder).read_bytes() == before
        assert numbers(store) == ["N1"]
        assert "unforgettable words" in Path(caught.value.kept).read_text("utf-8")
        make(store, 3)
        assert numbers(opened(folder)) == ["N1", "N3"]

    def test_a_failed_fsync_ends_all_writing_until_the_data_is_read_again(self, folder: Path) -> None:
        ops = Failing("fdatasync", errno.EIO)
        store = opened(folder, ops=ops)
        make(store, 1)
        ops.armed = True
        with pytest.raises(NotSaved):
            make(store, 2)
        ops.armed = False
        with pytest.raises(NotSaved, match="the disk did not say"):
            make(store, 3)
        again = opened(folder)
        assert numbers(again)[:1] == ["N1"]
        make(again, 4)
        assert verify_folder(folder).problems == []

    def test_a_lock_that_is_held_too_long_is_told(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("storage.lock.PATIENCE", 0.05)
        store = opened(folder)
        make(store, 1)
        with FolderLock(folder / "lock", 0o600).held(), pytest.raises(Busy, match="another program") as caught:
            make(store, 2)
        assert caught.value.kept
        make(store, 2)

    def test_a_folder_that_may_not_be_written_is_read(self, folder: Path) -> None:
        filled(folder, 1)
        ops = Failing("open", errno.EACCES)
        store = opened(folder, ops=ops)
        ops.armed = True
        assert numbers(store) == ["N0"]
        with pytest.raises(ReadOnly, match="you may read") as caught:
            make(store, 1, title="kept elsewhere")
        assert "kept elsewhere" in Path(caught.value.kept).read_text("utf-8")
        ops.armed = False
        make(store, 1)

    def test_a_newer_version_s_line_is_refused_untouched(self, folder: Path) -> None:
        filled(folder, 2)
        _append_line(folder, b'{"v":2,"device":"device0001","n":3,"hologram":true}')
        before = journal_of(folder).read_bytes()
        with pytest.raises(NewerData, match="newer version"):
            opened(folder)
        assert journal_of(folder).read_bytes() == before

    def test_a_newer_version_s_record_is_refused_untouched(self, folder: Path) -> None:
        raw = filled(folder, 2)
        _append_line(
            folder, raw.splitlines()[1][9:].replace(b'"schema":1', b'"schema":9').replace(b"card1", b"cardX")
        )
        with pytest.raises(NewerData):
            opened(folder)

    def test_a_record_that_is_not_valid_is_named_and_the_rest_loads(self, folder: Path) -> None:
        raw = filled(folder, 2)
        bad = (
            raw.splitlines()[1][9:]
            .replace(b'"raised"', b'"razed"')
            .replace(b"card1", b"cardX")
            .replace(b"N1", b"N7")
        )
        _append_line(folder, bad)
        store = opened(folder)
        assert numbers(store) == ["N0", "N1"]
        assert any("items N7, status" in problem for problem in store.problems)

    def test_a_strange_file_among_the_journals_is_named(self, folder: Path) -> None:
        filled(folder, 1)
        (folder / "journal" / "device0001 (copy).jsonl").write_bytes(b"x")
        store = opened(folder)
        assert numbers(store) == ["N0"]
        assert any("device0001 (copy).jsonl" in problem for problem in store.problems)


def _append_line(folder: Path, body: bytes) -> None:
    with journal_of(folder).open("ab") as file:
        file.write(b"%08x " % crc32(body) + body + b"\n")


class TestPermissions:
    def test_data_is_one_s_own(self, tmp_path: Path) -> None:
        umask = os.umask(0o022)
        try:
            shelf = FolderShelf(tmp_path / "data", tmp_path / "state")
            store = shelf.create("river")
            make(store, 1)
            store.close()
        finally:
            os.umask(umask)
        modes = {
            path.relative_to(tmp_path).parts[-1]: stat.S_IMODE(path.stat().st_mode)
            for path in (tmp_path / "data").rglob("*")
        }
        assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
        assert set(modes.values()) == {0o700, 0o600}

    def test_a_shared_folder_stays_shared_whatever_the_umask(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        data.mkdir()
        data.chmod(0o2770)
        umask = os.umask(0o077)
        try:
            store = FolderShelf(data, tmp_path / "state").create("river")
            make(store, 1)
            store.close()
        finally:
            os.umask(umask)
        assert stat.S_IMODE((data / "river" / "journal").stat().st_mode) == 0o2770
        for path in (data / "river").rglob("*"):
            if path.is_file():
                assert stat.S_IMODE(path.stat().st_mode) == 0o660, path


class TestSeveralProcesses:
    def test_two_that_add_five_hundred_lines_each_lose_none(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        _codesign(data, "new", "River")
        lines = "\n".join(f"? line {n}" for n in range(500))
        writers = [
            subprocess.Popen(
                [sys.executable, "-m", "codesign", "--data", str(data), "add", "river", "-"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        given: list[str] = []
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write(lines)
            writer.stdin.close()
        for writer in writers:
            assert writer.stdout is not None
            given += writer.stdout.read().split()
            writer.stdout.close()
            assert writer.wait() == 0
        assert sorted(given) == sorted(f"N{n}" for n in range(1, 1001))
        store = FolderShelf(data, Path(os.environ["XDG_STATE_HOME"]) / "codesign").open("river")
        assert sorted(numbers(store)) == sorted(given)
        assert verify_folder(data / "river").problems == []

    def test_what_is_killed_in_the_middle_loses_nothing_that_was_acknowledged(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        _codesign(data, "new", "River")
        acknowledged: list[str] = []
        for _ in range(8):
            writer = subprocess.Popen(
                [sys.executable, "-u", "-m", "codesign", "--data", str(data), "add", "river", "-"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                bufsize=1,
            )
            assert writer.stdin is not None
            assert writer.stdout is not None
            writer.stdin.write("? a line that is long enough to be torn\n" * 400)
            writer.stdin.flush()
            acknowledged += [writer.stdout.readline().strip() for _ in range(20)]
            writer.kill()
            acknowledged += writer.stdout.read().split()
            writer.stdin.close()
            writer.stdout.close()
            writer.wait()
        store = FolderShelf(data, Path(os.environ["XDG_STATE_HOME"]) / "codesign").open("river")
        assert set(acknowledged) <= set(numbers(store))
        assert len(numbers(store)) <= len(acknowledged) + 8

    def test_a_stopped_writer_s_half_line_does_not_hide_the_others(self, folder: Path) -> None:
        filled(folder, 2)
        other = opened(folder, "device0002")
        with journal_of(folder).open("ab") as file:
            file.write(b'0123abcd {"half')
        make(other, 5)
        assert set(numbers(other)) == {"N0", "N1", "N5"}
        assert journal_of(folder).read_bytes().endswith(b'{"half'), "only its owner cuts a journal"
        back = opened(folder)
        make(back, 6)
        assert set(numbers(opened(folder, "device0003"))) == {"N0", "N1", "N5", "N6"}

    def test_what_a_commit_rests_on_is_made_durable_with_it(self, folder: Path) -> None:
        one = opened(folder)
        seen = make(one, 1)
        synced: list[str] = []

        class Noting(Unsynced):
            def __getattr__(self, name: str) -> Callable[..., Any]:
                if name != "fdatasync":
                    return super().__getattr__(name)
                return lambda fd: synced.append(Path(f"/proc/self/fd/{fd}").readlink().name)

        lock = folder / "lock"
        two = opened(folder, "device0002", Noting())
        lock.write_bytes(b"")  # whoever made it was killed before it was on the disk
        alter(two, seen, votes=1)
        assert synced == ["device0001.jsonl", "device0002.jsonl"]
        lock.write_bytes(b"")
        alter(two, seen, votes=2)
        assert synced[2:] == ["device0002.jsonl"], "once is enough"
        make(one, 2)
        two.refresh()
        lock.write_bytes(b"")
        alter(two, seen, votes=3)
        assert synced[3:] == ["device0001.jsonl", "device0002.jsonl"]
        two.save_snapshot()
        synced.clear()
        lock.write_bytes(b"")
        alter(opened(folder, "device0002", Noting()), seen, votes=4)
        assert synced == ["device0001.jsonl", "device0002.jsonl"], "also after loading the snapshot"
        make(one, 3)
        alter(two, seen, votes=5)
        assert synced[2:] == ["device0002.jsonl"], "whoever made it sealed that it is on the disk"

    def test_a_line_that_was_cut_off_again_is_forgotten(self, folder: Path) -> None:
        one, two = opened(folder), opened(folder, "device0002")
        make(one, 1)
        make(one, 2)
        two.refresh()
        lines = journal_of(folder).read_bytes().splitlines(keepends=True)
        journal_of(folder).write_bytes(lines[0])
        two.refresh()
        assert numbers(two) == ["N1"]


def _codesign(data: Path, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "codesign", "--data", str(data), *arguments],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


class TestFounding:
    def test_one_that_was_cut_short_may_be_done_again(self, tmp_path: Path) -> None:
        data, state = tmp_path / "data", tmp_path / "state"
        FolderShelf(data, state).create("river").close()
        journal = data / "river" / "journal" / f"{device_id(state)}.jsonl"
        for left in (b"", b'0123abcd {"half'):
            journal.write_bytes(left)
            assert FolderShelf(data, state).folders() == ()
        make(FolderShelf(data, state).create("river"), 1)
        assert FolderShelf(data, state).folders() == ("river",)
        assert numbers(FolderShelf(data, state).open("river")) == ["N1"]

    def test_the_names_of_folders_that_were_there_are_made_durable_too(self, tmp_path: Path) -> None:
        data = tmp_path / "home" / "data"
        (data / "river" / "journal").mkdir(parents=True)
        synced: list[str] = []

        class Noting(Unsynced):
            def __getattr__(self, name: str) -> Callable[..., Any]:
                if name != "fsync":
                    return super().__getattr__(name)
                return lambda fd: synced.append(str(Path(f"/proc/self/fd/{fd}").readlink()))

        FolderShelf(data, tmp_path / "state", Noting()).create("river")
        assert {str(data.parent), str(data), str(data / "river")} <= set(synced)

    def test_what_is_kept_is_found_wherever_it_was_kept(self, folder: Path) -> None:
        ops = Failing("write", errno.ENOSPC)
        store = opened(folder, ops=ops)
        make(store, 1)
        (folder / "rescue").write_text("a file in the way", "utf-8")
        ops.armed = True
        with pytest.raises(NotSaved) as caught:
            make(store, 2, title="unforgettable")
        assert Path(caught.value.kept).parent == folder.parent / "rescue"
        assert "unforgettable" in Path(caught.value.kept).read_text("utf-8")


class TestDevice:
    def test_it_keeps_its_id(self, tmp_path: Path) -> None:
        assert device_id(tmp_path / "state") == device_id(tmp_path / "state")
        assert device_id(tmp_path / "state") != device_id(tmp_path / "other")

    def test_one_that_cannot_be_read_just_now_is_not_replaced(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = device_id(tmp_path)

        def fail(*_arguments: object, **_options: object) -> str:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

        with monkeypatch.context() as broken:
            broken.setattr(Path, "read_text", fail)
            assert device_id(tmp_path) != made
        assert device_id(tmp_path) == made

    def test_a_broken_id_is_made_anew(self, tmp_path: Path) -> None:
        (tmp_path / "device").write_bytes(b"\xff../../x")
        assert device_id(tmp_path).isalnum()

    def test_without_a_place_to_keep_it_it_lasts_for_the_process(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        assert device_id(tmp_path / "file" / "state").isalnum()


def test_the_lock_is_free_again_after_an_error(folder: Path) -> None:
    store = opened(folder)

    def fail(_records: Records) -> Change:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.commit("ann", NOW, fail)
    begun = time.monotonic()
    opened(folder, "device0002").commit("bob", NOW, lambda _records: change("made", (None, card(1))))
    assert time.monotonic() - begun < 5

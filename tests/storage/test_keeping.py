"""What is kept aside: rescued changes, daily copies, backups; each tested by bringing it back."""

import errno
import gzip
import io
import stat
import tarfile
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from codesign.changes import change
from codesign.commands.base import Maker
from codesign.commands.restoring import BringBack
from codesign.errors import NotFound, NotSaved, Refused, StoreError
from codesign.model import plain
from storage.backup import back_up, read_backup, restore
from storage.copies import DAYS, DailyCopies, records_of_copy, restore_copy
from storage.store import JournalStore
from tests.contract.test_store import card, make
from tests.storage.test_journal_store import DEVICE, Failing, journal_of, numbers, opened
from tests.support.doubles import NOW


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one partnership of three cards."""
    path = tmp_path / "data"
    (path / "river").mkdir(parents=True, mode=0o700)
    store = opened(path / "river")
    for number in range(3):
        make(store, number)
    store.close()
    return path


def state_of(folder: Path) -> list[dict[str, object]]:
    store = opened(folder, "reader0001")
    try:
        return [plain(each) for each in store.records]
    finally:
        store.close()


class TestBackup:
    def test_what_it_holds_comes_back(self, data: Path, tmp_path: Path) -> None:
        (data / "river" / "exports").mkdir()
        (data / "river" / "exports" / "notes.md").write_text("# Notes\n")
        before = state_of(data / "river")
        back_up(tmp_path / "friday.tar.gz", data, ("river",), NOW)
        elsewhere = tmp_path / "elsewhere"
        (restored,) = restore(tmp_path / "friday.tar.gz", elsewhere, (), NOW, replace=False)
        assert (restored.folder, restored.changes, restored.before) == ("river", 3, "")
        assert state_of(elsewhere / "river") == before
        assert (elsewhere / "river" / "exports" / "notes.md").read_text() == "# Notes\n"
        assert stat.S_IMODE((elsewhere / "river" / "journal" / f"{DEVICE}.jsonl").stat().st_mode) == 0o600

    def test_the_same_data_gives_the_same_bytes(self, data: Path, tmp_path: Path) -> None:
        for name in ("one", "two"):
            back_up(tmp_path / name, data, ("river",), NOW)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
        assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o600

    def test_a_half_written_line_is_not_of_it(self, data: Path, tmp_path: Path) -> None:
        with journal_of(data / "river").open("ab") as file:
            file.write(b"00000000 half a li")
        back_up(tmp_path / "file", data, ("river",), NOW)
        _manifest, contents = read_backup(tmp_path / "file")
        assert contents[f"river/journal/{DEVICE}.jsonl"].count(b"\n") == 3
        assert contents[f"river/journal/{DEVICE}.jsonl"].endswith(b"\n")

    def test_it_is_not_written_over_another(self, data: Path, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("something dear")
        with pytest.raises(Refused, match="is there already"):
            back_up(tmp_path / "file", data, ("river",), NOW)
        assert (tmp_path / "file").read_text() == "something dear"

    def test_where_it_cannot_be_written_it_is_said(self, data: Path, tmp_path: Path) -> None:
        with pytest.raises(NotSaved, match="No such file"):
            back_up(tmp_path / "no" / "folder", data, ("river",), NOW)

    def test_newer_data_is_not_replaced_without_saying_so(self, data: Path, tmp_path: Path) -> None:
        back_up(tmp_path / "file", data, ("river",), NOW)
        store = opened(data / "river")
        make(store, 3)
        make(store, 4)
        store.close()
        with pytest.raises(Refused, match="has 2 changes that the backup lacks"):
            restore(tmp_path / "file", data, (), NOW, replace=False)
        assert numbers(opened(data / "river")) == ["N0", "N1", "N2", "N3", "N4"]
        (restored,) = restore(tmp_path / "file", data, (), NOW, replace=True)
        assert numbers(opened(data / "river")) == ["N0", "N1", "N2"]
        assert numbers(opened(Path(restored.before))) == ["N0", "N1", "N2", "N3", "N4"]

    def test_damaged_data_is_replaced_and_kept_beside(self, data: Path, tmp_path: Path) -> None:
        back_up(tmp_path / "file", data, ("river",), NOW)
        journal_of(data / "river").write_bytes(b"nothing but dust\n")
        (data / "river" / "board.json").unlink()
        (restored,) = restore(tmp_path / "file", data, ("river",), NOW, replace=False)
        assert numbers(opened(data / "river")) == ["N0", "N1", "N2"]
        assert journal_of(Path(restored.before)).read_bytes() == b"nothing but dust\n"

    def test_restoring_twice_changes_nothing(self, data: Path, tmp_path: Path) -> None:
        back_up(tmp_path / "file", data, ("river",), NOW)
        (restored,) = restore(tmp_path / "file", data, (), NOW, replace=True)
        assert restored.already
        assert not (data / "replaced").exists()

    def test_a_program_that_had_it_open_goes_on_with_what_was_restored(self, data: Path, tmp_path: Path) -> None:
        back_up(tmp_path / "file", data, ("river",), NOW)
        running = opened(data / "river")
        make(running, 3)
        restore(tmp_path / "file", data, (), NOW, replace=True)
        make(running, 5)
        running.close()
        assert numbers(opened(data / "river")) == ["N0", "N1", "N2", "N5"]

    def test_no_changed_byte_is_believed(self, data: Path, tmp_path: Path) -> None:
        back_up(tmp_path / "file", data, ("river",), NOW)
        raw = (tmp_path / "file").read_bytes()
        for offset in range(10, len(raw), 11):
            (tmp_path / "broken").write_bytes(raw[:offset] + bytes([raw[offset] ^ 0x10]) + raw[offset + 1 :])
            try:
                assert read_backup(tmp_path / "broken")[1] == read_backup(tmp_path / "file")[1]
            except StoreError:
                continue
        for cut in range(0, len(raw), 97):
            (tmp_path / "broken").write_bytes(raw[:cut])
            with pytest.raises(StoreError):
                read_backup(tmp_path / "broken")

    @pytest.mark.parametrize("name", ["../out", "river/../../out", "/out", "river//out", ".river/x", "river"])
    def test_a_name_that_leads_out_of_the_folder_is_not_followed(self, tmp_path: Path, name: str) -> None:
        manifest = b'{"format": 1, "at": "2026-11-21T10:00:00Z", "files": {"%s": 0}}' % name.encode()
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w") as tar:
            for entry, raw in (("codesign-backup.json", manifest), (name, b"")):
                info = tarfile.TarInfo(entry)
                info.size = len(raw)
                tar.addfile(info, io.BytesIO(raw))
        (tmp_path / "file").write_bytes(gzip.compress(packed.getvalue()))
        assert read_backup(tmp_path / "file")[1] == {}

    def test_what_it_does_not_hold_is_named(self, data: Path, tmp_path: Path) -> None:
        back_up(tmp_path / "file", data, ("river",), NOW)
        with pytest.raises(NotFound, match=r"hill is not in .* it holds river"):
            restore(tmp_path / "file", data, ("hill",), NOW, replace=False)


class TestDailyCopies:
    def test_a_day_with_a_change_leaves_a_copy(self, data: Path) -> None:
        assert [path.name for path in DailyCopies(data / "river").all()] == [f"board-{NOW.date()}.json"]

    def test_a_day_without_one_leaves_none(self, data: Path) -> None:
        (data / "river" / "backups" / f"board-{NOW.date()}.json").unlink()
        (data / "river" / "board.json").unlink()
        opened(data / "river").close()
        assert DailyCopies(data / "river").all() == []

    def test_the_oldest_go(self, data: Path) -> None:
        copies = DailyCopies(data / "river")
        for day in range(1, 12):
            copies.keep(b"{}", (NOW + timedelta(days=day)).date())
        kept = [path.name for path in copies.all()]
        assert len(kept) == DAYS
        assert kept[-1] == f"board-{(NOW + timedelta(days=11)).date()}.json"

    def test_it_holds_every_record(self, demo_folder: Path, tmp_path: Path) -> None:
        (copy,) = DailyCopies(demo_folder).all()
        records = records_of_copy(copy, demo_folder.parent)
        new = tmp_path / "new"
        new.mkdir()
        store = JournalStore(new, "device0009", tmp_path / "rescue")
        restore_copy(records, store, "ann", NOW)
        assert {each.id: each.headline for each in store.records} == {each.id: each.headline for each in records}
        with pytest.raises(Refused):
            restore_copy(records, store, "ann", NOW)
        store.close()

    def test_one_that_somebody_changed_is_not_believed(self, demo_folder: Path) -> None:
        (copy,) = DailyCopies(demo_folder).all()
        copy.write_bytes(copy.read_bytes().replace(b"van", b"bus", 1))
        with pytest.raises(StoreError, match="somebody has changed it"):
            records_of_copy(copy, demo_folder.parent)


class TestRescue:
    def _failed(self, folder: Path) -> JournalStore:
        ops = Failing("write", errno.ENOSPC)
        store = opened(folder, ops=ops)
        ops.armed = True
        with pytest.raises(NotSaved):
            make(store, 7)
        store.close()
        return opened(folder)

    def test_what_failed_is_listed_and_comes_back(self, data: Path) -> None:
        store = self._failed(data / "river")
        (kept,) = store.rescued()
        assert (kept.partnership, kept.by, kept.at) == ("river", "ann", NOW)
        maker = Maker(store.records, None, NOW, None, "")  # type: ignore[arg-type]
        store.commit("ann", NOW, lambda records: BringBack(kept.change).apply(records, maker))
        assert numbers(store) == ["N0", "N1", "N2", "N7"]
        store.settle_rescued(kept.name)
        assert store.rescued() == ()
        assert len(list((data / "river" / "rescue" / "done").iterdir())) == 1

    def test_a_number_that_was_given_since_is_given_anew(self, data: Path) -> None:
        store = self._failed(data / "river")
        other = msgspec.structs.replace(card(8), number="N7")
        store.commit("bob", NOW, lambda _records: change("captured N7", (None, other)))
        (kept,) = store.rescued()
        maker = Maker(store.records, None, NOW, None, "")  # type: ignore[arg-type]
        store.commit("ann", NOW, lambda records: BringBack(kept.change).apply(records, maker))
        assert numbers(store) == ["N0", "N1", "N2", "N7", "N8"]

    def test_what_is_there_already_is_not_made_twice(self, data: Path) -> None:
        store = self._failed(data / "river")
        make(store, 7)
        (kept,) = store.rescued()
        maker = Maker(store.records, None, NOW, None, "")  # type: ignore[arg-type]
        with pytest.raises(Refused, match="there already"):
            BringBack(kept.change).apply(store.records, maker)

    def test_another_partnership_s_is_not_listed(self, data: Path, tmp_path: Path) -> None:
        self._failed(data / "river")
        (data / "hill").mkdir()
        (data / "river" / "rescue").rename(tmp_path / "data" / "rescue")
        assert opened(data / "hill").rescued() == ()
        assert len(opened(data / "river").rescued()) == 1

    def test_an_unknown_name_is_said(self, data: Path) -> None:
        with pytest.raises(NotFound):
            opened(data / "river").settle_rescued("nothing")


@pytest.fixture
def demo_folder(tmp_path: Path) -> Path:
    """The folder of the first demo partnership, as the command line makes it."""
    from codesign.cli import main

    assert main(["--data", str(tmp_path / "shelf"), "demo", "--no-open"]) == 0
    return tmp_path / "shelf" / "cottonwood-valley-connections"

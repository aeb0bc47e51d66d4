"""What was purged does not come back with a backup or the copy of a day."""

import shutil
from pathlib import Path

import pytest

from codesign.errors import Refused
from codesign.model import Partnership
from storage.backup import back_up, restore
from storage.copies import DailyCopies, records_of_copy, restore_copy
from tests.contract.test_store import get, make
from tests.storage.test_purging import LATER, add, files_with, fill, folder, opened, purge, voice
from tests.support.doubles import NOW

__all__ = ["folder"]


class TestRestoring:
    def test_a_backup_of_before_brings_everything_back_but_the_words(self, folder: Path, tmp_path: Path) -> None:
        data = folder.parent
        fill(folder).close()
        back_up(tmp_path / "old.tar.gz", data, ("river",), NOW)
        store = opened(folder)
        purge(store, "voice1")
        store.close()
        restored = restore(tmp_path / "old.tar.gz", data, (), LATER, replace=True)
        assert restored[0].before
        again = opened(folder)
        assert (voice(again).text, voice(again).withdrawn, get(again, 1).number) == ("", True, "N1")
        again.close()
        (tmp_path / "old.tar.gz").unlink()
        assert files_with(folder.parent.parent) == []

    def test_what_was_replaced_before_is_purged_too(self, folder: Path, tmp_path: Path) -> None:
        store = fill(folder)
        store.close()
        back_up(tmp_path / "old.tar.gz", folder.parent, ("river",), NOW)
        later = opened(folder)
        make(later, 50)
        later.close()
        restore(tmp_path / "old.tar.gz", folder.parent, (), LATER, replace=True)
        (tmp_path / "old.tar.gz").unlink()
        assert any(name.startswith("data/replaced/") for name in files_with(tmp_path))
        again = opened(folder)
        purge(again, "voice1")
        assert files_with(tmp_path) == []

    def test_only_changes_count_as_lacking_not_purged_lines(self, folder: Path, tmp_path: Path) -> None:
        store = fill(folder)
        store.close()
        back_up(tmp_path / "old.tar.gz", folder.parent, ("river",), NOW)
        again = opened(folder)
        purge(again, "voice1")
        again.close()
        with pytest.raises(Refused, match="1 change"):
            restore(tmp_path / "old.tar.gz", folder.parent, (), LATER, replace=False)

    def test_a_copy_of_a_day_before_founds_it_anew_without_the_words(self, folder: Path, tmp_path: Path) -> None:
        store = fill(folder)
        add(store, Partnership(id="river", number="PS1", schema=1, name="River"))
        store.save_snapshot()
        shutil.copy(DailyCopies(folder).all()[-1], tmp_path / "copy.json")
        purge(store, "voice1")
        store.close()
        (folder.parent / "replaced").mkdir()
        folder.rename(folder.parent / "replaced" / "river-1")
        records = records_of_copy(tmp_path / "copy.json", folder.parent)
        folder.mkdir()
        new = opened(folder, "device0009")
        restore_copy(records, new, "eve", LATER)
        assert (voice(new).text, voice(new).withdrawn) == ("", True)
        new.close()
        (tmp_path / "copy.json").unlink()
        assert files_with(tmp_path) == []

"""The seal in the lock file: who wrote last, and whether a commit has to look at what others wrote."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codesign.errors import NotSaved
from storage.lock import FolderLock
from tests.contract.test_store import make
from tests.storage.test_journal_store import Failing, numbers, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A partnership's folder on which two devices have written."""
    found = tmp_path / "river"
    found.mkdir()
    make(opened(found), 1)
    make(opened(found, "device0002"), 2)
    return found


class Seen:
    """File operations that note which journals somebody looks at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []
        real = os.stat

        def stat(path: Any, *arguments: Any, **others: Any) -> os.stat_result:
            if str(path).endswith(".jsonl"):
                self.names.append(Path(path).name)
            return real(path, *arguments, **others)

        monkeypatch.setattr(os, "stat", stat)


class TestWhoWroteLast:
    def test_looks_at_no_journal_but_their_own(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        one = opened(folder)
        make(one, 3)
        make(one, 4)
        seen = Seen(monkeypatch)
        make(one, 5)
        assert set(seen.names) == {"device0001.jsonl"}

    def test_sees_what_another_has_written_since(self, folder: Path) -> None:
        one, two = opened(folder), opened(folder, "device0002")
        make(one, 3)
        make(two, 4)
        make(one, 5)
        assert "N4" in numbers(one)

    def test_sees_the_line_of_who_was_killed_before_telling(self, folder: Path) -> None:
        class Killed(KeyboardInterrupt):
            pass

        class Kills:
            """File operations that end with the second thing written to the lock file: the new seal."""

            told = 0

            def __getattr__(self, name: str) -> Callable[..., Any]:
                return getattr(os, name)  # type: ignore[no-any-return]

            def pwrite(self, fd: int, data: bytes, offset: int) -> int:
                self.told += 1
                if self.told == 2:
                    raise Killed
                return os.pwrite(fd, data, offset)

        one, two = opened(folder), opened(folder, "device0002", Kills())
        make(one, 3)
        with pytest.raises(Killed):
            make(two, 4)
        make(one, 5)
        assert "N4" in numbers(one)

    def test_writes_nothing_over_what_they_cannot_take_away(self, folder: Path) -> None:
        ops = Failing("pwrite", errno.ENOSPC)
        one, two = opened(folder), opened(folder, "device0002", ops)
        make(one, 3)
        ops.armed = True
        with pytest.raises(NotSaved, match="the disk that holds"):
            make(two, 4)
        make(two, 5)
        make(one, 6)
        assert set(numbers(one)) == {"N1", "N2", "N3", "N5", "N6"}

    def test_sees_that_their_own_journal_was_replaced(self, folder: Path) -> None:
        one = opened(folder)
        make(one, 3)
        journal = folder / "journal" / "device0001.jsonl"
        copy = journal.with_name("copy")
        copy.write_bytes(journal.read_bytes())
        copy.replace(journal)
        make(one, 4)
        assert set(numbers(opened(folder, "device0003"))) == {"N1", "N2", "N3", "N4"}


def test_a_seal_is_ones_own_until_somebody_writes(tmp_path: Path) -> None:
    one, other = FolderLock(tmp_path / "lock", 0o600), FolderLock(tmp_path / "lock", 0o600)
    with one.held():
        assert not one.is_untouched()
        one.break_seal()
        assert one.seal == b"", "nobody told anything"
        one.seal = b"0123abcd"
        one.break_seal()
        assert one.is_untouched(), "one's own stays"
    with other.held():
        assert not other.is_untouched()
        other.break_seal()
        assert not other.is_untouched()
    with one.held():
        assert not one.is_untouched()

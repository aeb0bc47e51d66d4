"""Lines of a journal that are gone: a sync program brings an old one back, a disk loses its end, a hand slips."""

from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest

from codesign.errors import NotSaved
from storage.copies import DailyCopies
from storage.merge import State
from storage.shelf import FolderShelf
from storage.snapshot import SnapshotFile
from storage.store import JournalStore
from storage.verify import verify_folder
from tests.contract.test_store import make
from tests.storage.test_journal_store import folder, journal_of, numbers, opened
from tests.storage.test_purging import VOICE, add, files_with, purge

__all__ = ["folder"]

Cut = Callable[[bytes], bytes]


def the_last(raw: bytes) -> bytes:
    return b"".join(raw.splitlines(keepends=True)[:-1])


def part_of_the_last(raw: bytes) -> bytes:
    return raw[:-40]


def the_first(raw: bytes) -> bytes:
    return b"".join(raw.splitlines(keepends=True)[1:])


def everything(raw: bytes) -> bytes:
    return raw[:0]


def with_cards(folder: Path) -> JournalStore:
    store = opened(folder)
    for number in (1, 2, 3):
        make(store, number)
    return store


def lose(folder: Path, cut: Cut) -> bytes:
    """Take lines out of the journal as it lies there, and return what is left."""
    journal = journal_of(folder)
    journal.write_bytes(left := cut(journal.read_bytes()))
    return left


def said_by(copy: Path) -> set[str]:
    state = State()
    assert SnapshotFile(copy).load(state) is not None
    return {each.number for each in state.records}


class TestBetweenTwoOpenings:
    @pytest.mark.parametrize("cut", [the_last, part_of_the_last, the_first, everything])
    def test_board_json_is_kept_before_it_is_made_anew(self, folder: Path, cut: Cut) -> None:
        with_cards(folder).close()
        lose(folder, cut)
        assert verify_folder(folder).problems
        store = opened(folder)
        (kept,) = DailyCopies(folder).lost()
        assert any(kept.name in each for each in store.problems)
        make(store, 9)
        store.close()
        assert DailyCopies(folder).lost() == [kept]
        assert said_by(kept) == {"N1", "N2", "N3"}
        assert any(kept.name in each for each in verify_folder(folder).problems)

    def test_board_json_stays_where_it_cannot_be_kept(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with_cards(folder).close()
        before = (folder / "board.json").read_bytes()
        lose(folder, the_last)
        with monkeypatch.context() as patched:
            patched.setattr(DailyCopies, "keep_lost", Mock(side_effect=OSError(28, "No space left on device")))
            opened(folder).close()
        assert (folder / "board.json").read_bytes() == before
        opened(folder).close()
        assert len(DailyCopies(folder).lost()) == 1
        assert (folder / "board.json").read_bytes() != before

    def test_lines_that_came_back_are_not_lost(self, folder: Path) -> None:
        with_cards(folder).close()
        whole = journal_of(folder).read_bytes()
        lose(folder, the_last)
        opened(folder).close()
        journal_of(folder).write_bytes(whole)
        store = opened(folder)
        store.close()
        assert numbers(store) == ["N1", "N2", "N3"]
        assert verify_folder(folder).problems == []

    def test_what_was_purged_is_not_kept(self, folder: Path) -> None:
        store = opened(folder)
        add(store, VOICE)
        for number in (1, 2, 3):
            make(store, number)
        store.close()
        before = (folder / "board.json").read_bytes()
        store = opened(folder)
        purge(store, VOICE.id)
        store.close()
        lose(folder, lambda raw: the_last(the_last(raw)))
        (folder / "board.json").write_bytes(before)
        assert files_with(folder) == ["board.json"]
        opened(folder).close()
        (kept,) = DailyCopies(folder).lost()
        assert "N3" in said_by(kept)
        assert files_with(folder) == []


class TestWhileItIsOpen:
    @pytest.mark.parametrize("cut", [the_last, part_of_the_last])
    def test_what_was_read_is_kept_before_one_goes_on_with_less(self, folder: Path, cut: Cut) -> None:
        store = with_cards(folder)
        lose(folder, cut)
        store.refresh()
        (kept,) = DailyCopies(folder).lost()
        assert any(kept.name in each for each in store.problems)
        assert said_by(kept) == {"N1", "N2", "N3"}
        assert numbers(store) == ["N1", "N2"]

    @pytest.mark.parametrize("cut", [the_first, everything])
    def test_nothing_goes_on_where_there_is_no_beginning(self, folder: Path, cut: Cut) -> None:
        store = with_cards(folder)
        left = lose(folder, cut)
        with pytest.raises(OSError, match="are gone"):
            store.refresh()
        with pytest.raises(NotSaved, match="are gone"):
            make(store, 4)
        assert numbers(store) == ["N1", "N2", "N3"]
        store.close()
        assert journal_of(folder).read_bytes() == left


class TestTheShelf:
    @pytest.mark.parametrize("lost", [lambda path: path.write_bytes(b""), Path.unlink])
    def test_a_folder_without_its_journal_is_still_one(
        self, tmp_path: Path, lost: Callable[[Path], object]
    ) -> None:
        shelf = FolderShelf(tmp_path / "data", tmp_path / "state")
        store = shelf.create("river")
        assert isinstance(store, JournalStore)
        make(store, 1)
        store.close()
        lost(next((tmp_path / "data" / "river" / "journal").iterdir()))
        assert shelf.folders() == ("river",)
        assert len(verify_folder(tmp_path / "data" / "river").problems) == 2

"""Saved filters: the same on disk and in memory; two programs at once, a broken file, a full disk."""

import multiprocessing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from codesign.errors import NotSaved, Refused, StoreError
from codesign.opened import OpenPartnership
from codesign.ports import SavedFilter, SavedFilters
from storage.filters import FileFilters, MemoryFilters

NEEDS = SavedFilter("needs", "kind:need no:action")
MINE = SavedFilter("Mine, this week", '@me due:<7d "a \u202e [b]"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "filters"


@pytest.fixture(params=["file", "memory"])
def filters(request: pytest.FixtureRequest, folder: Path) -> SavedFilters:
    return FileFilters(folder) if request.param == "file" else MemoryFilters()


class TestBoth:
    def test_what_was_saved_is_there_by_name(self, filters: SavedFilters) -> None:
        filters.save("river", NEEDS)
        filters.save("river", MINE)
        assert filters.of("river") == (MINE, NEEDS)
        assert filters.of("valley") == (), "each partnership has its own"

    def test_one_of_the_same_name_takes_its_place(self, filters: SavedFilters) -> None:
        filters.save("river", NEEDS)
        again = SavedFilter("Needs", "kind:need")
        filters.save("river", again)
        assert filters.of("river") == (again,)

    def test_forgetting(self, filters: SavedFilters) -> None:
        filters.forget("river", "needs")
        filters.save("river", NEEDS)
        filters.save("river", MINE)
        filters.forget("river", "NEEDS")
        filters.forget("river", "no such")
        assert filters.of("river") == (MINE,)


def save(folder: Path, n: int, together: Barrier) -> None:
    filters = FileFilters(folder)
    together.wait()
    for each in range(20):
        filters.save("river", SavedFilter(f"{n} {each}", "x"))


class TestOnDisk:
    def test_another_program_sees_it_and_nobody_else_may_read_it(self, folder: Path) -> None:
        assert FileFilters(folder).of("river") == ()
        assert not folder.exists(), "looking makes nothing"
        FileFilters(folder).save("river", NEEDS)
        assert FileFilters(folder).of("river") == (NEEDS,)
        assert folder.stat().st_mode & 0o077 == 0
        assert all(path.stat().st_mode & 0o077 == 0 for path in folder.glob("*.json"))

    def test_two_programs_at_once_lose_none_of_each_other_s(self, folder: Path) -> None:
        context = multiprocessing.get_context("spawn")
        together = context.Barrier(2)
        programs = [context.Process(target=save, args=(folder, n, together)) for n in range(2)]
        for each in programs:
            each.start()
        for each in programs:
            each.join()
        assert len(FileFilters(folder).of("river")) == 40

    @pytest.mark.parametrize("raw", [b"", b"{", b'[{"name": 1}]', b"\xff", b'{"name": "x", "text": "y"}'])
    def test_a_broken_file_is_named_and_never_written_over(self, folder: Path, raw: bytes) -> None:
        filters = FileFilters(folder)
        filters.save("river", NEEDS)
        (path,) = folder.glob("*.json")
        path.write_bytes(raw)
        for act in (
            lambda: filters.of("river"),
            lambda: filters.save("river", MINE),
            lambda: filters.forget("river", "needs"),
        ):
            with pytest.raises(StoreError, match=path.name):
                act()
        assert path.read_bytes() == raw
        filters.save("valley", NEEDS)
        assert filters.of("valley") == (NEEDS,), "the others are not touched by it"

    def test_a_full_disk_keeps_what_was_there(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        filters = FileFilters(folder)
        filters.save("river", NEEDS)

        def full(*_arguments: object) -> int:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", full)
            with pytest.raises(NotSaved, match="No space left"):
                filters.save("river", MINE)
        assert filters.of("river") == (NEEDS,)
        filters.save("river", MINE)
        assert filters.of("river") == (MINE, NEEDS)

    def test_a_folder_that_cannot_be_made_is_no_crash(self, tmp_path: Path) -> None:
        (tmp_path / "state").write_bytes(b"a file where the folder should be")
        filters = FileFilters(tmp_path / "state" / "filters")
        with pytest.raises(StoreError):
            filters.save("river", NEEDS)

    def test_a_strange_name_of_a_folder_stays_in_the_folder(self, folder: Path, tmp_path: Path) -> None:
        filters = FileFilters(folder)
        for name in ("../../outside", "日本", "中国", "a/b"):
            filters.save(name, SavedFilter("x", name))
            assert filters.of(name) == (SavedFilter("x", name),)
        assert [each for each in tmp_path.rglob("*.json") if each.parent != folder] == []


def test_a_partnership_saves_them_for_its_person(river: OpenPartnership) -> None:
    river.save_filter(" my  needs ", "kind:need\n@me")
    assert list(river.filters) == [SavedFilter("my needs", "kind:need @me")]
    river.forget_filter("My needs")
    assert not river.filters
    for name, text in (("", "x"), ("x", " ")):
        with pytest.raises(Refused):
            river.save_filter(name, text)


def test_two_data_folders_never_share_them(tmp_path: Path) -> None:
    from codesign.cli.compose import Composition

    Composition(data=str(tmp_path / "hall")).workspace.filters.save("river", NEEDS)
    assert Composition(data=str(tmp_path / "clinic")).workspace.filters.of("river") == ()
    assert Composition(data=str(tmp_path / "hall")).workspace.filters.of("river") == (NEEDS,)

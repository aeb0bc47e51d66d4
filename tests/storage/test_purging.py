"""Words that were purged: gone from every file, and never back, whatever comes."""

import errno
import json
import os
import shutil
import stat
import unicodedata
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from codesign.changes import change
from codesign.commands.base import Maker
from codesign.commands.purging import Purge
from codesign.errors import NotSaved, ReadOnly
from codesign.model import Audience, ExportedItem, ExportRecord, Item, Voice, plain
from codesign.ports import PurgeReport
from storage.journal import decode, split
from storage.rescue import Rescue
from storage.store import JournalStore
from storage.verify import verify_folder
from tests.contract.test_store import alter, card, get, make
from tests.storage.test_journal_store import Failing
from tests.support.doubles import NOW, CountingIds

WORDS = "Der Bus fährt nachts nicht, sagt „Mia“ / niemand hört uns zu\nund das \\ tut weh"
VOICE = Voice(id="voice1", number="V1", schema=1, text=WORDS, person="mia", role="Mutter", sector="community")
LATER = NOW + timedelta(hours=1)


def opened(folder: Path, device: str = "device0001", ops: Any = os) -> JournalStore:
    return JournalStore(folder, device, folder.parent.parent / "state" / "rescue", ops, own(folder))


def own(folder: Path) -> tuple[Path, ...]:
    return (folder.parent.parent / "state" / "drafts", folder.parent.parent / "state" / "filters")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "data" / "river"
    place.mkdir(parents=True)
    return place


def add(store: JournalStore, *records: Any) -> None:
    store.commit("ann", NOW, lambda _records: change("made", *((None, each) for each in records)))


def purge(
    store: JournalStore, *ids: str, earlier: tuple[str, ...] = (), at: Any = LATER, **more: tuple[str, ...]
) -> PurgeReport:
    command = Purge(ids, earlier, withdrawn=True, **more)
    make_none = Maker(store.records, CountingIds(), at, None, "")
    assert store.commit("eve", at, lambda records: command.apply(records, make_none)) is not None
    return store.purge()


def files_with(base: Path, words: str = WORDS) -> list[str]:
    """Return the files in which any line of the words stands, in whatever form."""
    found = []
    for path in sorted(each for each in base.rglob("*") if each.is_file()):
        raw = path.read_bytes()
        for line in words.splitlines():
            composed = [unicodedata.normalize(form, line) for form in ("NFC", "NFD")]
            forms = [*composed, *(json.dumps(each)[1:-1] for each in composed)]
            forms += [json.dumps(each, ensure_ascii=False)[1:-1] for each in composed]
            if any(each.encode() in raw for each in forms):
                found.append(path.relative_to(base).as_posix())
    return sorted(set(found))


def voice(store: JournalStore) -> Voice:
    found = store.records.get(Voice, "voice1")
    assert found is not None
    return found


def fill(folder: Path) -> JournalStore:
    """Let the words stand in every file in which they may."""
    one, two = opened(folder), opened(folder, "device0002")
    add(one, VOICE, card(1, title="a card"))
    other = msgspec.structs.replace(voice(one), text=WORDS + " immer")
    two.refresh()
    two.commit("bob", NOW, lambda _records: change("rewrote", (voice(two), other)))
    items = {"V1": ExportedItem("voice1", WORDS, {"who": "Mia"}), "N1": ExportedItem("card1", "a card")}
    export = ExportRecord(
        id="export1",
        number="EX1",
        schema=1,
        reference="2026-11-21-0000",
        document="notes",
        on=NOW.date(),
        audience=Audience.PARTNERS,
        file="notes.md",
        items=items,
    )
    add(two, export)
    one.refresh()
    one.save_snapshot()
    two.save_snapshot()
    Rescue(folder, folder / "x").keep(change(WORDS, (None, VOICE), (None, card(9))), "ann", NOW)
    one_s = Rescue(folder.parent / "river", folder.parent.parent / "state" / "rescue")
    shutil.rmtree(folder / "rescue" / "done", ignore_errors=True)
    one_s.keep(
        change("again", (voice(one), msgspec.structs.replace(voice(one), text="never committed"))), "ann", NOW
    )
    (folder / "rescue" / "done").mkdir()
    for each in (folder / "rescue").glob("*.json"):
        shutil.copy(each, folder / "rescue" / "done" / each.name)
    (folder / "quarantine").mkdir(exist_ok=True)
    line = next(
        each for each in split((folder / "journal" / "device0001.jsonl").read_bytes()) if b"voice1" in each
    )
    (folder / "quarantine" / "device0001-5-aaaaaaaa").write_bytes(line[: len(line) * 2 // 3])
    (folder / "quarantine" / "device0001-9-bbbbbbbb").write_bytes(b"00000000 " + line[9:])
    (folder / "quarantine" / "device0001-9-cccccccc").write_bytes(b"something else that broke")
    (folder / "exports").mkdir()
    (folder / "exports" / "edited.md").write_text(f"# Notes\n\nV1. {WORDS}\n\nWhat a reviewer wrote.\n")
    drafts = own(folder)[0] / "1"
    drafts.mkdir(parents=True)
    (drafts / "half.txt").write_text("Der Bus fährt nachts nicht, sa")
    (drafts / "other.txt").write_text("something else")
    own(folder)[1].mkdir()
    (own(folder)[1] / "f.json").write_text(json.dumps([{"name": "x", "text": WORDS}]))
    (folder / ".board.json.999999.tmp").write_text(WORDS)
    two.close()
    return one


def test_the_words_are_found_in_no_file_and_everything_else_is_there(folder: Path) -> None:
    store = fill(folder)
    base = folder.parent.parent
    assert len(files_with(base)) > 10
    report = purge(store, "voice1")
    assert files_with(base) == []
    assert report.left == ()
    assert "river/journal/device0001.jsonl" in report.rewritten
    assert (own(folder)[0] / "1" / "other.txt").read_text() == "something else"
    assert not (own(folder)[0] / "1" / "half.txt").exists()
    assert (folder / "quarantine" / "device0001-9-cccccccc").exists()
    assert not (folder / "quarantine" / "device0001-5-aaaaaaaa").exists()
    assert "What a reviewer wrote." in (folder / "exports" / "edited.md").read_text()
    kept = {each.name: each.change for each in store.rescued()}
    assert {edit.id for each in kept.values() for edit in each.edits} == {"voice1", "card9"}
    assert all("never committed" not in path.read_text() for path in base.rglob("*.json"))
    assert verify_folder(folder).problems == []
    store.close()
    for again in (opened(folder), opened(folder, "device0003")):
        stub = voice(again)
        assert (stub.number, stub.text, stub.also, stub.withdrawn) == ("V1", "", {}, True)
        assert (stub.person, stub.role, stub.sector, stub.permission) == ("", "", "", None)
        assert stub.purged is not None
        assert (stub.purged.by, stub.purged.at) == ("eve", LATER)
        assert stub.headline == "(withdrawn)"
        assert get(again, 1).title == "a card"
        assert again.problems == ()
        export = again.records.get(ExportRecord, "export1")
        assert export is not None
        assert export.items["V1"] == ExportedItem("voice1", "")
        assert export.items["N1"].text == "a card"
        again.close()
    assert files_with(base) == []


def test_numbers_and_stamps_of_lines_stay(folder: Path) -> None:
    store = fill(folder)

    def lines() -> dict[str, list[tuple[int, str]]]:
        return {
            path.name: [(decode(each[:-1])[0].n, decode(each[:-1])[0].stamp) for each in split(path.read_bytes())]
            for path in (folder / "journal").iterdir()
        }

    before = lines()
    purge(store, "voice1")
    after = lines()
    assert after["device0002.jsonl"] == before["device0002.jsonl"]
    assert after["device0001.jsonl"][:-1] == before["device0001.jsonl"]
    assert store.purge() == PurgeReport()


class TestWhoHasItOpen:
    def test_another_store_goes_on_in_the_new_files_and_writes_no_words(self, folder: Path) -> None:
        one = fill(folder)
        same, other = opened(folder), opened(folder, "device0002")
        make(same, 20)
        make(other, 21)
        purge(one, "voice1")
        make(same, 22)
        make(other, 23)
        one.refresh()
        for each in (one, same, other):
            each.refresh()
            assert {record.number for record in each.records.all(Item)} == {"N1", "N20", "N21", "N22", "N23"}
            assert voice(each).text == ""
            each.save_snapshot()
            each.close()
        assert files_with(folder.parent.parent) == []
        assert verify_folder(folder).problems == []

    def test_a_snapshot_of_before_is_not_written_after(self, folder: Path) -> None:
        one = fill(folder)
        other = opened(folder, "device0002")
        make(other, 20)
        purge(one, "voice1")
        other.save_snapshot()
        other.close()
        assert files_with(folder.parent.parent) == []

    def test_a_device_that_hears_of_it_later_purges_its_own_journal(self, folder: Path, tmp_path: Path) -> None:
        one = fill(folder)
        away = tmp_path / "away" / "data" / "river"
        shutil.copytree(folder, away)
        there = opened(away, "device0002")
        make(there, 30)
        purge(one, "voice1")
        shutil.copy(folder / "journal" / "device0001.jsonl", away / "journal" / "device0001.jsonl")
        there.refresh()
        assert voice(there).text == ""
        assert files_with(away) == []
        assert verify_folder(away).problems == []
        there.close()
        assert get(opened(away, "device0002"), 30).number == "N30"


class TestOldCopies:
    @pytest.mark.parametrize("how", ["journal", "own", "appended", "board", "all"])
    def test_what_comes_back_is_dead_and_goes_again(self, folder: Path, tmp_path: Path, how: str) -> None:
        store = fill(folder)
        old = tmp_path / "old"
        shutil.copytree(folder, old)
        purge(store, "voice1")
        store.close()
        journal = folder / "journal"
        match how:
            case "journal":
                shutil.copy(old / "journal" / "device0002.jsonl", journal / "device0002.jsonl")
            case "own":
                shutil.copy(old / "journal" / "device0001.jsonl", journal / "device0001.jsonl")
            case "appended":
                with (journal / "device0002.jsonl").open("ab") as file:
                    file.write((old / "journal" / "device0002.jsonl").read_bytes())
            case "board":
                shutil.copy(old / "board.json", folder / "board.json")
            case "all":
                shutil.copytree(old / "backups", folder / "backups", dirs_exist_ok=True)
                shutil.copytree(old / "rescue", folder / "rescue", dirs_exist_ok=True)
                shutil.copy(old / "journal" / "device0002.jsonl", journal / "device0002.jsonl")
        for _ in range(2):
            again = opened(folder)
            assert voice(again).text == ""
            assert (voice(again).also, voice(again).withdrawn) == ({}, True)
            make(again, 40)
            again.close()
        shutil.rmtree(old)
        assert files_with(folder.parent.parent) == []

    def test_a_fork_is_none_where_a_purged_journal_stands_beside_its_old_copy(
        self, folder: Path, tmp_path: Path
    ) -> None:
        store = fill(folder)
        shutil.copy(folder / "journal" / "device0002.jsonl", tmp_path / "old")
        purge(store, "voice1")
        store.close()
        shutil.copy(tmp_path / "old", folder / "journal" / "device0002.jsonl")
        assert opened(folder).problems == ()


class TestAPurgedCard:
    def test_it_keeps_its_place_and_can_be_written_anew(self, folder: Path) -> None:
        store = fill(folder)
        made = make(store, 5, title=WORDS, text=WORDS, votes=4)
        alter(store, made, title=WORDS + " wirklich")
        purge(store, "voice1", "card5")
        gone = get(store, 5)
        assert (gone.title, gone.text, gone.votes, gone.headline) == ("", "", 4, "(withdrawn)")
        alter(store, gone, title="buses at night")
        assert (get(store, 5).title, get(store, 5).also) == ("buses at night", {})
        store.close()
        (folder / "board.json").unlink()
        again = opened(folder)
        assert (get(again, 5).title, get(again, 5).also) == ("buses at night", {})
        assert files_with(folder.parent.parent) == []

    def test_what_it_said_before_goes_alone_where_what_it_says_now_is_kept(self, folder: Path) -> None:
        store = fill(folder)
        made = make(store, 5, title=WORDS)
        alter(store, made, title="buses at night")
        purge(store, "voice1", earlier=("card5",))
        assert (get(store, 5).title, get(store, 5).also) == ("buses at night", {})
        store.close()
        (folder / "board.json").unlink()
        again = opened(folder)
        assert (get(again, 5).title, get(again, 5).also) == ("buses at night", {})
        assert plain(get(again, 5)).get("purged") is not None
        assert files_with(folder.parent.parent) == []


class TestFiles:
    def test_their_permissions_stay(self, folder: Path) -> None:
        folder.chmod(0o2770)
        store = fill(folder)
        journal = folder / "journal" / "device0002.jsonl"
        mode = stat.S_IMODE(journal.stat().st_mode)
        assert mode == 0o660
        purge(store, "voice1")
        assert stat.S_IMODE(journal.stat().st_mode) == mode

    def test_a_full_disk_is_said_and_the_next_opening_finishes(self, folder: Path) -> None:
        store = fill(folder)
        store.close()
        ops = Failing("replace", errno.ENOSPC)
        store = opened(folder, ops=ops)
        command = Purge(("voice1",), withdrawn=True)
        make_none = Maker(store.records, CountingIds(), LATER, None, "")
        store.commit("eve", LATER, lambda records: command.apply(records, make_none))
        ops.armed = True
        with pytest.raises(NotSaved, match="the disk that holds"):
            store.purge()
        store.close()
        opened(folder).close()
        assert files_with(folder.parent.parent) == []


class TestAsAnotherUser:
    def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_begun(self, folder: Path) -> None:
        fill(folder).close()
        ops = Failing("open", errno.EROFS)
        store = opened(folder, ops=ops)
        ops.armed = True
        with pytest.raises(ReadOnly, match="not write there"):
            purge(store, "voice1")
        assert voice(store).text == WORDS + " immer"

    def test_a_journal_that_its_owner_alone_can_replace_is_named_and_left(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = fill(folder)
        real = os.replace

        def refuse(src: str, dst: str) -> None:
            if dst.endswith("device0002.jsonl"):
                raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
            real(src, dst)

        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", refuse)
            report = purge(store, "voice1")
            assert [each for each in report.left if "device0002.jsonl cannot be changed from here" in each]
            assert voice(store).text == ""
            store.refresh()
        opened(folder, "device0002").close()
        assert files_with(folder.parent.parent) == []

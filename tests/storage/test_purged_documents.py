"""Words that stand elsewhere than in the record that said them: in other lines of a document, in the reason of
another voice's reply, in what was taken over, in documents of every form. A byte search finds them nowhere."""

import io
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.changes import Carried, Change, Edit, change
from codesign.commands.purging import withdrawing
from codesign.digests import digest
from codesign.model import Answer, Audience, ExportedItem, ExportRecord, Reply, Voice
from codesign.ports import PurgeReport
from codesign.records import Records
from codesign.views.withdrawing import had_carried, withdrawal
from storage.journal import FORMAT, Line
from storage.merge import State
from storage.purging import without_words
from storage.store import JournalStore
from tests.contract.test_store import card
from tests.storage.test_purging import add, files_with, folder, opened, purge
from tests.support.doubles import NOW

__all__ = ["folder"]

WORDS = "nobody waited for me at the bridge"
SAID = Voice(id="voice1", number="V1", schema=1, text=WORDS)
REPLY = Reply(Answer.PARK, NOW.date())
QUOTED = f"You said {WORDS}; the money is not there."
OTHER = Voice(id="voice2", number="V2", schema=1, text="the bus is late", reply=REPLY, because=QUOTED)


def export(**fields: Any) -> ExportRecord:
    usual: dict[str, Any] = {
        "id": "export1", "number": "EX1", "schema": 1, "reference": "2026-11-21-0000", "document": "notes",
        "on": NOW.date(), "audience": Audience.PARTNERS, "file": "notes.md",
    }  # fmt: skip
    return ExportRecord(**(usual | fields))


def withdraw(store: JournalStore) -> PurgeReport:
    said = store.records.get(Voice, "voice1")
    assert said is not None
    wanted = withdrawing(withdrawal(store.records, said, store.history()))
    return purge(store, *wanted.records, earlier=wanted.earlier_only, reasons=wanted.reasons, said=wanted.said)


def left(store: JournalStore) -> ExportRecord:
    found = store.records.get(ExportRecord, "export1")
    assert found is not None
    return found


def everywhere(folder: Path) -> Path:
    return folder.parent.parent


class TestOtherLinesOfADocument:
    LINES = ("Notes", f"They told us: {WORDS.upper()}!", "agreed", "nobody waited for me, she says")

    def test_they_go_with_what_was_printed(self, folder: Path) -> None:
        store = opened(folder)
        again = ExportedItem("voice1", WORDS + " twice", {"Because": QUOTED})
        items = {"V1": ExportedItem("voice1", WORDS, again=(again,)), "N1": ExportedItem("card1", "open")}
        add(store, SAID, card(1), export(items=items, lines=self.LINES))
        purge(store, "voice1")
        found = left(store)
        assert found.lines == ("Notes", "…", "agreed", "…")
        assert found.items == {"V1": ExportedItem("voice1", ""), "N1": ExportedItem("card1", "open")}
        assert files_with(everywhere(folder), WORDS) == files_with(everywhere(folder), WORDS.upper()) == []
        store.close()
        (folder / "board.json").unlink(missing_ok=True)
        assert left(opened(folder)) == msgspec.structs.replace(found, changed=left(opened(folder)).changed)

    def test_they_go_where_the_voice_itself_was_not_printed(self, folder: Path) -> None:
        store = opened(folder)
        add(store, SAID, card(1), export(items={"N1": ExportedItem("card1", "open")}, lines=self.LINES))
        withdraw(store)
        assert left(store).lines == ("Notes", "…", "agreed", "…")
        assert left(store).items == {"N1": ExportedItem("card1", "open"), "V1": ExportedItem("voice1", "")}
        assert left(store).purged is None
        said = store.records.get(Voice, "voice1")
        assert said is not None
        (carried,) = had_carried(store.records, said)
        assert carried.numbers == ("V1",)
        assert files_with(everywhere(folder), WORDS.upper()) == []

    def test_what_it_printed_is_purged_later_too(self, folder: Path) -> None:
        store = opened(folder)
        items = {"N1": ExportedItem("card1", "a locked door")}
        add(store, SAID, card(1, title="a locked door"), export(items=items, lines=(WORDS, "a locked door")))
        withdraw(store)
        assert files_with(folder, "a locked door") != []
        purge(store, "card1")
        assert left(store).lines == ("…", "…")
        assert files_with(everywhere(folder), "a locked door") == []


def _rewrite(before: Voice, after: Voice, _records: Records) -> Change:
    return change("why", (before, after))


class TestTheReasonOfAReply:
    def test_another_voice_keeps_its_words_and_its_answer(self, folder: Path) -> None:
        store = opened(folder)
        items = {"V2": ExportedItem("voice2", "the bus is late", {"Because": QUOTED})}
        add(store, SAID, OTHER, export(items=items))
        withdraw(store)
        other = store.records.get(Voice, "voice2")
        assert other is not None
        assert (other.text, other.reply, other.because, other.purged) == ("the bus is late", REPLY, "", None)
        assert files_with(everywhere(folder), WORDS) == []
        answered = msgspec.structs.replace(other, because="there is no money", text="the bus is very late")
        store.commit("ann", NOW, lambda _records: change("anew", (other, answered)))
        store.close()
        (folder / "board.json").unlink(missing_ok=True)
        again = opened(folder).records.get(Voice, "voice2")
        assert again is not None
        assert (again.because, again.text) == ("there is no money", "the bus is very late")

    def test_reasons_written_apart_go_too(self, folder: Path) -> None:
        one, two = opened(folder), opened(folder, "device0002")
        add(one, SAID, msgspec.structs.replace(OTHER, because=""))
        two.refresh()
        for store, reason in ((one, "no money"), (two, QUOTED)):
            before = store.records.get(Voice, "voice2")
            assert before is not None
            after = msgspec.structs.replace(before, because=reason)
            store.commit("ann", NOW, partial(_rewrite, before, after))
        one.refresh()
        withdraw(one)
        other = one.records.get(Voice, "voice2")
        assert other is not None
        assert (other.because, other.also) == ("", {})
        assert files_with(everywhere(folder), WORDS) == []

    def test_one_s_own_reason_is_nobody_s_words_in_another_record(self, folder: Path) -> None:
        store = opened(folder)
        why = "we open the hall in the evening"
        add(store, msgspec.structs.replace(SAID, reply=REPLY, because=why))
        add(store, msgspec.structs.replace(OTHER, because=why), card(1, title=why))
        plan = withdrawal(store.records, next(iter(store.records.all(Voice))), store.history())
        assert (plan.repeating, plan.alike, plan.reasons) == ((), (), ())


class TestWhatWasTakenOver:
    def test_its_texts_written_apart_go(self, folder: Path) -> None:
        store = opened(folder)
        made = change("over", (None, SAID)).edits[0]
        carried = Carried(also={"text": (f"{WORDS} then",), "because": (QUOTED,)})
        store.commit("ann", NOW, lambda _: Change("over", (msgspec.structs.replace(made, carried=carried),)))
        found = store.records.get(Voice, "voice1")
        assert found is not None
        assert found.also["text"] == (f"{WORDS} then",)
        purge(store, "voice1")
        assert files_with(everywhere(folder), WORDS) == []


class TestNotesBesideTheJournals:
    def test_what_was_kept_with_a_purge_goes_with_the_next(self, folder: Path) -> None:
        store = opened(folder)
        add(store, SAID, card(1, title="a locked door at night"))
        purge(store, "voice1", earlier=("card1",))
        assert "purged.jsonl" in str(files_with(folder, "a locked door at night"))
        purge(store, "card1")
        assert files_with(everywhere(folder), "a locked door at night") == []


def docx(words: str) -> bytes:
    """Return a file as word processors write it, its words split in two and with a line end in its bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as file:
        half = len(words) // 2
        runs = f"<w:r>{words[:half]}</w:r><w:r>{words[half:]}</w:r>"
        file.writestr("word/document.xml", f"<w:p>Heading</w:p><w:p>{runs}</w:p><w:p>x</w:p>\r\n")
    return packed.getvalue()


FILES = {
    "notes.md": f"V1. {WORDS}\r\n".encode(),
    "notes.html": f"<p>V1. {WORDS}</p>".encode(),
    "voices.csv": f'number,text\r\nV1,"{WORDS}"\r\n'.encode(),
    "bundle.json": f'{{"text": "{WORDS}"}}'.encode(),
    "notes.docx": docx(WORDS),
}


class TestDocumentsInEveryForm:
    @pytest.mark.parametrize("name", FILES)
    @pytest.mark.parametrize("printed", [True, False])
    def test_what_nobody_edited_is_removed(self, folder: Path, name: str, *, printed: bool) -> None:
        store = opened(folder)
        items = {"V1": ExportedItem("voice1", WORDS if name != "bundle.json" else "")} if printed else {}
        add(store, SAID, export(file=name, digest=digest(FILES[name]), items=items))
        (folder / "exports").mkdir()
        path = folder / "exports" / name
        path.write_bytes(FILES[name])
        report = purge(store, "voice1")
        assert not path.exists()
        assert report.removed == (f"river/exports/{name}",)

    def test_an_edited_word_file_is_named(self, folder: Path) -> None:
        store = opened(folder)
        add(store, SAID)
        (folder / "exports").mkdir()
        (folder / "exports" / "edited.docx").write_bytes(docx(WORDS))
        (folder / "exports" / "other.docx").write_bytes(docx("something else entirely, about doors"))
        (line,) = purge(store, "voice1").left
        assert "exports/edited.docx was edited and still holds the words" in line


@given(st.permutations(["voice1", "voice2", "card1"]), st.booleans())
def test_in_whatever_order_it_is_purged_a_line_is_left_the_same(order: list[str], early: bool) -> None:
    items = {
        "V1": {"record": "voice1", "text": WORDS, "fields": {"Because": QUOTED}},
        "V2": {"record": "voice2", "text": "the bus is late", "fields": {"Because": QUOTED}},
        "N1": {"record": "card1", "text": "a locked door at night"},
    }
    now = {f"items/{number}": item for number, item in items.items()}
    form = {"number": "EX1", "schema": 1, "reference": "r", "document": "notes", "on": "2026-11-21"}
    lines = [WORDS, "open", f"{QUOTED} and a locked door at night", "the bus is late"]
    edit = Edit("exports", "export1", {**form, "audience": "room", **now, "lines": lines}, made=True)
    line = Line(FORMAT, "device0001", 1, "0001", "ann", NOW, "x", (edit,))
    purges = {("voice2/because" if each == "voice2" else each): ("0009",) for each in order}
    at_once = without_words(line, purges)
    one_by_one, state = line, State()
    if early:
        state.apply(line, 0, 0, 0)
    for key, stamps in purges.items():
        one_by_one = without_words(one_by_one, {key: stamps})
        state.purge({key: stamps})
    if not early:
        state.apply(line, 0, 0, 0)
    assert one_by_one == at_once
    assert at_once.edits[0].now["lines"] == ["…", "open", "…", "the bus is late"]
    (found,) = state.records.all(ExportRecord)
    assert list(found.lines) == at_once.edits[0].now["lines"]
    assert found.items["V2"] == ExportedItem("voice2", "the bus is late")

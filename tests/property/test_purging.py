"""Purged words stay gone in whatever order lines arrive, purged or not, and everybody ends with the same."""

from datetime import timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.changes import Change, Edit, change
from codesign.commands.base import Maker
from codesign.commands.purging import Purge
from codesign.model import Audience, ExportedItem, ExportRecord, Item, ItemKind, Record, Status, Voice, plain
from codesign.records import Records
from storage.journal import Line, encode
from storage.merge import State
from storage.purging import texts_of, without_words
from tests.support.doubles import NOW, CountingIds

DEVICES = ("device0001", "device0002", "device0003")
SECRET = "secret"


class _Device:
    """A device with its own lines, and those of others as far as it has seen them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.state = State()
        self.lines: list[Line] = []

    def write(self, step: int, what: str) -> None:
        made = _change(self.state.records, step, what, self.name)
        if made.edits:
            line = self.state.next_line(made, self.name, "ann", NOW + timedelta(seconds=step))
            self.state.apply(line, encode(line)[1], 0, 0)
            self.lines.append(line)

    def hear(self, other: "_Device", upto: int) -> None:
        seen = self.state.last[other.name].n if other.name in self.state.last else 0
        for line in other.lines[seen : seen + upto]:
            self.state.apply(line, encode(line)[1], 0, 0)


def _change(records: Records, step: int, what: str, device: str) -> Change:
    voice, card = records.get(Voice, "voice"), records.get(Item, "card")
    words = f"{SECRET} {step}"
    maker = Maker(records, CountingIds(), NOW, None, "")
    if what == "make":
        new: list[tuple[Record | None, Record]] = []
        if voice is None:
            new.append((None, Voice(id="voice", number="V1", schema=1, text=words, role=words)))
        if card is None:
            made = Item(id="card", number="N1", schema=1, kind=ItemKind.NEED, status=Status.RAISED, title=words)
            new.append((None, made))
        return change(words, *new)
    if voice is None or card is None:
        return change("")
    match what:
        case "say":
            said = voice if voice.purged else msgspec.structs.replace(voice, text=words, tags=frozenset({words}))
            return change("said", (voice, said))
        case "title":
            new_words = f"open {step}" if card.purged else words
            return change("titled", (card, msgspec.structs.replace(card, title=new_words, text=new_words)))
        case "export":
            items = {"V1": ExportedItem("voice", voice.text), "N1": ExportedItem("card", card.title)}
            export = ExportRecord(
                id=f"export{step}{device}", number=f"EX{step}", schema=1, reference="r", document="notes",
                on=NOW.date(), audience=Audience.ROOM, items=items,
                lines=(voice.text, f"{SECRET} in between", card.title),
            )  # fmt: skip
            return change("exported", (None, export))
        case "archive":
            return change("archived", (card, msgspec.structs.replace(card, archived=not card.archived)))
        case "purge":
            return Purge(("voice", "card"), withdrawn=True).apply(records, maker)
        case _:
            return Purge(("voice",), ("card",)).apply(records, maker)


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(range(3)),
        st.sampled_from(["make", "say", "title", "export", "archive", "purge", "earlier", "hear", "hear"]),
        st.integers(1, 4),
    ),
    min_size=4,
    max_size=25,
)


def _played(steps: list[tuple[int, str, int]]) -> list[_Device]:
    devices = [_Device(name) for name in DEVICES]
    devices[0].write(0, "make")
    for device in devices[1:]:
        device.hear(devices[0], 1)
    for step, (who, what, n) in enumerate(steps, 1):
        if what == "hear":
            devices[who].hear(devices[(who + n) % 3], n)
        else:
            devices[who].write(step, what)
    return devices


@settings(max_examples=60, deadline=None)
@given(_STEPS, st.data())
def test_lines_in_any_order_purged_or_not_make_the_same_records_without_the_words(
    steps: list[tuple[int, str, int]], data: st.DataObject
) -> None:
    devices = _played([*steps, (0, "purge", 1)])
    everything = State()
    for line in sorted((line for device in devices for line in device.lines), key=lambda each: each.stamp):
        everything.apply(line, encode(line)[1], 0, 0)
    wanted = {each.id: plain(each) for each in everything.records}
    assert wanted["voice"].get("text", "") == ""
    for _ in range(3):
        state, left = State(), {device.name: list(device.lines) for device in devices if device.lines}
        while left:
            name = data.draw(st.sampled_from(sorted(left)))
            line = left[name].pop(0)
            if data.draw(st.booleans()):
                line = without_words(line, everything.purges)
            state.apply(line, encode(line)[1], 0, 0)
            if not left[name]:
                del left[name]
        assert {each.id: plain(each) for each in state.records} == wanted
        assert not state.unfinished
    for device in devices:
        for line in device.lines:
            kept = without_words(line, everything.purges)
            assert without_words(kept, everything.purges) is kept
            assert _secrets(kept) == set()


def _secrets(line: Line) -> set[str]:
    """Return the words in a line that its author cannot have been told to keep."""
    if any(edit.purges for edit in line.edits):
        return set()  # it holds the words that were kept with it
    edits: tuple[Edit, ...] = line.edits
    texts = (text for edit in edits for text in (*texts_of(edit), *edit.now.get("lines", ())))
    found = {text for text in texts if SECRET in text and text != f"{SECRET} in between"}
    return found if not line.knows else set()

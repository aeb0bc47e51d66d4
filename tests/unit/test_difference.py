"""What a document says otherwise than when it last left, and what of that may still be read."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from codesign.commands.naming import DecideName
from codesign.commands.voices import Permit
from codesign.model import (
    SCHEMA,
    Attribution,
    Audience,
    ExportedItem,
    ExportRecord,
    Item,
    ItemKind,
    NameChoice,
    Permission,
    Person,
    Status,
    Voice,
)
from codesign.opened import OpenPartnership
from codesign.permissions import Sight
from exports.difference import Difference, How, difference, last_export, told
from tests.support.doubles import NOW, capture, river
from tests.support.telling import Told

TODAY = NOW.date()
texts = st.text("ab ", min_size=1, max_size=3)
items = st.recursive(
    st.builds(
        ExportedItem,
        record=st.sampled_from(["r", "s"]),
        text=texts,
        fields=st.dictionaries(st.sampled_from(["Who", "By"]), texts),
        done=st.sampled_from([None, True, False]),
    ),
    lambda inside: st.builds(
        ExportedItem, record=st.just("r"), text=texts, again=st.lists(inside, max_size=1).map(tuple)
    ),
    max_leaves=2,
)
documents = st.tuples(
    st.dictionaries(st.sampled_from(["A1", "A2", "A3", "V1"]), items), st.lists(texts, max_size=8).map(tuple)
)
Printed = tuple[Mapping[str, ExportedItem], tuple[str, ...]]


def export(printed: Printed, **more: object) -> ExportRecord:
    return ExportRecord(
        id="e",
        number="EX1",
        schema=SCHEMA,
        reference="x",
        document="notes",
        on=TODAY,
        audience=Audience.PARTNERS,
        items=printed[0],
        lines=printed[1],
        **more,  # type: ignore[arg-type]
    )


def everything(_text: str, _record: str) -> bool:
    return True


def applied(found: Difference, before: Printed) -> Printed:
    """Return what the earlier document becomes by all that is said to differ."""
    now = dict(before[0])
    for each in found.items:
        now.pop(each.number, None)
        if each.now is not None:
            now[each.number] = each.now
    lines = list(before[1])
    for change in reversed(found.lines):
        assert tuple(lines[change.at : change.at + change.length]) == change.before
        lines[change.at : change.at + change.length] = change.now
    return now, tuple(lines)


@given(documents)
def test_of_equal_documents_it_is_empty(printed: Printed) -> None:
    assert not difference(export(printed), *printed, everything)


@given(documents, documents)
def test_it_explains_all_that_is_printed_now(before: Printed, now: Printed) -> None:
    found = difference(export(before), *now, everything)
    assert applied(found, before) == (dict(now[0]), now[1])
    assert all(told(each) for each in found.items), "each change can be told"


@given(documents, documents, st.sampled_from(["a", "b"]))
def test_what_may_not_be_read_is_counted_and_stands_nowhere(before: Printed, now: Printed, secret: str) -> None:
    found = difference(export(before), *now, lambda text, _record: secret not in text)
    shown = [text for each in found.items if each.before for text in _all(each.before)]
    shown += [line for each in found.lines for line in each.before]
    assert not any(secret in text for text in shown)
    gone = [n for n, item in before[0].items() if now[0].get(n) != item and any(secret in t for t in _all(item))]
    assert found.unseen_items == len(gone)


def _all(item: ExportedItem) -> list[str]:
    return [item.text, *item.fields.values(), *(text for each in item.again for text in _all(each))]


def test_what_changed_in_an_item_is_told_field_by_field() -> None:
    before = ExportedItem("r", "Write to the school", {"Who": "planner"}, done=False)
    now = ExportedItem("r", "Write to the school", {"Who": "planner", "By when": "2026-12-01"}, done=True)
    (change,) = difference(export(({"C1": before}, ())), {"C1": now}, (), everything).items
    assert change.how is How.CHANGED
    assert [(each.field, each.before, each.now) for each in told(change)] == [
        ("", "[ ] Write to the school", "[x] Write to the school"),
        ("By when", "", "2026-12-01"),
    ]


class TestWhatMayStillBeRead:
    def voice(self, opened: OpenPartnership, text: str, audience: Audience) -> Voice:
        found = opened.numbered(capture(opened, f'" {text}'))
        assert isinstance(found, Voice)
        opened.execute(Permit(found.id, Permission(Attribution.ANONYMOUS, audience)))
        return found

    def sight(self, opened: OpenPartnership) -> Sight:
        return Sight(opened.records, Audience.PARTNERS, TODAY)

    def test_words_whose_permission_was_narrowed(self) -> None:
        opened = river()
        voice = self.voice(opened, "The bridge floods each spring and no one comes", Audience.PARTNERS)
        item = ExportedItem(voice.id, voice.text)
        line = "They said: the bridge floods each spring and no one comes"
        assert self.sight(opened).may_still_read(voice.text, voice.id)
        opened.execute(Permit(voice.id, Permission(Attribution.ANONYMOUS, Audience.ROOM)))
        found = difference(export(({"V1": item}, (line, "Plain"))), {}, (), self.sight(opened).may_still_read)
        assert found.items == ()
        assert (found.unseen_items, found.unseen_lines) == (1, 1)
        assert [each.before for each in found.lines] == [("Plain",)]

    def test_an_earlier_wording_of_such_words(self) -> None:
        opened = river()
        voice = self.voice(opened, "Quite other words now", Audience.ROOM)
        item = ExportedItem(voice.id, "My son was on probation then")
        lines = ("As one said: my son was on probation then", "Plain")
        found = difference(export(({"V1": item}, lines)), {}, (), self.sight(opened).may_still_read)
        assert (found.unseen_items, found.unseen_lines) == (1, 1)
        assert [each.before for each in found.lines] == [("Plain",)]

    def test_short_words_between_items(self) -> None:
        opened = river()
        self.voice(opened, "Too loud", Audience.ROOM)
        assert not self.sight(opened).may_still_read("Too loud!")
        assert self.sight(opened).may_still_read("It is too loud for some")

    def test_what_came_from_words_that_may_not_be_read(self) -> None:
        opened = river()
        voice = self.voice(opened, "Buses stop at six", Audience.ROOM)
        card = Item(
            id="i",
            number="N1",
            schema=SCHEMA,
            kind=ItemKind.NEED,
            status=Status.RAISED,
            title="A later bus",
            origins=frozenset({voice.id}),
        )
        opened.execute(Told((card,)))
        assert self.sight(opened).may_still_read("A later bus", "i")
        assert not self.sight(opened).may_still_read("Buses stop at six, so we need one", "i")
        assert not self.sight(opened).may_still_read("A later bus", "gone")

    def test_names_only_where_it_was_decided(self) -> None:
        opened = river()
        person = Person(id="p", number="PE1", schema=SCHEMA, name="Ann Poole", role="coordinator")
        text = "Ann Poole has the keys"
        card = Item(id="i", number="S1", schema=SCHEMA, kind=ItemKind.ASSET, status=Status.AGREED, title=text)
        opened.execute(Told((person, card)))
        sight = self.sight(opened)
        assert not sight.may_still_read(text, "i")
        opened.execute(DecideName(sight.mentions["i"][0].key, "S1", NameChoice.SHOW))
        assert self.sight(opened).may_still_read(text, "i")


def test_the_last_one_is_that_of_the_same_kind_subject_and_audience() -> None:
    opened = river()
    printed: Printed = ({}, ())
    first = export(printed, subject="m")
    others = [
        replace(first, id="f", number="EX2"),
        replace(first, id="g", number="EX3", audience=Audience.PUBLIC),
        replace(first, id="h", number="EX4", subject="n"),
        replace(first, id="i", number="EX5", document="vision"),
    ]
    opened.execute(Told((first, *others)))
    found = last_export(opened.records, "notes", "m", Audience.PARTNERS)
    assert found is not None
    assert found.number == "EX2"
    assert last_export(opened.records, "notes", "m", Audience.ROOM) is None

"""The filter language against every text."""

from datetime import date
from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from codesign.model import Item, ItemKind, Status
from codesign.records import HeldRecords
from codesign.views.filters import Asking, Filter, found, read_filter

WORDS = ("bus", "clinic", "café", "evening ride", "transport", "trasnport", "N3", "(home)", "[x]", "日本")
OWNERS = ("ann", "town planner", "library")


@st.composite
def cards(draw: st.DrawFn) -> Asking:
    """Return a few cards and somebody who asks."""
    records = HeldRecords()
    for n in range(draw(st.integers(1, 6))):
        ids = st.sets(st.integers(0, 5).map(lambda each: f"id{each}"), max_size=2)
        records.put(
            Item(
                id=f"id{n}",
                number=f"N{n}",
                schema=1,
                kind=draw(st.sampled_from(ItemKind)),
                status=draw(st.sampled_from(Status)),
                title=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=4))),
                text=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=4))),
                owners=frozenset(draw(st.sets(st.sampled_from(OWNERS), max_size=2))),
                tags=frozenset(draw(st.sets(st.sampled_from(("transport", "path")), max_size=2))),
                due=draw(st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 31))),
                votes=draw(st.integers(0, 4)),
                archived=draw(st.booleans()),
                origins=frozenset(draw(ids)),
            )
        )
    return Asking(records, date(2026, 11, 21), "ann")


known = st.sampled_from(
    'bus clin "evening ride" -trasnport @me -@town #trans kind:need -kind:act status:open phase:co- due:<7d '
    "due:overdue due:none -due:fri no:action has:voice no:me strategy:4 votes:>1 number:3 for:n1 archived:yes "
    "sector:x due:<x foo:bar n3".split(" ")
)
pieces = st.one_of(
    known,
    st.text(max_size=8),
    st.text(alphabet='-@#:"“”<>=a1 ', max_size=8),
    st.builds(
        "{}:{}".format, st.sampled_from(["due", "kind", "no", "votes", "owner", "Tag"]), st.text(max_size=5)
    ),
)
lines = st.lists(pieces, max_size=6).map(" ".join)


@given(lines)
@example('"a"b')
@example('@"a b')
@example('--"x')
@example("-due:")
@example('due:"<7d"')
@example("\u00b4")
@example('x:"a b"')
def test_a_filter_s_text_is_the_same_filter_again(text: str) -> None:
    wanted = read_filter(text)
    assert read_filter(wanted.text) == wanted
    assert wanted.unread == read_filter(wanted.text).unread


@given(cards(), lines)
def test_whatever_is_typed_finds_something_or_nothing(asking: Asking, text: str) -> None:
    items = asking.records.all(Item)
    hits = found(read_filter(text), asking, items)
    assert [item for item, _fit in hits] == [item for item in items if any(item is hit for hit, _fit in hits)]
    assert all(fit >= 0 for _item, fit in hits)


@given(cards(), lines, st.randoms())
def test_the_order_of_the_terms_makes_no_difference(asking: Asking, text: str, random: Random) -> None:
    terms = list(read_filter(text).terms)
    random.shuffle(terms)
    items = asking.records.all(Item)
    assert found(Filter(tuple(terms)), asking, items) == found(read_filter(text), asking, items)


@given(cards(), known)
def test_a_term_and_its_opposite_share_all_cards(asking: Asking, term: str) -> None:
    positive = term.removeprefix("-")
    items = [item for item in asking.records.all(Item) if not item.archived]
    if positive.startswith("archived") or read_filter(positive).unread:
        return
    held = {item.id for item, _fit in found(read_filter(positive), asking, items)}
    lacking = {item.id for item, _fit in found(read_filter(f"-{positive}"), asking, items)}
    assert held | lacking == {item.id for item in items}
    if positive != "trasnport":  # typing errors are forgiven in what is wanted only
        assert not held & lacking


@given(cards(), lines, known)
def test_one_more_term_never_finds_more(asking: Asking, text: str, term: str) -> None:
    if "archived" in term:
        return
    items = asking.records.all(Item)
    fewer = {item.id for item, _fit in found(read_filter(f"{read_filter(text).text} {term}"), asking, items)}
    assert fewer <= {item.id for item, _fit in found(read_filter(text), asking, items)}

"""What a record is made with comes into it in one step as it would path by path."""

from hypothesis import given
from hypothesis import strategies as st

from codesign.model import Item, Meeting, Record
from storage.entries import Entry, write_at, write_first

_STAMP = "000000000001.0000.device0001"
_PATHS = st.one_of(
    st.sampled_from("title tags/a tags rank status attendance/municipal title/x rank/x new".split()),
    st.text("a~/01", max_size=5),
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)


@given(st.sampled_from([Item, Meeting]), st.dictionaries(_PATHS, _VALUES, max_size=6))
def test_making_a_record_writes_what_each_path_would(kind: type[Record], now: dict[str, object]) -> None:
    once: dict[str, object] = {}
    one_by_one: dict[str, object] = {}
    stamps: Entry = {"": _STAMP}
    for path, value in now.items():
        write_first(kind, once, path, value)
        write_at(kind, one_by_one, stamps, path, value, _STAMP, (), lambda _stamp: True)
    assert once == one_by_one
    assert stamps == {"": _STAMP}

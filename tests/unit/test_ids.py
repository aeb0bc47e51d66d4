"""Ids are the ULID layout: the time first, so that they sort by it, then chance."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from codesign.ids import TimeIds

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_AT = datetime(2026, 11, 21, 9, 30, 0, 250_000, UTC)


def test_an_id_holds_the_moment_in_its_first_ten_letters() -> None:
    found = TimeIds(lambda: _AT).new()
    assert len(found) == 26
    assert not set(found) - set(_ALPHABET)
    milliseconds = 0
    for letter in found[:10]:
        milliseconds = milliseconds * 32 + _ALPHABET.index(letter)
    assert milliseconds == _AT.timestamp() * 1000


def test_each_is_greater_than_all_before_also_where_the_clock_stands_or_goes_back() -> None:
    moments = iter([_AT, _AT, _AT - timedelta(hours=1), _AT + timedelta(milliseconds=1)] + [_AT] * 100)
    ids = TimeIds(lambda: next(moments))
    found = [ids.new() for _ in range(104)]
    assert all(one < other for one, other in pairwise(found))


def test_two_devices_give_different_ones_at_one_moment() -> None:
    assert TimeIds(lambda: _AT).new()[10:] != TimeIds(lambda: _AT).new()[10:]

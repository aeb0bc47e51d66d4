"""What every store must do with words that are purged."""

import msgspec
import pytest

from codesign.changes import change
from codesign.commands.base import Maker
from codesign.commands.purging import Purge
from codesign.errors import Refused
from codesign.model import Voice
from codesign.ports import Store
from tests.contract.test_store import Opener, alter, get, make, open_store
from tests.support.doubles import NOW, CountingIds

__all__ = ["open_store"]

WORDS = "what was said"


def say_it(store: Store) -> None:
    voice = Voice(id="voice1", number="V1", schema=1, text=WORDS, role="a role")
    store.commit("ann", NOW, lambda _records: change("said", (None, voice)))


def purge(store: Store, *ids: str) -> None:
    command = Purge(ids, withdrawn=True)
    store.commit("eve", NOW, lambda records: command.apply(records, Maker(records, CountingIds(), NOW, None, "")))
    store.purge()


def voice(store: Store) -> Voice:
    found = store.records.get(Voice, "voice1")
    assert found is not None
    return found


def test_the_words_are_in_neither_records_nor_history(open_store: Opener) -> None:
    one, two = open_store("device0001"), open_store("device0002")
    say_it(one)
    make(one, 1, title=WORDS)
    two.refresh()
    purge(two, "voice1", "card1")
    one.refresh()
    for each in (one, two, open_store("device0003")):
        assert (voice(each).number, voice(each).text, voice(each).role) == ("V1", "", "")
        assert voice(each).withdrawn
        assert voice(each).purged is not None
        assert (get(each, 1).title, get(each, 1).headline) == ("", "(withdrawn)")
        told = msgspec.json.encode([done.change for done in each.history()])
        assert WORDS.encode() not in told


def test_a_rewrite_of_who_had_not_heard_of_it_is_lost(open_store: Opener) -> None:
    one, two = open_store("device0001"), open_store("device0002")
    make(one, 1)
    two.refresh()
    seen = get(two, 1)
    purge(one, "card1")
    alter(one, get(one, 1), title="anew")
    assert (get(one, 1).title, seen.title) == ("anew", "card 1")
    two.refresh()
    assert get(two, 1).title == "anew"


def test_nothing_is_written_where_somebody_s_words_were(open_store: Opener) -> None:
    store = open_store("device0001")
    say_it(store)
    purge(store, "voice1")
    gone = voice(store)
    with pytest.raises(Refused, match="V1 were purged"):
        store.commit("ann", NOW, lambda _: change("x", (gone, msgspec.structs.replace(gone, text="again"))))
    store.commit("ann", NOW, lambda _: change("x", (gone, msgspec.structs.replace(gone, archived=True))))
    assert voice(store).archived


def test_a_second_time_is_no_harm(open_store: Opener) -> None:
    store = open_store("device0001")
    say_it(store)
    purge(store, "voice1")
    purge(store, "voice1")
    assert not store.purge()
    assert voice(store).text == ""

"""What a typed filter asks for, what it finds, and in which order."""

import re
from datetime import timedelta
from typing import Never

import pytest

from codesign.commands.amending import Amend, Archive
from codesign.commands.promises import Settle
from codesign.model import CommitmentState, Item, Record, Status
from codesign.opened import OpenPartnership
from codesign.views import follow_through
from codesign.views.everything import everything
from codesign.views.filters import (
    ANYTHING,
    READY,
    Asking,
    Field,
    Place,
    Term,
    finding,
    found,
    read_ahead,
    read_filter,
)
from codesign.views.filters import texts as folding
from codesign.views.filters.texts import Library
from codesign.views.gaps import gaps
from codesign.words import say
from tests.support.doubles import NOW, capture

TODAY = NOW.date()


def numbers(opened: OpenPartnership, text: str, *, me: str = "ann") -> list[str]:
    """Return the numbers of the cards that a filter finds, those that fit best first."""
    asking = Asking(opened.records, TODAY, me)
    fitting = found(read_filter(text), asking, opened.records.all(Item))
    return [item.number for item, _fit in sorted(fitting, key=lambda each: each[1])]


def all_numbers(opened: OpenPartnership, text: str) -> list[str]:
    """Return the numbers of all records that a filter finds."""
    return [each.number for group in everything(opened.asking, read_filter(text)) for each in group.records]


def change(opened: OpenPartnership, number: str, **fields: object) -> Record:
    """Rewrite fields of a record."""
    opened.execute(Amend(opened.numbered(number), fields))
    return opened.numbered(number)


@pytest.fixture
def cards(river: OpenPartnership) -> OpenPartnership:
    """A partnership with a few cards: N1 to N4, A1 to A3, and the voices V1 and V2."""
    for line in (
        '"The last bus leaves at four. sector:education as:role to:public',
        "? Getting home after the clinic #transport for:V1",
        "? The path to the river floods #path @council due:2026-11-25",
        "? Café opening hours #Évening",
        "* A van on Tuesdays @town-planner @library due:2026-11-20 #transport for:N1",
        "* Lamps along the path @ann due:2026-12-30",
        "* Ask the school @town-crier",
        '"Nobody told us about the lamps. sector:client for:A2',
        "? Loneliness in winter",
    ):
        capture(river, line)
    return river


class TestReading:
    @pytest.mark.parametrize(
        ("text", "terms"),
        [
            ("bus", [(Field.WORD, "bus")]),
            ('"last bus"', [(Field.PHRASE, "last bus")]),
            ("“last bus”", [(Field.PHRASE, "last bus")]),
            ('"still being ty', [(Field.PHRASE, "still being ty")]),
            ("@town-planner", [(Field.OWNER, "town-planner")]),
            ('owner:"town planner"', [(Field.OWNER, "town planner")]),
            ("#transport tag:path", [(Field.TAG, "transport"), (Field.TAG, "path")]),
            ("KIND:Need", [(Field.KIND, "Need")]),
            ("due:<7d due:>2w due:<=fri", [(Field.DUE, "<7d"), (Field.DUE, ">2w"), (Field.DUE, "<=fri")]),
            ("due:2026-12-03", [(Field.DUE, "2026-12-03")]),
            ("no:action has:meas", [(Field.NO, "action"), (Field.HAS, "meas")]),
            ("strategy:4 votes:>2", [(Field.STRATEGY, "4"), (Field.VOTES, ">2")]),
            ("number:n12 number:12 for:N1", [(Field.NUMBER, "n12"), (Field.NUMBER, "12"), (Field.FOR, "N1")]),
            ("it's 10:30 [now]", [(Field.WORD, "it's"), (Field.WORD, "10:30"), (Field.WORD, "[now]")]),
        ],
    )
    def test_terms(self, text: str, terms: list[tuple[Field, str]]) -> None:
        assert [(term.field, term.value) for term in read_filter(text).terms] == terms
        assert read_filter(text).unread == ()

    def test_a_hyphen_in_front_negates_any_term(self) -> None:
        assert read_filter('-bus -#path -"a b" -kind:need').terms == (
            Term(Field.WORD, "bus", negated=True),
            Term(Field.TAG, "path", negated=True),
            Term(Field.PHRASE, "a b", negated=True),
            Term(Field.KIND, "need", negated=True),
        )

    @pytest.mark.parametrize(
        "text", ["", " ", "due:", "due:<", "@", "#", "-", "-@", '"', "kind:", "votes:>", "@-"]
    )
    def test_what_is_still_being_typed_asks_for_nothing(self, text: str) -> None:
        assert read_filter(text) == ANYTHING
        assert not read_filter(text)

    @pytest.mark.parametrize(
        "text",
        [
            "due:soonish",
            "kind:xyz",
            "strategy:9",
            "votes:many",
            "no:sense",
            "for:nothing",
            "duee:fri",
            "archived:x",
        ],
    )
    def test_what_is_not_understood_is_text_and_is_named(self, text: str) -> None:
        assert read_filter(f"bus {text}").terms == (Term(Field.WORD, "bus"), Term(Field.WORD, text))
        assert read_filter(f"bus {text}").unread == (text,)

    def test_an_address_is_text_of_which_nothing_is_said(self) -> None:
        assert read_filter("https://river.example").unread == ()


class TestFinding:
    @pytest.mark.parametrize(
        ("text", "found_numbers"),
        [
            ("kind:need", "N1 N2 N3 N4"),
            ("kind:ne -#path", "N1 N3 N4"),
            ("status:raised", "N1 N2 N3 N4"),
            ("phase:design", "A1 A2 A3"),
            ("@town-planner", "A1"),
            ("@town", "A1 A3"),
            ("@planner", "A1"),
            ("@me", "A2"),
            ("#trans", "N1 A1"),
            ("#evening", "N3"),
            ("CAFE", "N3"),
            ('"the path"', "N2 A2"),
            ("path -floods", "A2"),
            ("due:<7d", "N2 A1"),
            ("due:>2w", "A2"),
            ("due:overdue", "A1"),
            ("due:none", "N1 N3 A3 N4"),
            ("-due:none", "N2 A1 A2"),
            ("due:2026-11-25", "N2"),
            ("due:>=2026-11-25", "N2 A2"),
            ("due:wed", "N2"),
            ("no:owner", "N1 N3 N4"),
            ("has:owner kind:action", "A1 A2 A3"),
            ("kind:need no:action", "N2 N3 N4"),
            ("has:voice", "N1 A1 A2"),
            ("no:voice kind:action", "A3"),
            ("no:reply", "N1 A1 A2"),
            ("has:reply", ""),
            ("sector:edu", "N1 A1"),
            ("sector:client", "A2"),
            ("no:sector kind:action", "A3"),
            ("number:n2", "N2"),
            ("number:2", "N2 A2"),
            ("for:V1", "N1 A1"),
            ("for:v9", ""),
            ("archived:yes", ""),
            ("votes:0 kind:action", "A1 A2 A3"),
            ("votes:>0", ""),
            ("kind:voice", ""),
        ],
    )
    def test_terms(self, cards: OpenPartnership, text: str, found_numbers: str) -> None:
        assert numbers(cards, text) == found_numbers.split()

    def test_what_was_archived_is_found_only_where_it_is_asked_for(self, cards: OpenPartnership) -> None:
        cards.execute(Archive((cards.numbered("N2").id,)))
        assert "N2" not in numbers(cards, "")
        assert numbers(cards, "archived:yes") == ["N2"]
        assert "N2" in [each.number for group in everything(cards.asking, archived=True) for each in group.records]

    def test_priority_strategy_and_votes(self, cards: OpenPartnership) -> None:
        change(cards, "A1", priority="Getting there", strategies=[1, 4], votes=3)
        for text in ("priority:getting", 'priority:"getting there"', "strategy:4", "votes:>2", "votes:3"):
            assert numbers(cards, text) == ["A1"], text
        assert numbers(cards, "strategy:3") == []
        assert numbers(cards, "no:strategy kind:action") == ["A2", "A3"]

    def test_what_is_through_or_parked_is_not_late(self, cards: OpenPartnership) -> None:
        assert numbers(cards, "due:overdue status:open") == ["A1"]
        change(cards, "A1", status=Status.IN_PLACE.value)
        assert numbers(cards, "due:overdue") == []
        assert numbers(cards, "status:done") == ["A1"]
        change(cards, "A2", parked=True, due="2026-01-01")
        assert numbers(cards, "due:overdue") == []
        assert numbers(cards, "status:parked") == ["A2"]

    def test_a_draft_is_this_person_s_own(self, cards: OpenPartnership) -> None:
        record = cards.numbered("N3")
        assert all_numbers(cards, "has:draft") == []
        cards.drafts.put(cards.draft_key(record), "half")
        assert all_numbers(cards, "has:draft") == ["N3"]

    def test_what_a_kind_cannot_have_it_neither_has_nor_lacks(self, cards: OpenPartnership) -> None:
        capture(cards, "! Share the timetable @ann")
        found_numbers = {*all_numbers(cards, "no:due"), *all_numbers(cards, "has:due")}
        assert found_numbers == {"N1", "N2", "N3", "N4", "A1", "A2", "A3", "C1"}

    def test_other_kinds_are_found_by_the_same_words(self, cards: OpenPartnership) -> None:
        capture(cards, "! Share the timetable @ann due:fri")
        capture(cards, "! Clear the path @council due:fri")
        assert all_numbers(cards, "kind:promise @me") == ["C1"]
        assert all_numbers(cards, "kind:commitment status:open") == ["C1", "C2"]
        assert all_numbers(cards, "kind:voice no:reply") == ["V1", "V2"]
        cards.execute(Settle(cards.numbered("C1").id, CommitmentState.KEPT))
        assert all_numbers(cards, "kind:promise status:done") == ["C1"]
        assert all_numbers(cards, "due:<=fri status:open") == ["C2", "A1", "N2"]

    def test_a_filter_follows_changes(self, cards: OpenPartnership) -> None:
        assert numbers(cards, "lanterns") == []
        change(cards, "A2", title="Lanterns along the path")
        assert numbers(cards, "lanterns") == ["A2"]
        assert numbers(cards, "lamps") == []
        cards.undo()
        assert numbers(cards, "lanterns") == []


class TestMe:
    def test_the_person_of_my_name_and_their_role(self, demo: OpenPartnership) -> None:
        person = demo.numbered("PE1")
        name, role = person.headline, str(getattr(person, "role", ""))
        asking = Asking(demo.records, TODAY, name.split()[0].lower())
        assert {name.casefold(), role.casefold()} <= asking.my_names
        assert Asking(demo.records, TODAY, name.lower().replace(" ", ".")).my_names >= {name.casefold()}

    def test_nobody_owns_nothing(self, cards: OpenPartnership) -> None:
        assert numbers(cards, "@me", me="") == []
        assert numbers(cards, "@me", me="an") == [], "a beginning is somebody else"


class TestRanking:
    """An exact number, then beginnings of words, then parts of words, then typing errors."""

    @pytest.fixture
    def ranked(self, river: OpenPartnership) -> OpenPartnership:
        for line in (
            "? Nothing of the kind",
            "? The old gatransport house",
            "? Trasnport for caregivers",
            "? Public transports",
            "? Night ride #transport",
            "? Evening ride",
        ):
            capture(river, line)
        change(river, "N6", text="Transport is what people ask for")
        return river

    def test_the_order(self, ranked: OpenPartnership) -> None:
        assert numbers(ranked, "transport") == ["N4", "N6", "N5", "N2", "N3"]

    def test_a_number_is_first(self, ranked: OpenPartnership) -> None:
        change(ranked, "N1", title="As N4 said")
        assert numbers(ranked, "n4") == ["N4", "N1"]

    @pytest.mark.parametrize("typed", ["trasnport", "tansport", "transpport", "trensport", "transprot", "trensp"])
    def test_one_error_is_forgiven_in_a_long_word(self, ranked: OpenPartnership, typed: str) -> None:
        assert "N4" in numbers(ranked, typed)

    @pytest.mark.parametrize("typed", ["raed", "rede", "nigth house"])
    def test_short_words_are_taken_at_their_letters(self, ranked: OpenPartnership, typed: str) -> None:
        if " " in typed:
            assert numbers(ranked, "nigth") == ["N5"], "five letters may have one error"
        assert numbers(ranked, typed) == []

    def test_two_errors_need_nine_letters(self, ranked: OpenPartnership) -> None:
        assert numbers(ranked, "carigevers") == ["N3"]
        assert numbers(ranked, "evinong") == []

    def test_what_is_not_wanted_and_phrases_are_taken_at_their_letters(self, ranked: OpenPartnership) -> None:
        assert "N3" in numbers(ranked, "-transport")
        assert numbers(ranked, '"trasnport"') == ["N3"]

    def test_the_word_after_a_bracket_begins_there(self, river: OpenPartnership) -> None:
        capture(river, "? The superlibrary")
        capture(river, "? A room (library) to meet")
        assert numbers(river, "library") == ["N2", "N1"]
        assert numbers(river, "(lib") == ["N2"]


class TestReady:
    @pytest.mark.parametrize("ready", READY, ids=lambda ready: ready.key)
    def test_each_is_understood_and_has_a_name(self, ready: object, demo: OpenPartnership) -> None:
        assert isinstance(ready, type(READY[0]))
        assert ready.name
        assert read_filter(ready.text).text == ready.text
        assert read_filter(ready.text).unread == ()
        assert all_numbers(demo, ready.text) is not None

    def test_they_say_the_same_as_the_gaps_and_the_follow_through(self, demo: OpenPartnership) -> None:
        texts = {ready.key: ready.text for ready in READY}
        missing = gaps(demo.records, TODAY)
        for key, records in (
            ("needs-without-action", missing.needs_without_action),
            ("actions-without-measure", missing.actions_without_measure),
            ("unanswered-voices", missing.unanswered_voices),
            ("measures-without-reading", missing.measures_without_reading),
        ):
            assert all_numbers(demo, texts[key]) == [each.number for each in records], key
        late = [
            each.number
            for each in follow_through.open_commitments(demo.records)
            if follow_through.is_overdue(each, TODAY)
        ]
        assert late
        assert all_numbers(demo, texts["commitments-past-due"]) == late

    def test_what_is_offered_on_the_board_finds_cards_only_there(self) -> None:
        assert {ready.place for ready in READY} == set(Place)
        for ready in READY:
            spoken_of = {term.value for term in read_filter(ready.text).terms if term.field is Field.KIND}
            assert (ready.place is Place.EVERYTHING) == bool(spoken_of & {"promise", "voice", "measure"})


def test_a_library_that_is_full_begins_anew(cards: OpenPartnership) -> None:
    library = Library(most=3)
    for _ in range(2):
        for item in cards.records.all(Item):
            assert item.number.lower() in library.texts(item).everything
        assert len(list(library.read())) <= 3
    assert len(library._texts) <= 3
    assert all(ids <= set(library._texts) for ids in library._bearers.values())


def test_words_that_are_gone_are_borne_by_nobody(cards: OpenPartnership) -> None:
    library = Library()
    library.texts(cards.numbered("A2"))
    assert library.bearers("lamp", frozenset()) is None, "it was not read yet"
    assert len(list(library.read())) == 1
    assert library.bearers("lamp", frozenset()) == frozenset({cards.numbered("A2").id})
    change(cards, "A2", title="Lanterns")
    library.texts(cards.numbered("A2"))
    assert len(list(library.read())) == 1
    assert library.bearers("lamp", frozenset()) == frozenset()


def test_errors_are_looked_for_in_new_words_too(cards: OpenPartnership) -> None:
    assert numbers(cards, "snowplugh") == []
    change(cards, "A3", title="Ask for the snowplough")
    assert numbers(cards, "snowplugh") == ["A3"]


def test_days_are_counted_from_today(cards: OpenPartnership) -> None:
    week = TODAY + timedelta(days=7)
    change(cards, "A3", due=week.isoformat())
    assert "A3" not in numbers(cards, "due:<7d")
    assert "A3" in numbers(cards, "due:<=7d")
    assert "A3" in numbers(cards, "due:7d")
    assert "A3" not in numbers(cards, "due:>1w")


def test_what_the_help_names_is_understood() -> None:
    """Each row of the help is a filter, and so is each that stands in what the row says."""
    for row in say("help.finds").strip().split("\n"):
        typed, _, words = row.partition(" = ")
        assert read_filter(typed).terms, row
        assert read_filter(typed).unread == (), row
        assert read_filter(" ".join(re.findall(r"[a-z]+:[^ ,;]+", words))).unread == (), row


def test_what_was_captured_as_mine_is_found_as_mine(river: OpenPartnership) -> None:
    promised = capture(river, "! Bring the van @me")
    wanted = next(each.text for each in READY if each.key == "my-promises")
    assert all_numbers(river, wanted) == [promised]


def test_what_was_read_ahead_is_not_read_for_a_letter(
    cards: OpenPartnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [numbers(cards, wanted) for wanted in ("l", "la", "lamps", "lanps")]
    monkeypatch.setattr(finding, "_library", Library())
    steps = sum(1 for _step in read_ahead(cards.records.live(Item)))
    assert steps == 2 * len(list(cards.records.live(Item)))

    def read(record: Record) -> Never:
        raise AssertionError(record.number)

    monkeypatch.setattr(folding, "_folded", read)
    assert [numbers(cards, wanted) for wanted in ("l", "la", "lamps", "lanps")] == found

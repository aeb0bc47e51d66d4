"""The thread of a record as a document: both ways by number, gaps named, no word that may not leave."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.commands.amending import Amend
from codesign.errors import NotFound
from codesign.model import Attribution, Audience, Permission
from codesign.opened import OpenPartnership
from codesign.views.thread import ON_THREADS
from exports.library import LIBRARY, THREAD, document, subject_of, subjects
from exports.prepare import Prepared
from tests.support.documents import newest_vision, notes, statement
from tests.support.doubles import NOW, capture, demo, river

TODAY = NOW.date()


def made(opened: OpenPartnership, number: str, audience: Audience = Audience.ROOM) -> Prepared:
    return document(THREAD, opened.records, opened.numbered(number), TODAY, audience=audience)


def ways(prepared: Prepared) -> dict[str, dict[str, list[str]]]:
    """Return by number what each item says it came from and led to, by number."""
    found = {}
    for item in prepared.document.numbered:
        fields = dict(item.fields)
        found[item.number] = {
            label: [part.split(" ")[0] for part in fields.get(label, "").split("; ") if part]
            for label in ("Came from", "Led to")
        }
    return found


def held(prepared: Prepared) -> list[str]:
    return re.findall(r"^- ([A-Z]+\d+): its words", prepared.text, flags=re.MULTILINE)


def test_it_can_be_walked_both_ways_from_every_record_of_the_demo() -> None:
    opened = demo()
    for record in subjects(THREAD, opened.records):
        found = ways(made(opened, record.number))
        for number, ends in found.items():
            for behind in set(ends["Came from"]) & set(found):
                assert number in found[behind]["Led to"], (record.number, behind, number)
            for ahead in set(ends["Led to"]) & set(found):
                assert number in found[ahead]["Came from"], (record.number, number, ahead)


@pytest.mark.parametrize("number", ["V12", "N1", "A1", "C11", "M2", "O1"])
def test_each_step_leads_to_the_others(number: str) -> None:
    found = ways(made(demo(), number))
    for towards in ("Came from", "Led to"):
        at, been = number, [number]
        while further := [each for each in found[at][towards] if each in found]:
            at = further[0]
            been.append(at)
        assert len(been) > 1 or not found[number][towards]
    assert {"V12", "N1", "A1"} <= set(found)


def test_a_voice_that_is_held_back_keeps_its_place_by_its_number() -> None:
    opened = demo()
    shown, public = made(opened, "N3", Audience.PARTNERS), made(opened, "N3", Audience.PUBLIC)
    assert "I cannot leave my husband" in shown.text
    assert held(shown) == []
    assert "I cannot leave my husband" not in public.text
    assert held(public) == ["V14"]
    assert "V14: its words are not shown to these readers. Led to: N3." in public.text
    assert ways(public)["N3"]["Came from"] == ["V14"]
    assert [line.number for line in public.withheld] == ["V14"]


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(list(Audience)),
    st.sampled_from([None, Attribution.NAMED, Attribution.SECTOR, Attribution.ANONYMOUS]),
    st.sampled_from(list(Audience)),
)
def test_the_words_of_a_voice_stand_there_where_they_may(
    reads: Audience, attribution: Attribution | None, allowed: Audience
) -> None:
    opened = river()
    capture(opened, '"Zanzibar floods')
    capture(opened, "? A dry path for:V1")
    permission = Permission(attribution, allowed) if attribution else None
    opened.execute(Amend(opened.numbered("V1"), {"permission": permission}))
    found = made(opened, "N1", reads)
    assert ("Zanzibar" in found.text) == (held(found) == [])
    if reads is not Audience.ROOM and permission is None:
        assert held(found) == ["V1"]


def test_what_is_missing_is_named() -> None:
    text = made(demo(), "N3").text
    assert "- V14: no reply yet" in text
    assert "- A3: no measure yet" in text
    assert "Nothing is missing along this thread." in made(demo(), "S5").text


def test_words_that_were_withdrawn_are_said_to_have_been_there(river: OpenPartnership) -> None:
    for line in ('"The path floods', "? A dry path for:V1", "* A bridge @ann for:N1"):
        capture(river, line)
    river.execute(Amend(river.numbered("V1"), {"withdrawn": True}))
    text = made(river, "A1", Audience.PUBLIC).text
    assert "V1: its words were withdrawn. Led to: N1." in text
    assert "- **N1** A dry path\n  - Status: raised\n  - Came from: V1\n" in text
    assert "  - Note: from words that were withdrawn\n" in text


def test_the_notes_say_so_too_and_lead_on(demo: OpenPartnership) -> None:
    meeting = demo.numbered("MT4")
    before = notes(demo.records, meeting, Audience.PARTNERS, TODAY).text  # type: ignore[arg-type]
    assert "- **V14** “I cannot leave my husband" in before
    assert "  - Led to: N3\n" in before
    assert "  - From voices: V14\n" in before
    demo.execute(Amend(demo.numbered("V14"), {"withdrawn": True}))
    after = notes(demo.records, meeting, Audience.PARTNERS, TODAY).text  # type: ignore[arg-type]
    assert "  - For: words that were withdrawn\n" in after
    assert "V14" not in after


def test_the_statement_says_what_its_ideas_are_for(demo: OpenPartnership) -> None:
    text = statement(demo.records, newest_vision(demo.records), Audience.PUBLIC, TODAY).text
    assert "  - For: N1 Getting home after the 4 pm clinic" in text


def test_it_is_of_what_threads_are_made_of(demo: OpenPartnership) -> None:
    assert {type(each) for each in subjects(THREAD, demo.records)} == set(ON_THREADS)
    with pytest.raises(NotFound, match="no such document about MT1"):
        subject_of(THREAD, demo.records, demo.numbered("MT1"))
    with pytest.raises(NotFound, match="nothing yet of which there could be a thread"):
        subjects(THREAD, river().records)


def test_each_record_has_a_file_of_its_own(demo: OpenPartnership) -> None:
    assert made(demo, "N3").file != made(demo, "N4").file
    assert "n3" in made(demo, "N3").file.casefold()
    assert LIBRARY[THREAD].one_each

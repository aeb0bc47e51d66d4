"""You said, we did, word for word: the demo with an answer of each kind, for each audience."""

from datetime import date

import pytest

from codesign.commands.amending import Amend
from codesign.commands.linking import Link, Way
from codesign.commands.replying import ReplyTo
from codesign.errors import NotFound
from codesign.model import Answer, Audience, Voice
from codesign.opened import OpenPartnership
from codesign.templates import usual_sectors
from codesign.words import LANGUAGE, languages
from exports.library import YOU_SAID, document, subjects
from tests.support.doubles import NOW, StillClock, capture, demo, river
from tests.support.golden import same_as_golden

SECRET = "probation"


def answered() -> OpenPartnership:
    clock = StillClock()
    opened = demo(clock)
    for number, answer, because, due, by in (
        ("V14", Answer.ADAPT, "A swap at the hall: two free hours, tried once first.", 28, "home care nurse"),
        (
            "V15",
            Answer.PARK,
            "The county has not said which road it clears first; we ask again.",
            30,
            "Robin Example",
        ),
        ("V18", Answer.NOT_POSSIBLE, "The insurer asks for a clean record.", 0, "town planner"),
    ):
        voice = opened.numbered(number)
        assert isinstance(voice, Voice)
        opened.execute(ReplyTo((voice,), answer, because, date(2026, 11, due) if due else None, by))
    return opened


def told(audience: Audience, language: str = LANGUAGE) -> str:
    opened = answered()
    opened.execute(Amend(opened.partnership, {"language": language, "sectors": usual_sectors(language)}))
    records = opened.records
    return document(YOU_SAID, records, subjects(YOU_SAID, records)[0], NOW.date(), audience=audience).text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("audience", Audience)
def test_the_document_is_what_it_was(audience: Audience, language: str, pytestconfig: pytest.Config) -> None:
    name = f"documents/{language}/cottonwood-you-said-{audience.value}.md"
    same_as_golden(told(audience, language), name, pytestconfig)


def test_words_and_reasons_stay_with_those_who_may_read_them() -> None:
    room, partners, public = map(told, Audience)
    assert SECRET in room
    assert "clean record" in room
    for text in (partners, public):
        assert SECRET not in text
        assert "clean record" not in text
        assert "V18" in text  # by its number alone
    assert "I cannot leave my husband" in partners
    assert "I cannot leave my husband" not in public
    assert "two free hours" not in public  # the reason could tell what was said
    assert "Robin Example" not in partners
    assert "volunteer coordinator" in partners


def test_what_belongs_to_two_needs_is_told_once_and_pointed_to() -> None:
    opened = answered()
    capture(opened, "? A bus at night for:V12")
    opened.execute(Link("A1", "N5", Way.CAME_FROM))
    records = opened.records
    prepared = document(YOU_SAID, records, subjects(YOU_SAID, records)[0], NOW.date())
    numbers = [each.number for each in prepared.document.numbered]
    assert len(numbers) == len(set(numbers))
    night = prepared.text.partition("## N5 A bus at night")[2]
    assert "V12 stands above." in night
    assert "A1, C9, C11, C12" in night


def test_a_reason_given_to_a_whole_theme_does_not_carry_words_of_one_that_is_held_back() -> None:
    opened = demo()
    seen = [opened.numbered(number) for number in ("V13", "V18")]
    quoting = "You said: my brother would drive. The insurer says no."
    voices = tuple(each for each in seen if isinstance(each, Voice))
    opened.execute(ReplyTo(voices, Answer.PARK, quoting))
    records = opened.records
    of = subjects(YOU_SAID, records)[0]
    public = document(YOU_SAID, records, of, NOW.date(), audience=Audience.PUBLIC).text
    assert "brother" not in public
    assert "Because: (in words that their speaker has not cleared for you)" in public
    assert "brother" in document(YOU_SAID, records, of, NOW.date(), audience=Audience.ROOM).text


def test_the_coverage_counts_all_voices_for_every_audience() -> None:
    assert all("- 4 of 9 voices have our answer." in told(audience) for audience in Audience)


def test_where_nobody_has_spoken_there_is_no_such_document() -> None:
    with pytest.raises(NotFound, match="nobody has said anything yet"):
        subjects(YOU_SAID, river().records)

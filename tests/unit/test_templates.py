"""What comes with the program is the same in every language: only its words differ."""

from collections.abc import Iterator

import pytest

from codesign.commands.meetings import Plan
from codesign.errors import Refused
from codesign.guard import findings, patterns
from codesign.model import Block, Meeting
from codesign.templates import built_in, template_names, usual_notices, usual_sectors
from codesign.templates.files import languages as looked_up
from codesign.templates.files import names
from codesign.templates.preparing import question_library, usual_checklist
from codesign.views.checklist import checklist
from codesign.views.notices import notice
from codesign.views.templates import named, offered
from codesign.words import LANGUAGE, languages, say, speak, speaking
from codesign.workspace import Workspace
from tests.support.doubles import NOW, memory_workspace

OTHERS = [each for each in languages() if each != LANGUAGE]


def shape(block: Block) -> tuple[object, ...]:
    """Return what of a block is no words."""
    return block.minutes, block.kind, block.parent, block.rank, bool(block.lead), bool(block.notes)


@pytest.fixture
def in_french() -> Iterator[None]:
    """The program speaks French."""
    speak("fr")
    yield
    speak(LANGUAGE)


@pytest.mark.parametrize("language", OTHERS)
class TestEveryLanguage:
    def test_has_the_same_agendas(self, language: str) -> None:
        assert names("meetings", language) == template_names()
        for theirs, ours in zip(built_in(language), built_in(LANGUAGE), strict=True):
            assert (theirs.name, theirs.minutes) == (ours.name, ours.minutes)
            assert list(map(shape, theirs.blocks)) == list(map(shape, ours.blocks))
            for text in ("title", "purpose", "aims", "takeaway"):
                assert bool(getattr(theirs, text)) == bool(getattr(ours, text))

    def test_has_titles_of_its_own(self, language: str) -> None:
        pairs = zip(built_in(language), built_in(LANGUAGE), strict=True)
        assert all(theirs.title != ours.title for theirs, ours in pairs)

    def test_has_the_same_sectors_with_names_of_their_own(self, language: str) -> None:
        theirs, ours = usual_sectors(language), usual_sectors(LANGUAGE)
        assert [each.key for each in theirs] == [each.key for each in ours]
        assert not {each.name for each in theirs} & {each.name for each in ours}
        assert len({each.name for each in theirs}) == len(theirs)

    def test_has_as_many_questions_for_the_same_purposes(self, language: str) -> None:
        theirs, ours = (
            [(each.key, len(each.questions)) for each in question_library(one)] for one in (language, LANGUAGE)
        )
        assert theirs == ours

    def test_has_the_same_points_to_check(self, language: str) -> None:
        with speaking(language):
            theirs = usual_checklist()
        ours = usual_checklist()
        assert [[each.key for each in group.points] for group in theirs] == [
            [each.key for each in group.points] for group in ours
        ]
        assert {each.title for each in theirs}.isdisjoint(each.title for each in ours)

    def test_has_a_notice(self, language: str) -> None:
        assert usual_notices()[language]


def test_where_a_language_is_looked_for() -> None:
    assert looked_up("fr-CA") == looked_up("fr") == ("fr", "en")
    assert looked_up("en") == looked_up("../demo") == ("en",)
    with speaking("fr"):
        assert looked_up() == ("fr", "en")
    assert usual_sectors("fr-CA") == usual_sectors("fr")
    assert usual_sectors("cr") == usual_sectors("en")


class TestPartnership:
    @pytest.fixture
    def place(self) -> Workspace:
        """Where partnerships are begun."""
        return memory_workspace()

    def test_begins_in_the_language_that_is_named(self, place: Workspace) -> None:
        opened = place.create("Rivière", "fr")
        partnership = opened.partnership
        assert partnership.language == "fr"
        assert partnership.sectors == usual_sectors("fr")
        assert partnership.recording_notice.startswith("Nous notons")

    @pytest.mark.usefixtures("in_french")
    def test_begins_in_the_language_of_the_program(self, place: Workspace) -> None:
        assert place.create("Rivière").partnership.language == "fr"
        assert place.create("River", "en").partnership.sectors == usual_sectors("en")

    def test_meets_in_its_own_language(self, place: Workspace) -> None:
        opened = place.create("Rivière", "fr-CA")
        assert [each.title for each in offered(opened.records)] == [each.title for each in built_in("fr")]
        opened.execute(Plan(named(opened.records, "workshop-90"), NOW.date()))
        meeting = next(opened.records.live(Meeting))
        assert meeting.title == "Atelier de coconception"
        with speaking("fr-CA"):
            assert checklist(meeting)[0].title == "Salle"
        assert checklist(meeting)[0].title == "Room"

    def test_is_offered_the_notice_of_its_language(self, place: Workspace) -> None:
        partnership = place.create("Rivière", "fr-CA").partnership
        assert notice(partnership, "fr-CA").is_own
        assert notice(partnership, "en").text == usual_notices()["en"]
        assert notice(partnership, "cr").text == ""

    def test_speaks_english_where_there_are_no_words(self, place: Workspace) -> None:
        partnership = place.create("Sîpiy", "cr").partnership
        assert partnership.language == "cr"
        assert partnership.sectors == usual_sectors("en")

    def test_is_not_made_in_no_language(self, place: Workspace) -> None:
        with pytest.raises(Refused, match="no code of a language"):
            place.create("Rivière", "french")
        assert place.folders() == ()


def test_what_is_pointed_out_has_words_in_every_language() -> None:
    for language in languages():
        with speaking(language):
            assert all(say(f"guard.names.{each.name}") for each in patterns())
    with speaking("fr"):
        assert findings("call 604 555 0123")[0].name == "numéro de téléphone"

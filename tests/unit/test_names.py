"""Names of people who are known here, in what others wrote."""

import pytest
from msgspec.structs import replace

from codesign.commands.naming import DecideName
from codesign.commands.visions import Propose
from codesign.model import Audience, Item, ItemKind, NameChoice, Partnership, Person, Status
from codesign.opened import OpenPartnership
from codesign.permissions import HeldBack, Names, Sight
from codesign.records import HeldRecords
from exports.library import VISION, document
from exports.prepare import Prepared
from tests.support.doubles import NOW
from tests.support.telling import Told

PEOPLE = {
    "Ann Poole": "volunteer coordinator",
    "Émile Tremblay": "nurse",
    "May Rivers": "",
    "Will Young": "driver",
    "Grace de la Cruz": "elder",
    "Ann Marsh": "teacher",
    "Nurse Okoro": "nurse",
}


def known() -> HeldRecords:
    records = HeldRecords()
    records.put(Partnership(id="ps", number="PS1", schema=1, name="Tremblay Valley"))
    for n, (name, role) in enumerate(PEOPLE.items()):
        records.put(Person(id=f"p{n}", number=f"PE{n}", schema=1, name=name, role=role))
    return records


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ann Poole's idea", "(volunteer coordinator)'s idea"),
        ("ask ANN POOLE, please", "ask (volunteer coordinator), please"),
        ("Poole, Ann knows", "(volunteer coordinator), (a name) knows"),
        ("ask Ann", "ask (a name)"),
        ("ask émile and emile", "ask (nurse) and (nurse)"),
        ("the Tremblay Valley van", "the Tremblay Valley van"),
        ("Emile Tremblay's van", "(nurse)'s van"),
        ("In May we will see", "In May we will see"),
        ("May Rivers will bring it", "(a name) will bring it"),
        ("Will the young come?", "Will the young come?"),
        ("we asked Will", "we asked (driver)"),
        ("a grace period", "a grace period"),
        ("Grace said so", "(elder) said so"),
        ("the market de la place", "the market de la place"),
        ("Cruz", "(elder)"),
        ("the nurse comes", "the nurse comes"),
        ("annual planning", "annual planning"),
        ("", ""),
    ],
)
def test_a_name_in_a_text_gives_way_to_the_role(text: str, shown: str) -> None:
    assert Names(known()).replaced(text) == shown


@pytest.mark.parametrize(
    ("owner", "shown"),
    [("ann poole", "volunteer coordinator"), ("ann", "somebody"), ("will", "driver"), ("may", "somebody")],
)
def test_an_owner_is_a_role_or_somebody(owner: str, shown: str) -> None:
    assert Sight(known(), Audience.PARTNERS, NOW.date()).owner(owner) == shown
    assert Sight(known(), Audience.ROOM, NOW.date()).owner(owner) == owner


@pytest.fixture
def opened(river: OpenPartnership) -> OpenPartnership:
    """A partnership with a card that names somebody, in a document."""
    card = Item(
        id="i", number="S1", schema=1, kind=ItemKind.ASSET, status=Status.AGREED, title="Ann Poole has the keys"
    )
    river.execute(Told((Person(id="p", number="PE1", schema=1, name="Ann Poole", role="coordinator"), card)))
    river.execute(Propose("One river"))
    return river


def text(opened: OpenPartnership, audience: Audience = Audience.PARTNERS) -> str:
    return prepared(opened, audience).text


def prepared(opened: OpenPartnership, audience: Audience = Audience.PARTNERS) -> Prepared:
    return document(VISION, opened.records, opened.numbered("VS1"), NOW.date(), audience=audience)


def test_a_text_that_names_somebody_is_asked_about_and_until_then_the_name_is_replaced(
    opened: OpenPartnership,
) -> None:
    found = prepared(opened)
    assert "(coordinator) has the keys" in found.text
    (mention,) = found.mentions
    assert (mention.number, mention.names, mention.choice) == ("S1", ("Ann Poole",), None)
    assert [(each.number, each.why, each.what) for each in found.withheld] == [("S1", HeldBack.NAMED, "name")]
    assert found.names_words.startswith("1 text names somebody")
    assert "Ann Poole has the keys" in text(opened, Audience.ROOM)
    assert prepared(opened, Audience.ROOM).mentions == ()


def test_what_was_decided_holds_for_that_text_and_that_audience(opened: OpenPartnership) -> None:
    (mention,) = prepared(opened).mentions
    opened.execute(DecideName(mention.key, "S1", NameChoice.SHOW))
    assert "Ann Poole has the keys" in text(opened)
    assert prepared(opened).withheld == ()
    assert prepared(opened).names_words == ""
    assert "(coordinator) has the keys" in text(opened, Audience.PUBLIC)
    card = opened.records.get(Item, "i")
    assert card is not None
    opened.execute(Told((replace(card, title="Ann Poole has all keys"),)))
    assert "(coordinator) has all keys" in text(opened), "another text is asked about again"
    opened.undo()
    opened.execute(DecideName(mention.key, "S1", NameChoice.HOLD))
    assert "the keys" not in text(opened)
    assert "held back: it names somebody" in text(opened)
    assert prepared(opened).withheld[0].what == "words"
    opened.execute(DecideName(mention.key, "S1", None))
    assert "(coordinator) has the keys" in text(opened)

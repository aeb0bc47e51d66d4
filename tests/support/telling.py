"""Random partnerships in which everything could give something away: voices that begin with words that nothing
else has, names that nothing else has, and both of them quoted in every text that people write."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec
from hypothesis import strategies as st

from codesign.changes import Change, change
from codesign.commands.base import Maker
from codesign.model import (
    SCHEMA,
    Answer,
    AskForHelp,
    Attribution,
    Audience,
    Block,
    Check,
    Commitment,
    CommitmentState,
    Conclusion,
    Connection,
    ConnectionResult,
    Cycle,
    Decision,
    Evidence,
    EvidenceSource,
    ExportedItem,
    ExportRecord,
    Governance,
    Item,
    ItemKind,
    Measure,
    MeasureFamily,
    Meeting,
    MeetingTemplate,
    Outcome,
    OutcomeKind,
    Partner,
    Partnership,
    Permission,
    Person,
    Place,
    Poll,
    PollKind,
    PracticeCell,
    PracticeEvidence,
    Question,
    Reading,
    Record,
    Release,
    Reply,
    Reservation,
    Run,
    Sector,
    Status,
    StrategyRating,
    Support,
    Verdict,
    Vision,
    VisionCheck,
    Voice,
)
from codesign.records import Records

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
SECTORS = ("municipal", "school", "clinic", "voluntary")
PERMISSIONS = st.none() | st.builds(
    Permission,
    st.sampled_from(list(Attribution)),
    st.sampled_from(list(Audience)),
    st.none() | st.sampled_from([DAY - timedelta(1), DAY, DAY + timedelta(1)]),
)
NAMES = ("Zwqanna Krvpoole", "Émile Tzxørn", "Wvk'ala de Bvnq-Hrst")


GOVERNANCE = st.sampled_from(
    [
        None,
        None,
        Governance(NAMES[1], NAMES[2], review=True),
        Governance("the council", review=True, released=DAY, released_by=NAMES[0]),
    ]
)


class Told(msgspec.Struct, frozen=True):
    """A partnership whose every text says something again, and what it says."""

    records: tuple[Record, ...]

    def apply(self, records: Records, make: Maker) -> Change:
        """Add everything; the partnership itself is there."""
        del make
        pairs = ((records.find(each.id), each) for each in self.records)
        return change("told", *pairs)


def marker(n: int) -> str:
    """Return a word that only one voice has."""
    return f"Qz{'abcdefgh'[n]}xwj"


def voices(draw: st.DrawFn) -> Iterator[Voice]:
    """Make voices with all kinds of permissions."""
    for n in range(draw(st.integers(1, 4))):
        yield Voice(
            id=f"v{n}",
            number=f"V{n + 1}",
            schema=SCHEMA,
            text=f"{marker(n)} nobody came when the {marker(n)} bridge was closed {marker(n)}",
            meeting="m",
            block="1",
            sector=draw(st.sampled_from(SECTORS)),
            role="driver",
            person=draw(st.sampled_from(["", "p0", "p1"])),
            permission=draw(PERMISSIONS),
            withdrawn=draw(st.booleans()) and draw(st.booleans()),
            because=f"because {marker(n)} nobody came when the bridge",
            reply=Reply(Answer.PARK, DAY, NAMES[0]),
            tags=frozenset({NAMES[1].split()[0].casefold()}),
            governance=draw(GOVERNANCE),
        )


@st.composite
def told(draw: st.DrawFn) -> Told:
    """Make a partnership in which everything is quoted everywhere."""
    heard = list(voices(draw))
    ingredients = [
        *(f"They say: {each.text}" for each in heard),
        *(f"{each.text.upper()}!" for each in heard),
        *(f"We ask {name} to see to it" for name in NAMES),
        *(f"as {name.split()[0].upper()} said" for name in NAMES),
        f"{NAMES[0].split()[1]}'s idea",
        "an open ramp",
    ]

    def text() -> str:
        return draw(st.sampled_from(ingredients))

    def owner() -> str:
        return draw(st.sampled_from([NAMES[0], NAMES[1].split()[0].casefold(), "town planner", ""]))

    people = {sector: draw(st.integers(0, 9)) for sector in SECTORS}
    origins = frozenset(draw(st.sets(st.sampled_from([each.id for each in heard]))))
    common: dict[str, Any] = {"schema": SCHEMA}
    reservations = {"r": Reservation(text(), draw(st.sampled_from(SECTORS)), text())}
    fists = {sector: (count, 0, 0, 1, 0, 0) for sector, count in people.items() if count}
    made: list[Record] = [
        *heard,
        *(
            Person(id=f"p{n}", number=f"PE{n + 1}", name=name, role=f"role {n}", contact=f"{name}@x", **common)
            for n, name in enumerate(NAMES)
        ),
        _meeting(draw, text, owner, people),
        Item(
            id="i",
            number="N1",
            kind=ItemKind.NEED,
            status=draw(st.sampled_from([Status.RAISED, Status.TRYING])),
            title=text(),
            text=text(),
            because=text(),
            parked=draw(st.booleans()),
            owners=frozenset({owner()} - {""}),
            evidence=Evidence(text(), EvidenceSource.LOCAL_DATA),
            origins=origins,
            meeting="m",
            **common,
        ),
        Item(id="s", number="S1", kind=ItemKind.ASSET, status=Status.AGREED, title=text(), **common),
        Commitment(
            id="c",
            number="C1",
            text=text(),
            who=owner(),
            because=text(),
            state=draw(st.sampled_from(list(CommitmentState))),
            due=DAY - timedelta(3),
            origins=frozenset({"i"}),
            meeting="m",
            **common,
        ),
        Decision(
            id="d",
            number="D1",
            text=text(),
            question=text(),
            options={text(): 1},
            counts={text(): 3},
            consent=fists,
            reservations=reservations,
            agreed=draw(st.sampled_from([None, DAY])),
            meeting="m",
            **common,
        ),
        Vision(
            id="vs",
            number="VS1",
            version=1,
            text=text(),
            why=text(),
            words_of=text(),
            picture=text(),
            proposed=DAY,
            checks={"m": VisionCheck(DAY, fists, "m")},
            reservations=reservations,
            meeting="m",
            **common,
        ),
        Measure(
            id="ms",
            number="M1",
            family=MeasureFamily.TRUST,
            text=text(),
            source=text(),
            readings={"2026-11": Reading(3, note=text())},
            **common,
        ),
        Outcome(id="o", number="O1", text=text(), kind=OutcomeKind.SERVICE, on=DAY, **common),
        Partner(id="pa", number="PA1", organisation=text(), role=text(), **common),
        Partner(id="pb", number="PA2", organisation="Library", **common),
        Connection(
            id="cn", number="CN1", one="pa", other="pb", text=text(), results=frozenset(ConnectionResult), **common
        ),
        AskForHelp(
            id="ah",
            number="AH1",
            text=text(),
            support=Support.RESEARCH,
            whom=text(),
            asked=DAY,
            answer=text(),
            answered=DAY,
            **common,
        ),
        Item(
            id="l",
            number="L1",
            kind=ItemKind.LEARNING,
            status=Status.LEARNED,
            title=text(),
            text=text(),
            shared=Release(Audience.PUBLIC, DAY, text()),
            **common,
        ),
        Cycle(
            id="cy",
            number="CY1",
            year=DAY.year,
            opened=DAY,
            strategies={"1-0": StrategyRating(1, value=4, in_use=2, challenge=text())},
            conclusions={"k": Conclusion(Verdict.KEEP, text(), text(), about="i")},
            practised=text(),
            released=Release(draw(st.sampled_from([Audience.PARTNERS, Audience.PUBLIC])), DAY, text()),
            **common,
        ),
        MeetingTemplate(id="t", number="TM1", title=text(), purpose=text(), **common),
        ExportRecord(
            id="ex",
            number="EX1",
            reference="2026-11-20-aaaa",
            document="notes",
            on=DAY,
            audience=Audience.ROOM,
            items={"V1": ExportedItem("v0", heard[0].text, {"Who": NAMES[0]})},
            **common,
        ),
    ]
    return Told(tuple(made))


def _meeting(draw: st.DrawFn, text: Any, owner: Any, people: dict[str, int]) -> Meeting:
    return Meeting(
        id="m",
        number="MT1",
        schema=SCHEMA,
        title=text(),
        on=DAY,
        place=text(),
        purpose=text(),
        aims=text(),
        takeaway=text(),
        norms=text(),
        event=text(),
        starts=time(18),
        blocks={"1": Block(text(), 10, 1, lead=owner(), notes=text())},
        attendance={sector: count for sector, count in people.items() if count},
        people=frozenset({"p0"}),
        polls={"a": Poll(PollKind.TRUST_PULSE, text(), {"5": 3, "1": 1}), "b": Poll(PollKind.COME_AGAIN, text())},
        practice={"e": PracticeEvidence(PracticeCell.BOTH_WAYS, text())},
        questions={"q": Question(text(), 1, "1")},
        checklist={"k": Check(text=text())},
        runs={"x": Run("1", NOW, NOW + timedelta(minutes=9))},
        ended=NOW + timedelta(hours=1),
        review_because=text(),
        governance=draw(GOVERNANCE),
    )


def named(partnership: Partnership) -> Partnership:
    """Return the partnership with sectors, and with words that are for everybody."""
    return msgspec.structs.replace(
        partnership,
        sectors=tuple(Sector(key, key.title()) for key in SECTORS),
        place=Place("the valley"),
        recording_notice="We write down what is said.",
        contact="the office",
    )

"""Items: the cards of the board."""

import enum
from datetime import date
from typing import Annotated

import msgspec

from codesign.model.record import Record, Text
from codesign.model.releases import Release


class Phase(enum.StrEnum):
    """Agree what matters; shape a response; judge together whether it worked."""

    CO_DEFINE = "co-define"
    CO_DESIGN = "co-design"
    CO_EVALUATE = "co-evaluate"


class ItemKind(enum.StrEnum):
    NEED = "need"
    ASSET = "asset"
    QUESTION = "question"
    IDEA = "idea"
    ACTION = "action"
    MEASURE_QUESTION = "measure question"
    LEARNING = "learning"


class Status(enum.StrEnum):
    RAISED = "raised"
    EXPLORING = "exploring"
    AGREED = "agreed"
    IDEA = "idea"
    SHAPING = "shaping"
    TRYING = "trying"
    IN_PLACE = "in place"
    PLANNED = "planned"
    MEASURING = "measuring"
    LEARNED = "learned"
    SUSTAIN = "sustain"
    ADAPT = "adapt"
    STOP = "stop"


PHASE_KINDS = {
    Phase.CO_DEFINE: (ItemKind.NEED, ItemKind.ASSET, ItemKind.QUESTION),
    Phase.CO_DESIGN: (ItemKind.IDEA, ItemKind.ACTION),
    Phase.CO_EVALUATE: (ItemKind.MEASURE_QUESTION, ItemKind.LEARNING),
}
"""The kinds that belong to each phase; the first is what a line without a mark becomes there."""

HOME_OF = {kind: phase for phase, kinds in PHASE_KINDS.items() for kind in kinds}
"""The phase to which each kind belongs."""

PHASE_STATUSES = {
    Phase.CO_DEFINE: (Status.RAISED, Status.EXPLORING, Status.AGREED),
    Phase.CO_DESIGN: (Status.IDEA, Status.SHAPING, Status.TRYING, Status.IN_PLACE),
    Phase.CO_EVALUATE: (
        Status.PLANNED,
        Status.MEASURING,
        Status.LEARNED,
        Status.SUSTAIN,
        Status.ADAPT,
        Status.STOP,
    ),
}
"""The statuses of each phase, in the order in which a card goes through them."""

PHASE_OF = {status: phase for phase, statuses in PHASE_STATUSES.items() for status in statuses}
"""The phase to which each status belongs."""


class Stream(enum.StrEnum):
    """Where along the causes an item acts: before illness, around it, or after."""

    UPSTREAM = "upstream"
    MIDSTREAM = "midstream"
    DOWNSTREAM = "downstream"


class EvidenceSource(enum.StrEnum):
    LIVED_EXPERIENCE = "lived experience"
    LOCAL_DATA = "local data"
    RESEARCH = "research"


class Evidence(msgspec.Struct, frozen=True, gc=False):
    note: str
    source: EvidenceSource


_PREFIXES = {
    ItemKind.NEED: "N",
    ItemKind.ASSET: "S",
    ItemKind.QUESTION: "Q",
    ItemKind.IDEA: "I",
    ItemKind.ACTION: "A",
    ItemKind.MEASURE_QUESTION: "E",
    ItemKind.LEARNING: "L",
}


class Item(Record, frozen=True, kw_only=True):
    """A card. Its status says in which phase it stands, so that the two cannot come apart when devices merge."""

    TABLE = "items"
    PREFIX = "N"
    WORDS = frozenset({"evidence"})

    kind: ItemKind
    status: Status
    title: Text
    text: Text = ""
    owners: frozenset[str] = frozenset()
    """Roles or persons as they were typed after "@", hyphens read as spaces."""
    due: date | None = None
    tags: frozenset[str] = frozenset()
    strategies: frozenset[Annotated[int, msgspec.Meta(ge=1, le=7)]] = frozenset()
    """Which of the seven strategies it uses, 1 to 7."""
    determinant: str = ""
    priority: str = ""
    stream: Stream | None = None
    votes: Annotated[int, msgspec.Meta(ge=0)] = 0
    evidence: Evidence | None = None
    rank: float = 0.0
    """Its place in its column, smallest first."""
    parked: bool = False
    because: Text = ""
    """Why it is parked, or why it was sustained, adapted or stopped; of a card that was merged, into which."""
    meeting: str = ""
    block: str = ""
    shared: Release | None = None
    """Of a learning: which other partnerships may read it; None for none."""

    @property
    def phase(self) -> Phase:
        """The phase to which its status belongs."""
        return PHASE_OF[self.status]

    @property
    def prefix(self) -> str:
        return _PREFIXES[self.kind]

    @property
    def headline(self) -> str:
        return self.or_gone(self.title)

"""Partners (organisations) and persons. A person's contact never leaves the data folder."""

import enum

import msgspec

from codesign.model.record import Record, Text
from codesign.model.words import Permission


class PledgeKind(enum.StrEnum):
    """What a partner brings, kept apart from what it promises to do."""

    HOURS = "hours"
    SPACE = "space"
    MONEY = "money"
    DATA = "data"


class Pledge(msgspec.Struct, frozen=True, gc=False):
    kind: PledgeKind
    what: str


class Partner(Record, frozen=True, kw_only=True):
    TABLE = "partners"
    PREFIX = "PA"

    organisation: Text
    sector: str = ""
    role: str = ""
    brings: tuple[Pledge, ...] = ()

    @property
    def headline(self) -> str:
        return self.organisation


class Person(Record, frozen=True, kw_only=True):
    TABLE = "people"
    PREFIX = "PE"

    name: Text
    partner: str = ""
    """Id of the partner that the person belongs to."""
    sector: str = ""
    role: str = ""
    contact: str = ""
    usual_permission: Permission | None = None
    """Offered when a voice of this person is captured, never assumed."""

    @property
    def headline(self) -> str:
        return self.name

"""Connections between partners: how deep they are, and which grew from which."""

import enum
from datetime import date

from codesign.model.record import Record, Text


class Depth(enum.StrEnum):
    """How deep a connection is, the shallowest first."""

    NETWORKING = "networking"
    COOPERATING = "cooperating"
    COORDINATING = "coordinating"
    COLLABORATING = "collaborating"
    PARTNERING = "partnering"


class Channel(enum.StrEnum):
    FORMAL = "formal"
    INFORMAL = "informal"


class ConnectionResult(enum.StrEnum):
    """What a connection came to."""

    PARTNERSHIP = "partnership"
    RESEARCH = "joint research"
    OPERATIONS = "joint operations"
    COMMUNITY = "community of practice"
    STRATEGY = "strategy"
    POLICY = "policy change"


class Connection(Record, frozen=True, kw_only=True):
    TABLE = "connections"
    PREFIX = "CN"

    one: str
    other: str
    """Ids of the two partners."""
    text: Text = ""
    """What they do together."""
    depth: Depth = Depth.NETWORKING
    channel: Channel | None = None
    began: date | None = None
    parent: str = ""
    """Id of the connection that it grew from."""
    results: frozenset[ConnectionResult] = frozenset()

    @property
    def headline(self) -> str:
        return self.text or str(self.depth)

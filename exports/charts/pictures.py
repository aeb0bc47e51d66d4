"""What a picture shows, without how it is drawn. Its words come in ready, in the document's language."""

import msgspec


class Series(msgspec.Struct, frozen=True):
    """Figures under one name, one for each label; None where there is none."""

    name: str
    values: tuple[float | None, ...]


class Lines(msgspec.Struct, frozen=True):
    """Figures over time. `most` is the end of their scale where they have one, such as 5 or 100; `point` is what
    the document's language has before tenths."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    most: float | None = None
    unit: str = ""
    point: str = "."


class Bars(msgspec.Struct, frozen=True):
    """Counts side by side."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""


class HeatCell(msgspec.Struct, frozen=True):
    name: str
    count: int
    words: str
    """The count in words, as it stands in the cell."""


class HeatRow(msgspec.Struct, frozen=True):
    name: str
    cells: tuple[HeatCell, ...]


class Heat(msgspec.Struct, frozen=True):
    """A grid in which more is darker."""

    rows: tuple[HeatRow, ...]


class Node(msgspec.Struct, frozen=True):
    """Somebody in a network. Those of a group stand beside each other."""

    key: str
    number: str
    """What stands in it; short."""
    name: str
    group: str = ""


class Edge(msgspec.Struct, frozen=True):
    """How two are connected. A higher level is drawn stronger; what is not formal is drawn with gaps."""

    one: str
    other: str
    level: int = 1
    """From 1 to `Network.levels`."""
    formal: bool = False


class Network(msgspec.Struct, frozen=True):
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    levels: tuple[str, ...] = ()
    """The name of each level, from 1 up."""
    formal: str = ""
    informal: str = ""


Picture = Lines | Bars | Heat | Network

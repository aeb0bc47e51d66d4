"""What a file of another program holds, the same for every format: cards, columns, and what could not be read."""

import enum
from datetime import date

import msgspec

from codesign.errors import Refused
from codesign.model import PHASE_OF, ItemKind, Phase, Status
from codesign.words import say

MOST_BYTES = 50_000_000
"""Larger files are refused: no board of cards is that long, and reading one would stop the program for minutes."""


class Format(enum.StrEnum):
    CSV = "csv"
    TRELLO = "trello"
    MARKDOWN = "markdown"


class Field(enum.StrEnum):
    """What a column of a table can be to a card; the names are those that `--map NAME=title` takes."""

    TITLE = "title"
    TEXT = "text"
    OWNERS = "owners"
    TAGS = "tags"
    DUE = "due"
    STATUS = "status"
    """The column of the board, in whatever words."""
    VOTES = "votes"
    KIND = "kind"
    PARKED = "is parked"
    NUMBER = "number on the board"
    """The number on the board that a table of ours comes from; a card gets another where it is taken in."""


MAP = "--map"
"""Where a problem is that whoever imports has made."""


class Problem(msgspec.Struct, frozen=True):
    """Something that was not read as it was meant."""

    where: str
    """The line of the file, the place in its JSON, or `MAP`."""
    words: str

    @property
    def told(self) -> str:
        """The problem with its place, on one line."""
        return f"{self.where}: {self.words}"


class NoTitle(Refused):
    """None of the `names` at the head of a table is known as the title of a card."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(say("imports.no-title-column", names=", ".join(names)[:300]))
        self.names = names


class ForeignCard(msgspec.Struct, frozen=True):
    """A card as the file has it."""

    title: str
    where: str
    column: str = ""
    """The name of the list, heading or status that it stands under; "" for none."""
    text: str = ""
    kind: ItemKind | None = None
    owners: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    due: date | None = None
    votes: int = 0
    done: bool = False
    """Ticked off, wherever it stands."""
    archived: bool = False
    parked: bool = False


class Foreign(msgspec.Struct, frozen=True):
    """What was read from a file."""

    format: Format
    cards: tuple[ForeignCard, ...] = ()
    columns: tuple[str, ...] = ()
    """The names of all columns in the file's order, empty ones included."""
    fields: tuple[tuple[str, Field | None], ...] = ()
    """The heads of a table, and what each is to a card; None for a line of its text."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """What was done with the file as a whole, a line for each."""


class NewCard(msgspec.Struct, frozen=True):
    """A card as it will be on the board."""

    title: str
    where: str
    kind: ItemKind
    status: Status
    parked: bool = False
    text: str = ""
    owners: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    due: date | None = None
    votes: int = 0

    @property
    def phase(self) -> Phase:
        """The phase in which it will stand."""
        return PHASE_OF[self.status]


class Target(msgspec.Struct, frozen=True):
    """Where the cards of a foreign column go."""

    status: Status
    kind: ItemKind | None = None
    parked: bool = False
    guessed: bool = False
    """The name said nothing, so the place of the column decided."""

    @property
    def phase(self) -> Phase:
        """The phase of its status."""
        return PHASE_OF[self.status]


class Led(msgspec.Struct, frozen=True):
    """How many cards of a column go where."""

    column: str
    target: Target
    count: int
    ticked: bool = False
    """Those of the column that are ticked off, and so go further than the others."""


class Arranged(msgspec.Struct, frozen=True):
    """A file that was read and arranged: everything that a preview shows and an import needs."""

    foreign: Foreign
    cards: tuple[NewCard, ...]
    led: tuple[Led, ...]
    problems: tuple[Problem, ...]
    archived: int
    """Archived cards that were left out."""

"""The partnership itself: where it works, since when, and the lists that it edits for itself."""

import enum
from collections.abc import Mapping
from typing import Annotated

import msgspec

from codesign.model.governing import Governance
from codesign.model.questions import Question
from codesign.model.record import Record, Text


class Level(enum.StrEnum):
    """The level of the system that the partnership works on."""

    MICRO = "micro"
    MESO = "meso"
    MACRO = "macro"


class Setting(enum.StrEnum):
    RURAL = "rural"
    TOWN = "town"
    URBAN = "urban"


class Place(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """The area that the partnership serves; population in people."""

    area: str = ""
    setting: Setting | None = None
    population: Annotated[int, msgspec.Meta(ge=0)] | None = None


class Sector(msgspec.Struct, frozen=True, gc=False):
    """The part of society that a person speaks from. The key stands in records, the name on screen."""

    key: str
    name: str


class NameChoice(enum.StrEnum):
    """What is done with a text that names somebody where it would leave."""

    SHOW = "show"
    REPLACE = "replace"
    """The name goes, what is known of the person without it comes in its place."""
    HOLD = "hold"
    """The whole text stays."""


class Partnership(Record, frozen=True, kw_only=True):
    TABLE = "partnerships"
    PREFIX = "PS"

    name: Text
    place: Place = Place()
    level: Level = Level.MESO
    began: Annotated[int, msgspec.Meta(ge=1900, le=9999)] | None = None
    """The calendar year in which it began; that year is its year 1."""
    priorities: tuple[str, ...] = ()
    language: str = "en"
    recording_notice: Text = ""
    """What people are told before their words are captured, in the partnership's language."""
    notices: Mapping[str, str] = {}
    """The same in other languages, by their codes."""
    contact: str = ""
    """Whom to write to with corrections; printed in every document."""
    retention_months: Annotated[int, msgspec.Meta(ge=1)] | None = None
    governance: Governance | None = None
    """Who governs its words; None for nobody but those who said them."""
    sectors: tuple[Sector, ...] = ()
    questions: Mapping[str, Question] = {}
    """The partnership's own question library, by an id that sorts by time."""
    names: Mapping[str, NameChoice] = {}
    """What was decided about texts that name somebody, by audience and a digest of the text and the names in it:
    another text, or another name in it, is asked about again."""
    devices: Mapping[str, str] = {}
    """The letter that each device but the first adds to its numbers, by device id; the first has ""."""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a partnership needs a name")

    @property
    def headline(self) -> str:
        return self.name

"""What is chosen for the capture line by keys, before it is entered: its kind, sector, permission and table.

Kind and permission hold for one line: each person is asked anew. Sector and table stay for the lines after it,
until they are changed or let go of: whoever reports back says more than one thing. What was chosen for this very
line wins over what is typed in it, and what has stayed from the lines before gives way to it.
"""

from collections.abc import Sequence
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from codesign.capture import Line, LineKind, means
from codesign.model import Attribution, Audience

T = TypeVar("T")

KINDS = (
    LineKind.VOICE,
    LineKind.SUCCESS,
    LineKind.CHALLENGE,
    LineKind.AHA,
    LineKind.NEED,
    LineKind.IDEA,
    LineKind.ACTION,
    LineKind.DECISION,
    LineKind.COMMITMENT,
    LineKind.PARKED,
)
"""The kinds that a line of a meeting can be given, in the order in which a key goes through them."""

TABLES = (*range(1, 10), None)
"""The tables that a key goes through, and then none; a higher number is typed."""

ATTRIBUTIONS = (*Attribution, None)

_STAYING = ("sector", "table")
_CHOSEN = (*_STAYING, "attribution", "audience")


class Given(msgspec.Struct, frozen=True):
    """The choices for a line."""

    kind: LineKind | None = None
    sector: str = ""
    """Sector key."""
    table: int | None = None
    attribution: Attribution | None = None
    audience: Audience | None = None
    now: frozenset[str] = frozenset()
    """The fields that were chosen for this very line."""

    @classmethod
    def kept(cls, text: str) -> "Given":
        """Return the choices that were kept as a draft; none where it cannot be read."""
        try:
            return msgspec.json.decode(text, type=cls)
        except msgspec.DecodeError:
            return cls()

    @property
    def draft(self) -> str:
        """The choices as they are kept; "" for none."""
        return "" if self == Given() else msgspec.json.encode(self).decode()

    def onto(self, line: Line) -> Line:
        """Return a line with what was chosen for it; what has no meaning for its kind is left out."""
        meant = {name: getattr(self, name) for name in _CHOSEN if means(line.kind, name)}
        wins = (name for name, value in meant.items() if name in self.now or (value and not getattr(line, name)))
        return replace(line, **{name: meant[name] for name in wins})

    def stays(self, line: Line, field: str) -> bool:
        """Tell whether a line has a field from here, and the lines after it will have it too."""
        return field in _STAYING and bool(getattr(line, field)) and getattr(line, field) == getattr(self, field)

    @property
    def staying(self) -> "Given":
        """What stays for the lines after this one."""
        return Given(sector=self.sector, table=self.table)

    def with_kind(self, kind: LineKind) -> "Given":
        """Return the choices with a kind."""
        return replace(self, kind=kind)

    def stepped(self, line: Line, field: str, values: Sequence[object]) -> "Given":
        """Return the choices with the value of a field that comes after the one that the line has now."""
        found = following(values, getattr(line, field))
        return replace(self, **{field: found}, now=self.now | {field})


def following(values: Sequence[T], value: T) -> T:
    """Return the value after one, and after the last the first; also where the one is not among them."""
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]

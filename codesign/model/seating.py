"""Who sat at which table in a round of a meeting."""

from typing import Annotated

import msgspec

_Size = Annotated[int, msgspec.Meta(ge=1)]


class Round(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Tables of people for a part of a meeting; table 1 stands first, and one that was emptied keeps its place.

    Somebody known by name is written by their id; the second of those counted by sector only is "education 2".
    """

    tables: tuple[tuple[str, ...], ...] = ()
    least: _Size = 4
    most: _Size = 6
    """How many people a table was to have."""
    mix: int = 0
    """How often the same people were seated anew."""
    block: str = ""
    """Key of the block of the agenda that it is for, "" for none."""
    question: str = ""
    """Key of the question of the meeting that it is for, "" for none."""

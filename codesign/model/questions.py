"""A question that people are asked: chosen for a meeting, or kept by a partnership for its next ones."""

from typing import Annotated

import msgspec


class Question(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    text: str
    number: Annotated[int, msgspec.Meta(ge=1)] = 1
    """What is printed on the table sheets; it stays when another question is taken out."""
    block: str = ""
    """Key of the block of the agenda in which it is asked, "" for none."""
    out: bool = False
    """Taken out: it keeps its number, so that a sheet printed before is never read as another question."""

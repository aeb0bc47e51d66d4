"""A meeting as it was said and typed, as data."""

import tomllib
from pathlib import Path

import msgspec

SCRIPT = Path(__file__).parent.parent / "fixtures" / "meetings" / "harrow-creek.toml"


class Burst(msgspec.Struct):
    """Lines that one facilitator types in one go, or pastes."""

    by: str
    lines: str
    kind: str = ""
    paste: bool = False

    @property
    def each(self) -> list[str]:
        """The lines one by one."""
        return self.lines.strip().split("\n")


class Part(msgspec.Struct):
    """A block of the agenda: when it was over, in minutes from the start, and what was said in it."""

    title: str
    until: float
    bursts: list[Burst]


class Script(msgspec.Struct):
    """A whole meeting."""

    parts: list[Part]


def script() -> Script:
    """Return the meeting as it was said."""
    return msgspec.convert(tomllib.loads(SCRIPT.read_text("utf-8")), Script)

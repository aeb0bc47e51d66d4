"""The question library and the usual checklist, as data."""

import msgspec

from codesign.templates.files import read


class Purpose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Questions for one purpose, such as co-design."""

    key: str
    name: str
    """One word for it."""
    title: str
    questions: tuple[str, ...]


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that has to be seen to. The key stands in meetings."""

    key: str
    text: str


class PointGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points of one subject."""

    title: str
    points: tuple[Point, ...]


class _Library(msgspec.Struct, forbid_unknown_fields=True):
    purposes: tuple[Purpose, ...]


class _Checklist(msgspec.Struct, forbid_unknown_fields=True):
    groups: tuple[PointGroup, ...]


def question_library(language: str = "") -> tuple[Purpose, ...]:
    """Return the questions that come with the program, by purpose; "" is the language that is spoken."""
    return msgspec.convert(read("questions", language), _Library).purposes


def usual_checklist() -> tuple[PointGroup, ...]:
    """Return what has to be seen to before every meeting, in groups, in the language that is spoken."""
    return msgspec.convert(read("checklist"), _Checklist).groups

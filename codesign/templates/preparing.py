"""The question library and the usual checklist, as data."""

import functools
import tomllib
from pathlib import Path

import msgspec


class Purpose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Questions for one purpose, such as co-design."""

    key: str
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


@functools.cache
def question_library() -> tuple[Purpose, ...]:
    """Return the questions that come with the program, by purpose."""
    return msgspec.convert(_read("questions"), _Library).purposes


@functools.cache
def usual_checklist() -> tuple[PointGroup, ...]:
    """Return what has to be seen to before every meeting, in groups."""
    return msgspec.convert(_read("checklist"), _Checklist).groups


def _read(name: str) -> dict[str, object]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))

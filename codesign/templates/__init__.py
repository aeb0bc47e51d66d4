"""Agendas and lists as data: TOML files beside this one, read and validated when they are needed."""

import functools
import tomllib
from datetime import time
from importlib import resources

import msgspec

from codesign.errors import NotFound
from codesign.model import Block, BlockKind, Mode, Sector
from codesign.words import say


class _BlockForm(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    minutes: int
    kind: BlockKind = BlockKind.PLENARY
    lead: str = ""
    notes: str = ""
    parts: list["_BlockForm"] = []


class _TemplateForm(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    purpose: str
    place: int
    """Where it stands among the built-in ones, 1 for the first."""
    blocks: list[_BlockForm]
    aims: str = ""
    takeaway: str = ""


class _SectorsForm(msgspec.Struct, forbid_unknown_fields=True):
    sectors: list[Sector]


class Template(msgspec.Struct, frozen=True):
    """A meeting to be planned: blocks in order, parents before their children."""

    name: str
    title: str
    purpose: str
    blocks: tuple[Block, ...]
    """Ids are their places from "1" on, which is what `parent` names."""
    aims: str = ""
    takeaway: str = ""
    norms: str = ""
    mode: Mode = Mode.IN_PERSON
    starts: time | None = None

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(block.minutes for block in self.blocks if not block.parent)


def usual_sectors() -> tuple[Sector, ...]:
    """Return the sectors that a new partnership begins with."""
    return tuple(msgspec.convert(_read("sectors"), _SectorsForm).sectors)


def usual_notices() -> dict[str, str]:
    """Return by language what people can be told before their words are captured."""
    return msgspec.convert(_read("notices"), dict[str, str])


def template_names() -> tuple[str, ...]:
    """Return the names of the meeting templates, sorted."""
    folder = resources.files(__name__) / "meetings"
    return tuple(
        sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml"))
    )


def template(name: str) -> Template:
    """Return a meeting template.

    Raises:
        NotFound: there is none of that name.
    """
    if name not in template_names():
        raise NotFound(say("refused.no-template", name=name, names=", ".join(template_names())))
    form = _form(name)
    blocks: list[Block] = []
    _lay_out(form.blocks, "", blocks)
    return Template(name, form.title, form.purpose, tuple(blocks), form.aims, form.takeaway)


def built_in() -> tuple[Template, ...]:
    """Return the meeting templates that come with the program, in the order in which they are offered."""
    return tuple(template(name) for name in sorted(template_names(), key=lambda name: _form(name).place))


@functools.cache
def _form(name: str) -> _TemplateForm:
    return msgspec.convert(_read(f"meetings/{name}"), _TemplateForm)


def _lay_out(forms: list[_BlockForm], parent: str, blocks: list[Block]) -> None:
    for form in forms:
        rank = len(blocks) + 1
        blocks.append(Block(form.title, form.minutes, rank, parent, form.kind, lead=form.lead, notes=form.notes))
        _lay_out(form.parts, str(rank), blocks)


def _read(name: str) -> dict[str, object]:
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))

"""Agendas and lists as data: TOML files beside this one, read and validated when they are needed."""

import tomllib
from importlib import resources

import msgspec

from codesign.errors import NotFound
from codesign.model import Block, Sector
from codesign.words import say


class _BlockForm(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    minutes: int
    kind: str = "plenary"
    parts: list["_BlockForm"] = []


class _TemplateForm(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    purpose: str
    blocks: list[_BlockForm]


class _SectorsForm(msgspec.Struct, forbid_unknown_fields=True):
    sectors: list[Sector]


class Template(msgspec.Struct, frozen=True):
    """A meeting to be planned: blocks in order, parents before their children."""

    name: str
    title: str
    purpose: str
    blocks: tuple[Block, ...]
    """Ids are their places from "1" on, which is what `parent` names."""


def usual_sectors() -> tuple[Sector, ...]:
    """Return the sectors that a new partnership begins with."""
    return tuple(msgspec.convert(_read("sectors"), _SectorsForm).sectors)


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
    form = msgspec.convert(_read(f"meetings/{name}"), _TemplateForm)
    blocks: list[Block] = []
    _lay_out(form.blocks, "", blocks)
    return Template(name, form.title, form.purpose, tuple(blocks))


def _lay_out(forms: list[_BlockForm], parent: str, blocks: list[Block]) -> None:
    for form in forms:
        rank = len(blocks) + 1
        blocks.append(Block(form.title, form.minutes, rank, parent, form.kind))
        _lay_out(form.parts, str(rank), blocks)


def _read(name: str) -> dict[str, object]:
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))

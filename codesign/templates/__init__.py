"""Agendas and lists as data: TOML files in a folder for each language, read and validated when they are needed."""

from datetime import time

import msgspec

from codesign.errors import NotFound
from codesign.model import Block, BlockKind, Mode, Sector
from codesign.templates.files import names, read, translated
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


def usual_sectors(language: str = "") -> tuple[Sector, ...]:
    """Return the sectors that a new partnership begins with, in a language; "" for the one that is spoken."""
    return tuple(msgspec.convert(read("sectors", language), _SectorsForm).sectors)


def usual_notice(language: str) -> str:
    """Return what people can be told before their words are captured, in a language or else in English."""
    return str(read("notice", language)["text"])


def usual_notices() -> dict[str, str]:
    """Return the same in every language in which it is, by language."""
    return {language: str(found["text"]) for language, found in translated("notice").items()}


def template_names() -> tuple[str, ...]:
    """Return the names of the meeting templates, sorted; they are the same in every language."""
    return names("meetings")


def template(name: str, language: str = "") -> Template:
    """Return a meeting template, in a language; "" for the one that is spoken.

    Raises:
        NotFound: there is none of that name.
    """
    if name not in template_names():
        raise NotFound(say("refused.no-template", name=name, names=", ".join(template_names())))
    form = _form(name, language)
    blocks: list[Block] = []
    _lay_out(form.blocks, "", blocks)
    return Template(name, form.title, form.purpose, tuple(blocks), form.aims, form.takeaway)


def built_in(language: str = "") -> tuple[Template, ...]:
    """Return the meeting templates that come with the program, in the order in which they are offered."""
    return tuple(template(name, language) for name in sorted(template_names(), key=lambda name: _form(name).place))


def _form(name: str, language: str = "") -> _TemplateForm:
    return msgspec.convert(read(f"meetings/{name}", language), _TemplateForm)


def _lay_out(forms: list[_BlockForm], parent: str, blocks: list[Block]) -> None:
    for form in forms:
        rank = len(blocks) + 1
        blocks.append(Block(form.title, form.minutes, rank, parent, form.kind, lead=form.lead, notes=form.notes))
        _lay_out(form.parts, str(rank), blocks)

"""The part of codesign export that is about several partnerships."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from codesign.cli.compose import Composition
from codesign.errors import NotFound
from codesign.model import Audience
from codesign.opened import OpenPartnership
from codesign.organisation import AS_IT_COMES
from codesign.ports import today
from codesign.views.cycles import wanted_cycle
from codesign.words import say

if TYPE_CHECKING:
    from exports.rolling import RolledUp


def write_roll_up(
    composition: Composition,
    partnerships: tuple[str, ...],
    audience: Audience,
    form: str | None,
    year: int | None,
    out: str,
) -> None:
    """Roll up the partnerships that are named, or all of the data folder, and keep in each that its part left.

    Raises:
        NotFound: none of them has released a summary.
    """
    from exports.files import NotWritten
    from exports.formats import DOCUMENT_FORMATS
    from exports.rolling import rolled_up

    wanted = next((each for each in DOCUMENT_FORMATS if form in {None, each.value}), None)
    if wanted is None:
        raise NotFound(say("cli.no-format", document="roll-up", form=form, forms=", ".join(DOCUMENT_FORMATS)))
    workspace = composition.workspace
    folders = dict.fromkeys(map(workspace.folder, partnerships) if partnerships else workspace.folders())
    with ExitStack() as stack:
        several = {}
        for folder in folders:
            opened = workspace.open(folder)
            stack.callback(opened.close)
            several[folder] = opened
        names = {folder: opened.partnership.name for folder, opened in several.items()}
        found = rolled_up(
            [(folder, names[folder], opened.records) for folder, opened in several.items()],
            audience,
            today(composition.clock),
            wanted,
            year,
            next(iter(several.values())).organisation() if several else AS_IT_COMES,
        )
        if out == "-":
            if found.prepared.packed is not None and sys.stdout.isatty():
                raise NotWritten(say("docx.terminal"))
            click.echo(found.prepared.data, nl=False)
        else:
            place = Path(out).expanduser() if out else composition.folder / "exports"
            _write(found, place, [several[each] for each in found.keys])
        key = "cli.rolled-up-all" if len(found.keys) == len(several) else "cli.rolled-up"
        click.echo(say(key, n=len(found.keys), of=len(several)), err=True)


def _write(found: "RolledUp", folder: Path, included: list[OpenPartnership]) -> None:
    """Write the file once, and keep on record in every partnership of which something left."""
    from exports.prepare import write

    outcome, path, kept = write(found.prepared, folder, included[0].records)
    for opened in included:
        own = wanted_cycle(opened.records, found.year)
        opened.execute(
            replace(kept, subject=own.id, items=found.items[opened.folder], counted=found.counted[opened.folder])
        )
    click.echo(path)
    click.echo(say(f"export.{outcome.value}"), err=True)

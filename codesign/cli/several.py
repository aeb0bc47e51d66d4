"""codesign export all: every document that there can be, each in its formats."""

from pathlib import Path

import click

from codesign.cli.compose import Composition
from codesign.errors import NotFound
from codesign.model import Audience
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.words import say
from exports.formats import Format
from exports.offered import offered
from exports.several import Begun, Left, Setting, files, on_record, several, summary


def export_all(
    composition: Composition, opened: OpenPartnership, audience: Audience, forms: tuple[str, ...], out: str
) -> int:
    """Write all documents that there can be. Return 1 where one of them is not written; the others are."""
    if unknown := set(forms) - set(Format):
        known = ", ".join(Format)
        raise NotFound(say("cli.no-format", document="all", form=unknown.pop(), forms=known))
    wanted = files(offered(opened.records, audience, today(opened.clock)), frozenset(map(Format, forms)))
    if not wanted:
        raise NotFound(say("cli.export-none"))
    folder = Path(out).expanduser() if out else composition.exports(opened)
    results: list[Left] = []
    steps = several(wanted, Setting(folder, today(opened.clock), opened.organisation()))
    for step in steps:
        assert isinstance(step, Begun), "the other steps are answers"
        left = steps.send(opened.records)
        assert isinstance(left, Left), "it is sent what it asked for"
        results.append(_told(opened, left, step))
    if problem := opened.organisation().problem:
        click.echo(problem, err=True)
    click.echo(summary(results, folder), err=True)
    return 1 if any(each.why for each in results) else 0


def _told(opened: OpenPartnership, left: Left, begun: Begun) -> Left:
    """Keep on record what left, and print where it is, or why it is not."""
    kept = on_record(left, opened.execute)
    if left.path is not None:
        click.echo(left.path)
    for words in (kept.why, left.prepared.names_words if left.prepared is not None else ""):
        if words:
            click.echo(f"{begun.n}/{begun.of} {left.leaving.words}: {words}", err=True)
    return kept

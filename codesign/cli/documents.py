"""codesign export: a document on the disk, or on standard output."""

from pathlib import Path

import click

from codesign.cli.compose import Composition, pass_composition
from codesign.errors import NotFound
from codesign.model import Audience, Meeting
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.words import say


@click.command("export", help=say("cli.export"), epilog=say("cli.export-examples"))
@click.argument("document", type=click.Choice(["notes", "vision"]))
@click.argument("partnership")
@click.option("--meeting", "number", default="", help=say("cli.export-meeting"))
@click.option(
    "--audience",
    type=click.Choice([each.value for each in Audience]),
    default=Audience.PARTNERS.value,
    show_default=True,
    help=say("cli.export-audience"),
)
@click.option("--out", default="", help=say("cli.export-out"))
@pass_composition
def export(
    composition: Composition, document: str, partnership: str, number: str, audience: str, out: str
) -> None:
    from exports.prepare import newest_vision, notes, statement, write

    opened = composition.workspace.open(partnership)
    try:
        records, on = opened.records, today(opened.clock)
        if document == "notes":
            prepared = notes(records, _meeting(opened, number), Audience(audience), on)
        else:
            prepared = statement(records, newest_vision(records), Audience(audience), on)
        if out == "-":
            click.echo(prepared.data, nl=False)
        else:
            folder = Path(out).expanduser() if out else composition.exports(opened)
            outcome, path, kept = write(prepared, folder, records)
            opened.execute(kept)
            click.echo(path)
            click.echo(say(f"export.{outcome.value}"), err=True)
        click.echo(prepared.held_words, err=True)
    finally:
        opened.close()


def _meeting(opened: OpenPartnership, number: str) -> Meeting:
    """Return the meeting of a number, or without one the latest that has begun."""
    if number:
        found = opened.numbered(number)
        if not isinstance(found, Meeting):
            raise NotFound(say("cli.no-meeting", number=number))
        return found
    begun = [each for each in opened.records.live(Meeting) if each.runs or each.ended]
    if not begun:
        raise NotFound(say("cli.no-meeting-yet"))
    return max(begun, key=lambda each: (each.on, each.id))

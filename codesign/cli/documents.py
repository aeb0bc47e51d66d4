"""codesign export: a document on the disk, or on standard output."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from codesign.cli.compose import Composition, pass_composition
from codesign.errors import NotFound
from codesign.model import Audience, Meeting
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views.sheets import MOST_TABLES, next_meeting, usual_tables
from codesign.words import say

if TYPE_CHECKING:
    from exports.prepare import Prepared


PAPERS = ("run-sheet", "invitation", "checklist", "table-sheets", "agenda", "calendar")
"""Those of exports.papers, named here so that asking for help loads no documents."""


@click.command("export", help=say("cli.export"), epilog=say("cli.export-examples"))
@click.argument("document", type=click.Choice(["notes", "vision", *PAPERS]))
@click.argument("partnership")
@click.option("--meeting", "number", default="", help=say("cli.export-meeting"))
@click.option(
    "--audience",
    type=click.Choice([each.value for each in Audience]),
    default=Audience.PARTNERS.value,
    show_default=True,
    help=say("cli.export-audience"),
)
@click.option("--format", "form", type=click.Choice(["md", "html", "ics"]), help=say("cli.export-format"))
@click.option("--tables", type=click.IntRange(1, MOST_TABLES), help=say("cli.export-tables"))
@click.option("--out", default="", help=say("cli.export-out"))
@pass_composition
def export(
    composition: Composition,
    document: str,
    partnership: str,
    number: str,
    audience: str,
    form: str | None,
    tables: int | None,
    out: str,
) -> None:
    from exports.prepare import write

    opened = composition.workspace.open(partnership)
    try:
        prepared = _prepared(opened, document, number, Audience(audience), form, tables)
        if out == "-":
            click.echo(prepared.data, nl=False)
        else:
            folder = Path(out).expanduser() if out else composition.exports(opened)
            outcome, path, kept = write(prepared, folder, opened.records)
            opened.execute(kept)
            click.echo(path)
            click.echo(say(f"export.{outcome.value}"), err=True)
        if prepared.held_words:
            click.echo(prepared.held_words, err=True)
    finally:
        opened.close()


def _prepared(
    opened: OpenPartnership, document: str, number: str, audience: Audience, form: str | None, tables: int | None
) -> "Prepared":
    from exports.formats import Format
    from exports.papers import CALENDAR, calendar, formats, paper
    from exports.prepare import newest_vision, notes, statement

    records, on = opened.records, today(opened.clock)
    wanted = Format(form) if form else formats(document)[0]
    if wanted not in formats(document):
        raise NotFound(say("cli.no-format", document=document, form=form, forms=", ".join(formats(document))))
    if document == "notes":
        return notes(records, _meeting(opened, number), audience, on, wanted)
    if document == "vision":
        return statement(records, newest_vision(records), audience, on, wanted)
    if document == CALENDAR:
        return calendar(records, on, wanted)
    meeting = _meeting(opened, number) if number else next_meeting(records)
    return paper(document, records, meeting, on, wanted, tables or usual_tables(records, meeting))


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
